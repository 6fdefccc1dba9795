"""One object of every kind that has a page, in the clinic of an invented client. A new kind is one more entry of MAKERS."""

import io
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from django.db.models import Model
from PIL import Image

from rederm import Client, Course, simulate
from rederm.clinic.audit.log import digest
from rederm.clinic.charts.models import Record
from rederm.clinic.consents.bound import seen_of
from rederm.clinic.consents.models import Consent
from rederm.clinic.consents.questions import questions
from rederm.clinic.consents.sign import sign
from rederm.clinic.consents.texts import newest_of
from rederm.clinic.consult.keep import put_screening
from rederm.clinic.consult.models import PLAN, Screening
from rederm.clinic.consult.screening import screen
from rederm.clinic.jobs.models import DONE, Job
from rederm.clinic.photos.keep import keep_photo
from rederm.clinic.photos.models import CLEAN, Photo
from rederm.clinic.photos.reading import Read, read_upload
from rederm.clinic.photos.shots import BY_NAME, Shot
from rederm.clinic.plans.models import ChosenCourse
from rederm.clinic.treatments.keep import open_visit
from rederm.clinic.treatments.models import Visit

MARIA = Path(__file__).parents[2] / "examples" / "maria.toml"


def _job(record: Record) -> Job:
    by = record.versions.get().by
    return Job.objects.create(record=record, kind="plan", asked={}, state=DONE, by=by)


def _screening(record: Record) -> Screening:
    return put_screening(record.versions.get().by, record, screen(record, None), PLAN)


@cache
def _outlook(text: str) -> dict[str, Any]:
    return simulate(Client.load(MARIA), Course.parse(text), draws=8).to_json()


def chosen(record: Record, text: str = "3 sessions of opus-plasma on cheek at 60 W, 4 weeks apart") -> ChosenCourse:
    """A course that was chosen for this client, with its real outlook of eight draws."""
    version = record.versions.get()
    outlook = _outlook(text)
    planned = {"course": text, "device": "opus-plasma", "findings": [], "price": outlook["price_course"]}
    return ChosenCourse.objects.create(
        record=record,
        version=version,
        text=text,
        planned=planned,
        outlook=outlook,
        seed=0,
        draws=8,
        start=date(2027, 1, 11),
        digest=digest([text, planned, version.content]),
        by=version.by,
    )


def consented(record: Record) -> ChosenCourse:
    """A chosen course that was consented to."""
    course = _consent(record).course
    course.refresh_from_db()
    return course


def _visit(record: Record) -> Visit:
    course = consented(record)
    return open_visit(course.by, course, date(2026, 1, 12))


@cache
def _read() -> Read:
    return read_upload(jpeg())


def jpeg(width: int = 200, height: int = 160, **how: Any) -> bytes:
    """A picture of nothing in the colour of skin, as a camera would write it."""
    grain = np.random.default_rng(0).normal(0, 12, (height, width, 1))
    pixels = np.clip(np.array([205, 150, 125]) + grain, 0, 255).astype(np.uint8)
    made = io.BytesIO()
    Image.fromarray(pixels).save(made, "JPEG", quality=95, **how)
    return made.getvalue()


def photographed(record: Record, view: str = "front", site: str = "", taken_on: date = date(2026, 11, 2)) -> Photo:
    """A photograph of this client."""
    return keep_photo(record.versions.get().by, record, _read(), Shot(BY_NAME[view], site), taken_on, CLEAN, None)


def _consent(record: Record) -> Consent:
    course = chosen(record)
    answers = {question.key: question.answers[0] for question in questions()}
    seen = seen_of(course, newest_of(course))
    return sign(course.by, course, seen, answers, record.name, written=record.name)


MAKERS: dict[type[Model], Callable[[Record], Any]] = {
    Record: lambda record: record,
    Job: _job,
    ChosenCourse: chosen,
    Screening: _screening,
    Visit: _visit,
    Photo: photographed,
    Consent: _consent,
}


def object_for(name: str, kind: type[Model], record: Record) -> object:
    """The key of an object whose page the address of this name is."""
    return MAKERS[kind](record).pk
