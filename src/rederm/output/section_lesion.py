"""Lesions painted over skin, from the simulated boundaries alone: columns at their pitch, or a layer with its edge.

What a zone is called depends on what made it (`section_rows`).
"""

import math
from typing import Any

import numpy as np

from rederm.injury import Outline
from rederm.output.section_skin import Window
from rederm.output.section_zones import ZONES, Sheet, boundaries, reach
from rederm.output.theme import INK, SKIN

_OPACITY = {"warm": 0.62, "dead": 0.88, "collagen": 0.92, "dry": 0.95, "void": 1.0}
_NEIGHBOUR = 0.55  # strength of the lesions beside the median one
_UNHEATED = 0.75  # a layer that acid or a tool killed still shows its structure


def paint_columns(axis: Any, outline: Outline, window: Window) -> None:
    """The median column in the middle and its neighbours as far as the window reaches, neighbours paler."""
    pitch = outline.pitch_um
    count = int((window.half + reach(outline)[1]) // pitch) if 0 < pitch < math.inf else 0
    for step in sorted(range(-count, count + 1), key=abs, reverse=True):
        _column(axis, outline, step * pitch if step else 0.0, _NEIGHBOUR if step else 1.0)


def _column(axis: Any, outline: Outline, centre: float, strength: float) -> None:
    """Zone by zone, so that what one lesion leaves void is void in its neighbours too."""
    for name, (z, r) in boundaries(outline).items():
        order = 2 + ZONES.index(name) / 10
        void = name == "void"
        if name in ("dead", "void"):
            line = {
                "color": INK,
                "lw": 1.0 if void else 0.35,
                "alpha": 0.75 * strength,
                "zorder": order + (-0.01 if void else 0.01),
            }
            for side in (-r, r):
                axis.plot(centre + side, z, **line)
        if void:
            z, r = np.append(-0.01 * z[-1], z), np.append(r[0], r)  # open to the air without a seam
        alpha = 1.0 if void else strength * _OPACITY[name]
        axis.fill_betweenx(z, centre - r, centre + r, color=SKIN[name], alpha=alpha, lw=0, zorder=order)


def paint_layer(axis: Any, sheet: Sheet, window: Window, edge: float | None) -> None:
    """A layer over the window, right of `edge` (everywhere where None)."""
    x = 1.01 * window.x
    rise = np.ones_like(x) if edge is None else 1 / (1 + np.exp(-(x - edge) / (0.006 * window.width)))
    met = rise > 0.01
    for place, name in enumerate(ZONES):
        depth = getattr(sheet, name, 0.0)
        if depth <= 0.0:
            continue
        alpha = _UNHEATED if name == "dead" and not sheet.warm else _OPACITY[name]
        axis.fill_between(x, 0.0, depth * rise, where=met, color=SKIN[name], alpha=alpha, lw=0, zorder=3 + place / 10)
        if name in ("dead", "void"):
            axis.plot(x[met], depth * rise[met], color=INK, lw=0.6, alpha=0.75, zorder=3.5)
    if sheet.void > 0.0:
        left = -window.half if edge is None else edge
        axis.plot([left, window.half], [0, 0], color=INK, lw=0.6, ls=(0, (4, 3)), zorder=3.6)
