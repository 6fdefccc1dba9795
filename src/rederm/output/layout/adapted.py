"""What was observed of a course so far, as a plan tells it."""

from datetime import date

from rederm.output.layout.parts import Band, Part


class AnswerPart(Part):
    """Who answered a reason to stop, and on which day."""

    day: float
    who: str


class StopPart(Part):
    """A reason to stop."""

    kind: str
    day: float
    words: str
    ask: str
    answered: AnswerPart | None


class ReadingPart(Part):
    """One figure or sign that was seen."""

    day: float
    session: int | None
    quantity: str
    value: str
    unit: str | None
    rater: str | None
    counts: bool
    why_not: str | None


class WeightsPart(Part):
    """How far what was seen narrowed the draws."""

    prior_draws: int
    effective_draws: float
    power: float


class ChangePart(Part):
    """A predicted quantity before and after what was seen."""

    quantity: str
    session: int | None
    unit: str
    read: str | None
    before: Band
    after: Band


class WayPart(Part):
    """What is still to be done."""

    sessions_left: int
    course_left: str | None
    days: list[float]
    dates: list[date]
    robust_gain: float
    fits: bool


class AdaptedPart(Part):
    """What was seen and what it changed."""

    words: list[str]
    done: str
    done_sessions: int
    seen_until_day: float
    stopped: bool
    stops: list[StopPart]
    readings: list[ReadingPart]
    weights: WeightsPart | None
    changes: list[ChangePart]
    rest_before: WayPart | None
    rest_after: WayPart | None
