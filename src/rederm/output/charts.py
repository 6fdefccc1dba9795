"""The charts of a report. A band is always drawn under its median; a session is a vertical tick labelled with its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.output.theme import ACCENT, INK, MUTED, RULE, UNTREATED, drawing, svg
from rederm.output.words import concern


@dataclass(frozen=True)
class Line:
    """One course in a chart: its label, its modality's colour, its outlook as JSON."""

    label: str
    color: str
    outlook: Mapping[str, Any]


def time_courses(lines: Sequence[Line], keys: Sequence[str]) -> str:
    """Severity left of each concern over the days, per cent of today, beside the same skin untreated."""
    with drawing(7.4, 1.75 * len(keys) + 0.6, len(keys), 1, squeeze=False, sharex=True) as (figure, axes):
        for axis, key in zip(axes[:, 0], keys, strict=True):
            _time_course(axis, lines, key)
        axes[-1, 0].set_xlabel("days after the first session")
        handles, labels = axes[0, 0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper center", ncols=2, frameon=False, fontsize=8, handlelength=1.6)
        return svg(figure)


def _time_course(axis: Any, lines: Sequence[Line], key: str) -> None:
    first = lines[0].outlook
    untreated = 100 * np.array(first["scores_untreated"][key]["median"])
    axis.plot(first["days"], untreated, color=UNTREATED, lw=1.2, ls=(0, (4, 3)), label="untreated")
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
    axis.set_ylabel("severity left,\n% of today")
    axis.set_ylim(0, max(135, axis.get_ylim()[1] if axis.get_ylim()[1] < 200 else 200))
    axis.set_xlim(0, max(line.outlook["days"][-1] for line in lines))
    axis.axhline(100, color=RULE, lw=0.7, zorder=0)


def trade(points: Sequence[tuple[str, str, Mapping[str, float], Mapping[str, float]]], numbers: str = "rank") -> str:
    """Weighted gain against the downtime of the worst session: (number, colour, gain band, downtime band) a plan.

    numbers: what the numbers are, in a word.
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
        return svg(figure)


STAGES = (
    ("closure", "wound closes", "#9d4b2c"),
    ("crust_days", "crust", "#b98a5a"),
    ("edema_days", "swelling", "#7aa6b5"),
    ("erythema_days", "redness", "#d98880"),
    ("social_downtime_days", "social downtime", ACCENT),
)


def has_downtime(line: Line) -> bool:
    """Whether any stage of any session lasts half a day or more in 95 of 100 cases."""
    return any(_stage(session, key)["high"] >= 0.5 for session in line.outlook["sessions"] for key, _, _ in STAGES)


def calendar(line: Line) -> str:
    """Downtime of a session: solid to the median day, pale to the day that 95 % of draws have passed.

    Sessions that go alike are drawn once.
    """
    sessions, alike = _unlike(line.outlook["sessions"])
    with drawing(7.4, 0.5 + 0.95 * len(sessions), len(sessions), 1, squeeze=False, sharex=True) as (figure, axes):
        longest = 7.0
        for axis, session in zip(axes[:, 0], sessions, strict=True):
            rows = [(word, color, _stage(session, key)) for key, word, color in STAGES]
            for place, (_, color, band) in enumerate(rows):
                axis.barh(place, band["high"], color=color, alpha=0.25, height=0.72)
                axis.barh(place, band["median"], color=color, height=0.72)
                longest = max(longest, band["high"])
            axis.set_yticks(range(len(rows)), [word for word, _, _ in rows], fontsize=8)
            axis.invert_yaxis()
            axis.set_title(f"Session on day {', '.join(alike[session['day']])}", fontsize=9)
            axis.tick_params(axis="y", length=0)
        axes[-1, 0].set_xlim(0, min(longest * 1.02, 120))
        axes[-1, 0].set_xlabel("days after that session" + (" (cut at 120)" if longest > 118 else ""))
        return svg(figure)


def _unlike(sessions: Sequence[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], dict[float, list[str]]]:
    """Sessions whose stages differ by half a day or more, and for each the days that go like it."""
    kept: list[Mapping[str, Any]] = []
    alike: dict[float, list[str]] = {}
    for session in sessions:
        like = next((k for k in kept if _near(k, session)), None)
        if like is None:
            kept.append(session)
            alike[session["day"]] = [f"{session['day']:g}"]
        else:
            alike[like["day"]].append(f"{session['day']:g}")
    return kept, alike


def _near(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    stages = [(_stage(one, key), _stage(other, key)) for key, _, _ in STAGES]
    return all(abs(a[end] - b[end]) < 0.5 for a, b in stages for end in ("median", "high"))


def _stage(session: Mapping[str, Any], key: str) -> dict[str, float]:
    if key == "closure":
        return {end: session["closure_hours"][end] / 24 for end in ("low", "median", "high")}
    return {end: session[key][end] for end in ("low", "median", "high")}


def risk_bars(rows: Sequence[tuple[str, Mapping[str, float | None], bool]], color: str) -> str:
    """Each risk as a band on a log axis; hatched where no study speaks to it."""
    with drawing(7.4, 0.5 + 0.36 * len(rows)) as (figure, axis):
        for place, (_, band, unknown) in enumerate(rows):
            low, median, high = (max(100 * (band[end] or 0.0), 0.01) for end in ("low", "median", "high"))
            axis.barh(place, high - low, left=low, height=0.5, color=color, alpha=0.28, lw=0)
            if unknown:
                axis.barh(place, high - low, left=low, height=0.5, facecolor="none", hatch="/////", edgecolor=color, lw=0.4)
            if high <= 0.01:
                axis.annotate("below 0.01", (0.011, place), va="center", size=7)
            axis.plot([median] * 2, [place - 0.3, place + 0.3], color=color, lw=2.4)
        axis.set_yticks(range(len(rows)), [label + (" (no data)" if unknown else "") for label, _, unknown in rows], fontsize=8)
        axis.set_ylim(len(rows) - 0.5, -0.5)
        axis.set_xscale("log")
        axis.set_xlim(0.01, 100)
        axis.set_xticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
        axis.set_xlabel("chance over the whole course, % (log scale)")
        axis.grid(axis="x", color=RULE, lw=0.5)
        axis.set_axisbelow(True)
        axis.tick_params(axis="y", length=0)
        axis.spines["left"].set_color(MUTED)
        axis.xaxis.label.set_color(INK)
        return svg(figure)
