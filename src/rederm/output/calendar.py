"""The course of a plan as an iCalendar file (RFC 5545), for the calendars of client and clinic.

An appointment keeps its time on the clock through every change to and from summer time. Without a zone the time is floating: it
is the same on the clock wherever the file is opened. Whole days carry no zone. Bytes follow from the plan, time and zone alone:
the plan's start stands for the time of writing, and an event is known by plan, title and day of the course, so that a file that
is read a second time replaces its events. Nothing about health stands in it: a title, and the id under which the plan is found.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from rederm.output.course_dates import CourseDate, course_dates
from rederm.output.language import tr
from rederm.sources import InputError

if TYPE_CHECKING:
    from icalendar import Event

NAME = "calendar.ics"
_DAY_BEFORE = timedelta(days=-1)
_MORNING_BEFORE = timedelta(hours=-15)  # of a whole day, which begins at midnight: nine in the morning before it


def calendar_files(plan: Mapping[str, Any], at: time = time(10), zone: ZoneInfo | None = None) -> dict[str, bytes]:
    """The calendar of the first course; `at`: the time on the clock at which each appointment begins."""
    from icalendar import Calendar

    start, dates = date.fromisoformat(plan["start"]), course_dates(plan)
    calendar = Calendar()
    calendar.add("prodid", "-//rederm//course calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if zone is not None and dates:
        from rederm.output.zones import timezone_part

        days = [start + timedelta(days=d.day) for d in dates]
        calendar.add_component(timezone_part(zone, min(days) + _DAY_BEFORE, max(days) - _DAY_BEFORE))
    begun = datetime.combine(start, at)
    for entry in dates:
        calendar.add_component(_event(entry, begun, zone, plan["id"]))
    return {NAME: calendar.to_ical()}


def clock(text: str) -> time:
    """A time on the clock. Raises InputError for anything but HH:MM."""
    try:
        return datetime.strptime(text, "%H:%M").time()
    except ValueError:
        raise InputError(f"--at {text!r} is not a time on the clock; write it as 10:00 or 14:30") from None


def _event(entry: CourseDate, begun: datetime, zone: ZoneInfo | None, plan_id: str) -> "Event":
    from icalendar import Alarm, Event

    event, first = Event(), begun + timedelta(days=entry.day)
    event.add("uid", _identity(entry, plan_id))
    event.add("dtstamp", datetime.combine(begun.date(), time(), UTC))
    event.add("sequence", 0)
    event.add("summary", tr(entry.title))
    event.add("description", tr("Plan {id}", id=plan_id))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if entry.minutes is None else "OPAQUE")
    if entry.minutes is None:
        event.add("dtstart", first.date())
        event.add("dtend", begun.date() + timedelta(days=entry.until + 1))
    else:
        event.add("dtstart", first.replace(tzinfo=zone))
        event.add("dtend", (first + timedelta(minutes=entry.minutes)).replace(tzinfo=zone))
    if entry.reminded:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", tr(entry.title))
        alarm.add("trigger", _MORNING_BEFORE if entry.minutes is None else _DAY_BEFORE)
        event.add_component(alarm)
    return event


def _identity(entry: CourseDate, plan_id: str) -> str:
    said = f"{plan_id} {entry.day} {entry.title}"
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}@rederm"
