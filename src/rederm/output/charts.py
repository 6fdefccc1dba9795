"""The charts of a report. A band is always drawn under its median; a session is a vertical tick labelled with its day."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.output.chart_words import STAGES, courses_words, downtime_words, risks_words, stage
from rederm.output.language import tr
from rederm.output.theme import INK, MUTED, RULE, UNTREATED, drawing, svg
from rederm.output.words import concern


@dataclass(frozen=True)
class Line:
    """One course in a chart: its label, its modality's colour, its outlook as JSON."""

    label: str
    color: str
    outlook: Mapping[str, Any]


def time_courses(lines: Sequence[Line], keys: Sequence[str], name: str = "courses") -> str:
    """Severity left of each concern over the days, per cent of today, beside the same skin untreated. name: of the figure."""
    with drawing(7.4, 1.75 * len(keys) + 0.6, len(keys), 1, squeeze=False, sharex=True) as (figure, axes):
        for axis, key in zip(axes[:, 0], keys, strict=True):
            _time_course(axis, lines, key)
        axes[-1, 0].set_xlabel(tr("days after the first session"))
        handles, labels = axes[0, 0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper center", ncols=2, frameon=False, fontsize=8, handlelength=1.6)
        return svg(figure, name, courses_words(lines, keys))


def _time_course(axis: Any, lines: Sequence[Line], key: str) -> None:
    first = lines[0].outlook
    untreated = 100 * np.array(first["scores_untreated"][key]["median"])
    axis.plot(first["days"], untreated, color=UNTREATED, lw=1.2, ls=(0, (4, 3)), label=tr("untreated"))
    for order, line in enumerate(lines):
        scores, days = line.outlook["scores"][key], line.outlook["days"]
        axis.fill_between(
            days, 100 * np.array(scores["low"]), 100 * np.array(scores["high"]), color=line.color, alpha=0.13, lw=0
        )
        axis.plot(days, 100 * np.array(scores["median"]), color=line.color, lw=1.8, label=line.label)
        for session in line.outlook["sessions"]:
            axis.axvline(session["day"], ymin=0.0, ymax=0.06, color=line.color, lw=1.6)
            if order == 0:
                axis.annotate(
                    f"{session['day']:g}", (session["day"], 0.07), xycoords=("data", "axes fraction"), ha="center", size=7
                )
    axis.set_title(concern(key))
    axis.set_ylabel(tr("severity left,\n% of today"))
    axis.set_ylim(0, max(135, axis.get_ylim()[1] if axis.get_ylim()[1] < 200 else 200))
    axis.set_xlim(0, max(line.outlook["days"][-1] for line in lines))
    axis.axhline(100, color=RULE, lw=0.7, zorder=0)


def trade(
    points: Sequence[tuple[str, str, Mapping[str, float], Mapping[str, float]]], alternative: str, numbers: str = "rank"
) -> str:
    """Weighted gain against the downtime of the worst session: (number, colour, gain band, downtime band) a plan.

    alternative: the chart in words; numbers: what the numbers are, in a word.
    """
    with drawing(7.4, 2.6) as (figure, axis):
        for _, color, gain, days in points:
            x, y = days["median"], 100 * min(gain["median"], 1.0)
            axis.plot([days["low"], days["high"]], [y, y], color=color, lw=4, alpha=0.2, solid_capstyle="round")
            axis.plot([x, x], [100 * min(gain[end], 1.0) for end in ("low", "high")], color=color, lw=4, alpha=0.2)
        for rank, color, gain, days in reversed(points):
            x, y = days["median"], 100 * min(gain["median"], 1.0)
            axis.plot(x, y, "o", color=color, ms=12, mec="white", mew=0.8)
            axis.annotate(rank, (x, y), ha="center", va="center", size=8, color="white", weight="semibold")
        axis.set_xlabel(f"social downtime of the worst session, days (numbers: {numbers})")
        axis.set_ylabel("gain after 6 months,\n% of today's severity")
        axis.set_xlim(left=-0.4)
        axis.set_ylim(-3, 103)
        axis.grid(color=RULE, lw=0.5)
        axis.set_axisbelow(True)
        return svg(figure, "trade", alternative)


_CUT_DAYS = 60.0  # what lasts longer in the worst cases would press everything else against the axis


def has_downtime(line: Line) -> bool:
    """Whether any stage of the worst session lasts half a day or more in 95 of 100 cases."""
    return any(stage(line.outlook, key, factor)["high"] >= 0.5 for key, _, factor in STAGES)


def downtime_bars(lines: Sequence[Line]) -> str:
    """Each stage of the worst session of every course: solid to the median day, pale to the day 95 % of draws have passed."""
    with _grouped(lines, [tr(word) for _, word, _ in STAGES]) as (figure, axis):
        longest = 7.0
        for row, (key, _, factor) in enumerate(STAGES):
            for place, line in enumerate(lines):
                band, y = stage(line.outlook, key, factor), _height(row, place, lines)
                axis.barh(y, band["high"], color=line.color, alpha=0.25, height=_BAR)
                axis.barh(y, band["median"], color=line.color, height=_BAR)
                longest = max(longest, band["high"])
        axis.set_xlim(0, min(longest * 1.02, _CUT_DAYS))
        axis.set_xlabel(
            tr("days after the worst session (cut at {days})", days=f"{_CUT_DAYS:.0f}")
            if longest * 1.02 > _CUT_DAYS
            else tr("days after the worst session")
        )
        return svg(figure, "downtime", downtime_words(lines))


_BAR = 0.2  # height of a bar, of which a row holds one for each course


def risk_bars(lines: Sequence[Line], rows: Sequence[tuple[str, str]]) -> str:
    """Each risk (key of an outlook, words) of every course as a band on a log axis; hatched where no study speaks to it."""
    with _grouped(lines, [words for _, words in rows]) as (figure, axis):
        for row, (key, _) in enumerate(rows):
            for place, line in enumerate(lines):
                unknown = any(gap["quantity"] == key for gap in line.outlook["no_data"])
                _risk(axis, _height(row, place, lines), line.outlook[key], line.color, unknown)
        axis.set_xscale("log")
        axis.set_xlim(0.01, 100)
        axis.set_xticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
        axis.set_xlabel(tr("chance over the whole course, % (log scale)"))
        axis.xaxis.label.set_color(INK)
        return svg(figure, "risks", risks_words(lines, [key for key, _ in rows]))


def _risk(axis: Any, y: float, band: Mapping[str, float | None], color: str, unknown: bool) -> None:
    low, median, high = (max(100 * (band[end] or 0.0), 0.01) for end in ("low", "median", "high"))
    axis.barh(y, high - low, left=low, height=_BAR, color=color, alpha=0.28, lw=0)
    if unknown:
        axis.barh(y, high - low, left=low, height=_BAR, facecolor="none", hatch="/////", edgecolor=color, lw=0.4)
    if high <= 0.01:
        axis.annotate(tr("below 0.01"), (0.011, y), va="center", size=7)
    axis.plot([median] * 2, [y - 0.6 * _BAR, y + 0.6 * _BAR], color=color, lw=2.4)


@contextmanager
def _grouped(lines: Sequence[Line], words: Sequence[str]) -> Iterator[tuple[Any, Any]]:
    """A chart with a row for each of the words and in it room for a bar of every course, named above."""
    with drawing(7.4, 0.9 + len(words) * (0.13 * len(lines) + 0.16)) as (figure, axis):
        axis.set_yticks(range(len(words)), words, fontsize=8)
        axis.set_ylim(len(words) - 0.5, -0.5)
        axis.tick_params(axis="y", length=0)
        axis.grid(axis="x", color=RULE, lw=0.5)
        axis.set_axisbelow(True)
        axis.spines["left"].set_color(MUTED)
        handles = [axis.barh(0, 0, color=line.color, label=line.label) for line in lines]
        figure.legend(handles=handles, loc="outside upper left", ncols=2, frameon=False, fontsize=8, handlelength=1.2)
        yield figure, axis


def _height(row: int, place: int, lines: Sequence[Line]) -> float:
    return row + (place - (len(lines) - 1) / 2) * (_BAR + 0.03)
