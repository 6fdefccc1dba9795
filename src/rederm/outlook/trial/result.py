"""What a virtual trial found: arms, differences, power and kinds of clients, of every endpoint at every visit."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from rederm.outlook.trial.power import Power

SCHEMA = "rederm.trial/1"


@dataclass(frozen=True)
class ArmFigures:
    """One arm, of a trial on average: clients who began and were seen, mean (of a rate: the share), sd of persons (means only).

    band: 90 % of the means that single trials find; rate_low, rate_high: Clopper-Pearson 95 % of one trial's rate (rates only).
    """

    name: str
    enrolled: float
    seen: float
    mean: float | None
    band: Mapping[str, float | None]
    sd: float | None
    rate_low: float | None
    rate_high: float | None


@dataclass(frozen=True)
class EffectSize:
    """Cohen's d: the difference told over the sd of single trials, with the 95 % interval that one trial would give it;
    divided_by: which sd."""

    d: float
    low: float
    high: float
    divided_by: str


@dataclass(frozen=True)
class Difference:
    """An arm less the first, in the endpoint's unit. low, high: 90 % of what single trials find, of law and sampling together.

    sd_sampling, sd_law: the two parts; sd_law None with one replicate. share_law: of the variance."""

    estimate: float
    low: float
    high: float
    sd_sampling: float
    sd_law: float | None
    share_law: float | None


@dataclass(frozen=True)
class Subgroup:
    """The difference among clients of one kind; n: in the smaller arm of a trial, on average; replicates: how many told it."""

    factor: str
    level: str
    n: float
    estimate: float
    low: float
    high: float
    replicates: int


@dataclass(frozen=True)
class Comparison:
    """One arm against the first. difference: None where no trial saw two clients in each arm."""

    arm: str
    against: str
    test: str
    difference: Difference | None
    effect_size: EffectSize | None
    power: Power
    subgroups: tuple[Subgroup, ...]


@dataclass(frozen=True)
class Outcome:
    """One endpoint at one visit (day after the last session; None: of the whole course)."""

    endpoint: str
    kind: str
    day: int | None
    arms: tuple[ArmFigures, ...]
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True)
class TrialResult:
    """notes: what a reader must know to read the figures (Sentences)."""

    name: str
    allocation: str
    arms: tuple[str, ...]
    n: int
    replicates: int
    alpha: float
    seed: int
    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Every figure, keys in the order of the classes; what does not apply is null."""
        told: dict[str, Any] = {"schema": SCHEMA} | _plain(asdict(self))
        for outcome, given in zip(told["outcomes"], self.outcomes, strict=True):
            for comparison, of in zip(outcome["comparisons"], given.comparisons, strict=True):
                comparison["power"] |= _power(of.power)
        return told


def _power(power: Power) -> dict[str, Any]:
    curve = [{"n": n, "simulated": _plain(drawn), "closed_form": _plain(told)} for n, drawn, told in power.curve]
    needed = {goal: {"simulated": drawn, "closed_form": told} for goal, (drawn, told) in power.needed.items()}
    return {"curve": curve, "needed": needed}


def _plain(given: Any) -> Any:
    """The same in what JSON knows: no tuples, no NaN."""
    if isinstance(given, Mapping):
        return {key: _plain(value) for key, value in given.items()}
    if isinstance(given, tuple | list):
        return [_plain(value) for value in given]
    return None if isinstance(given, float) and not np.isfinite(given) else given
