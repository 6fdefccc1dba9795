"""Lesions painted over skin, from the simulated boundaries alone: columns at their pitch, or a layer with its edge.

Zones are nested: heated but alive, dead, denatured, void. What a zone is called depends on what made it (`section_key`).
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.injury import LesionReport, Outline
from rederm.output.section_skin import Window
from rederm.output.theme import INK, SKIN

ZONES = ("warm", "dead", "collagen", "void")  # painted in this order
_OPACITY = {"warm": 0.62, "dead": 0.88, "collagen": 0.92, "void": 1.0}
_THIN = 0.2  # a layer thinner than this share of the epidermis is also shown enlarged


@dataclass(frozen=True)
class Sheet:
    """Depths [um] to which a layer is void, denatured, dead, warm; 0 where it is not."""

    void: float
    collagen: float
    dead: float
    warm: float

    @property
    def deepest(self) -> float:
        return max(self.void, self.collagen, self.dead, self.warm)

    @classmethod
    def of(cls, outline: Outline) -> "Sheet":
        """From the depth grid of an outline, to one cell."""
        step = float(outline.depth_um[1] - outline.depth_um[0])
        void, collagen, dead, warm = (step * float((r > 0).sum()) for r in _radii(outline))
        return cls(void, collagen, dead, warm) if warm > dead else cls(void, 0.0, dead, 0.0)  # no heat: dead is all there is

    @classmethod
    def of_report(cls, report: LesionReport) -> "Sheet":
        """From the medians over draws, finer than the grid."""
        injury = report.injury
        void, dead = float(np.median(injury.ablation_depth_um)), float(np.median(injury.necrosis_depth_um))
        if injury.outline is None or np.isnan(injury.energy_balance_error).all():
            return cls(void, 0.0, dead, 0.0)  # acids and tools denature no further than they kill, and warm nothing
        return cls(void, void + float(np.median(injury.collagen_below_um)), dead, cls.of(injury.outline).warm)


def is_layer(outline: Outline) -> bool:
    """Whether an outline is a sheet rather than a column."""
    return not math.isfinite(outline.pitch_um)


def reach(outline: Outline, names: tuple[str, ...] = ZONES) -> tuple[float, float]:
    """Deepest point and largest radius [um] of these zones of a column."""
    radii = np.max(
        [r for name, r in zip(("void", "collagen", "dead", "warm"), _radii(outline), strict=True) if name in names], axis=0
    )
    inside = radii > 0
    return (float(outline.depth_um[inside].max()), float(radii.max())) if inside.any() else (0.0, 0.0)


def paint_columns(axis: Any, outline: Outline, window: Window, neighbours: bool = True) -> None:
    """The median column in the middle and its neighbours as far as the window reaches, neighbours paler."""
    pitch = outline.pitch_um
    count = int((window.half + reach(outline)[1]) // pitch) if neighbours and 0 < pitch < math.inf else 0
    for step in sorted(range(-count, count + 1), key=abs, reverse=True):
        _column(axis, outline, step * pitch if step else 0.0, strength=0.55 if step else 1.0)


def _smooth(radius: np.ndarray) -> np.ndarray:
    """A boundary without the steps of the ring grid: a running mean over a twelfth of its depth."""
    half = len(radius) // 24
    return np.convolve(np.pad(radius, half, mode="edge"), np.full(2 * half + 1, 1 / (2 * half + 1)), mode="valid")


def _column(axis: Any, outline: Outline, centre: float, strength: float) -> None:
    depth = outline.depth_um
    for name, radius in zip(("void", "collagen", "dead", "warm"), _radii(outline), strict=True):
        inside = radius > 0
        if not inside.any():
            continue
        z, r = _closed(depth[inside], _smooth(_smooth(radius[inside])), float(depth[0]))
        if name == "void":
            z, r = np.append(-0.01 * z[-1], z), np.append(r[0], r)  # open to the air without a seam
        order = 2 + ZONES.index(name) / 10
        alpha = _OPACITY[name] * (strength if name != "void" else 1.0)
        axis.fill_betweenx(z, centre - r, centre + r, color=SKIN[name], alpha=alpha, lw=0, zorder=order)
        if name in ("void", "dead"):
            line = {
                "color": INK,
                "lw": 1.0 if name == "void" else 0.35,
                "alpha": 0.75 * strength,
                "zorder": order - 0.01 if name == "void" else order + 0.01,
            }
            skin = z >= 0.0
            axis.plot(centre - r[skin], z[skin], **line)
            axis.plot(centre + r[skin], z[skin], **line)


def _closed(depth: np.ndarray, radius: np.ndarray, first: float) -> tuple[np.ndarray, np.ndarray]:
    """A boundary that ends in a point below, and above too where it does not meet the surface."""
    step = (depth[-1] - depth[0]) / max(len(depth) - 1, 1) or 1.0
    z, r = np.append(depth, depth[-1] + step / 2), np.append(radius, 0.0)
    if depth[0] > first:
        return np.append(depth[0] - step / 2, z), np.append(0.0, r)
    return np.append(0.0, z), np.append(radius[0], r)


def paint_layer(axis: Any, sheet: Sheet, window: Window, edge: float | None) -> None:
    """A layer over the window, right of `edge` (everywhere where None)."""
    x = 1.01 * window.x
    slope = 0.012 * window.width
    rise = np.ones_like(x) if edge is None else 1 / (1 + np.exp(-(x - edge) / slope * 2))
    for place, name in enumerate(ZONES):
        bottom = getattr(sheet, name) * rise
        if getattr(sheet, name) <= 0.0:
            continue
        axis.fill_between(
            x, 0.0, bottom, where=rise > 0.01, color=SKIN[name], alpha=_OPACITY[name], lw=0, zorder=3 + place / 10
        )
        if name in ("dead", "void"):
            axis.plot(x[rise > 0.01], bottom[rise > 0.01], color=INK, lw=0.6, alpha=0.75, zorder=3.5)
    if sheet.void > 0.0:
        axis.plot([window.half if edge is None else edge, window.half], [0, 0], color=INK, lw=0.6, ls=(0, (4, 3)), zorder=3.6)


def _radii(outline: Outline) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    dead = np.maximum(outline.dead_um, outline.ablated_um * (outline.dead_um > 0))
    return outline.ablated_um, outline.collagen_um, dead, outline.warm_um


def view(report: LesionReport, aspect: float) -> Window:
    """The window in which the lesion fills a good part and the skin is still recognised; aspect: width over height."""
    injury, skin = report.injury, report.skin
    bound = float(np.nanquantile(np.maximum(injury.ablation_depth_um, injury.necrosis_depth_um), 0.95))
    if injury.layer:
        middle, across = Sheet.of_report(report).deepest, 0.0
    else:
        middle, radius = reach(injury.outline) if injury.outline is not None else (0.0, 0.0)
        across = 2 * radius
    shown = 3 if injury.layer else 1.7
    depth = max(1.15 * middle, min(1.1 * bound, shown * middle), (4 if injury.layer else 2.6) * skin.junction_um)
    above = 0.12 * depth
    width = (depth + above) * aspect
    grow = max(1.0, across / (0.55 * width))
    return Window(width * grow, depth * grow, above * grow)


def thin(report: LesionReport) -> bool:
    """Whether a layer is too thin to be seen beside the epidermis."""
    return report.injury.layer and Sheet.of_report(report).deepest < _THIN * report.skin.junction_um


def enlarged(report: LesionReport, aspect: float) -> Window:
    """The window of the enlarged surface of a thin layer."""
    bound = float(np.nanquantile(report.injury.necrosis_depth_um, 0.95))
    middle = Sheet.of_report(report).deepest
    depth = max(min(1.3 * bound, 6 * middle), 1.6 * report.skin.stratum_corneum_um, 3 * middle)
    return Window(1.15 * depth * aspect, depth, 0.15 * depth)
