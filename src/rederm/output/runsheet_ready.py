"""The first page of a run sheet: what happens by day before the visit, what is asked and looked at today, eyes and room."""

import math
from collections.abc import Iterator
from typing import Any

from rederm.output.course_dates import POSSIBLE, course_dates, dated
from rederm.output.language import tr, trn
from rederm.output.runsheet_visit import Entry, Visit, sentences, sheet
from rederm.output.site_words import site_list
from rederm.output.words import capital
from rederm.safety import load_rules
from rederm.sources import mark

_TOO_FAR = "too deep"  # in the reason of a rule this is a sign as well
_SIGN = ("stop", "never", "at once", "rhythm")
_STRENGTH = {"block": mark("Not unless resolved"), "ask": mark("A clinician decides"), "note": mark("Note")}


def before_rows(visit: Visit) -> list[dict[str, str]]:
    """{"when", "days", "text"}: preparation by day, the earliest first; what falls on the same days stands in one row."""
    rows: dict[tuple[int, int], list[str]] = {}
    for first, last, text in sorted(_preparation(visit)):
        rows.setdefault((first, last), []).append(text)
    return [
        {
            "when": visit.dates(first, last),
            "days": trn("{count} day before", "{count} days before", -first)
            if first == last
            else tr("{first} to {last} days before", first=-first, last=-last),
            "text": ". ".join(dict.fromkeys(capital(text) for text in texts)),
        }
        for (first, last), texts in rows.items()
    ]


def before_rules() -> list[str]:
    """Rules that ask for something before the day of the visit."""
    entries = [*_dated(), *sheet()["before"]]
    return [rule for entry in entries for rule in entry.get("rules", ())]


def _preparation(visit: Visit) -> Iterator[tuple[int, int, str]]:
    since = -math.inf if visit.before is None else visit.before.day - visit.day
    cares = {name for care in visit.cares for name in ("antiviral",) if getattr(care, name)}
    for entry in [*_dated(), *sheet()["before"]]:
        first, last = entry["days"]
        if (entry["of"] == "first" and visit.before is not None) or last <= since:
            continue
        first = max(first, since + 1) if math.isfinite(since) else first
        if "rules" in entry:
            for finding in visit.said(entry["rules"]):
                yield int(first), last, f"{tr(finding['title'])}. {sentences(finding['do'])}"
        elif entry.get("care", "") in ("", *cares):
            yield int(first), last, tr(entry["text"])


def _dated() -> list[Entry]:
    """Days of the calendar that come before a session."""
    return [entry for entry in dated() if entry["days"][0] < 0]


def question_lines(visit: Visit) -> list[str]:
    """What was not answered when the plan was made, and may change it."""
    asked = [finding["question"] for finding in visit.findings if finding["question"]]
    return [tr(question) for question in dict.fromkeys([*visit.plan["questions"], *asked])]


def today_lines(visit: Visit) -> list[str]:
    return [tr(line["text"]) for line in sheet()["today"]]


def decide_lines(visit: Visit) -> list[dict[str, Any]]:
    """What a clinician decides first, and notes that have no section of their own."""
    placed = {rule for rules in sheet()["section"].values() for rule in rules} | set(before_rules()) | _stops()
    spoke = {f["rule"] for f in visit.findings if f["rule"] not in placed and f["question"] is None}
    return [
        {"word": tr(_STRENGTH[f["strength"]]), "title": tr(f["title"]), "do": sentences(f["do"])}
        for f in visit.said(sorted(spoke))
    ]


def _stops() -> set[str]:
    return {device["stop"] for device in sheet()["device"].values()}


def ready_lines(visit: Visit) -> list[dict[str, str]]:
    """{"name", "text", "said"}: what must have healed since the visit before, with what was foretold; none at the first."""
    last = visit.before
    if last is None:
        return []
    lines = []
    for entry in sheet()["ready"]:
        said = ""
        if "figure" in entry:
            bands = [session[entry["figure"]] for session in last.sessions]
            usual, late = (math.ceil(max(float(band[end] or 0) for band in bands)) for end in ("median", "high"))
            said = tr("foretold: over by {usual}, in 95 of 100 by {late}", usual=last.date(usual), late=last.date(late))
        lines.append({"name": tr(entry["name"]), "text": tr(entry["text"]), "said": said})
    return lines


def not_before(visit: Visit) -> str:
    """From when this visit is possible by what was foretold; empty at the first."""
    last = visit.before
    if last is None:
        return ""
    days = [d.day for d in course_dates(visit.plan) if d.title == POSSIBLE and last.day < d.day <= visit.day]
    if not days:
        return tr("What was foretold leaves no day to spare: look closely.")
    return tr("Not before {date}, as foretold.", date=visit.date(days[-1] - visit.day))


def look_lines(visit: Visit) -> list[str]:
    """What rules on readiness said of this course."""
    return [f"{tr(f['title'])}. {sentences(f['do'])}" for f in visit.said(sheet()["section"]["ready"])] if visit.before else []


def eye_lines(visit: Visit) -> list[dict[str, str]]:
    none = {"title": tr("No rule of the plan asks for eye shields here"), "do": tr("Eyes closed")}
    return _said(visit, "eyes") or [none]


def numbing_lines(visit: Visit) -> list[dict[str, str]]:
    """What the rules say of the cream; the dose itself is worked out for the visit."""
    return _said(visit, "numbing")


def room_lines(visit: Visit) -> list[dict[str, str]]:
    return _said(visit, "room")


def _said(visit: Visit, section: str) -> list[dict[str, str]]:
    found = []
    for finding in visit.said(sheet()["section"][section]):
        title = tr(finding["title"])
        if finding["site"]:
            title = tr("{text} ({sites})", text=title, sites=site_list(finding["site"].split(", ")))
        found.append({"title": title, "do": sentences(finding["do"])})
    return found


def stop_of(visit: Visit, device: str) -> dict[str, Any]:
    """Stop signs of a device as the plan tells them, otherwise as the rule stands; how to go about it stands apart."""
    lines = sheet()["device"][device]
    rule = next(known for known in load_rules() if known.id == lines["stop"])
    reason, do = rule.reason, list(rule.do)
    for finding in visit.findings:
        if finding["rule"] == rule.id and finding["device"] == device:
            reason = finding["reason"]
            do = do if finding["do"] == "; ".join(do) else [finding["do"]]  # the clinic has changed the rule
    do = [line for line in do if not line.startswith(lines.get("others", "\0"))]
    signs = [line for line in do if any(word in line.lower() for word in _SIGN)]
    how = [line for line in do if line not in signs]
    told = _sentences(reason)
    far = [said for line, said in told if _TOO_FAR in line]
    near = [said for line, said in told if _TOO_FAR not in line]
    return {"signs": [*map(tr, signs), *far], "how": [*map(tr, how), *near]}


def _sentences(reason: str) -> list[tuple[str, str]]:
    """The sentences of a reason, each in English and as it is said; one that is not cut alike in both stays whole."""
    english, said = ([line.strip(" .") for line in text.split(". ")] for text in (reason, tr(reason)))
    return list(zip(english, said, strict=True)) if len(english) == len(said) else [(reason, tr(reason))]


def sources_of(visit: Visit) -> list[str]:
    """What the sheet rests on: sources of the findings and of the lines that stand on every sheet."""
    lines = sheet()
    found = {source for finding in visit.findings for source in finding["source"]}
    found |= {source for kind in ("today", "ready", "after") for entry in lines[kind] for source in entry["source"]}
    for device in visit.devices:
        told = lines["device"][device]
        found |= {source for key, ids in told.items() if key.endswith("_source") for source in ids}
    return sorted(found)
