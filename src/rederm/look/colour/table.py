"""Colour of every pixel of a picture: the optics of one skin, tabled over what treatment changes and looked up.

Melanin 0 to 8 and blood 0 to 12 times the client's own, dermal melanin 0 to 2; beyond, the nearest. Nodes are even in the
fourth root of each, since colour changes most where there is little of a pigment. Straight lines between them differ from the
model by less than 0.3 CIEDE2000.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from rederm.look.colour.numerics_colour import NODES
from rederm.look.colour.optics import Optics
from rederm.look.colour.spaces import linear_of_xyz

Array = np.ndarray[Any, Any]
MOST = (8, 12, 2)  # of melanin, blood and dermal melanin
_STEP = 1e-3


@dataclass(frozen=True, eq=False)
class ColourTable:
    """Linear RGB of one client's skin by its pigments. own: the optics; nodes: colours (melanin, blood, dermal melanin, 3)."""

    own: Optics
    nodes: Array

    @classmethod
    def of(cls, own: Optics) -> "ColourTable":
        """The table of this skin, made once."""
        return _made(own)

    def linear(self, melanin: Any, blood: Any, dermal_melanin: Any) -> Array:
        """Linear sRGB (.., 3), float32, 0..1, of pigments times own; arrays or numbers."""
        from rederm.look.colour.kernels import look_up

        pigments = np.broadcast_arrays(*(np.asarray(each, np.float32) for each in (melanin, blood, dermal_melanin)))
        flat = [np.ascontiguousarray(each).reshape(-1) for each in pigments]
        out = np.empty((flat[0].size, 3), np.float32)
        look_up(self.nodes, np.array(MOST, np.float32), *flat, out)
        return out.reshape(*pigments[0].shape, 3)

    def basis(self) -> tuple[Array, Array]:
        """Directions of -ln linear RGB as melanin and as blood rise from the client's own, each of length 1."""
        at = np.array([[1.0, 1.0], [1 + _STEP, 1.0], [1.0, 1 + _STEP]])
        dense = -np.log(linear_of_xyz(self.own.xyz(at[:, 0], at[:, 1])))
        steps = dense[1:] - dense[0]
        melanin, blood = steps / np.linalg.norm(steps, axis=1, keepdims=True)
        return melanin, blood


@lru_cache(maxsize=32)
def _made(own: Optics) -> ColourTable:
    melanin, blood, dermal = (most * np.linspace(0, 1, count) ** 4 for most, count in zip(MOST, NODES, strict=True))
    xyz = own.xyz(melanin[:, None, None], blood[None, :, None], dermal[None, None, :])
    return ColourTable(own, np.clip(linear_of_xyz(xyz), 0, 1).astype(np.float32))
