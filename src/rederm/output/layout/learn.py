"""How the answer of a learning plan is laid out (`learn.json`)."""

from typing import Any, Literal

from pydantic import Field

from rederm.output.layout.parts import Part, Share, named


class FloorPart(Part):
    """One band of a course as it is, and what differs between persons."""

    outcome: str
    unit: str
    width: float
    floor: float


class LearnCourse(Part):
    """One course that is chosen between."""

    course: str
    device: str
    limits_missed: list[str]
    blocked_by_rule: bool
    robust_gain: float
    bands: list[FloorPart]


class NarrowingPart(Part):
    """One band before a measurement and as expected after."""

    outcome: str
    unit: str
    width_before: float
    width_after: float
    width_low: float
    width_high: float
    floor: float
    law_left: Share
    told: bool


class WorthPart(Part):
    """A value with what the method may be off by."""

    worth: float
    worth_low: float
    worth_high: float
    told: bool


class DecisionPart(Part):
    """What is expected for the choice between courses."""

    robust_gain_after: float
    choosing: WorthPart
    within_limits: WorthPart
    otherwise: Share


class MeasurementPart(Part):
    """One measurement of one course, or of two on the same faces; decision is null where no figure is given."""

    measurement: str
    measurement_title: str
    observes: str
    clinic: Literal["own", "another"]
    courses: list[int]
    clients: int
    samples: int
    visits_each: int
    visits_all: int
    weeks: float
    cost: Literal["low", "middle", "high"]
    assumed_numbers: list[str]
    narrowing: list[NarrowingPart]
    mean_share: float
    decision: DecisionPart | None
    effective_draws: float
    short_of_draws: Share
    no_figure: str | None


class LearnFile(Part):
    """The answer of `rederm learn`."""

    schema_: Literal["rederm.learn/1"] = named("rederm.learn/1")
    provisional: bool
    questions: list[str]
    client: dict[str, Any]
    courses: list[LearnCourse]
    best: int | None
    robust_gain: float
    confidence: Share
    ceiling: DecisionPart
    measurements: list[MeasurementPart]
    draws: int
    persons: int
    seed: int = Field(ge=0)
    statement: str
