"""A plan that was found, as its page shows it: the verdict, the courses by rank, the trade between gain and a limit."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.cells import percent_cell, span_cell
from rederm.output.chart_front import Point, axis_limit, front_points
from rederm.output.naming import colors, label, title
from rederm.output.plan_words import limit_rows, setting_line, stopped_line, trade_lines
from rederm.output.site_words import site_words
from rederm.output.view_answer import answer, headline, provisional
from rederm.output.view_course import finding_view
from rederm.output.view_tables import excluded_rows, goal_row, limit_row
from rederm.output.words import LIMITS, SHORT_LIMITS, allowed, number
from rederm.sources import with_sentences

_WIDTH, _HEIGHT = 720.0, 340.0  # of the chart; the margins below hold its axes
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 20.0, 16.0, 52.0
_TICKS = 5


def plan_page(content: Mapping[str, Any]) -> dict[str, Any]:
    """What the page of a plan says. content: of plan.json, as the job keeps it."""
    plan = with_sentences(content, content.get("sentences", {}))
    chances = limit_rows(plan, len(plan["plans"]))
    return {
        "id": plan["id"],
        "headline": headline(plan),
        "answer": answer(plan),
        "partial": stopped_line(plan) if plan["partial"] else "",
        "provisional": provisional(plan),
        "questions": plan["questions"],
        "assumed": plan["assumed"],
        "price_note": plan["price_note"],
        "rank_rule": plan["rank_rule"],
        "plans": [_card(entry, row["cells"], plan["limits"]) for entry, row in zip(plan["plans"], chances, strict=False)],
        "nearest": [] if plan["plans"] else chances,
        "limit_heads": [str(SHORT_LIMITS[limit["limit"]]) for limit in plan["limits"]],
        "trades": trade_lines(plan),
        "goals": [goal_row(goal) for goal in plan["goals"]],
        "limits": [limit_row(limit) for limit in plan["limits"]],
        "excluded": excluded_rows(plan["excluded"]),
        "front": front_view(plan),
        "draws": plan["draws"],
        "seed": plan["seed"],
        "start": plan["start"],
        "simulated": sum(plan["simulated"].values()),
        "currency": plan["plans"][0]["outlook"]["currency"] if plan["plans"] else plan["currency"],
        "examples": any(entry["outlook"]["price_source"] == "example" for entry in plan["plans"]),
    }


def _card(entry: Mapping[str, Any], chances: Sequence[Any], limits: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    findings = [finding_view(finding) for finding in entry["findings"]]
    return {
        "rank": entry["rank"],
        "label": label(entry),
        "color": colors(entry["device"])[0],
        "text": entry["course"],
        "setting": setting_line(entry),
        "why": entry["why"],
        "gain": percent_cell(entry["weighted_gain"]),
        "downtime": span_cell(entry["outlook"]["social_downtime_days_per_session"]),
        "pih": percent_cell(entry["risks"]["pih"]),
        "pain": span_cell(entry["pain"]),
        "price": span_cell(entry["price"]),
        "within": [
            cell | {"limit": SHORT_LIMITS[limit["limit"]], "most": allowed(limit)}
            for cell, limit in zip(chances, limits, strict=True)
        ],
        "asks": [f for f in findings if f["strength"] != "note"],
        "notes": [f for f in findings if f["strength"] == "note"],
        "untreated": [f"{site_words(left['site'])}: {left['reason']}" for left in entry["untreated_sites"]],
        "gaps": [gap["reason"] for gap in entry["outlook"]["no_data"]],
    }


def texts_of(content: Mapping[str, Any]) -> set[str]:
    """Every course that a plan tells of."""
    return {entry["course"] for kind in ("plans", "front") for entry in content[kind]}


def front_view(plan: Mapping[str, Any]) -> dict[str, Any] | None:
    """The trade as a chart of links: points with their places, ticks, what is allowed. None where there is no choice."""
    limit = axis_limit(plan)
    points = front_points(plan, limit) if limit else []
    if limit is None or len(points) < 2:
        return None
    entries = [entry for entry in plan["front"] if limit["limit"] in entry["asks"]]
    ranked = {entry["course"] for entry in plan["plans"]}
    unit = "%" if limit["unit"] == "%" else str(limit["unit"])
    most = 100 * limit["allowed"] if limit["unit"] == "%" else limit["allowed"]
    wide = _scale([*(p.asks for p in points), most])
    tall = _scale([p.gain for p in points])
    confidence = f"{100 * plan['confidence']:.0f}"
    drawn = [_point(point, entry, wide, tall, unit, confidence) for point, entry in zip(points, entries, strict=True)]
    opens = _telling(points, [entry["course"] in ranked for entry in entries])
    return {
        "points": [point for point, telling in zip(drawn, opens, strict=True) if telling],
        "key": [{"color": color, "said": said} for said, color in _key(entries).items()],
        "others": [point for point, telling in zip(drawn, opens, strict=True) if not telling],
        "across": [{"at": f"{_x(v, wide):.1f}", "said": number(v)} for v in _ticks(wide)],
        "up": [{"at": f"{_y(v, tall):.1f}", "said": number(v)} for v in _ticks(tall)],
        "most": {"at": f"{_x(most, wide):.1f}", "said": allowed(limit)},
        "words": f"{LIMITS[limit['limit']]}{f', {unit}' if unit else ''} (kept in {confidence} % of draws)",
        "of": LIMITS[limit["limit"]],
    }


def _key(entries: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The colour of each device that stands in the chart."""
    names = dict.fromkeys(part for entry in entries for part in entry["device"].split("+"))
    return {title(name): colors(name)[0] for name in names}


def _telling(points: Sequence[Point], ranked: Sequence[bool]) -> list[bool]:
    """Which points are links of the chart: ranked plans, and what no other beats on these two axes, within the limits or not.
    The rest, which another limit keeps on the front, is drawn small and opens from the table."""

    def beaten(point: Point) -> bool:
        rivals = [other for other in points if other.fits or not point.fits]
        return any(
            other.gain >= point.gain and other.asks <= point.asks and (other.gain, -other.asks) != (point.gain, -point.asks)
            for other in rivals
        )

    return [rank or not beaten(point) for point, rank in zip(points, ranked, strict=True)]


def _point(
    point: Point, entry: Mapping[str, Any], wide: tuple[float, float], tall: tuple[float, float], unit: str, confidence: str
) -> dict[str, Any]:
    fits = "within all limits" if point.fits else "outside the limits"
    asks = f"{number(point.asks)} {unit}".strip()
    return {
        "x": f"{_x(point.asks, wide):.1f}",
        "y": f"{_y(point.gain, tall):.1f}",
        "color": point.colors[0],
        "fits": point.fits,
        "label": point.label,
        "text": entry["course"],
        "gain": f"{point.gain:.0f} %",
        "asks": asks,
        "said": f"{point.label}: gains {point.gain:.0f} % in 8 of 10 draws, asks {asks} in {confidence} % of draws, {fits}",
    }


def _scale(values: Sequence[float]) -> tuple[float, float]:
    high = max(values)
    return min(0.0, *values), high * 1.08 or 1.0


def _ticks(scale: tuple[float, float]) -> list[float]:
    """Round figures over a scale."""
    span = scale[1] - scale[0]
    ten = 10.0 ** len(str(int(span / _TICKS))) / 10 if span >= _TICKS else 0.1
    step = next((s * ten for s in (1, 2, 5, 10) if span / (s * ten) <= _TICKS + 1), 20 * ten)
    return [k * step for k in range(int(scale[1] / step) + 1)]


def _x(value: float, scale: tuple[float, float]) -> float:
    return _LEFT + (value - scale[0]) / (scale[1] - scale[0]) * (_WIDTH - _LEFT - _RIGHT)


def _y(value: float, scale: tuple[float, float]) -> float:
    return _HEIGHT - _BOTTOM - (value - scale[0]) / (scale[1] - scale[0]) * (_HEIGHT - _TOP - _BOTTOM)
