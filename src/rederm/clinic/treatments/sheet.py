"""The run sheet of a visit on a tablet: the same lines as the printed one, what was done last time and what differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from rederm.clinic.plans.models import ChosenCourse
from rederm.clinic.treatments.models import Done, Visit
from rederm.course import Session
from rederm.devices import Device, load_device
from rederm.output.runsheet import runsheet_view
from rederm.output.runsheet_numbing import most_cream_g
from rederm.output.runsheet_settings import dial_words, unit_words
from rederm.planning import STATEMENT
from rederm.safety.numbing import cream_area_cm2
from rederm.skin import Client
from rederm.sources import load_table


@dataclass(frozen=True)
class DialRow:
    """One dial on the sheet. last: what was done with it at the visit before with this device, None where there was none."""

    name: str
    words: str
    unit: str
    planned: Any
    last: Any
    choices: tuple[Any, ...]
    low: float | None
    high: float | None

    @property
    def changed(self) -> bool:
        """Whether the plan asks for something else than was done last time."""
        return self.last is not None and self.last != self.planned


@dataclass(frozen=True)
class DeviceSheet:
    """A session of the visit. place: its place among them; lines: of the printed sheet (endpoint, stop signs, areas)."""

    place: int
    session: Session
    dials: tuple[DialRow, ...]
    lines: Mapping[str, Any]
    note: str


def days_of(course: ChosenCourse) -> list[int]:
    """The days of the visits, from the first."""
    return sorted({int(session.day) for session in course.course.sessions})


def sessions_of(course: ChosenCourse, number: int) -> tuple[Session, ...]:
    """The sessions of the visit of this number."""
    day = days_of(course)[number - 1]
    return tuple(session for session in course.course.sessions if session.day == day)


def printed(course: ChosenCourse, client: Client, start: date) -> dict[str, Any]:
    """The chosen course as the part of a plan from which run sheets and aftercare sheets are made. start: its day 0."""
    return {
        "id": course.plan_id or course.digest[:12],
        "start": start.isoformat(),
        "statement": STATEMENT,
        "adapted": None,
        "questions": client.questions(),
        "plans": [{"course": course.text, "findings": course.planned["findings"]}],
        "client": {"file": client.to_json()},
        "first_outlook": course.outlook,
    }


def lines_of(visit: Visit) -> Mapping[str, Any]:
    """The printed sheet of the visit: what is asked, prepared, looked at and taken home, in words."""
    return _sheet(visit.course_id, visit.number, visit.on, visit.course.record.born)


# What follows from a chosen course and a day is the same at every visit of a page: of the course only the state changes, a
# version of a file never does, and the age is told by the day and the birth date.
@lru_cache(maxsize=256)
def _sheet(course: UUID, number: int, on: date, born: date) -> Mapping[str, Any]:
    chosen = ChosenCourse.objects.defer(None).select_related("version__record").get(pk=course)
    start = on - timedelta(days=days_of(chosen)[number - 1])  # its dates count from this visit, whenever it was planned for
    sheet: Mapping[str, Any] = runsheet_view(printed(chosen, chosen.version.client(on), start))["visits"][number - 1]
    return sheet


def devices_of(visit: Visit, lines: Mapping[str, Any]) -> list[DeviceSheet]:
    """What is set on each device, with the figures of last time carried forward."""
    sheets = []
    for place, session in enumerate(sessions_of(visit.course, visit.number)):
        device = session.setting.device
        last, note = last_of(visit, device.name)
        rows = tuple(_row(device, name, session, last) for name in device.dials if session.setting[name] is not None)
        sheets.append(DeviceSheet(place, session, rows, lines["sessions"][place], note))
    return sheets


def last_of(visit: Visit, device: str) -> tuple[Mapping[str, Any], str]:
    """The setting that was last done with this device on this client, and the note that was left for next time."""
    before = Done.objects.filter(visit__course__record_id=visit.course.record_id, at__lt=visit.opened).order_by("-at")
    for done in before:
        for session in done.sessions:
            if session["device"] == device:
                return session["setting"], done.note
    return {}, ""


def _row(device: Device, name: str, session: Session, last: Mapping[str, Any]) -> DialRow:
    dial = device.dials[name]
    low, high = dial.limits or (None, None)
    planned = session.setting[name]
    return DialRow(name, dial_words(name), unit_words(dial.unit), planned, last.get(name), tuple(dial.choices), low, high)


@dataclass(frozen=True)
class Cream:
    """The numbing of a visit. grams: what its area takes; most [g]: what needs no physician; minutes: under the film."""

    grams: float
    most: float
    minutes: float
    lines: tuple[str, ...]
    warning: str


def cream_of(visit: Visit, lines: Mapping[str, Any]) -> Cream:
    """How much, how long, and the most that this client may have."""
    area, most = _amounts(visit.course_id, visit.on, visit.course.record.born, visit.number)
    dose = load_table("rules/numbing").number("dose", "g/cm^2")
    told = [session.aftercare.numbing_minutes for session in sessions_of(visit.course, visit.number)]
    said = lines["numbing"]
    return Cream(
        round(area * dose),
        most,
        max((t or 0.0 for t in told), default=0.0),
        tuple(said["lines"]),
        said["warning"],
    )


@lru_cache(maxsize=1024)
def _amounts(course: UUID, on: date, born: date, number: int) -> tuple[float, float]:
    """Area of the cream [cm2] and the most of it [g]."""
    chosen = ChosenCourse.objects.select_related("version__record").get(pk=course)
    client = chosen.version.client(on)
    return cream_area_cm2(client, chosen.course, days_of(chosen)[number - 1]), most_cream_g(client)


def device_title(name: str) -> str:
    """The device as a person calls it."""
    return str(load_device(name).title)
