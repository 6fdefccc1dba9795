"""Tables of a report that speak of the whole plan: chances, goals and limits, readings, what was ruled out."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.language import tr, trn
from rederm.output.naming import colors, title
from rederm.output.plan_words import limit_rows
from rederm.output.site_words import site_words
from rederm.output.view_course import sources_of
from rederm.output.words import KINDS, LIMITS, SHORT_LIMITS, allowed, capital, concern, number, percent
from rederm.sources import mark

SHOWN = 10  # courses whose chances stand in one table
READ = {
    "pain_0_10": mark("Pain, 0 to 10"),
    "closure_hours": mark("Closed after"),
    "crust_days": mark("Crust"),
    "edema_days": mark("Swelling"),
    "erythema_days": mark("Redness"),
    "social_downtime_days": mark("Downtime"),
    "score": mark("Score"),
    "improvement_pct": mark("Improvement"),
    "pigment_change": mark("Change of pigment"),
    "blister": mark("Blister"),
    "delayed_closure": mark("Delayed closure"),
    "infection": mark("Infection"),
}
UNITS = {"d": mark("days"), "h": mark("hours")}
RATERS = {"blinded": mark("blinded"), "investigator": mark("investigator"), "client": mark("client")}
THERE = {"yes": mark("yes"), "no": mark("no")}  # of a sign that stops a course


def chances(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Courses by limits, with what is allowed in the heads."""
    heads = [{"words": tr(SHORT_LIMITS[limit["limit"]]), "allowed": f"≤ {allowed(limit)}"} for limit in plan["limits"]]
    rows = [row | {"colors": colors(row["device"])} for row in limit_rows(plan, SHOWN)]
    return {"heads": heads, "rows": rows, "confidence": percent(plan["confidence"]), "nearest": not plan["plans"]}


def goal_row(goal: Mapping[str, Any]) -> dict[str, str]:
    return {
        "name": tr(
            "Less of {concern!l} ({site})",
            concern=concern(goal["concern"].partition("@")[0]),
            site=site_words(goal["site"]),
        ),
        "value": tr(
            "severity {severity} of 4, weight {weight}", severity=number(goal["severity"]), weight=number(goal["weight"])
        ),
        "holds": trn(
            "judged {count} day after the last session", "judged {count} days after the last session", goal["horizon_days"]
        ),
        "why": _why(goal),
    }


def limit_row(limit: Mapping[str, Any]) -> dict[str, str]:
    if limit["limit"] == "budget":
        holds = tr("at the middle price")
    elif limit["limit"] == "visits":
        holds = tr("as planned")
    else:
        holds = tr("in {share} of draws", share=percent(limit["confidence"]))
    return {
        "name": capital(tr(LIMITS[limit["limit"]])),
        "value": tr("at most {allowed}", allowed=allowed(limit)),
        "holds": holds,
        "why": _why(limit),
    }


def _why(entry: Mapping[str, Any]) -> str:
    return tr("{source}: {reason}", source=entry["source"], reason=entry["reason"])


def reading_row(entry: Mapping[str, Any]) -> dict[str, str]:
    """What was seen, as one row: when, what, by whom, and whether it counts."""
    unit, rater, what = entry["unit"], entry["rater"], _read(entry["quantity"])
    value = tr(THERE.get(entry["value"], entry["value"]))
    return {
        "day": number(entry["day"]),
        "session": "" if entry["session"] is None else str(entry["session"]),
        "what": what if rater is None else tr("{what} ({rater})", what=what, rater=RATERS[rater]),
        "value": value if unit in (None, "1") else f"{value} {tr(UNITS.get(unit, unit))}",
        "counts": tr("counts") if entry["counts"] else tr("does not count: {why}", why=entry["why_not"]),
    }


def _read(name: str) -> str:
    """What a reading is of: Crust, or Score of acne scars."""
    kind, _, of = name.partition(".")
    words = tr(READ[kind])
    return tr("{reading} of {concern!l}", reading=words, concern=concern(of)) if of else words


def excluded_rows(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a reason; a device is named once, and what comes nearest is said once where it is the same."""
    rows, seen, last = list[dict[str, Any]](), set[str](), ""
    for entry in entries:
        rows.append(
            {
                "title": "" if entry["device"] == last else title(entry["device"]),
                "colors": colors(entry["device"]),
                "kind": tr(KINDS[entry["kind"]]),
                "reason": tr(entry["reason"]),
                "nearest": "" if entry["nearest"] in seen else tr(entry["nearest"]),
                "source": sources_of(entry["source"]),
            }
        )
        seen.add(entry["nearest"])
        last = entry["device"]
    return rows
