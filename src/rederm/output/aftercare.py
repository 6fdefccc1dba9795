"""What to do after a session, day by day, for the client to take home: one sheet for each kind of visit of the first course.

Lines, red flags and conflicts stand in data/aftercare/days.toml, follow-up days in dates.toml. Days follow what was foretold.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from rederm.output.aftercare_days import Days
from rederm.output.aftercare_kind import Kind, kinds
from rederm.output.course_dates import course_dates
from rederm.output.language import tr
from rederm.output.runsheet_visit import Entry
from rederm.output.site_words import site_list
from rederm.sources import DATA, read_toml

_LATE = re.compile(r"\{(\w+_late)\}")


def aftercare_view(plan: Mapping[str, Any]) -> dict[str, Any]:
    """The sheet of the first course of a plan, all of it in words.

    sections: [{"title", "when", "lines": [{"text", "source"}]}], in the order of time.
    flags: [{"text", "do", "level", "source"}], the worst first.
    call: "names" of whom to call, each with a number to fill in by pen; "text", which holds until somebody has looked.
    visits: [{"when", "what"}]. note: how days are counted.
    conflicts: [{"text", "source"}] where sources disagree, for the clinician and not for the client.
    """
    content, alike = sheet(), kinds(plan)
    return {
        "sections": [
            section for place, kind in enumerate(alike) for section in _sections(kind, first=place == 0, many=len(alike) > 1)
        ],
        "flags": _once(flag for level in content["do"] for kind in alike for flag in _flags(kind, level)),
        "call": {"names": [tr(name) for name in content["call"]["name"]], "text": tr(content["call"]["text"])},
        "visits": _visits(plan, alike[0]),
        "note": tr("Day 0 is the day of a session. After each session the days begin again at 0."),
        "conflicts": _once(line for kind in alike for line in _lines(kind, content["conflict"])),
    }


@cache
def sheet() -> Entry:
    """The entries that every sheet is made of."""
    return read_toml(DATA / "aftercare" / "days.toml")


def _sections(kind: Kind, *, first: bool, many: bool) -> Iterator[dict[str, Any]]:
    """first: what was seen stands there once. many: visits of another kind follow, so that titles say of which session."""
    days = Days(kind, tuple(range(len(kind.first.sessions))))
    numbers = ", ".join(str(visit.number) for visit in kind.visits)
    for section in sheet()["section"]:
        of_now = section["from"] == "now"
        lines = list(_lines(kind, [line for line in sheet()["line"] if line["section"] == section["key"]]))
        if lines and (first or not of_now):
            title = tr(section["title"])
            yield {
                "title": tr("{title} (session {numbers})", title=title, numbers=numbers) if many and not of_now else title,
                "when": tr("now") if of_now else _when(days, section),
                "lines": lines,
            }


def _when(days: Days, section: Entry) -> str:
    first, last = days.window(section)
    if last is None:
        return tr("from {first}", first=days.said(first))
    if section["from"][1] == "closed":
        return tr("until {last}, often sooner", last=days.said(last))
    if first == last:
        return days.said(first)
    return tr("{first} to {last}", first=days.said(first), last=days.said(last))


def _flags(kind: Kind, level: str) -> Iterator[dict[str, str]]:
    do = tr(sheet()["do"][level]["text"])
    for line in _lines(kind, [flag for flag in sheet()["flag"] if flag["level"] == level]):
        yield line | {"do": do, "level": level}


def _lines(kind: Kind, entries: Iterable[Entry]) -> Iterator[dict[str, str]]:
    """{"text", "source"} of the entries that concern some session; a line on the skin names its sites where not all do."""
    for entry in entries:
        places = kind.concerned(entry)
        if not places:
            continue
        days = Days(kind, tuple(places))
        if any(days.figures[figure] == 0 for figure in _LATE.findall(entry["text"])):
            continue
        text = tr(entry["text"], **_values(kind, days, entry))
        if "section" in entry and not entry.get("person") and len(places) < len(kind.first.sessions):
            sites = dict.fromkeys(site for place in places for site in kind.first.sessions[place]["sites"])
            text = tr("{sites!c}: {text}", sites=site_list(sites), text=text)
        yield {"text": text, "source": ", ".join(entry["source"])}


def _values(kind: Kind, days: Days, entry: Entry) -> dict[str, Any]:
    values: dict[str, Any] = dict(days.figures)
    values["steroid"] = f"{max(kind.first.cares[place].steroid_days for place in days.places):g}"
    if "days" in entry:
        first, last = days.window(entry)
        values |= {"first": days.said(first), "last": days.said(first if last is None else last)}
    return values


def _visits(plan: Mapping[str, Any], kind: Kind) -> list[dict[str, str]]:
    """Appointments, and days on which somebody does something; also those before the first session, while it is to come."""
    found, begun = [], plan["adapted"] is not None
    for entry in course_dates(plan):
        if (entry.until >= kind.first.day or not begun) and (entry.why or entry.minutes is not None):
            title = tr(entry.title)
            found.append(
                {
                    "when": kind.first.dates(entry.day - kind.first.day, entry.until - kind.first.day),
                    "what": tr("{title}: {why}", title=title, why=tr(entry.why)) if entry.why else title,
                }
            )
    return found


def _once(lines: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Each text once."""
    return list({line["text"]: line for line in lines}.values())
