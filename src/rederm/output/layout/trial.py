"""How the answer of a virtual trial is laid out (`trial.json`)."""

from typing import Any, Literal

from pydantic import Field

from rederm.output.layout.parts import Band, Part, Share, named


class ArmPart(Part):
    """One arm, of a trial on average."""

    name: str
    enrolled: float
    seen: float
    mean: float | None
    band: Band
    sd: float | None
    rate_low: Share | None
    rate_high: Share | None


class DifferencePart(Part):
    """An arm less the first."""

    estimate: float
    low: float
    high: float
    sd_sampling: float
    sd_law: float | None
    share_law: Share | None


class EffectSizePart(Part):
    """Cohen's d."""

    d: float
    low: float
    high: float
    divided_by: str


class NeededPart(Part):
    """Clients for a power; null where none reaches it or no closed form is known."""

    simulated: int | None
    closed_form: int | None


class CurvePart(Part):
    """Power at one size."""

    n: int
    simulated: Share | None
    closed_form: Share | None


class PowerPart(Part):
    """How often trials find the difference."""

    n: int
    found: int
    replicates: int
    share: Share
    low: Share
    high: Share
    more: Share
    less: Share
    laws: Band
    curve: list[CurvePart]
    needed: dict[str, NeededPart]


class SubgroupPart(Part):
    """The difference among clients of one kind."""

    factor: Literal["fitzpatrick", "age", "severity"]
    level: str
    n: float
    estimate: float
    low: float
    high: float
    replicates: int


class TrialComparison(Part):
    """One arm against the first."""

    arm: str
    against: str
    test: str
    difference: DifferencePart | None
    effect_size: EffectSizePart | None
    power: PowerPart
    subgroups: list[SubgroupPart]


class OutcomePart(Part):
    """One endpoint at one visit; day is null where it is told once for the whole course."""

    endpoint: str
    kind: Literal["gain", "score", "responder", "event", "downtime", "pain"]
    day: int | None
    arms: list[ArmPart]
    comparisons: list[TrialComparison]


class TrialFile(Part):
    """The answer of `rederm trial`. spec and cohort are laid out like the file of a trial."""

    schema_: Literal["rederm.trial/1"] = named("rederm.trial/1")
    name: str
    allocation: Literal["parallel", "split-face"]
    arms: list[str]
    n: int
    replicates: int
    alpha: float
    seed: int = Field(ge=0)
    outcomes: list[OutcomePart]
    notes: list[str]
    spec: dict[str, Any]
    cohort: dict[str, Any]
    concerns: list[str]
    assumed: list[str]
    statement: str
