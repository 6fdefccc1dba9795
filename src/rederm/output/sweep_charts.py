"""The figures of a sweep: main effects, what one outcome costs in another, and shares of variance. Bands under medians."""

from collections.abc import Mapping
from typing import Any

from rederm.output.sweep_view import (
    PERCENT,
    axis_words,
    columns,
    index_rows,
    interval,
    level_words,
    outcome_unit,
    outcome_words,
    shown,
)
from rederm.output.theme import ACCENT, MUTED, RULE, UNTREATED, drawing, svg

MOST = 6  # outcomes of a chart, and axes beside each other
_PANEL = 2.0  # inches
_ROW = 0.24
_FEW = 12  # points of a front that are numbered


def effects(answer: Mapping[str, Any]) -> str:
    """Every outcome over every axis, in the mean over the others, with its band. SVG; "" where there is none."""
    names = [name for name, _, _ in columns(answer) if any(e["outcome"] == name for e in answer["effects"])][:MOST]
    axes = [axis for axis in answer["axes"] if any(e["axis"] == axis["name"] for e in answer["effects"])][:MOST]
    if not names or not axes:
        return ""
    units = {name: unit for name, _, unit in columns(answer)}
    found = {(effect["outcome"], effect["axis"]): effect for effect in answer["effects"]}
    wide, high = max(4.2, _PANEL * len(axes) + 0.7), 1.45 * len(names) + 0.5
    with drawing(wide, high, len(names), len(axes), squeeze=False, sharey="row", sharex="col") as (figure, panels):
        for row, name in enumerate(names):
            for column, axis in enumerate(axes):
                _effect(panels[row, column], found[name, axis["name"]], axis, units[name])
                if row == len(names) - 1:
                    panels[row, column].set_xlabel(axis_words(axis))
            panels[row, 0].set_ylabel(f"{_folded(outcome_words(name))}\n{units[name]}", fontsize=8)
        said = [
            f"{outcome_words(e['outcome'])} over {e['axis']} reaches {shown(e['reach'], units[e['outcome']])}"
            for e in found.values()
        ]
        return svg(figure, "effects", f"Main effects. {'; '.join(said)}.")


def _folded(text: str) -> str:
    return text.replace(", ", ",\n", 1) if len(text) > 16 else text


def _effect(panel: Any, effect: Mapping[str, Any], axis: Mapping[str, Any], unit: str) -> None:
    scale = 100 if unit == PERCENT else 1
    low, median, high = ([scale * level["mean"][end] for level in effect["levels"]] for end in ("low", "median", "high"))
    values = [level["value"] for level in effect["levels"]]
    panel.grid(axis="y", color=RULE, lw=0.5)
    panel.set_axisbelow(True)
    if all(isinstance(value, float) for value in values):
        panel.fill_between(values, low, high, color=ACCENT, alpha=0.13, lw=0)
        panel.plot(values, median, "o-", ms=3.4, lw=1.6, color=ACCENT)
        if axis["log"]:
            panel.set_xscale("log")
        panel.set_xticks(
            values if len(values) <= 4 else values[::2], [level_words(v) for v in (values if len(values) <= 4 else values[::2])]
        )
        panel.minorticks_off()
    else:
        places = range(len(values))
        panel.vlines(places, low, high, color=ACCENT, lw=5, alpha=0.2)
        panel.plot(places, median, "o", ms=4.4, color=ACCENT)
        panel.set_xticks(places, [level_words(value) for value in values])
        panel.set_xlim(-0.5, len(values) - 0.5)


def trade(answer: Mapping[str, Any]) -> str:
    """The first two outcomes with an aim against each other; those that no other beats in the accent. SVG."""
    aimed = [outcome for outcome in answer["outcomes"] if outcome["aim"]][:2]
    if len(aimed) < 2:
        return ""
    y, x = aimed
    told = [(point, *(_scaled(point["bands"][o["name"]], outcome_unit(o)) for o in (x, y))) for point in answer["points"]]
    told = [row for row in told if row[1] and row[2]]
    many = sum(bool(row[0]["front"]) for row in told) > _FEW
    band: dict[str, Any] = {"color": ACCENT, "lw": 1.0 if many else 3.0, "alpha": 0.16, "solid_capstyle": "round"}
    with drawing(6.4, 3.4) as (figure, panel):
        for point, across, up in sorted(told, key=lambda row: bool(row[0]["front"])):
            color = ACCENT if point["front"] else UNTREATED
            if point["front"]:
                panel.plot([across[0], across[2]], [up[1]] * 2, **band)
                panel.plot([across[1]] * 2, [up[0], up[2]], **band)
            panel.plot(across[1], up[1], "o", ms=6 if point["front"] else 4, color=color, mec="white", mew=0.6)
            if point["front"] and not many:
                panel.annotate(str(point["point"]), (across[1], up[1]), xytext=(4, 4), textcoords="offset points", size=7.5)
        for outcome, name in ((x, "x"), (y, "y")):
            getattr(panel, f"set_{name}label")(f"{outcome_words(outcome['name'])}, {outcome_unit(outcome)}")
        panel.grid(color=RULE, lw=0.5)
        panel.set_axisbelow(True)
        front = ", ".join(str(point["point"]) for point, _, _ in told if point["front"])
        words = (
            f"{outcome_words(y['name'])} against {outcome_words(x['name']).lower()}: {len(told)} points; not beaten: {front}."
        )
        return svg(figure, "trade", words)


def _scaled(band: Mapping[str, float | None], unit: str) -> tuple[float, float, float] | None:
    scale = 100 if unit == PERCENT else 1
    low, median, high = (band[end] for end in ("low", "median", "high"))
    return None if low is None or median is None or high is None else (scale * low, scale * median, scale * high)


def shares(answer: Mapping[str, Any]) -> str:
    """Of each outcome the inputs by size, with intervals: first order filled, total open; those told from none."""
    morris = answer["sensitivity"]["method"] == "morris"
    rows = {name: [row for row in index_rows(answer, name) if row["clear"]] for name, _, _ in columns(answer)}
    names = [name for name in rows if rows[name]][:MOST]
    if not names:
        return ""
    heights = [0.55 + _ROW * len(rows[name]) for name in names]
    with drawing(7.2, sum(heights), len(names), 1, squeeze=False, height_ratios=heights) as (figure, panels):
        for panel, name in zip(panels.flat, names, strict=True):
            _shares(panel, rows[name], morris)
            panel.set_title(outcome_words(name))
        panels.flat[-1].set_xlabel(
            "mu*, in the unit of the outcome" if morris else "share of the variance: first order filled, total open"
        )
        key = "mu_star" if morris else "total"
        said = [
            f"{outcome_words(n)}: " + ", ".join(f"{r['input']} {interval(r['index'][key])}" for r in rows[n]) for n in names
        ]
        return svg(figure, "shares", f"Where the spread comes from. {'. '.join(said)}.")


def _shares(panel: Any, rows: list[dict[str, Any]], morris: bool) -> None:
    panel.axvline(0, color=MUTED, lw=0.8, ls=(0, (4, 3)))
    marks = (("mu_star", 0.0, True),) if morris else (("first", -0.14, True), ("total", 0.14, False))
    for place, row in enumerate(rows):
        for key, shift, filled in marks:
            given = row["index"][key]
            panel.plot(
                [given["low"], given["high"]], [place + shift] * 2, color=ACCENT, lw=2.6, alpha=0.3, solid_capstyle="butt"
            )
            panel.plot(given["estimate"], place + shift, "o", ms=4.6, color=ACCENT if filled else "white", mec=ACCENT, mew=1.1)
    panel.set_yticks(range(len(rows)), [row["input"] for row in rows])
    panel.set_ylim(len(rows) - 0.4, -0.6)
    panel.tick_params(axis="y", length=0)
    panel.grid(axis="x", color=RULE, lw=0.5)
    panel.set_axisbelow(True)
    if not morris:
        panel.set_xlim(-0.15, 1.05)
