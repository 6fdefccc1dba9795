"""A plan: what `rederm plan` answers and writes as plan.json."""

from datetime import date
from typing import Literal

from pydantic import Field

from rederm.output.layout.adapted import AdaptedPart
from rederm.output.layout.outlook import OutlookFigures, OutlookFile
from rederm.output.layout.parts import Band, ByDay, Finding, Part, Setting, Share, named
from rederm.skin import Client


class ClientConcern(Part):
    """A concern as the plan tells it."""

    kind: str
    subtype: str | None
    site: str
    severity: float
    weight: float


class ClientLine(Part):
    """Who the plan is for."""

    age: float
    sex: Literal["female", "male"]
    fitzpatrick: int = Field(ge=1, le=6)
    concerns: list[ClientConcern]
    line: str


class ClientPart(ClientLine):
    """Who the plan is for, with the client file that it was made from."""

    file: Client


class GoalPart(Part):
    """What the plan makes as small as it can."""

    concern: str
    site: str
    weight: float
    severity: float
    horizon_days: int
    unit: str
    source: str
    reason: str


class LimitPart(Part):
    """What the client accepts."""

    limit: str
    allowed: float
    unit: str
    confidence: Share
    step: float
    source: str
    reason: str


class Risks(Part):
    """Chances of the four risks."""

    pih: Band
    hypopigmentation: Band
    scar: Band
    infection: Band


class UntreatedSite(Part):
    """A site of a concern that the course leaves alone."""

    site: str
    reason: str


class PlannedPart(Part):
    """One ranked course."""

    rank: int
    device: str
    course: str
    setting: Setting
    sessions: int
    interval_days: float | None
    outlook: OutlookFigures
    gain: dict[str, ByDay]
    weighted_gain: Band
    robust_gain: float
    downtime_days_course: Band
    risks: Risks
    pain: Band
    price: Band
    chance_within: dict[str, Share]
    limits: dict[str, str]
    findings: list[Finding]
    untreated_sites: list[UntreatedSite]
    why: str


class TradePart(Part):
    """What one step more of a limit would buy."""

    limit: str
    allowed: float
    step: float
    unit: str
    gain: float
    course: str | None
    words: str


class FrontPart(Part):
    """A course that no other beats."""

    device: str
    course: str
    sessions: int
    robust_gain: float
    fits: bool
    asks: dict[str, float | None]
    chance_within: dict[str, Share]


class BlockedPart(Part):
    """A rule that bars every device."""

    rule: str
    reason: str
    nearest: str


class ExcludedPart(BlockedPart):
    """A device that is not among the plans."""

    device: str
    kind: Literal["rule", "limit", "readiness", "operator", "no-evidence"]
    source: list[str]


class MadeOf(Part):
    """What a sentence is made of: its message with names in braces, their values, and the message where the count is not 1."""

    message: str = Field(description="The message, with the names of its values in braces.")
    values: "dict[str, str | int | float | MadeOf]" = Field(description="What stands in the braces.")
    many: str | None = Field(None, description="The message where the count is not 1.")


class PlanFile(Part):
    """All that is needed to follow the first course, and to make the plan again."""

    schema_: Literal["rederm.plan/1"] = named("rederm.plan/1")
    id: str
    partial: bool
    provisional: bool
    questions: list[str]
    assumed: list[str]
    client: ClientPart
    start: date
    seed: int
    draws: int
    confidence: Share
    currency: str
    verdict: str
    rank_rule: str
    price_note: str
    goals: list[GoalPart]
    limits: list[LimitPart]
    adapted: AdaptedPart | None
    plans: list[PlannedPart]
    first_outlook: OutlookFile | None
    trades: list[TradePart]
    front: list[FrontPart]
    blocked_for_all: list[BlockedPart]
    excluded: list[ExcludedPart]
    simulated: dict[str, int]
    units: dict[str, str]
    statement: str
    sentences: dict[str, MadeOf | None] = Field(default_factory=dict)
