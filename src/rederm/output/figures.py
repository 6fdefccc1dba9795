"""The pictures of a report, each an SVG text."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.devices import load_device
from rederm.output.charts import Line, calendar, has_downtime, risk_bars, time_courses, trade
from rederm.output.section import Cut, sections
from rederm.output.view import label
from rederm.output.words import RISKS

SHOWN = 3  # courses whose curves share one chart; more would hide each other


def plan_figures(plan: Mapping[str, Any], outlooks: Sequence[Mapping[str, Any]], cuts: Sequence[Cut]) -> dict[str, Any]:
    """{"trade", "courses", "sections": SVG, "calendars", "risks": [{"label", "svg"}]}; empty without plans."""
    entries = plan["plans"]
    if not entries:
        return {"trade": "", "courses": "", "sections": "", "calendars": [], "risks": []}
    colors = [load_device(entry["device"]).color for entry in entries]
    lines = [
        Line(f"{entry['rank']} {label(entry)}", color, outlook)
        for entry, color, outlook in zip(entries, colors, outlooks, strict=True)
    ]
    shown = lines[:SHOWN]
    return {
        "trade": trade(
            [
                (str(entry["rank"]), line.color, entry["weighted_gain"], entry["outlook"]["social_downtime_days_per_session"])
                for line, entry in zip(lines, entries, strict=True)
            ]
        ),
        "courses": time_courses(shown, list(entries[0]["gain"])),
        "sections": sections(cuts[: 2 * SHOWN]),
        "calendars": [{"label": line.label, "svg": calendar(line)} for line in shown if has_downtime(line)],
        "risks": [{"label": line.label, "svg": _risks(entry, line)} for entry, line in zip(entries, shown, strict=False)],
    }


def _risks(entry: Mapping[str, Any], line: Line) -> str:
    unknown = {gap["quantity"] for gap in line.outlook["no_data"]}
    rows = [(words, entry["risks"][key], f"{key}_risk_course" in unknown) for key, words in RISKS.items()]
    return risk_bars(rows, line.color)
