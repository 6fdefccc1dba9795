"""Fit of the outcome law on published gains: blinded and other ratings, contrasts within trials, what is kept at 18 months.

    ln(-ln(1 - y)) = lam (ln H - ln ref) + ln ref + scale + rater + study + arm + dose + sampling;   lam = 1 for blinded points

The study effect is shared by the arms of a study, the dose doubt (spread of ln H over the draws of the injury) by arms of one
study with one setting. Contrasts see the hazards of both sides without rater and scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rederm.evidence.doses import Doses, doses_of
from rederm.evidence.laplace import Fit, laplace, mode_near, prior_loss
from rederm.evidence.observations import Observation, Pair, observations, pairs, retentions
from rederm.evidence.outcome_law import FAMILIES, Courses, Point, courses_of, log_hazard, session_parts
from rederm.evidence.terms import Term, term
from rederm.sources import load_table

SCALES = ("global", "responder", "ecca", "instrument")
RATERS = ("open", "patient")
SHARED = {
    **{name: f"outcome.{name}" for name in ("con_T", "con_X", "site_lid", "site_body", "arm_sd")},
    **{name: f"healing.{name}" for name in ("tau_rise", "tau_loss")},
    **{name: f"observation.{name}" for name in ("lam", "study_sd")},
    **{f"scale.{name}": f"observation.scale.{name}" for name in SCALES},
    **{f"rater.{name}": f"observation.rater.{name}" for name in RATERS},
}


def outcome_terms(structure: str) -> dict[str, Term]:
    """What is fitted under a structure, by local name."""
    if structure == "alike":
        own = {f"alike.{family}": term("observation.null.weight") for family in FAMILIES}
    else:
        weights = [f"{name}.{family}" for name in ("w_rep", "w_p", "w_r") for family in FAMILIES]
        own = {name: term(f"outcome.{structure}.{name}") for name in (*weights, "m_mech")}
    own |= {"rho": term("outcome.v.rho")} if structure == "v" else {"gamma": term("outcome.d.gamma")}
    return own | {local: term(name) for local, name in SHARED.items()}


@dataclass(frozen=True)
class Data:
    """Arms as arrays (arms,); doses over draws and at their medians."""

    studies: np.ndarray
    settings: np.ndarray  # study and setting
    seen: np.ndarray  # ln(-ln(1 - y))
    variance: np.ndarray  # of sampling and conversion
    plain: np.ndarray  # blinded points, ECCA, instruments: nothing is compressed
    bias: dict[str, np.ndarray]  # scale.* and rater.*: where each applies
    doses: Doses
    median: Doses
    courses: Courses

    @cached_property
    def same_study(self) -> np.ndarray:
        return np.asarray(self.studies[:, None] == self.studies[None])

    @cached_property
    def same_setting(self) -> np.ndarray:
        return np.asarray(self.settings[:, None] == self.settings[None])

    @cached_property
    def blocks(self) -> tuple[np.ndarray, np.ndarray]:
        """Places (studies, most arms) of the arms of each study, and which of them are there."""
        own = [np.flatnonzero(self.studies == study) for study in np.unique(self.studies)]
        most = max(arms.size for arms in own)
        place = np.array([np.pad(arms, (0, most - arms.size)) for arms in own])
        return place, np.array([np.arange(most) < arms.size for arms in own])

    def rows(self, keep: np.ndarray) -> "Data":
        """Some of the arms."""
        return Data(
            studies=self.studies[keep],
            settings=self.settings[keep],
            seen=self.seen[keep],
            variance=self.variance[keep],
            plain=self.plain[keep],
            bias={name: where[keep] for name, where in self.bias.items()},
            doses=self.doses.rows(keep),
            median=self.median.rows(keep),
            courses=self.courses.rows(keep),
        )


@dataclass(frozen=True)
class Contrasts:
    """Both sides of each comparison, at median doses, and what is kept late of a gain."""

    seen: np.ndarray
    sd: np.ndarray
    sides: tuple[tuple[Doses, Courses], tuple[Doses, Courses]]
    kept: tuple[Doses, Courses, Courses, float, float]  # early, late, share kept, its sd


def data_of(arms: Sequence[Observation], draws: int) -> Data:
    """The outcome rows with the injuries of their settings."""
    doses = doses_of(arms, draws)
    y, n, doubt = (np.array(column, float) for column in zip(*((o.observed, *_size(o)) for o in arms), strict=True))
    noise = load_table("posterior/observation").number("person_noise", "1")
    scale = np.array([o.detail["scale"] for o in arms])
    rater = np.array([o.detail["rater"] for o in arms])
    left = 1 - y
    return Data(
        studies=np.array([o.study for o in arms]),
        settings=np.array([f"{o.study} {o.device} {sorted(o.dials.items())}" for o in arms]),
        seen=np.log(-np.log(left)),
        variance=noise**2 / n / (left * np.log(left)) ** 2 + doubt**2,
        plain=(rater == "blinded") & np.isin(scale, ("points", "ecca", "instrument")),
        bias={f"scale.{s}": scale == s for s in SCALES} | {f"rater.{r}": rater == r for r in RATERS},
        doses=doses,
        median=doses.median(),
        courses=courses_of(arms, doses),
    )


def contrasts_of(rows: Sequence[Pair], kept: Observation, draws: int) -> Contrasts:
    """The comparisons in which both sides are injured."""
    sides = []
    for side in ([pair.a for pair in rows], [pair.b for pair in rows]):
        doses = doses_of(side, draws).median()
        sides.append((doses, courses_of(side, doses)))
    keep = np.logical_and(*(injured(*side) for side in sides))
    (a, at), (b, bt) = sides
    dose = doses_of([kept], draws).median()
    late = courses_of([kept], dose)
    early = late.on(kept.detail["early_day"])
    seen, sd = (np.array([getattr(pair, name) for pair in rows])[keep] for name in ("observed", "sd"))
    both = ((a.rows(keep), at.rows(keep)), (b.rows(keep), bt.rows(keep)))
    return Contrasts(seen, sd, both, (dose, early, late, kept.observed, float(kept.detail["sd"])))


def expected(structure: str, t: Point, data: Data) -> np.ndarray:
    """Mean of what is seen, (arms,), at the median doses."""
    pivot = np.log(load_table("posterior/observation").number("reference", "1"))
    hazard = log_hazard(structure, t, data.median, data.courses)[:, 0]
    read = np.where(data.plain, hazard, pivot + t["lam"] * (hazard - pivot))
    return np.asarray(read + sum(t[name] * where for name, where in data.bias.items()))


def covariance(t: Point, data: Data, doubt: np.ndarray) -> np.ndarray:
    """Of what is seen around its mean (arms, arms); doubt (arms,): sd of ln H by the dose."""
    read = np.where(data.plain, 1.0, t["lam"]) * doubt
    shared = t["study_sd"] ** 2 * data.same_study + read[:, None] * read[None] * data.same_setting
    return np.asarray(shared + np.diag(t["arm_sd"] ** 2 + data.variance))


def dose_doubt(structure: str, terms: dict[str, Term], data: Data) -> np.ndarray:
    """Spread of ln H over the draws of the injury at the prior weights, (arms,): none where devices are all alike."""
    if structure == "alike":
        return np.zeros(data.seen.size)
    t = {name: one.number(one.mean) for name, one in terms.items()}
    return np.asarray(log_hazard(structure, t, data.doses, data.courses).std(axis=1))


def injured(doses: Doses, courses: Courses) -> np.ndarray:
    """Arms (arms,) in which the typical injury is one at all, at prior weights: the others cannot teach a law of injuries."""
    t = {name: one.number(one.mean) for name, one in outcome_terms("d").items()}
    least = load_table("posterior/observation").number("least_hazard", "1")
    return np.asarray(np.median(sum(session_parts(t, doses, courses), np.zeros(1)), axis=1) > least)


class OutcomeFit:
    """One structure on these rows."""

    def __init__(self, structure: str, data: Data, contrasts: Contrasts | None) -> None:
        self.structure, self.data, self.contrasts = structure, data, contrasts
        self.terms = outcome_terms(structure)
        self.doubt = dose_doubt(structure, self.terms, data)

    def point(self, x: np.ndarray) -> dict[str, float]:
        return {name: one.number(float(at)) for (name, one), at in zip(self.terms.items(), x, strict=True)}

    def loss(self, x: np.ndarray) -> float:
        """Minus log posterior."""
        t = self.point(x)
        rest = self.data.seen - expected(self.structure, t, self.data)
        value = prior_loss(x, list(self.terms.values())) + self._misfit(rest, covariance(t, self.data, self.doubt))
        return value + self._compared(t)

    def _misfit(self, rest: np.ndarray, spread: np.ndarray) -> float:
        """Minus log density of a normal, study by study: between studies nothing is shared."""
        place, there = self.data.blocks
        both = there[:, :, None] & there[:, None, :]
        blocks = np.where(both, spread[place[:, :, None], place[:, None, :]], np.eye(place.shape[1]))
        root = np.linalg.cholesky(blocks)
        z = np.linalg.solve(root, np.where(there, rest[place], 0.0)[:, :, None])
        return float(np.sum(z**2) / 2 + np.log(np.diagonal(root, axis1=1, axis2=2)).sum())

    def _compared(self, t: Point) -> float:
        if self.contrasts is None:
            return 0.0
        c = self.contrasts
        (a, at), (b, bt) = c.sides
        ratio = (log_hazard(self.structure, t, a, at) - log_hazard(self.structure, t, b, bt))[:, 0]
        variance = c.sd**2 + t["arm_sd"] ** 2
        dose, early, late, kept, sd = c.kept
        left = np.exp(log_hazard(self.structure, t, dose, late) - log_hazard(self.structure, t, dose, early))[0, 0]
        value = np.sum((c.seen - ratio) ** 2 / variance + np.log(variance)) / 2 + ((left - kept) / sd) ** 2 / 2
        return float(value)

    def fit(self) -> Fit:
        return laplace(self.loss, list(self.terms.values()))

    def without(self, study: str, whole: Fit) -> np.ndarray:
        """The mode where the rows of one study are left out; `whole`: the fit on all."""
        rest = OutcomeFit(self.structure, self.data.rows(self.data.studies != study), self.contrasts)
        return mode_near(rest.loss, whole)


def outcome_data(draws: int) -> tuple[Data, Contrasts, list[Observation]]:
    """The rows that ship: arms with an injury, comparisons, and the arms in which the models see no injury."""
    arms = [o for o in observations() if o.kind == "outcome"]
    data = data_of(arms, draws)
    keep = injured(data.doses, data.courses)
    nil = [arm for arm, hurt in zip(arms, keep, strict=True) if not hurt]
    return data.rows(keep), contrasts_of(pairs("contrast"), retentions()[0], draws), nil


def _size(observation: Observation) -> tuple[float, float]:
    return float(observation.detail["n"]), float(observation.detail["conversion_sd"])
