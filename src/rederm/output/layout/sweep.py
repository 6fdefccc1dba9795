"""How the answer of a sweep is laid out (`sweep.json`)."""

from typing import Any, Literal

from pydantic import Field

from rederm.output.layout.parts import Band, Part, Share, named

Level = float | str | bool


class AxisPart(Part):
    """What is turned; low and high are null for a list of levels."""

    name: str
    kind: Literal["dial", "course", "property", "covariate"]
    unit: str
    levels: list[Level]
    low: float | None
    high: float | None
    log: bool


class AskedPart(Part):
    """What is asked; aim is null where neither more nor less is wanted."""

    name: str
    unit: str
    aim: Literal["more", "less"] | None


class PointPart(Part):
    """One point of a design; front is null where no outcome has an aim."""

    point: int
    at: dict[str, Level]
    course: str
    outside: list[str]
    bands: dict[str, Band]
    front: bool | None
    front_share: Share | None


class LevelPart(Part):
    """The mean of an outcome at one level of an axis, or in one bin of a range."""

    value: Level
    bin_low: Level
    bin_high: Level
    points: int
    mean: Band


class EffectPart(Part):
    """One outcome over one axis."""

    axis: str
    outcome: str
    levels: list[LevelPart]
    reach: Band


class EstimatePart(Part):
    """An estimate with its interval of 95 %."""

    estimate: float
    low: float
    high: float


class IndexPart(Part):
    """What one input has to do with one outcome: first and total by Sobol's method, the others by Morris'."""

    outcome: str
    input: str
    first: EstimatePart | None
    total: EstimatePart | None
    mu: float | None
    mu_star: EstimatePart | None
    sigma: float | None
    clear: bool


class InputPart(Part):
    """One input: an axis, or a group of uncertain parameters."""

    name: str
    kind: Literal["dial", "course", "property", "covariate", "group"]
    holds: str


class SpreadPart(Part):
    """An outcome over all rows: what there is to explain."""

    outcome: str
    bands: Band
    mean: float | None
    sd: float | None


class SensitivityPart(Part):
    """Shares of variance, or sizes of effects."""

    method: Literal["sobol", "morris"]
    samples: int
    runs: int
    inputs: list[InputPart]
    fixed: list[str]
    spread: list[SpreadPart]
    indices: list[IndexPart]
    still: list[str]


class SweepFile(Part):
    """The answer of `rederm sweep`. points and effects are of a design, sensitivity of an analysis; spec as in the file."""

    schema_: Literal["rederm.sweep/1"] = named("rederm.sweep/1")
    name: str
    kind: Literal["design", "sensitivity"]
    course: str
    device: str
    axes: list[AxisPart]
    outcomes: list[AskedPart]
    points: list[PointPart]
    effects: list[EffectPart]
    sensitivity: SensitivityPart | None
    notes: list[str]
    draws: int
    seed: int = Field(ge=0)
    spec: dict[str, Any]
    statement: str
