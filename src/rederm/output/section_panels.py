"""What stands beside a drawn section: the key, the field from above, the surface enlarged, the doubt of the depth."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.injury import LesionReport
from rederm.output.language import tr
from rederm.output.section_lesion import paint_layer
from rederm.output.section_marks import GROUND, halo, scale_bar, spread
from rederm.output.section_rows import Row
from rederm.output.section_skin import Window, layers, paint_skin
from rederm.output.section_view import enlarged
from rederm.output.section_zones import Sheet, reach
from rederm.output.theme import ACCENT, INK, MUTED, RULE, SKIN
from rederm.output.words import number

_ACROSS = 5  # lesions from top to bottom, seen from above
_LINES = 10  # of the key


def write_key(axis: Any, rows: Sequence[Row]) -> None:
    """Zones with their colours, medians and bands, as a small table."""
    from matplotlib.patches import Rectangle

    axis.set_axis_off()
    axis.set_xlim(0, 1)
    axis.set_ylim(0, 1)
    step = 1 / _LINES
    for x, words in ((0.73, tr("median")), (1.0, tr("90 % band"))):
        axis.text(x, 1 - step / 2, words, size=6.8, color=MUTED, ha="right", va="center")
    for place, row in enumerate(rows, start=1):
        y = 1 - (place + 0.5) * step
        axis.plot([0, 1], [y + step / 2] * 2, color=RULE, lw=0.5)
        if row.zone is not None:
            axis.add_patch(Rectangle((0, y - 0.3 * step), 0.05, 0.6 * step, fc=SKIN[row.zone], ec=MUTED, lw=0.5))
        axis.text(0.075, y, row.words, size=7.4, va="center")
        axis.text(0.73, y, row.value, size=7.6, weight="semibold", ha="right", va="center")
        axis.text(1, y, row.span, size=7, color=MUTED, ha="right", va="center")


def from_above(axis: Any, report: LesionReport, aspect: float) -> None:
    """The field from above at the median density, lesions at random places, to scale."""
    from matplotlib.patches import Circle

    outline = report.injury.outline
    if outline is None or not math.isfinite(outline.pitch_um):
        axis.set_axis_off()
        return
    pitch = outline.pitch_um
    window = Window(_ACROSS * pitch * aspect, _ACROSS * pitch, 0.0)
    axis.set_facecolor(SKIN["epidermis"])
    cells = np.array([(i, j) for i in range(-1, int(_ACROSS * aspect) + 2) for j in range(-1, _ACROSS + 1)])
    shift = np.random.Generator(np.random.PCG64(11)).uniform(0.05, 0.95, cells.shape)
    places = (cells + shift) * pitch - [window.half, 0]
    dead, hole = reach(outline, "dead")[1], float(outline.ablated_um[0])
    buried = bool(outline.dead_um[0] <= 0.0 < dead)
    whole = {"fc": SKIN["dead"], "ec": INK, "lw": 0.3}
    below = {"fc": "none", "ec": SKIN["dead"], "lw": 0.9, "ls": (0, (2, 1.5))}
    for radius, look, order in ((dead, below if buried else whole, 2), (hole, {"fc": "white", "ec": INK, "lw": 0.3}, 3)):
        for x, y in places if radius > 0 else ():
            axis.add_patch(Circle((x, y), radius, zorder=order, **look))
    window.fit(axis)
    _frame(axis, tr("Field from above (dashed: below the surface)") if buried else tr("Field from above"))
    scale_bar(axis, window, crowded=True)


def magnified(axis: Any, report: LesionReport, aspect: float) -> None:
    """The surface of a thin layer enlarged, with its band."""
    window = enlarged(report, aspect)
    paint_skin(axis, report.skin, window)
    paint_layer(axis, Sheet.of_report(report), window, -0.2 * window.width)
    low, middle, high = spread(report.injury.necrosis_depth_um)
    x = 0.25 * window.width
    axis.plot([x, x], [low, min(high, window.depth)], color=ACCENT, lw=1.3, zorder=8, path_effects=halo(3))
    axis.plot([x], [middle], marker="o", ms=4.5, mec="white", mew=0.8, color=ACCENT, zorder=8.5)
    told = {"depth": number(middle), "low": number(low), "high": number(high)}
    worn = np.median(report.injury.ablation_depth_um) > 0
    text = (
        tr("worn to {depth} µm\n90 %: {low} to {high}", **told)
        if worn
        else tr("reaches {depth} µm\n90 %: {low} to {high}", **told)
    )
    place = {"va": "bottom", "zorder": 8.5, "linespacing": 1.3, "bbox": GROUND}
    axis.text(-0.95 * window.half, 0.94 * window.depth, text, size=7, color=ACCENT, **place)
    scale_bar(axis, window)
    _frame(axis, tr("The surface enlarged, with the 90 % band"))


def certainty(axis: Any, report: LesionReport) -> None:
    """How sure the depth is: the share of draws in which death reaches deeper, over the layers of the skin."""
    depths = np.sort(report.injury.necrosis_depth_um)
    top = 1.06 * float(depths[-1])
    for name, start, end in layers(report.skin):
        if start < top:
            axis.axvspan(start, min(end, top), color=SKIN[name], lw=0)
    left = 100 * np.arange(len(depths), -1, -1) / len(depths)
    axis.step(np.append(0, depths), left, color=ACCENT, lw=1.5, where="post")
    axis.set_xlim(0, top)
    axis.set_ylim(0, 103)
    axis.tick_params(labelsize=6.8)
    axis.set_xlabel(tr("depth below the surface, {unit}", unit="µm"), fontsize=7)
    axis.set_title(tr("Draws in which death reaches deeper, %"), fontsize=7.8, weight="semibold", loc="left", pad=5)


def _frame(axis: Any, title: str) -> None:
    axis.set_xticks([])
    axis.set_yticks([])
    for spine in axis.spines.values():
        spine.set_visible(True)
        spine.set_color(MUTED)
    axis.set_title(title, fontsize=7.8, weight="semibold", loc="left", pad=5)
