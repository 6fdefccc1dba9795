"""Colour of what lies on skin or is left bare: crust, scale, wet dermis.

Assumed as CIELAB, with wide bounds: no measured colour of these was found (`rederm sources appearance/colour_cover`).
"""

from functools import cache
from typing import Any

import numpy as np

from rederm.look.colour.spaces import linear_of_lab
from rederm.sources import InputError, load_table, nearest

COVERS = ("crust", "scale", "wet")


@cache
def cover(name: str) -> np.ndarray[Any, Any]:
    """Linear sRGB (3,) of "crust" (dried tissue), "scale" (loose scale, frost) or "wet" (bare dermis)."""
    if name not in COVERS:
        raise InputError(f"no cover {name!r}{nearest(name, COVERS)}; covers: {', '.join(COVERS)}")
    table = load_table("appearance/colour_cover")
    found = linear_of_lab(np.array([table.number(f"{name}.{axis}", "1") for axis in ("lightness", "red", "yellow")]))
    found.flags.writeable = False
    return found
