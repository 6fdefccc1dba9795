"""The layouts of a lesion, a course and a comparison."""

from typing import Literal

from pydantic import Field

from rederm.output.layout.outlook import OutlookFile
from rederm.output.layout.parts import Band, Finding, Part, Setting, Share, named
from rederm.output.layout.plan import ClientLine


class LesionFile(Part):
    """The injury of one setting: what `rederm lesion` answers."""

    schema_: Literal["rederm.lesion/1"] = named("rederm.lesion/1")
    device: str
    site: str
    age: float
    setting: Setting
    cooling: str
    ablation_depth_um: Band | None
    ablation_diameter_um: Band | None
    coagulation_below_um: Band | None
    coagulation_beside_um: Band | None
    collagen_below_um: Band | None
    collagen_beside_um: Band | None
    necrosis_depth_um: Band | None
    removed_depth_um: Band | None
    lesions_per_cm2: Band | None
    coverage: Band | None
    energy_balance_error: float | None
    units: dict[str, str]
    notes: list[str]
    warnings: list[str]
    draws: int
    seed: int


class AftercarePart(Part):
    """What goes with a session; null where it was not said."""

    numbing_minutes: float | None
    anaesthesia: str | None
    cold_air: bool | None
    contact_cooling: bool | None
    cool_mask: bool | None
    moist: bool | None
    sunscreen: str | None
    sun_protected: bool
    steroid_days: float
    antiviral: bool
    hydroquinone_after: bool


class CourseSession(Part):
    """One session, counted in days from the first."""

    day: float = Field(ge=0)
    device: str
    sites: list[str]
    setting: Setting
    aftercare: AftercarePart


class CourseFile(Part):
    """Sessions in the order of their days; `course` is the text that says them, `sessions` the same in full."""

    schema_: Literal["rederm.course/1"] = named("rederm.course/1")
    course: str
    sessions: list[CourseSession] = Field(min_length=1)


class AgainstFirst(Part):
    """A course less the first one, draw by draw."""

    course: str
    gains_more_in: Share
    weighted_gain: Band
    downtime_days_course: Band
    pain: Band
    pih: Band
    scar: Band
    hypopigmentation: Band
    infection: Band
    visits: Band
    price: Band


class ComparisonFile(Part):
    """Courses side by side: what `rederm compare` answers."""

    schema_: Literal["rederm.compare/1"] = named("rederm.compare/1")
    provisional: bool
    questions: list[str]
    client: ClientLine
    outlooks: list[OutlookFile]
    weighted_gain: list[Band]
    robust_gain: list[float]
    against_first: list[AgainstFirst]
    findings: list[list[Finding]]
    chance_within: list[dict[str, Share]]
    misses: list[list[str]]
    blocked: list[list[str]]
    statement: str
