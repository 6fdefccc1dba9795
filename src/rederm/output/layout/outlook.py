"""The outlook of a course: what `rederm simulate` answers."""

from typing import Literal

from pydantic import Field

from rederm.output.layout.parts import Band, ByDay, Curve, Ends, Finding, Part, Setting, Share, named


class SessionFigures(Part):
    """One session with what it does to the client."""

    day: float
    device: str
    sites: list[str]
    setting: Setting
    closure_hours: Band
    crust_days: Band
    edema_days: Band
    erythema_days: Band
    social_downtime_days: Band
    pain_0_10: Band
    heat_hours: Band
    treatment_minutes: Band
    chair_minutes: Band
    feel: str


class Levels(Part):
    """A gain for three levels of whose gain it is."""

    mean_of_clinics: Band
    clinic_like_the_rows: Band
    any_clinic: Band


class BothWays(Part):
    """With the course and without."""

    untreated: Band
    treated: Band


class BothWaysByDay(Part):
    """With the course and without, on days after the last session."""

    treated: ByDay
    untreated: ByDay


class ScaleReading(Part):
    """One concern on one clinical scale by one rater."""

    scale: str
    title: str
    rater: str
    unit: str
    range: list[float] = Field(min_length=2, max_length=2)
    better: Literal["lower", "higher"]
    baseline: Band
    days: BothWaysByDay
    expected: dict[str, float]
    chance_of_one_grade: dict[str, Share] | None
    chance_of_one_grade_untreated: dict[str, Share] | None


class Gap(Part):
    """What no study says."""

    quantity: str
    reason: str


class OutlookFigures(Part):
    """The figures of an outlook without its curves."""

    draws: int
    seed: int
    level: str
    gain_levels: dict[str, Levels]
    apparent_age_years: BothWays | None
    apparent_age_day: float
    closure_hours_per_session: Band
    crust_days_per_session: Band
    edema_days_per_session: Band
    erythema_days_per_session: Band
    social_downtime_days_per_session: Band
    pain_0_10_per_session: Band
    heat_hours_per_session: Band
    treatment_minutes_per_session: Band
    chair_minutes_per_session: Band
    feel_per_session: str
    downtime_days_course: Band
    pih_risk_course: Band
    hypopigmentation_risk_course: Band
    scar_risk_course: Band
    infection_risk_course: Band
    prolonged_redness_risk_course: Band
    price_course: float | None
    price_range: Ends
    price_source: str
    price_notes: list[str]
    currency: str
    no_data: list[Gap]
    warnings: list[str]
    sources: list[str]


class OutlookFile(OutlookFigures):
    """Figures and curves. findings: only where rules were asked too."""

    schema_: Literal["rederm.outlook/1"] = named("rederm.outlook/1")
    course: str
    days: list[float]
    scores: dict[str, Curve]
    scores_untreated: dict[str, Curve]
    gain: dict[str, ByDay]
    of_which_swelling: dict[str, ByDay]
    swelling: dict[str, Curve]
    scales: dict[str, list[ScaleReading]]
    skin_site: str
    skin: dict[str, Curve]
    skin_untreated: dict[str, Curve]
    sessions: list[SessionFigures]
    units: dict[str, str]
    findings: list[Finding] = Field(default=[])
