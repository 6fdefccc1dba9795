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
from rederm.clinic.jobs.models import DONE, Job
from rederm.clinic.plans.models import CONSENTED, ChosenCourse
from rederm.clinic.treatments.keep import open_visit
from rederm.clinic.treatments.models import Visit

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


def consented(record: Record) -> ChosenCourse:
    """A chosen course that was consented to."""
    course = chosen(record)
    course.state = CONSENTED
    course.save()
    return course


def _visit(record: Record) -> Visit:
    course = consented(record)
    return open_visit(course.by, course, date(2026, 1, 12))


MAKERS: dict[type[Model], Callable[[Record], Any]] = {
    Record: lambda record: record,
    Job: _job,
    ChosenCourse: chosen,
    Visit: _visit,
}


def object_for(name: str, kind: type[Model], record: Record) -> object:
    """The key of an object whose page the address of this name is."""
    return MAKERS[kind](record).pk
