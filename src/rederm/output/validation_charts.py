"""The figures of a validation: coverage and place of the observed figure, and observed against predicted."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

from rederm.output.theme import ACCENT, INK, MISSED, MUTED, RULE, drawing, svg

COLUMNS = 3  # panels beside each other
LEAST_ROWS = 5  # of a kind, for a curve of its own
LINES = ("#0b5563", "#b98a5a", "#9e36a0", "#5b8c3a", "#d26e59", "#3e72e9", "#714d0b", "#8a949c")


def coverage(result: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """Left: share of figures inside bands of 50, 80 and 90 % by laws that have not seen their study, a line a kind, agreement
    dashed. Right: where the figures fall among the draws, flat where bands are right."""
    with drawing(7.4, 3.5, 1, 2) as (figure, (left, right)):
        curves = result["curves"]["left_out"]
        ends = [0.45, 0.95]
        left.plot(ends, ends, color=MUTED, lw=0.8, ls=(0, (4, 3)))
        kinds = [kind for kind, points in curves.items() if kind != "all" and points and points[0]["rows"] >= LEAST_ROWS]
        for color, kind in zip(LINES, kinds, strict=False):
            points = curves[kind]
            left.plot(
                [p["level"] for p in points], [p["covered"] for p in points], "o-", ms=3, lw=1.1, color=color,
                label=f"{titles.get(kind, kind)}, {points[0]['rows']}",
            )  # fmt: skip
        points = curves["all"]
        left.errorbar(
            [p["level"] for p in points],
            [p["covered"] for p in points],
            yerr=[p["error"] for p in points],
            fmt="s-",
            ms=4,
            lw=2,
            color=INK,
            label=f"all, {points[0]['rows']} (two standard errors)",
        )
        left.set_xlabel("band")
        left.set_ylabel("figures inside")
        left.set_xticks([0.5, 0.8, 0.9], ["50 %", "80 %", "90 %"])
        left.set_yticks([0.4, 0.6, 0.8, 1.0], ["40 %", "60 %", "80 %", "100 %"])
        left.set_ylim(0.2, 1.04)
        figure.legend(loc="outside lower left", ncols=4, frameon=False, fontsize=7, handlelength=1.6)
        left.set_title("Do bands hold what they say?")
        _places(right, result["places"]["left_out"])
        held = ", ".join(f"{100 * p['covered']:.0f} % of figures inside bands of {100 * p['level']:.0f} %" for p in points)
        return svg(figure, "coverage", f"How far bands can be trusted, studies unseen: {held}.")


def _places(axis: Any, count: Sequence[int]) -> None:
    bins, level = len(count), sum(count) / len(count)
    doubt = 2 * sqrt(level * (1 - 1 / bins))
    axis.axhspan(level - doubt, level + doubt, color=RULE, alpha=0.5, lw=0)
    edges = [place / bins for place in range(bins)]
    axis.bar(edges, count, width=1 / bins, align="edge", color=ACCENT, alpha=0.75, lw=0.6, edgecolor="white")
    axis.axhline(level, color=MUTED, lw=0.8, ls=(0, (4, 3)))
    axis.set_xlabel("share of draws below the figure")
    axis.set_ylabel("figures")
    axis.set_title("Where do the figures fall?")


def observed_against_predicted(rows: Sequence[Mapping[str, Any]], titles: Mapping[str, str], units: Mapping[str, str]) -> str:
    """One panel a kind: observed along x, the prediction without its study along y with its band; the line is agreement."""
    kinds = [kind for kind in titles if any(row["kind"] == kind for row in rows)]
    lines = -(-len(kinds) // COLUMNS)
    with drawing(9.6, 3.0 * lines, lines, COLUMNS, squeeze=False) as (figure, axes):
        for axis, kind in zip(axes.flat, kinds, strict=False):
            _panel(axis, [row for row in rows if row["kind"] == kind and _lengths(row)], titles[kind], units[kind])
        for axis in axes.flat[len(kinds) :]:
            axis.set_axis_off()
        return svg(figure, "observed", f"Observed against predicted: {len(rows)} figures, every one in the tables below.")


def _lengths(row: Mapping[str, Any]) -> bool:
    """Of lesions, the panel shows lengths that are figures, not bounds; of the rest, everything."""
    return row["kind"] != "lesion" or (row["unit"] == "um" and not row["bound"])


def _panel(axis: Any, rows: Sequence[Mapping[str, Any]], title: str, unit: str) -> None:
    linear = unit in ("%", "0 to 10")
    scale, floor = (100 if unit == "%" else 1), (0.0 if linear else 0.05)
    for row in rows:
        told = row["left_out"]
        seen, band = scale * row["observed"], told["predicted"]
        color = ACCENT if told["in_band"] else MISSED
        axis.plot([seen] * 2, [max(scale * band[end], floor) for end in ("low", "high")], color=color, lw=2.4, alpha=0.25)
        axis.plot(seen, max(scale * band["median"], floor), "o", ms=3.6, color=color)
    if not linear:
        axis.set_xscale("log")
        axis.set_yscale("log")
        for side in (axis.xaxis, axis.yaxis):
            side.set_major_formatter(lambda value, _: f"{value:g}")
            side.set_minor_formatter(lambda *_: "")
    most = max((scale * max(row["observed"], row["left_out"]["predicted"]["high"]) for row in rows), default=1.0)
    ends = (0, min(most, 100)) if unit == "%" else (0, 10) if linear else axis.get_xlim()
    axis.plot(ends, ends, color=MUTED, lw=0.8, ls=(0, (4, 3)))
    axis.set_title(title)
    axis.set_xlabel(f"observed, {unit}")
    axis.set_ylabel(f"predicted, {unit}")
    axis.grid(color=RULE, lw=0.4)
    axis.set_axisbelow(True)
