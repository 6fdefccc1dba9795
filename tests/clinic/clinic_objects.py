"""One object of every kind that has a page, in the clinic of an invented client. A new kind is one more entry of MAKERS."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Model

from rederm import Client, Course, simulate
from rederm.clinic.audit.log import digest
from rederm.clinic.charts.models import Record
from rederm.clinic.consents.bound import seen_of
from rederm.clinic.consents.models import Consent
from rederm.clinic.consents.questions import questions
from rederm.clinic.consents.sign import sign
from rederm.clinic.consents.texts import newest_of
from rederm.clinic.jobs.models import DONE, Job
from rederm.clinic.plans.models import ChosenCourse

MARIA = Path(__file__).parents[2] / "examples" / "maria.toml"


def _job(record: Record) -> Job:
    by = record.versions.get().by
    return Job.objects.create(record=record, kind="plan", asked={}, state=DONE, by=by)


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


def _consent(record: Record) -> Consent:
    course = chosen(record)
    answers = {question.key: question.answers[0] for question in questions()}
    seen = seen_of(course, newest_of(course))
    return sign(course.by, course, seen, answers, record.name, written=record.name)


MAKERS: dict[type[Model], Callable[[Record], Any]] = {
    Record: lambda record: record,
    Job: _job,
    ChosenCourse: chosen,
    Consent: _consent,
}


def object_for(name: str, kind: type[Model], record: Record) -> object:
    """The key of an object whose page the address of this name is."""
    return MAKERS[kind](record).pk
