"""Two treatments compared within one trial, or within a pool of trials: which side has more of what, and by how much.

Both sides are predicted by the same draws: the same skin, clinic, persons and rates, so that only what the treatments do
differs. The chance P(a > b) and the difference are of the model alone, as if people without number had been treated. What a
trial of its size would see has the chance of its sample on each side besides; where a trial saw no difference, it is this
band that should hold 0. A sign is right where P gives the reported side more than a half, and the median difference does not
round to nothing.

Laws may have been fitted on the arms of a trial. Where both arms are rows of a fit, the difference is told a second time by the
fit without the study, chance of the arms included.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples, band, spread
from rederm.evidence.observations import Observation, observations
from rederm.evidence.predict import predict
from rederm.evidence.treated import Treated
from rederm.outlook.downtime import social_downtime_days
from rederm.sources import DATA, read_toml, reference

QUANTITIES: Mapping[str, tuple[str, str]] = {  # kind of observation, unit
    "gain": ("outcome", "1"),
    "darkening": ("pih", "1"),
    "redness": ("redness", "d"),
    "closure": ("closure", "h"),
    "crust": ("crust", "d"),
    "downtime": ("downtime", "d"),
    "pain": ("pain", "of 10"),
}
DESIGNS = ("same people", "arms", "pool")
REPORTED = ("a", "b", "none")
OWN = ("study", "quantity", "design", "a", "b", "observed", "reported", "significant", "basis", "rows")
SIDED = ("sessions", "interval_days", "site", "cold_air", "steroid", "moist")  # what the sides may differ in beyond the setting
TOLD = {"1": 0.0005, "of 10": 0.05, "d": 0.05, "h": 0.5}  # half of the last figure that is told: less is no difference
CARED = ("steroid", "cold_air", "moist")
EVERYONE = 1_000_000  # people of a sample whose own chance is gone
CHANCE = ("observation.sample", "observation.spread")  # noise that the two sides of a trial do not share


@dataclass(frozen=True)
class Comparison:
    """One comparison of data/evidence/comparisons.toml; `significant` None where the source does not say."""

    study: str
    quantity: str
    design: str
    a: Observation
    b: Observation
    observed: tuple[float, float] | None
    reported: str
    significant: bool | None
    basis: str
    rows: tuple[str, ...]

    @property
    def unit(self) -> str:
        return QUANTITIES[self.quantity][1]


class TrialDraws(Draws):
    """Draws of one side of a trial: everything but the chance of its sample is that of the other side too."""

    def __init__(self, n: int, seed: int, side: str) -> None:
        super().__init__(n, seed)
        self.side = side

    def normal(self, name: str) -> Samples:
        return super().normal(f"{name}.{self.side}" if name in CHANCE else name)


@cache
def comparisons() -> tuple[Comparison, ...]:
    """Every comparison that ships."""
    return tuple(_comparison(record) for record in read_toml(DATA / "evidence" / "comparisons.toml")["comparison"])


@cache
def not_compared() -> tuple[Mapping[str, Any], ...]:
    """{"rows", "reason"}: published comparisons of which the model has not both sides."""
    return tuple(read_toml(DATA / "evidence" / "comparisons.toml")["no_model"])


def compare(left_out: Mapping[int, Samples], *, draws: int, seed: int) -> list[dict[str, Any]]:
    """One row a comparison: the model's chance that a has more, the difference a - b, what a trial would see, and whether
    that agrees with what was reported; "left_out": the same by the fit without the study, None where there is none.

    left_out: draws (n,) of studies left out by place in `observations()`.
    """
    rows = spread(lambda one: _row(one, draws, seed), comparisons())
    return [row | {"left_out": _without(one, left_out)} for row, one in zip(rows, comparisons(), strict=True)]


def signs(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """How many signs are right: of significant differences, of reported ones without a word on significance or not
    significant, in how many trials without a difference the band holds 0, and of reported ones with their study left out."""
    significant = [row for row in rows if row["significant"] and row["reported"] != "none"]
    other = [row for row in rows if not row["significant"] and row["reported"] != "none"]
    none = [row for row in rows if row["reported"] == "none"]
    unseen = [row["left_out"] | row_name(row) for row in rows if row["left_out"] and row["reported"] != "none"]
    groups = (("significant", significant), ("other", other), ("none", none), ("unseen", unseen))
    return {name: _count(own) for name, own in groups}


def row_name(row: Mapping[str, Any]) -> dict[str, Any]:
    """What names a comparison."""
    return {name: row[name] for name in ("study", "quantity")}


def _count(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    missed = [f"{row['study']}, {row['quantity']}" for row in rows if not row["right"]]
    return {"of": len(rows), "right": len(rows) - len(missed), "missed": missed}


def _comparison(record: Mapping[str, Any]) -> Comparison:
    kind, _ = QUANTITIES[record["quantity"]]
    if record["design"] not in DESIGNS or record["reported"] not in REPORTED:
        raise ValueError(f"{record['study']}: design is one of {DESIGNS}, reported one of {REPORTED}")
    common = {name: value for name, value in record.items() if name not in OWN} | {"conversion_sd": 0.0}
    a, b = (_side(kind, record["study"], common | record[side]) for side in ("a", "b"))
    seen = record.get("observed")
    return Comparison(
        study=record["study"],
        quantity=record["quantity"],
        design=record["design"],
        a=a,
        b=b,
        observed=(float(seen[0]), float(seen[1])) if seen else None,
        reported=record["reported"],
        significant=record.get("significant"),
        basis=record["basis"],
        rows=tuple(record["rows"]),
    )


def _side(kind: str, study: str, detail: Mapping[str, Any]) -> Observation:
    rest = {name: value for name, value in detail.items() if name not in ("device", "dials")}
    return Observation(kind, study, detail["device"], detail["dials"], 0.0, {"n": EVERYONE} | rest)


def _row(one: Comparison, draws: int, seed: int) -> dict[str, Any]:
    everyone = Draws(draws, seed)
    a, b = (_figure(_of(side, EVERYONE), everyone) for side in (one.a, one.b))
    seen_a, seen_b = (_figure(side, TrialDraws(draws, seed, name)) for side, name in ((one.a, "a"), (one.b, "b")))
    chance = float(np.mean(a > b) + np.mean(a == b) / 2)
    trial = band(seen_a - seen_b)
    low, high = trial["low"] or 0.0, trial["high"] or 0.0
    told = abs(float(np.median(a - b))) >= TOLD[one.unit]
    right = low <= 0.0 <= high if one.reported == "none" else told and (chance > 1 / 2) == (one.reported == "a")
    return {
        "study": one.study,
        "cite": reference(one.study).cite(),
        "quantity": one.quantity,
        "unit": one.unit,
        "design": one.design,
        "site": one.a.site if one.a.site == one.b.site else f"{one.a.site} against {one.b.site}",
        "concern": one.a.detail.get("concern", ""),
        "n": None if one.a.detail["n"] == EVERYONE else one.a.detail["n"],
        "a": told_side(one.a, one.b),
        "b": told_side(one.b, one.a),
        "observed": list(one.observed) if one.observed else None,
        "reported": one.reported,
        "significant": one.significant,
        "basis": one.basis,
        "rows": list(one.rows),
        "predicted": {"a": band(a), "b": band(b)},
        "chance_a_more": chance,
        "difference": band(a - b),
        "trial_difference": trial,
        "right": bool(right),
    }


def _without(one: Comparison, left_out: Mapping[int, Samples]) -> dict[str, Any] | None:
    """The difference by a fit without the study: chance, band and verdict."""
    sides = [[left_out[place] for place in _places(one, side) if place in left_out] for side in (one.a, one.b)]
    if not all(sides):
        return None
    gap = np.mean(sides[0], axis=0) - np.mean(sides[1], axis=0)
    chance = float(np.mean(gap > 0.0) + np.mean(gap == 0.0) / 2)
    found = band(gap)
    low, high = found["low"] or 0.0, found["high"] or 0.0
    right = low <= 0.0 <= high if one.reported == "none" else (chance > 1 / 2) == (one.reported == "a")
    return {"chance_a_more": chance, "difference": found, "right": bool(right)}


def _places(one: Comparison, side: Observation) -> list[int]:
    """Where the rows of one side stand among the observations: of this study, treated and cared for alike."""
    return [
        place
        for place, row in enumerate(observations())
        if (row.kind, row.study, row.device, dict(row.dials)) == (side.kind, one.study, side.device, dict(side.dials))
        and all(bool(row.detail.get(name)) == bool(side.detail.get(name)) for name in CARED)
        and row.detail.get("concern") == side.detail.get("concern")
    ]


def _figure(observation: Observation, draws: Draws) -> Samples:
    if observation.kind == "downtime":
        return social_downtime_days(Treated(observation, draws).healed(1.0))[:, -1]
    samples = predict(observation, draws)
    spread_of_ln = observation.detail.get("sd", 0.0)
    return samples * np.exp(spread_of_ln * draws.normal("observation.spread")) if spread_of_ln else samples


def _of(observation: Observation, people: int) -> Observation:
    detail = {name: value for name, value in observation.detail.items() if name != "sd"} | {"n": people}
    return replace(observation, detail=detail)


def told_side(own: Observation, other: Observation) -> dict[str, Any]:
    """{"device", "dials", "differs"}: what was done on one side, and what else differs from the other side."""
    differs = {name: own.detail[name] for name in SIDED if name in own.detail and own.detail[name] != other.detail.get(name)}
    return {"device": own.device, "dials": dict(own.dials), "differs": differs}
