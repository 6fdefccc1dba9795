"""The run sheet: a PDF for whoever treats, a page to prepare and a page to work from for each visit that is to come.

Everything in it comes from the plan and from sourced lines (data/aftercare/session.toml, the safety rules); what is not known
is a box to fill. Nothing has to be turned over while the device is on the skin: the second page holds settings, cooling,
endpoint, stop signs, aftercare and the record; a second device of the visit has a page of its own. The start of the plan is
the only clock the bytes follow.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.course_dates import course_dates
from rederm.output.language import tr, trn
from rederm.output.paper import pdf
from rederm.output.runsheet_numbing import numbing_view
from rederm.output.runsheet_ready import (
    before_rows,
    decide_lines,
    eye_lines,
    look_lines,
    not_before,
    numbing_lines,
    question_lines,
    ready_lines,
    room_lines,
    sources_of,
    stop_of,
    today_lines,
)
from rederm.output.runsheet_settings import session_view
from rederm.output.runsheet_visit import Visit, sentences, sheet, visits
from rederm.output.site_words import site_list
from rederm.safety.vocabulary import groups
from rederm.skin.names import ROMAN
from rederm.sources import InputError, mark

NAME = "runsheet.pdf"
_RECORD = (
    mark("Tip or product, lot"),
    mark("Settings used, if changed"),
    mark("Passes, if changed"),
    mark("Endpoint seen"),
    mark("Adverse events"),
)
_SHORT_RECORD = (mark("Start"), mark("End"), mark("Pain 0 to 10"), mark("Initials"))
_SEX = {"female": mark("female"), "male": mark("male")}
_COOLING = {
    "none": mark("None in this plan"),
    "cold air": mark("Cold air while treated"),
    "contact cooling": mark("Contact cooling while treated"),
}


def runsheet_files(plan: Mapping[str, Any]) -> dict[str, bytes]:
    """The run sheets of the first course. Raises InputError where every visit of it is over."""
    if not visits(plan):
        raise InputError("no visit of this course is still to come, so there is no run sheet to write")
    return {NAME: pdf("runsheet.typ", runsheet_view(plan), {})}


def runsheet_view(plan: Mapping[str, Any]) -> dict[str, Any]:
    """What the sheets say, as plain words."""
    return {
        "title": tr("Run sheet, plan {id}", id=plan["id"]),
        "id": plan["id"],
        "start": plan["start"],
        "statement": tr(plan["statement"]),
        "record": [tr(name) for name in _RECORD],
        "short_record": [tr(name) for name in _SHORT_RECORD],
        "visits": [_visit_view(visit, first=place == 0) for place, visit in enumerate(visits(plan))],
    }


def _visit_view(visit: Visit, *, first: bool) -> dict[str, Any]:
    """first: the first sheet asks what is open; the others ask whether it was answered there."""
    client, questions = visit.client, question_lines(visit)
    return {
        "date": visit.date(),
        "number": tr("Session {number} of {of}", number=visit.number, of=visit.of),
        "client": tr(
            "{sex}, {age} years, skin type {type}",
            sex=_SEX[client.sex],
            age=f"{client.age:g}",
            type=ROMAN[client.fitzpatrick - 1],
        ),
        "sites": site_list(visit.sites),
        "before": before_rows(visit),
        "questions": questions if first else [],
        "asked_before": "" if first or not questions else _answered(len(questions)),
        "today": today_lines(visit),
        "decide": decide_lines(visit),
        "ready": ready_lines(visit),
        "not_before": not_before(visit),
        "look": look_lines(visit),
        "numbing": numbing_view(client, visit.course, visit.day),
        "cream": numbing_lines(visit),
        "eyes": eye_lines(visit),
        "room": room_lines(visit),
        "sessions": [_session(visit, place) for place in range(len(visit.sessions))],
        "after": _after(visit),
        "next": _next(visit),
        "sources": sources_of(visit),
    }


def _answered(questions: int) -> str:
    return trn(
        "Provisional: {count} open question answered on the first sheet",
        "Provisional: {count} open questions answered on the first sheet",
        questions,
    )


def _session(visit: Visit, place: int) -> dict[str, Any]:
    name, care = visit.sessions[place]["device"], visit.cares[place]
    lines = sheet()["device"][name]
    return session_view(visit.sessions[place]) | {
        "cooling": tr(_COOLING[care.skin_cooling]),
        "gel": tr(lines.get("gel", "")),
        "endpoint": tr(lines["endpoint"]),
        "neutraliser": tr(lines.get("neutraliser", "")),
        "stop": stop_of(visit, name),
    }


def _after(visit: Visit) -> list[str]:
    """What is done and taken home, in the order of time."""
    lines = [tr("Cool mask")] if any(care.cool_mask for care in visit.cares) else []
    known = groups()
    for entry in sheet()["after"]:
        meant = known[entry["devices"]] if "devices" in entry else visit.devices
        meant = [device for device in meant if device not in known.get(entry.get("but", ""), ())]
        if set(visit.devices) & set(meant):
            lines.append(_where(visit, meant, tr(entry["text"])))
    steroid = max(care.steroid_days for care in visit.cares)
    lines += [tr("Steroid cream for {days} days, as prescribed", days=f"{steroid:g}")] if steroid else []
    told = {name for f in visit.findings for name in ("hydroquinone-after",) if f["rule"] == name}
    if not told and any(care.hydroquinone_after for care in visit.cares):
        lines.append(tr("Hydroquinone after closure, as prescribed"))
    return lines + [sentences(finding["do"]) for finding in visit.said(sheet()["section"]["after"])]


def _where(visit: Visit, devices: Sequence[str], text: str) -> str:
    """The text with the sites of these devices, where others of the visit have another."""
    if set(visit.devices) <= set(devices):
        return text
    sites = dict.fromkeys(site for session in visit.sessions if session["device"] in devices for site in session["sites"])
    return tr("{text} ({sites})", text=text, sites=site_list(sites))


def _next(visit: Visit) -> list[dict[str, str]]:
    """The dates up to the next visit, or to the end of the course."""
    following = next((other.day for other in visits(visit.plan) if other.day > visit.day), None)
    ahead = [d for d in course_dates(visit.plan) if d.day > visit.day and (following is None or d.day <= following)]
    return [{"title": tr(d.title), "when": visit.dates(d.day - visit.day, d.until - visit.day)} for d in ahead]
