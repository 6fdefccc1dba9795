"""Filters within a mask: low-pass, and an edge-aware low-pass that what stands out does not pull.

    low-pass     G * (v w) / G * w                          Gaussian G; w the mask
    base         the same with w exp(-(r / s)^2), r = v - base, s the robust deviation of r; repeated

The second is a normalised bilateral filter in range: a spot, being far from its surroundings, weighs nothing in its own base.
Wide filters run on a coarser raster.
"""

import numpy as np

from rederm.look.photo import numerics_photo as n


def low_pass(values: np.ndarray, weight: np.ndarray, width: float) -> np.ndarray:
    """Weighted Gaussian mean of (h, w) values, width in pixels; 0 where nothing near has weight."""
    from scipy.ndimage import gaussian_filter

    top = gaussian_filter(values * weight, width, truncate=3)
    return np.asarray(top / np.maximum(gaussian_filter(weight, width, truncate=3), n.TINY))


def base(values: np.ndarray, weight: np.ndarray, width: float, diameter: float) -> np.ndarray:
    """The edge-aware low-pass of values within a mask of this diameter."""
    step = max(1, int(diameter / n.BASE_SIZE))
    small, here = coarse(values * weight, step), coarse(weight, step)
    small = small / np.maximum(here, n.TINY)
    inside = here > 1 / 2
    if not inside.any():
        inside = here > 0
    found, kept = low_pass(small, here, width / step), here
    for _ in range(n.BASE_TURNS):
        rest = small - found
        spread = n.BASE_SPREAD * robust_spread(rest[inside]) + n.TINY
        kept = here * np.exp(-((rest / spread) ** 2))
        found = low_pass(small, kept, width / step)
    return finer(found, step, values.shape)


def robust_spread(values: np.ndarray) -> float:
    """Standard deviation by the median absolute deviation."""
    if values.size == 0:
        return 0.0
    return n.MAD * float(np.median(np.abs(values - np.median(values))))


def coarse(values: np.ndarray, step: int) -> np.ndarray:
    """Means of blocks; the edge is repeated to fill the last ones."""
    if step == 1:
        return values
    fill = [(0, -size % step) for size in values.shape]
    full = np.pad(values, fill, mode="edge")
    rows, columns = (size // step for size in full.shape)
    return np.asarray(full.reshape(rows, step, columns, step).mean(axis=(1, 3)))


def finer(values: np.ndarray, step: int, shape: tuple[int, ...]) -> np.ndarray:
    """The inverse of `coarse`: linear between the middles of blocks."""
    if step == 1:
        return values
    return along(along(values, step, shape[0], 0), step, shape[1], 1)


def along(values: np.ndarray, step: int, length: int, axis: int, start: int = 0) -> np.ndarray:
    """`length` fine positions from `start` on along one axis, linear between the middles of blocks of `step`."""
    place = np.clip((np.arange(start, start + length) + 1 / 2) / step - 1 / 2, 0, values.shape[axis] - 1).astype(np.float32)
    low = place.astype(int)
    high = np.minimum(low + 1, values.shape[axis] - 1)
    share = (place - low).reshape([-1 if k == axis else 1 for k in range(values.ndim)])
    below, above = np.take(values, low, axis), np.take(values, high, axis)
    return np.asarray(below + (above - below) * share)
