"""The outcome rows as arrays: arms with their doses and courses, comparisons within trials, what is kept of a gain."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from rederm.evidence.doses import Doses, doses_of
from rederm.evidence.observations import Observation, Pair, observations, pairs, retentions
from rederm.evidence.outcome_law import Courses, courses_of, session_parts
from rederm.evidence.outcome_terms import RATERS, SCALES, outcome_terms
from rederm.sources import load_table


@dataclass(frozen=True)
class Data:
    """Arms as arrays (arms,); doses over draws and unstated dials, and at their medians with unstated dials at the default."""

    rows: tuple[Observation, ...]
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
    def blocks(self) -> tuple[np.ndarray, np.ndarray]:
        """Places (studies, most arms) of the arms of each study, and which of them are there."""
        own = [np.flatnonzero(self.studies == study) for study in np.unique(self.studies)]
        most = max(arms.size for arms in own)
        place = np.array([np.pad(arms, (0, most - arms.size)) for arms in own])
        return place, np.array([np.arange(most) < arms.size for arms in own])

    @cached_property
    def same_setting(self) -> np.ndarray:
        """Which arms of each block share a setting, (studies, most arms, most arms)."""
        settings = self.settings[self.blocks[0]]
        return np.asarray(settings[:, :, None] == settings[:, None, :])

    def only(self, keep: np.ndarray) -> "Data":
        """Some of the arms."""
        return Data(
            rows=tuple(row for row, kept in zip(self.rows, keep, strict=True) if kept),
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


@cache
def outcome_data(draws: int) -> tuple[Data, Contrasts, list[Observation]]:
    """The rows that ship: arms with an injury, comparisons, and the arms in which the models see no injury."""
    arms = [o for o in observations() if o.kind == "outcome"]
    data = data_of(arms, draws)
    keep = injured(data.median, data.courses)
    nil = [arm for arm, hurt in zip(arms, keep, strict=True) if not hurt]
    return data.only(keep), contrasts_of(pairs("contrast"), retentions()[0], draws), nil


def data_of(arms: Sequence[Observation], draws: int) -> Data:
    """The outcome rows with the injuries of their settings."""
    doses, median = doses_of(arms, draws, vague=True), doses_of(arms, draws).median()
    y, n, doubt = (np.array(column, float) for column in zip(*((o.observed, *_size(o)) for o in arms), strict=True))
    noise = load_table("posterior/observation").number("person_noise", "1")
    scale = np.array([o.detail["scale"] for o in arms])
    rater = np.array([o.detail["rater"] for o in arms])
    left = 1 - y
    return Data(
        rows=tuple(arms),
        studies=np.array([o.study for o in arms]),
        settings=np.array([f"{o.study} {o.device} {sorted(o.dials.items())}" for o in arms]),
        seen=np.log(-np.log(left)),
        variance=noise**2 / n / (left * np.log(left)) ** 2 + doubt**2,
        plain=(rater == "blinded") & np.isin(scale, ("points", "ecca", "instrument")),
        bias={f"scale.{s}": scale == s for s in SCALES} | {f"rater.{r}": rater == r for r in RATERS},
        doses=doses,
        median=median,
        courses=courses_of(arms, median),
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


def injured(doses: Doses, courses: Courses) -> np.ndarray:
    """Arms (arms,) in which the typical injury is one at all, at prior weights: the others cannot teach a law of injuries."""
    t = {name: one.number(one.mean) for name, one in outcome_terms("d").items()}
    least = load_table("posterior/observation").number("least_hazard", "1")
    return np.asarray(np.median(sum(session_parts(t, doses, courses), np.zeros(1)), axis=1) > least)


def _size(observation: Observation) -> tuple[float, float]:
    return float(observation.detail["n"]), float(observation.detail["conversion_sd"])
