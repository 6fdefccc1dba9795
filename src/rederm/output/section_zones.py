"""The zones of a lesion as a drawing needs them: boundaries of a column, depths of a layer.

Zones are nested: heated but alive, dead, denatured, dried, void. How deep tissue dries is known on the axis of a column; beside
it the dried zone lies between the hole and the denatured collagen, in the same proportion. Where it reaches beyond the collagen
(the two boundaries are medians, and the fitted one of collagen is its lower bound) it is left out.
"""

import math
from dataclasses import dataclass

import numpy as np

from rederm.injury import LesionReport, Outline

ZONES = ("warm", "dead", "collagen", "dry", "void")  # painted in this order
Boundary = tuple[np.ndarray, np.ndarray]  # depths and radii, um


@dataclass(frozen=True)
class Sheet:
    """Depths [um] to which a layer is warm, dead, denatured, void; 0 where it is not."""

    warm: float
    dead: float
    collagen: float
    void: float

    @property
    def deepest(self) -> float:
        return max(self.warm, self.dead, self.collagen, self.void)

    @classmethod
    def of(cls, outline: Outline) -> "Sheet":
        """From the depth grid of an outline, to one cell."""
        step = float(outline.depth_um[1] - outline.depth_um[0])
        boundaries = (outline.warm_um, outline.dead_um, outline.collagen_um, outline.ablated_um)
        warm, dead, collagen, void = (step * float((radius > 0).sum()) for radius in boundaries)
        return cls(warm, dead, collagen, void) if warm > dead else cls(0.0, dead, 0.0, void)  # no heat: dead is all there is

    @classmethod
    def of_report(cls, report: LesionReport) -> "Sheet":
        """From the medians over draws, finer than the grid."""
        injury = report.injury
        void, dead = float(np.median(injury.ablation_depth_um)), float(np.median(injury.necrosis_depth_um))
        if injury.outline is None or np.isnan(injury.energy_balance_error).all():
            return cls(0.0, dead, 0.0, void)
        return cls(cls.of(injury.outline).warm, dead, void + float(np.median(injury.collagen_below_um)), void)


def is_layer(outline: Outline) -> bool:
    """Whether an outline is a sheet rather than a column."""
    return not math.isfinite(outline.pitch_um)


def reach(outline: Outline, *names: str) -> tuple[float, float]:
    """Deepest point and largest radius [um] of these zones of a column; of all zones where none is named."""
    found = [boundary for name, boundary in boundaries(outline).items() if not names or name in names]
    return max((float(z[-1]) for z, _ in found), default=0.0), max((float(r.max()) for _, r in found), default=0.0)


def boundaries(outline: Outline) -> dict[str, Boundary]:
    """Closed boundaries of a column by zone, in the order of ZONES; a zone that reaches nowhere is left out."""
    dead = np.maximum(outline.dead_um, outline.ablated_um * (outline.dead_um > 0))
    given = {"warm": outline.warm_um, "dead": dead, "collagen": outline.collagen_um, "void": outline.ablated_um}
    found = {name: _closed(outline.depth_um, radius) for name, radius in given.items() if (radius > 0).any()}
    dry = _dried(found, outline.dry_below_um)
    if dry is not None:
        found["dry"] = dry
    return {name: found[name] for name in ZONES if name in found}


def _closed(depth: np.ndarray, radius: np.ndarray) -> Boundary:
    """A boundary that ends in a point below, and above too where it does not meet the surface."""
    inside = radius > 0
    z, r = depth[inside], _smooth(_smooth(radius[inside]))
    step = (z[-1] - z[0]) / max(len(z) - 1, 1) or 1.0
    below = np.append(z, z[-1] + step / 2), np.append(r, 0.0)
    buried = z[0] > depth[0]
    return np.append(z[0] - step / 2 if buried else 0.0, below[0]), np.append(0.0 if buried else r[0], below[1])


def _smooth(radius: np.ndarray) -> np.ndarray:
    """A boundary without the steps of the ring grid: a running mean over a twelfth of its depth."""
    half = len(radius) // 24
    return np.convolve(np.pad(radius, half, mode="edge"), np.full(2 * half + 1, 1 / (2 * half + 1)), mode="valid")


def _dried(found: dict[str, Boundary], below_um: float) -> Boundary | None:
    """Between hole and denatured collagen, both stretched to end where the axis is dry; None where that is not in between."""
    hole, outer = found.get("void"), found.get("collagen")
    floor = 0.0 if hole is None else float(hole[0][-1])
    dry_um = floor + below_um
    if outer is None or outer[0][0] > 0.0 or not floor < dry_um < outer[0][-1]:
        return None
    share = below_um / (float(outer[0][-1]) - floor)
    z = np.linspace(0.0, dry_um, 200)
    inner = np.zeros_like(z) if hole is None else np.interp(z * floor / dry_um, *hole)
    return z, (1 - share) * inner + share * np.interp(z * float(outer[0][-1]) / dry_um, *outer)
