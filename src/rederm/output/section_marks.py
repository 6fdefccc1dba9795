"""Marks on a drawn section: brackets of the bands, scale bar, ticks of depth, names of the layers, frame of the enlargement."""

import math
from typing import Any

import numpy as np

from rederm.draws import band
from rederm.injury import LesionReport
from rederm.output.language import tr
from rederm.output.section_key import LAYERS
from rederm.output.section_skin import Window, layers
from rederm.output.section_zones import reach
from rederm.output.theme import ACCENT, INK, MUTED
from rederm.output.words import number
from rederm.skin import Skin
from rederm.sources import mark

_NICE = (1, 2, 5)
_REACHED = {  # what made the hole, or death
    "pierced": mark("pierced to {depth} µm\n90 %: {low} to {high}"),
    "worn": mark("worn to {depth} µm\n90 %: {low} to {high}"),
    "removed": mark("removed to {depth} µm\n90 %: {low} to {high}"),
    "dead": mark("dead to {depth} µm\n90 %: {low} to {high}"),
}
_WIDE = {
    "channel": mark("channel {width} µm wide half-way down (90 %: {low} to {high})"),
    "hole": mark("hole {width} µm wide half-way down (90 %: {low} to {high})"),
    "dead": mark("dead zone {width} µm wide (90 %: {low} to {high})"),
}
GROUND = {"fc": "white", "ec": "none", "alpha": 0.88, "pad": 1.5}  # behind words that stand on skin


def halo(width: float = 2.2) -> list[Any]:
    """A white rim, for marks that cross dark zones."""
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=width, foreground="white", alpha=0.9)]


def spread(samples: np.ndarray) -> tuple[float, float, float]:
    """Low, median and high of the draws."""
    found = band(samples)
    return float(found["low"] or 0.0), float(found["median"] or 0.0), float(found["high"] or 0.0)


def scale_bar(axis: Any, window: Window, crowded: bool = False) -> None:
    """A round length of about a fifth of the width, below right; on white where the ground is crowded."""
    aim = window.width / 5
    unit = 10.0 ** math.floor(math.log10(aim))
    length = max(n * unit for n in _NICE if n * unit <= aim)
    tall = window.depth + window.above
    right, y = window.half - 0.03 * window.width, window.depth - 0.035 * tall
    axis.plot([right - length, right], [y, y], color=INK, lw=2, solid_capstyle="butt", zorder=9, path_effects=halo(4))
    words = f"{length:g} µm" if length < 1000 else f"{length / 1000:g} mm"
    place = {"ha": "right", "va": "bottom", "zorder": 9, "path_effects": halo()}
    if crowded:
        left = right - max(1.2 * length, 0.15 * window.width)
        axis.fill_between([left, window.half], y - 0.13 * tall, window.depth, color="white", alpha=0.85, lw=0, zorder=8.9)
    axis.text(right, y - 0.018 * tall, words, size=7.5, **place)


def bracket_depths(axis: Any, report: LesionReport, window: Window) -> None:
    """The 90 % band of the hole and of the deepest dead cell as brackets beside the lesion, with their medians."""
    injury = report.injury
    hole, death = spread(injury.ablation_depth_um), spread(injury.necrosis_depth_um)
    word = "pierced" if injury.cold else "worn" if np.isnan(injury.energy_balance_error).all() else "removed"
    wanted = [(word, hole, ACCENT)] if hole[2] > 0.0 else []
    if death[2] > 0.0 and death[1] > 1.01 * hole[1]:
        wanted.append(("dead", death, INK))
    out = 0.0 if injury.layer or injury.outline is None else reach(injury.outline)[1]
    for side, (words, (low, middle, high), color) in zip((-1, 1)[2 - len(wanted) :], wanted, strict=True):
        x = side * (out + 0.035 * window.width) if out else side * 0.05 * window.width
        tick = 0.008 * window.width
        style = {"color": color, "zorder": 8, "solid_capstyle": "butt"}
        axis.plot([x, x], [low, min(high, window.depth)], lw=1.1, path_effects=halo(3), **style)
        if high > window.depth:
            axis.plot([x], [0.99 * window.depth], marker="v", ms=5, color=color, zorder=8.5)  # the band goes on below
        for z in (low, *((high,) if high <= window.depth else ())):
            axis.plot([x - tick, x + tick], [z, z], lw=1.1, path_effects=halo(3), **style)
        axis.plot([x], [middle], marker="o", ms=4.5, mec="white", mew=0.8, color=color, zorder=8.5)
        text = tr(_REACHED[words], depth=number(middle), low=number(low), high=number(high))
        place = {"ha": "left" if side > 0 else "right", "va": "center", "zorder": 8.5, "linespacing": 1.3, "bbox": GROUND}
        axis.text(x + side * 0.02 * window.width, min(middle, 0.93 * window.depth), text, size=7.2, color=color, **place)


def bracket_width(axis: Any, report: LesionReport, window: Window) -> None:
    """The 90 % band of the width above the lesion: of the hole half-way down, or of the dead zone where there is no hole."""
    injury = report.injury
    hollow = bool(np.nanmedian(injury.ablation_diameter_um) > 0.0)
    low, middle, high = spread(injury.ablation_diameter_um if hollow else 2 * injury.coagulation_beside_um)
    if middle <= 0.0:
        return
    color = ACCENT if hollow else INK
    y, tick = -0.3 * window.above, 0.09 * window.above
    axis.plot([-high / 2, high / 2], [y, y], color=color, lw=0.8, zorder=8)
    axis.plot([-middle / 2, middle / 2], [y, y], color=color, lw=2.4, solid_capstyle="butt", zorder=8)
    for x in (-high / 2, -low / 2, low / 2, high / 2):
        axis.plot([x, x], [y - tick, y + tick], color=color, lw=0.8, zorder=8)
    what = ("channel" if injury.cold else "hole") if hollow else "dead"
    if hollow:
        half = float(np.nanmedian(injury.ablation_depth_um)) / 2
        axis.plot([-middle / 2, middle / 2], [half, half], color=color, lw=1, ls=(0, (2, 1.2)), zorder=8)
    text = tr(_WIDE[what], width=number(middle), low=number(low), high=number(high))
    axis.text(0, y - 0.16 * window.above, text, size=7.2, color=color, ha="center", va="bottom", zorder=8)


def depth_ticks(axis: Any, window: Window) -> None:
    """Depth below the surface on the left, in µm or mm."""
    from matplotlib.ticker import MaxNLocator

    small = window.depth < 1000
    ticks = [z for z in MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]).tick_values(0, window.depth) if 0 <= z <= window.depth]
    axis.set_xticks([])
    axis.set_yticks(ticks, [f"{z:g}" if small else f"{z / 1000:g}" for z in ticks], fontsize=7.5)
    axis.set_ylabel(tr("depth below the surface, {unit}", unit="µm" if small else "mm"), fontsize=8)
    axis.spines["bottom"].set_visible(False)
    axis.spines["left"].set_bounds(window.depth, 0)


def name_layers(axis: Any, skin: Skin, window: Window) -> None:
    """Names right of the section, kept apart, each led to its layer."""
    gap = 0.045 * (window.depth + window.above)
    place = -window.above
    for name, top, bottom in layers(skin):
        middle = (top + min(bottom, window.depth)) / 2
        if top >= min(bottom, 0.97 * window.depth):
            continue
        place = max(place + gap, middle)
        x = window.half
        axis.plot([x, x * 1.03, x * 1.05], [middle, place, place], color=MUTED, lw=0.5, clip_on=False)
        axis.text(x * 1.06, place, tr(LAYERS[name]), size=7.5, color=INK, va="center", clip_on=False)


def mark_inset(axis: Any, window: Window, inset: Window) -> None:
    """Where the enlarged window stands in the section: over the edge of the treated field."""
    from matplotlib.patches import Rectangle

    corner, height = (-0.3 * window.width - 0.3 * inset.width, -inset.above), inset.depth + inset.above
    axis.add_patch(Rectangle(corner, inset.width, height, fill=False, ec=ACCENT, lw=1, zorder=8, clip_on=False))
    axis.annotate(
        tr("enlarged"),
        (corner[0] + inset.width, 0),
        (corner[0] + 1.25 * inset.width, -0.55 * window.above),
        size=7,
        color=ACCENT,
    )
