"""Dark lines of skin, at every width: wrinkles and fine lines as valleys of light.

    r_k = s_k^2 max(0, -l_k - |l'_k|)      l_k <= l'_k: eigenvalues of the Hessian of density smoothed by s_k
    p_k = s_k^2 max(0, -l'_k)              pits: curved in every direction
    clear = [r_k / (LINE_CLEAR mean of r_k)]^2     at most 1: most answers are the grain of skin, few are lines

Scales s_k rise by LINE_STEP. Scaling by s_k^2 makes a line answer alike at any zoom (Lindeberg 1998). Round spots answer less
than lines do, since the larger eigenvalue is taken off.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rederm.look.photo import numerics_photo as n
from rederm.look.photo.smooth import low_pass


@dataclass(frozen=True, eq=False)
class Lines:
    """width: standard deviation of the profile, pixels. strength: density, (h, w), 0 where there is no line."""

    width: float
    strength: np.ndarray


def widths(diameter: float) -> list[float]:
    """Scales of lines from the finest that a raster holds, pixels."""
    most = max(n.LINE_LONGEST * diameter, 1.0)
    found = [1.0]
    while found[-1] * n.LINE_STEP <= most:
        found.append(found[-1] * n.LINE_STEP)
    return found


def lines(density: np.ndarray, weight: np.ndarray, scales: list[float]) -> Iterator[Lines]:
    """Lines of each width in a density map; beyond the mask the map goes on as its low-pass, so that an edge is no line."""
    for width in scales:
        kept = np.where(weight > 0, density, low_pass(density, (weight > 0).astype(np.float32), 2 * width))
        yield Lines(width, valley(kept, width) * (weight > 0))


def valley(density: np.ndarray, width: float) -> np.ndarray:
    """The answer of a dark line of this width."""
    across, along = _curvatures(density, width)
    return np.asarray(width**2 * np.maximum(-across - np.abs(along), 0.0))


def pit(density: np.ndarray, width: float) -> np.ndarray:
    """The answer of a round dark spot of this width: as far as it is curved in every direction."""
    return np.asarray(width**2 * np.maximum(-_curvatures(density, width)[1], 0.0))


def _curvatures(density: np.ndarray, width: float) -> tuple[np.ndarray, np.ndarray]:
    """Eigenvalues of the Hessian, the smaller first."""
    from scipy.ndimage import gaussian_filter

    def derived(rows: int, columns: int) -> np.ndarray:
        return np.asarray(gaussian_filter(density, width, order=(rows, columns), truncate=3))

    down, right, cross = derived(2, 0), derived(0, 2), derived(1, 1)
    middle, apart = (down + right) / 2, np.hypot((down - right) / 2, cross)
    return middle - apart, middle + apart


def clear(strength: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """How surely a pixel lies on a line, 0..1: by how far it stands above the mean of the skin, grain included."""
    return np.asarray(np.minimum(strength / (n.LINE_CLEAR * float(strength[inside].mean()) + n.TINY), 1.0) ** 2)
