"""The figures of a trial: differences between arms with their bands, and power over the number of clients."""

from collections.abc import Mapping
from typing import Any

from rederm.output.theme import ACCENT, INK, MUTED, RULE, UNTREATED, drawing, svg
from rederm.output.trial_view import AXES, UNITS, between, endpoint_words

_ROW = 0.3  # inches of a difference
_HEAD = 0.75  # inches of the axis of a panel
_COLORS = (ACCENT, "#b98a5a", "#9e36a0", "#5b8c3a")
_GOAL = 0.8


def differences(answer: Mapping[str, Any]) -> str:
    """Every difference with the band of 90 % of single trials, a panel a unit; 0 is no difference. SVG."""
    rows = [
        (f"{endpoint_words(outcome)}: {comparison['arm']}", outcome["kind"], comparison["difference"])
        for outcome in answer["outcomes"]
        for comparison in outcome["comparisons"]
        if comparison["difference"]
    ]
    units = [unit for unit in AXES if any(UNITS[kind] == unit for _, kind, _ in rows)]
    if not units:
        return ""
    panels = [[row for row in rows if UNITS[row[1]] == unit] for unit in units]
    heights = [_HEAD + _ROW * len(panel) for panel in panels]
    with drawing(8.2, sum(heights), len(panels), 1, squeeze=False, height_ratios=heights) as (figure, axes):
        for axis, unit, panel in zip(axes.flat, units, panels, strict=True):
            _panel(axis, panel, unit, answer["arms"][0])
        said = "; ".join(f"{name} {between(row, kind)}" for name, kind, row in rows)
        return svg(figure, "differences", f"Differences against {answer['arms'][0]}, 90 % bands: {said}.")


def _panel(axis: Any, rows: list[tuple[str, str, Mapping[str, Any]]], unit: str, first: str) -> None:
    scale = 100 if unit == "%" else 1
    axis.axvline(0, color=MUTED, lw=0.8, ls=(0, (4, 3)))
    for place, (_, _, row) in enumerate(rows):
        clear = row["low"] > 0 or row["high"] < 0
        color = ACCENT if clear else UNTREATED
        axis.plot([scale * row["low"], scale * row["high"]], [place, place], color=color, lw=2.2, solid_capstyle="butt")
        axis.plot([scale * row["estimate"]], [place], "o", ms=6, color=color, mec="white", mew=0.6)
    axis.set_yticks(range(len(rows)), [name for name, _, _ in rows])
    axis.set_ylim(len(rows) - 0.5, -0.5)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="x", color=RULE, lw=0.5)
    axis.set_axisbelow(True)
    axis.set_xlabel(f"less with it   \u2190   difference from {first}, {AXES[unit]}   \u2192   more with it")


def power_curve(answer: Mapping[str, Any]) -> str:
    """Power of the first endpoint at its last visit over clients: simulated, and the closed form dashed. SVG."""
    key = answer["outcomes"][0]["endpoint"]
    outcome = [outcome for outcome in answer["outcomes"] if outcome["endpoint"] == key][-1]
    with drawing(6.4, 3.1) as (figure, axis):
        for color, comparison in zip(_COLORS, outcome["comparisons"], strict=False):
            for kind, style in (("simulated", "o-"), ("closed_form", "--")):
                points = [(p["n"], p[kind]) for p in comparison["power"]["curve"] if p[kind] is not None]
                label = f"{comparison['arm']}, {kind.replace('_', ' ')}"
                if points:
                    axis.plot(*zip(*points, strict=True), style, ms=3, lw=1.4, color=color, label=label)
        axis.axhline(_GOAL, color=MUTED, lw=0.8, ls=(0, (4, 3)))
        axis.axvline(answer["n"], color=INK, lw=0.8, ls=(0, (1, 2)))
        axis.set_xscale("log")
        axis.set_xticks([5, 10, 20, 50, 100, 200, 500, 1000], ["5", "10", "20", "50", "100", "200", "500", "1 000"])
        axis.minorticks_off()
        axis.set_ylim(0, 1.02)
        axis.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1.0], ["0 %", "20 %", "40 %", "60 %", "80 %", "100 %"])
        axis.set_xlabel("clients" if answer["allocation"] == "split-face" else "clients in each arm")
        axis.set_ylabel("power")
        axis.legend(frameon=False, fontsize=7.5, loc="upper left", bbox_to_anchor=(1.0, 1.0))
        return svg(
            figure, "power", f"Power over the number of clients: {endpoint_words(outcome)}; dotted: {answer['n']} clients."
        )
