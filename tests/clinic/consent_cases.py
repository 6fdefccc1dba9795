"""A course with an invented outlook (no simulation), and how a client signs it."""

import base64
import io
from datetime import date
from typing import Any

from PIL import Image, ImageDraw

from rederm.clinic.audit.log import digest
from rederm.clinic.charts.models import Record
from rederm.clinic.consents.bound import seen_of
from rederm.clinic.consents.models import Consent
from rederm.clinic.consents.questions import questions
from rederm.clinic.consents.sign import sign
from rederm.clinic.consents.texts import newest_of
from rederm.clinic.plans.models import ChosenCourse

PLASMA = "3 sessions of opus-plasma on cheek at 60 W, 4 weeks apart"
NAME = "Maria Invented"


def band(low: float | None, median: float | None, high: float | None) -> dict[str, float | None]:
    return {"low": low, "median": median, "high": high}


OUTLOOK: dict[str, Any] = {
    "pih_risk_course": band(0.014, 0.161, 0.736),
    "hypopigmentation_risk_course": band(0.0, 0.0, 0.2),
    "scar_risk_course": band(None, None, None),
    "infection_risk_course": band(0.004, 0.024, 0.071),
    "social_downtime_days_per_session": band(1.5, 5.0, 19.6),
    "crust_days_per_session": band(0.9, 5.0, 17.2),
    "edema_days_per_session": band(0.0, 1.4, 13.8),
    "erythema_days_per_session": band(1.9, 4.6, 30.0),
    "pain_0_10_per_session": band(1.7, 4.4, 7.3),
    "no_data": [{"quantity": "hypopigmentation_risk_course", "reason": "rates exist for full-field laser only"}],
}


def told_course(record: Record, text: str = PLASMA) -> ChosenCourse:
    version = record.versions.get()
    planned = {"course": text}
    return ChosenCourse.objects.create(
        record=record,
        version=version,
        text=text,
        planned=planned,
        outlook=OUTLOOK,
        seed=0,
        draws=8,
        start=date(2027, 1, 11),
        digest=digest([text, planned, version.content]),
        by=version.by,
    )


def good_answers() -> dict[str, str]:
    return {question.key: question.answers[0] for question in questions()}


def picture(lines: bool = True, size: tuple[int, int] = (600, 200), mode: str = "RGB") -> str:
    """A signature as the page sends it: a data URL."""
    drawn = Image.new(mode, size, "white" if mode != "RGBA" else (0, 0, 0, 0))
    if lines:
        x = [size[0] * part // 8 for part in range(1, 8)]
        y = [size[1] * part // 4 for part in (1, 3, 1, 3, 2, 3, 1)]
        ImageDraw.Draw(drawn).line(list(zip(x, y, strict=True)), fill="black", width=4)
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def signed(course: ChosenCourse, **given: Any) -> Consent:
    how = {"picture": picture()} | given
    return sign(course.by, course, seen_of(course, newest_of(course)), good_answers(), NAME, **how)
