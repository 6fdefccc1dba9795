"""Fit of closure (healing.closure) on published times: settings of devices, and wounds that no device of ours makes.

    ln hours ~ N(ln law, sd^2 + S^2)        S the spread between clinics, fitted as ln S
    beside: dry over moist ~ LN(1 / dry, sd^2 + S^2);   old - young ~ N(law, sd^2 + (S hours)^2)

The law is closure_of itself, on the injury that the models give to each setting (its doubt integrated out) or on a bare field
of stated width and depth. A figure `at_most` is an upper bound. Of the front only speed, two delays and the working share of
the adnexa are fitted; of the host the loss with age; of care the dry factor. How often the cells of a rim divide is not: its
median never binds on these rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rederm.course import Aftercare
from rederm.draws import Draws, Samples
from rederm.evidence.fit_duration import DurationFit, spread_term
from rederm.evidence.observations import Observation, observations
from rederm.evidence.subject import client_of, sessions_of
from rederm.evidence.terms import term
from rederm.evidence.wounds import typical
from rederm.healing.closure import Closure, closure_of
from rederm.healing.host import care_of, host_of
from rederm.injury import Injury, injure
from rederm.skin import Client, Skin, skin_at
from rederm.sources import DATA, read_toml

NAMES = ("front_speed", "lag_lesion", "lag_field", "closure.adnexa", "closure.dry", "closure.age")
LEAST_HOURS = 1.0  # less is not told from nothing
CUT_OUT_MM = 1e3  # no duct lives


class At(Draws):
    """Typical people, with these figures of healing; the rest is drawn as it ships."""

    def __init__(self, n: int, given: Mapping[str, float]) -> None:
        super().__init__(n)
        self.given, self.rest = given, typical(Draws(n))

    def __getitem__(self, name: str) -> Samples:
        key = name.removeprefix("healing.")
        if name == "healing.closure.scale":
            return np.ones(self.n)
        return np.full(self.n, self.given[key]) if key in self.given else self.rest[name]


@dataclass(frozen=True)
class Case:
    """One published wound: injury (draws,), skin, person, care; the radius of its field where it is not the whole site."""

    injury: Injury
    skin: Skin
    client: Client
    care: Aftercare
    field_radius_mm: float | None
    closed_share: float | None

    def closure(self, given: Mapping[str, float]) -> Closure:
        draws = At(self.injury.draws, given)
        host = host_of(self.client, self.skin, draws)
        return closure_of(self.injury, self.skin, host, care_of(self.care, draws), draws, self.field_radius_mm)

    def hours(self, given: Mapping[str, float]) -> Samples:
        """Hours (draws,) to closure, or until the stated share of the area is closed."""
        closure = self.closure(given)
        if self.closed_share is None:
            return closure.days() * 24
        with np.errstate(divide="ignore"):
            left = np.where(closure.share > 0.0, (1 - self.closed_share) / closure.share, 1.0)
        return closure.days_until(np.minimum(left, 1.0)) * 24


@dataclass(frozen=True)
class Cases:
    """The wounds of some rows; `middle`: told by the median of their injuries."""

    each: tuple[Case, ...]
    middle: bool = False

    def rows(self, keep: np.ndarray) -> "Cases":
        return replace(self, each=tuple(case for case, kept in zip(self.each, keep, strict=True) if kept))

    def median(self) -> "Cases":
        return replace(self, middle=True)

    def hours(self, given: Mapping[str, float]) -> np.ndarray:
        """(rows, draws), or (rows, 1) of the median."""
        found = np.array([case.hours(given) for case in self.each])
        return np.median(found, axis=1, keepdims=True) if self.middle else found


def bare_field(site: str, draws: int, duct_depth_mm: float | str) -> Injury:
    """An injury that takes the whole epidermis and nothing else; ducts dead to this depth ("all": none lives)."""
    depth = CUT_OUT_MM if duct_depth_mm == "all" else float(duct_depth_mm)
    given = {"open_share": 1.0, "epidermal_loss": 1.0, "coverage": 1.0, "duct_depth_mm": depth}
    words = {"device", "site", "layer", "cold", "notes", "model_error", "outline"}
    values: dict[str, Any] = {
        name: np.full(draws, given.get(name, 0.0)) for name in Injury.__dataclass_fields__ if name not in words
    }
    return Injury("wound", site, True, False, **values)


def case_of(observation: Observation, draws: int) -> Case:
    """The wound of one row: of its device, or as its record states it."""
    client, detail = client_of(observation), observation.detail
    skin, share = skin_at(client, observation.site), detail.get("closed_share")
    if "width_mm" not in detail:
        session = sessions_of(observation, client)[0]
        injury = injure(session.setting, skin, typical(Draws(draws)), session.aftercare.skin_cooling)
        return Case(injury, skin, client, session.aftercare, None, share)
    injury = bare_field(observation.site, draws, detail["duct_depth_mm"])
    care = Aftercare(moist=detail.get("moist", True))
    return Case(injury, skin, client, care, detail["width_mm"] / 2, share)


def records(kind: str) -> list[Observation]:
    """Rows of closure.toml that no device made; what is not a time stands in `detail`."""
    rows = read_toml(DATA / "evidence" / "closure.toml")[kind]
    named = ("study", "observed")
    return [
        Observation(kind, row["study"], "", {}, float(row["observed"]), {k: v for k, v in row.items() if k not in named})
        for row in rows
    ]


class ClosureFit(DurationFit):
    """Closure on these rows, dry ratios and delays of age. Times in hours."""

    wounds: Any
    median: Any
    law: Any

    def __init__(
        self,
        rows: Sequence[Observation],
        draws: int,
        ratios: Sequence[Observation] = (),
        delays: Sequence[Observation] = (),
    ) -> None:
        self.rows, self.names = list(rows), NAMES
        self.terms = [*(term(f"healing.{name}") for name in NAMES), spread_term("healing.closure.scale")]
        self.wounds = Cases(tuple(case_of(row, draws) for row in rows))
        self.median, self.law = self.wounds.median(), lambda given, cases: cases.hours(given)
        self.studies = np.array([o.study for o in self.rows])
        self.seen = np.log([o.observed for o in self.rows])
        self.sd = np.array([o.detail["sd"] for o in self.rows])
        self.most = np.array([bool(o.detail.get("at_most")) for o in self.rows])
        self.ratios = list(ratios)
        self.delays = [(o, _aged(case_of(o, 1), o.detail["old"]), _aged(case_of(o, 1), o.detail["young"])) for o in delays]

    def ln_days(self, x: np.ndarray, wounds: Any) -> np.ndarray:
        """ln of the hours, (rows, draws)."""
        return np.asarray(np.log(np.maximum(self.law(self.point(x), wounds), LEAST_HOURS)))

    def beside(self, at: np.ndarray) -> float:
        given, spread = self.point(at), float(np.exp(at[-1]))
        loss = 0.0
        for o in self.ratios:
            sd = float(np.hypot(o.detail["sd"], spread))
            loss += float((np.log(o.observed) + np.log(given["closure.dry"])) / sd) ** 2 / 2 + float(np.log(sd))
        for o, old, young in self.delays:
            a, b = (float(case.hours(given)[0]) / 24 for case in (old, young))
            sd = float(np.sqrt(o.detail["sd"] ** 2 + spread**2 * (a**2 + b**2) / 2))
            loss += ((a - b - o.observed) / sd) ** 2 / 2 + float(np.log(sd))
        return loss


def _aged(case: Case, age: float) -> Case:
    client = case.client.model_copy(update={"age": age})
    return replace(case, client=client, skin=skin_at(client, case.skin.site.name))


def closure_fit(draws: int) -> ClosureFit:
    """The fit on the rows that ship."""
    rows = [o for o in observations() if o.kind == "closure"] + records("wound")
    return ClosureFit(rows, draws, records("dry_ratio"), records("age_delay"))
