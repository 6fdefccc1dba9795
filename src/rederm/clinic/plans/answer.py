"""What the room says of a course: the answer in a sentence, its figures, curves, risks and findings. One view for the dials,
for a ranked plan that is opened and for a course that is to be chosen."""

from typing import Any

from rederm.clinic.plans.cases import Case
from rederm.look import LEVEL
from rederm.output.cells import fact, percent_cell, span_cell
from rederm.output.icon_array import risk_icons
from rederm.output.naming import colors, label
from rederm.output.text import SESSION_ROWS
from rederm.output.view_course import course_view
from rederm.output.words import capital, concern, number, percent, span, untreated
from rederm.planning.planned import PlannedCourse

_HALF_YEAR = "180"
_TOLD = (0, 3, 7, 14, 30, 60, 90, 180, 270, 365)  # days of the table beside the charts
_EXAMPLE = "example"


def answer_view(case: Case, planned: PlannedCourse) -> dict[str, Any]:
    """Everything the answer shows, in words; `curves` is what its charts draw."""
    entry, outlook = planned.to_json(), planned.outlook.to_json()
    told = course_view(entry, outlook)
    color = colors(planned.device)[0]
    return {
        "text": planned.course.text,
        "label": label(entry),
        "color": color,
        "sentence": _sentence(case, entry),
        "facts": _facts(entry),
        "curves": _curves(case, outlook, color),
        "sessions": _sessions(outlook),
        "risks": risk_icons(entry, outlook, color),
        "told": told,
        "blocks": [f for f in told["findings"] if f["strength"] == "block"],
        "asks": [f for f in told["findings"] if f["strength"] == "ask"],
        "notes": [f for f in told["findings"] if f["strength"] == "note"],
        "limits": [
            {"said": said, "holds": entry["chance_within"][name] >= case.client.limits.confidence, "share": share}
            for name, said in entry["limits"].items()
            if (share := percent(entry["chance_within"][name]))
        ],
        "assumed": case.client.assumed(),
        "questions": case.client.questions(),
        "examples": outlook["price_source"] == _EXAMPLE,
        "draws": planned.outlook.draws,
        "seed": planned.outlook.seed,
        "level": LEVEL,
    }


def _sentence(case: Case, entry: dict[str, Any]) -> str:
    """What is gone of each treated concern half a year after the last session, and what it asks each time."""
    order = sorted(zip(case.client.keys(), case.client.concerns, strict=True), key=lambda k: -k[1].weight * k[1].severity)
    gains = [(key, entry["gain"][key][_HALF_YEAR]) for key, _ in order]
    parts = [f"{percent(min(band['median'], 1.0))} of {concern(key).lower()}" for key, band in gains if not untreated(band)]
    downtime = entry["outlook"]["social_downtime_days_per_session"]
    rest = (
        "no day of downtime"
        if downtime["high"] is not None and downtime["high"] < 0.5
        else f"each session asks {span(downtime, 'days')} until make-up covers it"
    )
    if not parts:
        return f"{capital(label(entry))} treats none of the concerns where they are; {rest}."
    return f"{label(entry)} takes away about {_and(parts)} by half a year after the last session; {rest}."


def _and(parts: list[str]) -> str:
    """One, two and three."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if parts[1:] else parts[0]


def _facts(entry: dict[str, Any]) -> list[dict[str, str]]:
    """The figures that decide: all concerns together, downtime, dark marks, pain, time and price."""
    hours = {end: None if m is None else m / 60 for end, m in entry["outlook"]["chair_minutes_per_session"].items()}
    price = span_cell(entry["price"])
    return [
        fact("gain, all concerns, after 6 months", percent_cell(entry["weighted_gain"])),
        fact("days of downtime, worst session", span_cell(entry["outlook"]["social_downtime_days_per_session"])),
        fact("dark marks (PIH), whole course", percent_cell(entry["risks"]["pih"])),
        fact("pain while treated, 0 to 10", span_cell(entry["pain"])),
        fact("hours in the clinic, each session", span_cell(hours)),
        {
            "label": f"price of the course, {entry['outlook']['currency']}",
            "value": "no price" if entry["price"]["median"] is None else price["value"],
            "detail": f"{price['band']} from low to high" if price["band"] else "",
        },
    ]


def _curves(case: Case, outlook: dict[str, Any], color: str) -> dict[str, Any]:
    """Severity left of each concern in hundredths of today's, treated and left alone, with the days of the sessions."""
    keys = case.client.keys()
    return {
        "days": outlook["days"],
        "sessions": sorted({session["day"] for session in outlook["sessions"]}),
        "color": color,
        "concerns": [
            {
                "title": concern(key),
                "treated": _hundredths(outlook["scores"][key]),
                "untreated": _hundredths(outlook["scores_untreated"][key]),
                "left": untreated(outlook["gain"][key][_HALF_YEAR]),
            }
            for key in keys
        ],
    }


def _hundredths(bands: dict[str, list[float]]) -> dict[str, list[float]]:
    return {end: [round(100 * v, 2) for v in bands[end]] for end in ("low", "median", "high")}


def _sessions(outlook: dict[str, Any]) -> dict[str, Any]:
    """The figures of each session; sessions that are alike to the last shown digit share a column."""
    rows = [
        {"label": capital(words), "unit": str(unit), "cells": [span(s[key]) for s in outlook["sessions"]]}
        for key, words, unit in SESSION_ROWS
    ]
    return {"days": [number(s["day"]) for s in outlook["sessions"]], "rows": rows, "feel": outlook["feel_per_session"]}


def table_of(curves: dict[str, Any]) -> list[dict[str, Any]]:
    """The curves as rows for who cannot see them: a row about each month."""
    days = curves["days"]
    wanted = sorted({min(range(len(days)), key=lambda k: abs(days[k] - day)) for day in _TOLD})
    return [
        {
            "day": number(days[at]),
            "cells": [
                {end: f"{one[which][end][at]:.0f}" for end in ("low", "median", "high")}
                for one in curves["concerns"]
                for which in ("treated", "untreated")
            ],
        }
        for at in wanted
    ]
