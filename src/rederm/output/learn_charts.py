"""The figure of a learning plan: each band now, as the best measurement of it is expected to leave it, and its floor."""

from collections.abc import Mapping
from typing import Any

from rederm.output.learn_view import narrowed, outcome_words
from rederm.output.theme import ACCENT, INK, MUTED, RULE, UNTREATED, drawing, svg

_ROW = 0.34  # inches of a band
_HEAD = 0.8  # inches of the axis of a panel
_BAR = 0.62


def bands_chart(answer: Mapping[str, Any]) -> str:
    """A panel a course, a row a band; widths as shares of the band now. SVG.

    Dotted: a number of the measurement is assumed; hatched: the narrowing cannot be told from zero.
    """
    panels = [_best(answer, place) for place in range(1, len(answer["courses"]) + 1)]
    if not any(panels):
        return ""
    heights = [_HEAD + _ROW * len(panel) for panel in panels]
    with drawing(8.2, sum(heights), len(panels), 1, squeeze=False, height_ratios=heights) as (figure, axes):
        for place, (axis, panel) in enumerate(zip(axes.flat, panels, strict=True), 1):
            _panel(axis, panel, f"Course {place}")
        said = "; ".join(
            f"course {place}, {outcome_words(each['outcome'])}: {narrowed(each)}, {row['measurement_title']}"
            for place, panel in enumerate(panels, 1)
            for row, each in panel
        )
        return svg(figure, "bands", f"Widths of 90 % bands, now and as the best measurement is expected to leave them: {said}.")


def _best(answer: Mapping[str, Any], place: int) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Of each band of a course: the measurement that narrows it most, and how."""
    found: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {}
    for row in answer["measurements"]:
        for each in row["narrowing"] if row["courses"][0] == place else ():
            known = found.get(each["outcome"])
            if known is None or (each["told"], -each["width_after"]) > (known[1]["told"], -known[1]["width_after"]):
                found[each["outcome"]] = row, each
    return list(found.values())


def _panel(axis: Any, panel: list[tuple[Mapping[str, Any], Mapping[str, Any]]], title: str) -> None:
    for place, (row, each) in enumerate(panel):
        after = 100 * each["width_after"] / each["width_before"]
        axis.barh(place, 100, _BAR, facecolor="white", edgecolor=UNTREATED, lw=0.8)
        style: dict[str, Any] = (
            {"facecolor": ACCENT, "alpha": 0.85} if each["told"] else {"facecolor": "white", "hatch": "/////"}
        )
        axis.barh(place, after, _BAR, edgecolor=INK, lw=1.1, ls=":" if row["assumed_numbers"] else "-", **style)
        axis.plot([100 * each["floor"] / each["width_before"]] * 2, [place - 0.4, place + 0.4], color=INK, lw=1.6)
        axis.text(103, place, f"{narrowed(each)}, {row['measurement_title']}", va="center", fontsize=8, color=INK)
    axis.set_yticks(range(len(panel)), [outcome_words(each["outcome"]) for _, each in panel])
    axis.set_ylim(len(panel) - 0.5, -0.5)
    axis.set_xlim(0, 205)
    axis.set_xticks([0, 25, 50, 75, 100])
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="x", color=RULE, lw=0.5)
    axis.set_axisbelow(True)
    axis.set_title(title, color=MUTED)
    axis.set_xlabel("width of the 90 % band, per cent of now; upright line: what no measurement can pass", loc="left")
