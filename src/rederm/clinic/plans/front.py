"""The trade between gain and a limit as a chart of links: every large point opens its course on the dials."""

from collections.abc import Mapping, Sequence
from typing import Any

from rederm.output.chart_front import Point, axis_limit, front_points
from rederm.output.naming import colors, title
from rederm.output.words import LIMITS, allowed, number

_WIDTH, _HEIGHT = 720.0, 340.0  # of the chart; the margins below hold its axes
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 20.0, 16.0, 52.0
_TICKS = 5


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
