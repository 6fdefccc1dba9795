"""Patches with outlines that nature draws: spots, pits, marks. An outline is an ellipse whose radius a smooth field disturbs.

d = |x - centre| / radius (1 + ragged n(x)),   value = strength / (1 + exp((d - 1) / edge(x)))
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rederm.look.relief.ground import Ground
from rederm.look.relief.numerics_relief import FLAT


@dataclass(frozen=True)
class Blob:
    centre: np.ndarray
    radius: float
    flat: float  # short over long axis
    turn: float
    strength: float


def scattered(
    ground: Ground, name: str, per_cm2: float, radius: float, spread: float, cluster: float | None = None, apart: float = 0.0
) -> list[Blob]:
    """Blobs over the patch and a margin: lognormal radii, some beside another; none nearer than apart x their radii."""
    random, side = ground.grid.stream(name), ground.grid.patch.side_mm
    margin = 2 * radius
    beside = ground.number("shape.clustered", "1") if cluster is None else cluster
    count = random.poisson(per_cm2 / 100 * (side + 2 * margin) ** 2)
    found: list[Blob] = []
    taken = np.empty((max(count, 1), 3))  # centres and radii so far
    for _ in range(max(count, 1) * 3):
        if len(found) >= max(count, 1):
            break
        own = radius * np.exp(random.normal(0, spread))
        if found and random.uniform() < beside:
            mother = found[random.integers(len(found))]
            away = (mother.radius + own) * random.uniform(1, 2)
            angle = random.uniform(0, 2 * np.pi)
            centre = mother.centre + away * np.array([np.cos(angle), np.sin(angle)])
        else:
            centre = random.uniform(-margin, side + margin, 2)
        blob = Blob(centre, float(own), random.uniform(*FLAT), random.uniform(0, np.pi), random.uniform(2 / 5, 1))
        others = taken[: len(found)]
        if np.all(np.hypot(*(others[:, :2] - centre).T) > apart * (own + others[:, 2])):
            taken[len(found)] = *centre, own
            found.append(blob)
    return found


Shape = Callable[[np.ndarray, tuple[slice, slice]], np.ndarray]


def stamped(ground: Ground, blobs: list[Blob], bend: np.ndarray, shape: Shape, reach: float = 2) -> np.ndarray:
    """The strongest blob at each point of the raster. bend: field of outlines; shape(d, window) -> 0..1, d = 1: edge."""
    grid, axis = ground.grid, ground.grid.axis_mm
    out = np.zeros((grid.points, grid.points), np.float32)
    for blob in blobs:
        low = np.searchsorted(axis, blob.centre - reach * blob.radius)
        high = np.searchsorted(axis, blob.centre + reach * blob.radius)
        window = (slice(low[1], high[1]), slice(low[0], high[0]))
        x, y = np.meshgrid(axis[window[1]] - blob.centre[0], axis[window[0]] - blob.centre[1])
        if not x.size:
            continue
        cos, sin = np.cos(blob.turn), np.sin(blob.turn)
        far = np.hypot(x * cos + y * sin, (y * cos - x * sin) / blob.flat) / (blob.radius * (1 + bend[window]))
        np.maximum(out[window], blob.strength * shape(far.astype(np.float32), window), out=out[window])
    return out


def soft(far: np.ndarray, edge: np.ndarray | float) -> np.ndarray:
    """1 inside, 0 outside, over the width of the edge."""
    return 1 / (1 + np.exp(np.clip((far - 1) / edge, -20, 20)))
