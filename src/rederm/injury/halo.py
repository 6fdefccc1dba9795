"""The halo: the part of the skin within the halo length L of a lesion wall, which is what answers an injury.

    grown(z) = max over z' of  r(z') + sqrt(l(z')^2 - (z - z')^2)    columns: every point within reach of the wall
    l(z')    = L r(z') / (r(z') + s)                                 a wall of small radius reaches less far (s)
    down to d + L                                                    a layer that kills down to d

The wall is the boundary of cell death (a cold needle: of the hole); dead corneum is no wall. A wall shorter than the living
epidermis is thick counts in proportion (`vigour`; for a layer, the share of the living epidermis that died), so that no
injury at all is the limit of a small one. That proportion is assumed. What strips the corneum alone still disturbs the
barrier, which keratinocytes answer: its share of the full stimulus is `halo.corneum`, a wide guess.

What a small lesion sends out spreads to all sides and thins out sooner than what a sheet sends: the reach falls with the
radius, so that a lesion that shrinks to nothing stimulates nothing. L is one length for all devices, fitted with the outcomes;
the radius s at which half of it is reached is assumed, since the rows do not tell it (`rederm sources posterior/halo`).
"""

import numpy as np

from rederm.draws import Samples
from rederm.injury.bands import Bands
from rederm.injury.numerics_depth import HALO_CELLS, STEP_UM


def vigour(bands: Bands, wall: np.ndarray) -> Samples:
    """Length of wall below the corneum relative to the living epidermis, 0..1; `wall` (n, nz) is true where there is one."""
    length = wall @ (STEP_UM - bands.corneum)
    return np.clip(length / (bands.junction_um - bands.corneum_um), 0.0, 1.0)


def grown(bands: Bands, radius: np.ndarray, length_um: Samples, size_um: Samples | float = 0.0) -> np.ndarray:
    """Radii (n, nz) [um] of columns of radius (n, nz) grown by the halo length (n,) [um], in every direction.

    size_um (n,): radius of the wall at which half of the length is reached.

    Worked out on rows of HALO_CELLS cells, which is fine against a length of some hundred um.
    """
    n, cells = radius.shape
    rows = -(-cells // HALO_CELLS)
    source = np.where(bands.depth > bands.corneum_um, radius, 0.0)
    source = np.pad(source, ((0, 0), (0, rows * HALO_CELLS - cells))).reshape(n, rows, HALO_CELLS).max(axis=2)
    found = np.zeros((n, rows))
    step = STEP_UM * HALO_CELLS
    size = np.broadcast_to(np.asarray(size_um, float), (n,))[:, None]
    own = length_um[:, None] * np.divide(source, source + size, out=np.zeros_like(source), where=source > 0.0)
    for offset in range(min(rows, int(own.max(initial=0.0) // step) + 1)):
        square = own**2 - (offset * step) ** 2
        candidate = np.where(square > 0.0, source + np.sqrt(np.clip(square, 0.0, None)), 0.0)
        np.maximum(found[:, offset:], candidate[:, : rows - offset], out=found[:, offset:])
        np.maximum(found[:, : rows - offset], candidate[:, offset:], out=found[:, : rows - offset])
    return np.repeat(found, HALO_CELLS, axis=1)[:, :cells]
