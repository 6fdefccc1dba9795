"""Gaussian blur with mirrored edges; a wide one on a coarser raster, with straight lines between the middles of its pixels."""

from collections.abc import Sequence

import numba
import numpy as np

WIDEST = 4  # pixels of a Gaussian that is taken as it is; a wider one is taken on a raster half as fine, and so on
LEAST = 0.1  # of a squared width that is left once means and straight lines have widened it by themselves


def blurred(field: np.ndarray, pixels: float) -> np.ndarray:
    """The square field under a Gaussian of that standard deviation, float32."""
    return mixed(field, [pixels], np.ones((1, 1), np.float32))[..., 0]


def mixed(field: np.ndarray, pixels: Sequence[float], weights: np.ndarray) -> np.ndarray:
    """Sums of Gaussians (h, w, channels), float32: under each of these widths by the weights (widths, channels)."""
    from scipy.ndimage import gaussian_filter

    size = field.shape[0]
    out = np.zeros((size, size, weights.shape[1]), np.float32)
    for width, shares in zip(pixels, weights, strict=True):
        coarse = 1
        while width / coarse > WIDEST and size % (2 * coarse) == 0:
            coarse *= 2
        if coarse == 1:
            small = gaussian_filter(field, width, mode="reflect", truncate=3.0)
        else:
            own = np.sqrt(max((width / coarse) ** 2 - (1 + 2) / 12, LEAST))
            small = gaussian_filter(_means(field, coarse), own, mode="reflect", truncate=4.0)
        _add(out, np.asarray(small, np.float32), coarse, shares)
    return out


@numba.njit(cache=True, nogil=True)
def _means(field: np.ndarray, coarse: int) -> np.ndarray:
    """Means over blocks of coarse x coarse pixels."""
    count = field.shape[0] // coarse
    out = np.zeros((count, count), np.float32)
    for row in range(count * coarse):
        for column in range(count * coarse):
            out[row // coarse, column // coarse] += field[row, column]
    return out / np.float32(coarse * coarse)


@numba.njit(cache=True, nogil=True)
def _add(out: np.ndarray, small: np.ndarray, coarse: int, shares: np.ndarray) -> None:
    """Add the field, on the fine raster, to each channel by its share."""
    size, last = out.shape[0], small.shape[0] - 1
    before = np.empty(size, np.int64)
    part = np.empty(size, np.float32)
    for place in range(size):
        at = min(max((place + 0.5) / coarse - 0.5, 0.0), last)
        before[place] = min(int(at), max(last - 1, 0))
        part[place] = at - before[place]
    for row in range(size):
        top, down = before[row], part[row]
        under = min(top + 1, last)
        for column in range(size):
            left, right = before[column], part[column]
            beside = min(left + 1, last)
            upper = small[top, left] + right * (small[top, beside] - small[top, left])
            lower = small[under, left] + right * (small[under, beside] - small[under, left])
            value = upper + down * (lower - upper)
            for channel in range(shares.size):
                out[row, column, channel] += shares[channel] * value
