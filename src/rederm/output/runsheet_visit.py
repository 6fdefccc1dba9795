"""One visit of the course of rank 1: its sessions, what safety rules said of them, and the days around it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from rederm.course import Aftercare, Course, Session, resolve
from rederm.output.language import ENGLISH, language_now, tr
from rederm.safety import parts
from rederm.skin import Client
from rederm.sources import DATA, read_toml

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Visit:
    """Sessions of one day are one visit. number: of `of`, counted over the whole course. before: the visit before it."""

    plan: Entry
    client: Client
    course: Course
    day: int
    number: int
    of: int
    sessions: tuple[Entry, ...]  # of the outlook
    planned: tuple[Session, ...]  # the same in the course
    before: "Visit | None"

    def date(self, offset: int = 0) -> str:
        """Mon 30 Nov 2026: so many days from this visit."""
        return told(date.fromisoformat(self.plan["start"]) + timedelta(days=self.day + offset))

    def dates(self, first: int, last: int) -> str:
        """From one day to another, or the one day."""
        if first == last:
            return self.date(first)
        return tr("{first} to {last}", first=self.date(first), last=self.date(last))

    @cached_property
    def devices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(session["device"] for session in self.sessions))

    @cached_property
    def sites(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(site for session in self.sessions for site in session["sites"]))

    @cached_property
    def cares(self) -> tuple[Aftercare, ...]:
        """What goes with each session, nothing left open."""
        return tuple(resolve(s.aftercare, s.setting.device, self.client.habits, s.sites) for s in self.planned)

    @cached_property
    def findings(self) -> list[Entry]:
        """What the rules said of these devices on these sites."""
        return [f for f in self.plan["plans"][0]["findings"] if f["device"] in self.devices and self._concerns(f["site"])]

    def said(self, rules: Sequence[str]) -> list[Entry]:
        """The findings of these rules, each once."""
        found = {(f["rule"], f["do"]): f for f in self.findings if f["rule"] in rules and f["question"] is None}
        return list(found.values())

    def _concerns(self, site: str) -> bool:
        named = parts(site.split(", ")) if site else ()
        return not named or bool(set(named) & set(parts(self.sites)))


def visits(plan: Entry) -> list[Visit]:
    """The visits of the first course that are still to come."""
    done = len(Course.parse(plan["adapted"]["done"]).sessions) if plan["adapted"] else 0
    found = every_visit(plan)
    over = found[0].course.sessions[done - 1].day if done else -1
    return [visit for visit in found if visit.day > over]


def every_visit(plan: Entry) -> list[Visit]:
    """The visits of the first course, those that are over too."""
    course, client = Course.parse(plan["plans"][0]["course"]), Client.parse(plan["client"]["file"])
    told_sessions = plan["first_outlook"]["sessions"]
    days = sorted({round(session["day"]) for session in told_sessions})
    found: list[Visit] = []
    for number, day in enumerate(days, 1):
        on = [place for place, session in enumerate(told_sessions) if round(session["day"]) == day]
        found.append(
            Visit(
                plan=plan,
                client=client,
                course=course,
                day=day,
                number=number,
                of=len(days),
                sessions=tuple(told_sessions[place] for place in on),
                planned=tuple(course.sessions[place] for place in on),
                before=found[-1] if found else None,
            )
        )
    return found


def sentences(do: str) -> str:
    """What a rule says to do, read as sentences; what it tells the planner is left out."""
    return ". ".join(tr(part) for part in re.split(r"; (?=[A-Z])", do) if not part.startswith("Add '"))


def told(day: date) -> str:
    """Mon 4 Jan 2027, as it is written in the language of now."""
    if language_now() == ENGLISH:
        return f"{day:%a} {day.day} {day:%b %Y}"
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMEd", day, locale=language_now()))


@cache
def sheet() -> Mapping[str, Any]:
    """The lines that stand on every run sheet."""
    return read_toml(DATA / "aftercare" / "session.toml")
