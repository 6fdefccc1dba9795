"""Every day of a course on which somebody has to be somewhere or do something, counted from the first session.

    appointment   lasts the upper end of the minutes from door to door, devices of one visit added up, in steps of 5 minutes
    ready again   day of the visit + upper end of its social downtime
    next possible day of the visit + the longest of  shortest interval of its devices; upper ends of closure, crust, swelling
                  and redness

The upper end of a band: 19 of 20 draws are done by then. Preparation and looking again stand in data/aftercare/dates.toml.
Titles say nothing about health: a calendar is read over a shoulder.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rederm.devices import load_device
from rederm.sources import DATA, mark, read_toml, sentence

POSSIBLE = mark("Next appointment possible from today")
_STEP_MINUTES = 5
_HOURS_A_DAY = 24
_HEALING_DAYS = ("crust_days", "edema_days", "erythema_days")
Session = Mapping[str, Any]


@dataclass(frozen=True)
class CourseDate:
    """title: in English, by which a date is known again; `tr` says it. minutes: how long an appointment takes, None for whole
    days from `day` to `until`. reminded: somebody must act on it.

    why: what it is for, which no calendar says.
    """

    title: str
    day: int
    until: int
    minutes: int | None = None
    reminded: bool = True
    why: str = ""


def course_dates(plan: Mapping[str, Any]) -> list[CourseDate]:
    """The dates of the first course of a plan in their order; of a course under way, those that are not over."""
    visits = _visits(plan["first_outlook"]["sessions"])
    found = [*_appointments(visits), *_readiness(visits), *_around(visits, plan["plans"][0]["findings"])]
    seen = plan["adapted"]["seen_until_day"] if plan["adapted"] else None
    ahead = dict.fromkeys(d for d in found if seen is None or d.until > seen)
    return sorted(ahead, key=lambda d: (d.day, d.minutes is None, d.until, d.title))


@cache
def dated() -> tuple[Mapping[str, Any], ...]:
    """The entries of dates.toml: days around the sessions."""
    return tuple(read_toml(DATA / "aftercare" / "dates.toml")["date"])


def _visits(sessions: Sequence[Session]) -> dict[int, list[Session]]:
    """Sessions of one day are one visit."""
    visits: dict[int, list[Session]] = {}
    for session in sessions:
        visits.setdefault(round(session["day"]), []).append(session)
    return dict(sorted(visits.items()))


def _appointments(visits: Mapping[int, Sequence[Session]]) -> Iterator[CourseDate]:
    for number, (day, sessions) in enumerate(visits.items(), 1):
        minutes = sum(_upper(session, "chair_minutes") for session in sessions)
        rounded = math.ceil(minutes / _STEP_MINUTES) * _STEP_MINUTES
        yield CourseDate(sentence("Appointment {number} of {of}", number=number, of=len(visits)), day, day, rounded)


def _readiness(visits: Mapping[int, Sequence[Session]]) -> Iterator[CourseDate]:
    for (day, sessions), following in zip(visits.items(), [*list(visits)[1:], None], strict=True):
        downtime = math.ceil(max(_upper(session, "social_downtime_days") for session in sessions))
        if downtime and (following is None or day + downtime < following):
            yield CourseDate(mark("Ready again"), day + downtime, day + downtime, reminded=False)
        possible = day + math.ceil(max(_settled(session) for session in sessions))
        if following is not None and possible < following:
            yield CourseDate(POSSIBLE, possible, possible, reminded=False)


def _settled(session: Session) -> float:
    """Days until the next session is possible."""
    floor = load_device(session["device"]).number("interval.floor", "d")
    healed = [_upper(session, name) for name in _HEALING_DAYS]
    return max(floor, _upper(session, "closure_hours") / _HOURS_A_DAY, *healed)


def _around(visits: Mapping[int, Sequence[Session]], findings: Sequence[Mapping[str, Any]]) -> Iterator[CourseDate]:
    """Preparation and looking again."""
    spoke = {(finding["device"], finding["rule"]) for finding in findings}
    for entry in dated():
        for (day, sessions), following in zip(visits.items(), [*list(visits)[1:], None], strict=True):
            devices = {session["device"] for session in sessions}
            if "rules" in entry and not any((device, rule) in spoke for device in devices for rule in entry["rules"]):
                continue
            if entry["of"] == "last" and following is not None:
                continue
            first, last = (day + offset for offset in entry["days"])
            if following is None or first < following:
                until = last if following is None else min(last, following - 1)
                yield CourseDate(entry["title"], first, until, why=entry["text"])


def _upper(session: Session, name: str) -> float:
    """The upper end of a figure; 0 where it does not apply."""
    return float(session[name]["high"] or 0)
