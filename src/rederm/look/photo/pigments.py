"""Optical density of a photograph split into melanin, blood and shade.

    -ln C = m v_m + h v_h + s (1, 1, 1) + const        C linear RGB; v_m, v_h unit vectors of the client's own skin
    exact     P = B^-1 (-ln C)                         B = (v_m, v_h, 1)
    steady    P = S B' (B S B' + noise^2 1)^-1 (-ln C) S = diag(1, 1, shade^2)

Tsumura 1999 finds v_m and v_h in the picture by independent components; that choice is arbitrary and mixes hair and
highlights into melanin, so that here they come from the optics of this client's skin (`ColourTable`). In dark skin v_m is
nearly grey: melanin and shade cannot be told apart by colour, and the exact split tears them into large opposite parts. The
steady one is the linear estimate of least error for parts of these spreads: where colour does not tell, most is taken for
pigment, of which skin varies more than its shade does from spot to spot. Valid in white light, away from highlights; what is
relative (spots, blotches, redness) is more certain than the level.

References: Tsumura 1999; `rederm sources appearance/colour`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.look.photo import numerics_photo as n


@dataclass(frozen=True, eq=False)
class Pigments:
    """melanin, blood, shade: (h, w) float32 densities along the basis. density: mean of the channels."""

    melanin: np.ndarray
    blood: np.ndarray
    shade: np.ndarray
    density: np.ndarray


def basis_of(table: Any, spot: float = 0.0) -> np.ndarray:
    """Columns v_m, v_h and (1, 1, 1), (3, 3) float32, of a `ColourTable`. spot: v_m towards so much melanin, times own."""
    melanin, blood = table.basis()
    if spot:
        denser = -np.log(np.asarray(table.linear(spot, 1, 0), float) / np.asarray(table.linear(1, 1, 0), float))
        melanin = denser / np.linalg.norm(denser)
    return np.stack([melanin, blood, np.ones(3)], axis=1).astype(np.float32)


def split(light: np.ndarray, basis: np.ndarray, noise: float = 0.0, shade: float = 1.0) -> Pigments:
    """The maps of linear RGB (h, w, 3), about its middle. noise, shade: of the steady split; 0 noise is exact."""
    dense = -np.log(np.maximum(light, n.DARKEST))
    middle = np.median(dense.reshape(-1, 3), axis=0)
    spread = np.diag([1, 1, shade**2])
    turn = spread @ basis.T @ np.linalg.inv(basis @ spread @ basis.T + noise**2 * np.eye(3))
    parts = (dense - middle) @ turn.T.astype(np.float32)
    return Pigments(parts[..., 0], parts[..., 1], parts[..., 2], dense.mean(axis=-1))
