"""Reading the shape of lesions: boundary radii (n, nz) [um] at depths (nz,) [um], zero where a boundary does not reach."""

import numpy as np

from rederm.draws import Samples
from rederm.injury.result import Outline


def radius_at(depth: np.ndarray, radius: np.ndarray, where: Samples) -> Samples:
    """Radius (n,) at one depth (n,) of each lesion, linear between the given depths, 0 below them."""
    right = np.clip(np.searchsorted(depth, where, side="right"), 1, len(depth) - 1)
    share = np.clip((where - depth[right - 1]) / (depth[right] - depth[right - 1]), 0.0, 1.0)
    row = np.arange(len(radius))
    return np.where(where > depth[-1], 0.0, radius[row, right - 1] * (1 - share) + radius[row, right] * share)


def deepest(depth: np.ndarray, radius: np.ndarray) -> Samples:
    """Depth (n,) to which a boundary reaches, to half a step; 0 where there is none."""
    reached = radius > 0.0
    last = radius.shape[1] - 1 - np.argmax(reached[:, ::-1], axis=1)
    edge = np.append((depth[:-1] + depth[1:]) / 2, depth[-1])
    return np.where(reached.any(axis=1), edge[last], 0.0)


def shallowest(depth: np.ndarray, radius: np.ndarray) -> Samples:
    """Depth (n,) at which a boundary begins, to half a step; infinite where there is none."""
    reached = radius > 0.0
    first = np.argmax(reached, axis=1)
    edge = np.append(0.0, (depth[:-1] + depth[1:]) / 2)
    return np.where(reached.any(axis=1), edge[first], np.inf)


def beside(depth: np.ndarray, radius: np.ndarray, middle: Samples, hole: Samples) -> Samples:
    """Width (n,) of a zone beside the hole at half its depth; where there is no hole, the largest radius of the zone."""
    return np.where(hole > 0.0, np.clip(radius_at(depth, radius, middle) - hole, 0.0, None), radius.max(axis=1))


def median_outline(depth: np.ndarray, boundaries: tuple[np.ndarray, ...], pitch_um: float, dry_um: float = 0.0) -> Outline:
    """The lesion for drawings: median radius at each depth of ablation, death, collagen and warmth, each (n, nz)."""
    ablated, dead, collagen, warm = (np.sort(b, axis=0)[len(b) // 2] for b in boundaries)
    return Outline(depth, ablated, dead, collagen, warm, pitch_um, dry_um)
