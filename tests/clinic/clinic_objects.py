"""One object of every kind that has a page, in the clinic of an invented client. A new kind is one more entry of MAKERS."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from rederm.clinic.charts.models import Record
from rederm.clinic.jobs.models import DONE, Job


def _job(record: Record) -> Job:
    by = record.versions.get().by
    return Job.objects.create(record=record, kind="plan", asked={}, state=DONE, by=by)


MAKERS: dict[type[Model], Callable[[Record], Any]] = {Record: lambda record: record, Job: _job}


def object_for(name: str, kind: type[Model], record: Record) -> object:
    """The key of an object whose page the address of this name is."""
    return MAKERS[kind](record).pk
