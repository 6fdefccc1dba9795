"""Gaussian blur with mirrored edges; a wide one on a coarser raster, as one product of matrices."""

from functools import lru_cache

import numpy as np

WIDEST = 4  # pixels of a Gaussian that is taken as it is; a wider one is taken on a raster half as fine, and so on


def blurred(field: np.ndarray, pixels: float) -> np.ndarray:
    """The square field under a Gaussian of that standard deviation, float32."""
    from scipy.ndimage import gaussian_filter

    size, coarse = field.shape[0], 1
    while pixels / coarse > WIDEST and size % (2 * coarse) == 0:
        coarse *= 2
    if coarse == 1:
        return np.asarray(gaussian_filter(field, pixels, mode="reflect", truncate=3.0), np.float32)
    small = field.reshape(size // coarse, coarse, size // coarse, coarse).mean(axis=(1, 3), dtype=np.float32)
    spread = _spread(size, coarse, pixels)
    return np.asarray(spread @ small @ spread.T, np.float32)


@lru_cache(maxsize=64)
def _spread(size: int, coarse: int, pixels: float) -> np.ndarray:
    """(size, size / coarse): the Gaussian of a coarse row, then straight lines between the middles of its pixels."""
    from scipy.ndimage import gaussian_filter1d

    count = size // coarse
    # means over coarse pixels and straight lines between them widen it by themselves
    own = np.sqrt(max((pixels / coarse) ** 2 - (1 + 2) / 12, 0.1))
    smooth = gaussian_filter1d(np.eye(count), own, axis=0, mode="reflect", truncate=4.0)
    place = np.clip((np.arange(size) + 0.5) / coarse - 0.5, 0.0, count - 1.0)
    first = np.minimum(place.astype(int), max(count - 2, 0))
    share = (place - first)[:, None]
    return np.ascontiguousarray(smooth[first] * (1 - share) + smooth[np.minimum(first + 1, count - 1)] * share, np.float32)
