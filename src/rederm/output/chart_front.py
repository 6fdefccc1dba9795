"""The trade between gain and one limit: every course that no other beats, and what the allowed value keeps out.

A point: what a course gains in 8 of 10 draws, over what it asks of the limit at the client's confidence. Filled: it fits all
limits; hollow: it does not. The step: the most gain for what is allowed of this limit while all others are kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rederm.output.chart_words import front_words
from rederm.output.language import tr
from rederm.output.naming import colors, label
from rederm.output.page import halves
from rederm.output.theme import ACCENT, INK, MUTED, RULE, canvas, svg
from rederm.output.words import LIMITS, allowed

_USUAL = ("downtime_days_course", "downtime_days")  # what people ask about first, where no other limit buys clearly more
_CLEAR = 0.02  # gain by which one more of another limit must beat one more day of downtime
_ROOM = 0.078  # of the height of the chart, between two labels
_LABELLED = 12
_LETTERS = 58  # of a name in the margin
_BELOW, _BESIDE = 60, 48  # letters of an axis that stand in the middle, and in one line
_AXES = (0.085, 0.135, 0.46, 0.835)  # the chart itself; names stand at its right


@dataclass(frozen=True)
class Point:
    """One course of the front. gain: per cent; asks: of the limit, in the unit shown; others: keeps every other limit."""

    label: str
    colors: tuple[str, ...]
    gain: float
    asks: float
    fits: bool
    others: bool


def axis_limit(plan: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The limit to draw gain against: downtime, or the one of which more buys clearly more; None where no limit was set."""
    limits = {limit["limit"]: limit for limit in plan["limits"]}
    bought = {trade["limit"]: trade["gain"] for trade in plan["trades"]}
    names = [name for name in (*_USUAL, *limits) if name in limits]
    most = max(bought, key=lambda name: bought[name], default=None)
    if most is not None and bought[most] >= max(bought.get(name, 0.0) for name in _USUAL) + _CLEAR:
        return limits[most]
    return limits[names[0]] if names else None


def front_points(plan: Mapping[str, Any], limit: Mapping[str, Any]) -> list[Point]:
    """Every course of the front that the limit can judge."""
    name, ranks = limit["limit"], {entry["course"]: entry["rank"] for entry in plan["plans"]}
    most = {other["limit"]: other["allowed"] for other in plan["limits"]}
    found = []
    for entry in plan["front"]:
        if name in entry["asks"]:
            rank = f"{ranks[entry['course']]} " if entry["course"] in ranks else ""
            kept = all(asked <= most[other] for other, asked in entry["asks"].items() if other != name)
            gain, asks = 100 * entry["robust_gain"], _shown(entry["asks"][name], limit)
            found.append(Point(rank + label(entry), tuple(colors(entry["device"])), gain, asks, entry["fits"], kept))
    return found


def front_chart(plan: Mapping[str, Any]) -> str:
    """The chart as SVG; empty where no limit was set or there is nothing to choose between."""
    limit = axis_limit(plan)
    points = front_points(plan, limit) if limit else []
    if limit is None or len(points) < 2:
        return ""
    most = _shown(limit["allowed"], limit)
    named, words = _named(points), _axis_words(limit, plan["confidence"])
    with canvas(7.4, 3.6) as figure:
        axis = figure.add_axes(_AXES)
        for place, point in enumerate(points):
            _draw(axis, point, f"{place}", 8 if point in named else 5)
        left, right = _window([p.asks for p in points], most)
        _step(axis, [p for p in points if p.others], right)
        axis.axvline(most, color=ACCENT, lw=1.2, zorder=2)
        beyond = most > (left + right) / 2
        axis.annotate(
            tr("allowed: {most}", most=allowed(limit)), (most, 0.0), xycoords=("data", "axes fraction"),
            xytext=(-4 if beyond else 4, 4), textcoords="offset points", ha="right" if beyond else "left", size=8, color=ACCENT,
        )  # fmt: skip
        axis.set_xlim(left, right)
        axis.set_ylim(*_window([p.gain for p in points], points[0].gain))
        _labels(axis, named)
        axis.set_xlabel(words, loc="center" if len(words) <= _BELOW else "left")  # a long one runs on below the names
        height = tr("gain in 8 of 10 draws, % of today's severity")
        axis.set_ylabel(height if len(height) <= _BESIDE else "\n".join(halves(height)))
        axis.grid(color=RULE, lw=0.5)
        axis.set_axisbelow(True)
        return svg(figure, "front", front_words(points, words, allowed(limit)))


def _shown(value: float, limit: Mapping[str, Any]) -> float:
    return 100 * value if limit["unit"] == "%" else value


def _axis_words(limit: Mapping[str, Any], confidence: float) -> str:
    words = tr(LIMITS[limit["limit"]])
    what = f"{words}, {tr(limit['unit'])}" if limit["unit"] else words
    if limit["limit"] in ("budget", "visits"):
        return what
    return tr("{what} (kept in {share} % of draws)", what=what, share=f"{100 * confidence:.0f}")


def _window(values: Sequence[float], most: float) -> tuple[float, float]:
    """From the least to the greatest value and the allowed one, with room beside them."""
    low, high = min(*values, most), max(*values, most)
    room = 0.08 * (high - low) or 1.0
    return low - room if low - room > 0 else min(0.0, low) - room / 2, high + room


def _draw(axis: Any, point: Point, name: str, size: float) -> None:
    """Filled or hollow, a half of it in each colour where two devices make the course."""
    first, last = point.colors[0], point.colors[-1]
    fill = {"fillstyle": "left", "markerfacecoloralt": last} if len(point.colors) > 1 and point.fits else {}
    face = first if point.fits else "white"
    drawn = axis.plot(point.asks, point.gain, "o", ms=size, mec=first, mew=1.2, mfc=face, zorder=3, clip_on=False, **fill)
    drawn[0].set_gid(name)


def _step(axis: Any, points: Sequence[Point], right: float) -> None:
    """The most gain of what asks no more than this."""
    xs, ys, best = list[float](), list[float](), float("-inf")
    for point in sorted(points, key=lambda p: (p.asks, -p.gain)):
        if point.gain > best:
            best = point.gain
            xs.append(point.asks)
            ys.append(best)
    if xs:
        axis.step([*xs, right], [*ys, best], where="post", color=MUTED, lw=1.1, zorder=2)


def _named(points: Sequence[Point]) -> list[Point]:
    """The best of each kind, one that fits before one that does not, and the most gain of all; the most gain first."""
    kinds: dict[tuple[str, ...], Point] = {}
    for point in sorted(points, key=lambda p: (not p.fits, -p.gain)):
        kinds.setdefault(point.colors, point)
    most = max(points, key=lambda p: p.gain)
    chosen = [most, *(point for point in kinds.values() if point is not most)][:_LABELLED]
    return sorted(chosen, key=lambda p: -p.gain)


def _labels(axis: Any, named: Sequence[Point]) -> None:
    """Names at the right, from the top down, each joined to its point by a hair line."""
    low, high = axis.get_ylim()
    left, right = axis.get_xlim()
    places = _spread([(point.gain - low) / (high - low) for point in named])
    for point, place in zip(named, places, strict=True):
        at = ((point.asks - left) / (right - left), (point.gain - low) / (high - low))
        axis.plot([at[0], 1.03], [at[1], place], transform=axis.transAxes, color=RULE, lw=0.7, clip_on=False, zorder=1)
        ink = INK if point.fits else MUTED
        axis.text(1.04, place, _short(point.label), transform=axis.transAxes, va="center", size=8, color=ink)


def _short(label: str) -> str:
    """The name in one line of the margin."""
    return label if len(label) <= _LETTERS else f"{label[: _LETTERS - 1].rstrip()}…"


def _spread(wanted: Sequence[float]) -> list[float]:
    """Heights from the top down, as near to those wanted as names of this size allow."""
    placed = list(wanted)
    for place in range(1, len(placed)):
        placed[place] = min(placed[place], placed[place - 1] - _ROOM)
    floor = 0.0
    for place in reversed(range(len(placed))):
        placed[place] = floor = max(placed[place], floor)
        floor += _ROOM
    return placed
