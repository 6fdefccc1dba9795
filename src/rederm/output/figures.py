"""The pictures of a report, each an SVG text with its alternative in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rederm.output.chart_front import front_chart
from rederm.output.charts import Line, downtime_bars, has_downtime, risk_bars, time_courses
from rederm.output.language import tr
from rederm.output.naming import colors, label
from rederm.output.section import Cut, sections
from rederm.output.vector import alternative_of
from rederm.output.words import RISKS

NAMES = ("front", "courses", "first", "downtime", "risks", "sections")
SHOWN = 3  # courses whose curves share one chart; more would hide each other


@dataclass(frozen=True)
class Figure:
    """A picture as SVG text, and what it shows in words (`vector.LETTERS` at most)."""

    svg: str
    alt: str


def plan_figures(plan: Mapping[str, Any], outlooks: Sequence[Mapping[str, Any]], cuts: Sequence[Cut]) -> dict[str, Figure]:
    """Each picture under its name; what cannot be drawn is empty."""
    return {name: Figure(drawn, alternative_of(drawn)) for name, drawn in _drawn(plan, outlooks, cuts).items()}


def _drawn(plan: Mapping[str, Any], outlooks: Sequence[Mapping[str, Any]], cuts: Sequence[Cut]) -> dict[str, str]:
    entries = plan["plans"]
    found = dict.fromkeys(NAMES, "") | {"front": front_chart(plan)}
    if not entries:
        return found
    lines, keys = _lines(entries, outlooks), list(entries[0]["gain"])
    found["courses"] = time_courses(lines, keys)
    found["first"] = time_courses(lines[:1], keys, "first")
    found["downtime"] = downtime_bars(lines) if any(map(has_downtime, lines)) else ""
    found["risks"] = risk_bars(lines, [(f"{name}_risk_course", tr(words)) for name, words in RISKS.items()])
    found["sections"] = sections(cuts[: 2 * SHOWN])
    return found


def _lines(entries: Sequence[Mapping[str, Any]], outlooks: Sequence[Mapping[str, Any]]) -> list[Line]:
    """The first courses that can be told apart by the colour of a device that no course before them has."""
    found: dict[str, Line] = {}
    for entry, outlook in zip(entries, outlooks, strict=True):
        free = [color for color in colors(entry["device"]) if color not in found]
        if free and len(found) < SHOWN:
            found[free[0]] = Line(f"{entry['rank']} {label(entry)}", free[0], outlook)
    return list(found.values())
