"""Tables of a report that speak of the whole plan: chances, goals and limits, readings, what was ruled out."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.naming import colors, title
from rederm.output.plan_words import limit_rows
from rederm.output.view_course import sources_of
from rederm.output.words import KINDS, LIMITS, SHORT_LIMITS, allowed, capital, concern, number, percent

SHOWN = 10  # courses whose chances stand in one table
READ = {
    "pain_0_10": "Pain, 0 to 10",
    "closure_hours": "Closed after",
    "crust_days": "Crust",
    "edema_days": "Swelling",
    "erythema_days": "Redness",
    "social_downtime_days": "Downtime",
    "score": "Score",
    "improvement_pct": "Improvement",
    "pigment_change": "Change of pigment",
}


def chances(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Courses by limits, with what is allowed in the heads."""
    heads = [{"words": SHORT_LIMITS[limit["limit"]], "allowed": f"≤ {allowed(limit)}"} for limit in plan["limits"]]
    rows = [row | {"colors": colors(row["device"])} for row in limit_rows(plan, SHOWN)]
    return {"heads": heads, "rows": rows, "confidence": percent(plan["confidence"]), "nearest": not plan["plans"]}


def goal_row(goal: Mapping[str, Any]) -> dict[str, str]:
    return {
        "name": f"Less of {concern(goal['concern'].partition('@')[0]).lower()} ({goal['site'].replace('-', ' ')})",
        "value": f"severity {number(goal['severity'])} of 4, weight {number(goal['weight'])}",
        "holds": f"judged {goal['horizon_days']} days after the last session",
        "why": f"{goal['source']}: {goal['reason']}",
    }


def limit_row(limit: Mapping[str, Any]) -> dict[str, str]:
    judged = f"in {percent(limit['confidence'])} of draws"
    return {
        "name": capital(LIMITS[limit["limit"]]),
        "value": f"at most {allowed(limit)}",
        "holds": {"budget": "at the middle price", "visits": "as planned"}.get(limit["limit"], judged),
        "why": f"{limit['source']}: {limit['reason']}",
    }


def reading_row(entry: Mapping[str, Any]) -> dict[str, str]:
    """What was seen, as one row: when, what, by whom, and whether it counts."""
    unit = {"d": "days", "h": "hours"}.get(entry["unit"], entry["unit"])
    rater = "" if entry["rater"] is None else f" ({entry['rater']})"
    return {
        "day": number(entry["day"]),
        "session": "" if entry["session"] is None else str(entry["session"]),
        "what": _read(entry["quantity"]) + rater,
        "value": entry["value"] if unit in (None, "1") else f"{entry['value']} {unit}",
        "counts": "counts" if entry["counts"] else f"does not count: {entry['why_not']}",
    }


def _read(name: str) -> str:
    """What a reading is of: Crust, or Score of acne scars."""
    kind, _, of = name.partition(".")
    words = READ.get(kind) or capital(kind.replace("_", " "))
    return f"{words} of {concern(of).lower()}" if of else words


def excluded_rows(entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a reason; a device is named once, and what comes nearest is said once where it is the same."""
    rows, seen, last = list[dict[str, Any]](), set[str](), ""
    for entry in entries:
        rows.append(
            {
                "title": "" if entry["device"] == last else title(entry["device"]),
                "colors": colors(entry["device"]),
                "kind": KINDS[entry["kind"]],
                "reason": entry["reason"],
                "nearest": "" if entry["nearest"] in seen else entry["nearest"],
                "source": sources_of(entry["source"]),
            }
        )
        seen.add(entry["nearest"])
        last = entry["device"]
    return rows
