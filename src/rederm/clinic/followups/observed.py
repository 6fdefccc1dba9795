"""A course under way as rederm's own observed table, so that one reader judges what a browser sent and what a file holds."""

import csv
import io
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from rederm.clinic.followups.models import Seen
from rederm.clinic.plans.models import ChosenCourse
from rederm.clinic.treatments.models import Done
from rederm.course import Course, Session
from rederm.devices import load_device, make_setting
from rederm.planning import Observed, read_observed
from rederm.planning.observed import SIGNS
from rederm.sources import InputError

_HEAD = ("day", "session", "quantity", "value", "unit", "rater")
Row = tuple[int, str, str, str, str, str]


def first_day(course: ChosenCourse) -> date | None:
    """The day of the first visit that was done: day 0 of everything observed. None before it."""
    done = _done(course)
    return done[0].visit.on if done else None


def observed_of(course: ChosenCourse, more: Iterable[Seen] = ()) -> Observed:
    """What was done and seen, with rows that are not yet kept. Raises InputError, in the words of the table's reader."""
    done = _done(course)
    if not done:
        raise InputError("no visit of this course was done yet; what is seen counts from the first")
    start = done[0].visit.on
    rows: list[Row] = [((d.visit.on - start).days, "", "done", text, "", "") for d in done for text in _texts(course, d)]
    rows += [((event.seen - start).days, "", event.what, "no" if event.over else "yes", "", "") for event in _signs(course)]
    for seen in [*course.seen.order_by("on", "at"), *more]:
        rows.append(((seen.on - start).days, "", seen.quantity, seen.value, "", seen.rater))
    client = course.version.client(start)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "observed.csv"
        path.write_text(_csv(_latest(rows)), encoding="utf-8")
        try:
            return read_observed(path, client)
        except InputError as error:
            raise InputError(str(error).replace(f"{path}: ", "")) from None


def _done(course: ChosenCourse) -> list[Done]:
    return list(Done.objects.filter(visit__course=course).select_related("visit").order_by("visit__on"))


def _texts(course: ChosenCourse, done: Done) -> list[str]:
    """What was really done, as course texts of one session: the dials of the record with the care of the plan."""
    planned = {session.setting.device.name: session for session in course.course.sessions}
    return [Course.of([_session(planned, given)]).text for given in done.sessions]


def _session(planned: dict[str, Session], given: dict[str, object]) -> Session:
    device = load_device(str(given["device"]))
    setting = make_setting(device, given["setting"])  # type: ignore[arg-type]
    return replace(planned[device.name], day=0.0, setting=setting, sites=tuple(given["sites"]))  # type: ignore[arg-type]


def _signs(course: ChosenCourse):  # type: ignore[no-untyped-def]
    """Adverse events of this client since the first visit that stop a course."""
    start = first_day(course)
    return course.record.adverse_events.filter(seen__gte=start, what__in=list(SIGNS)).order_by("seen", "at")


def _latest(rows: list[Row]) -> list[Row]:
    """Of rows of the same day, quantity and rater, the last: it takes the place of the others."""
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        key = (row[0], row[2], row[5]) if row[2] not in ("done", "answered") else (row[0], row[2], row[3])
        kept[key] = row
    return sorted(kept.values(), key=lambda row: row[0])


def _csv(rows: list[Row]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_HEAD)
    writer.writerows(rows)
    return buffer.getvalue()
