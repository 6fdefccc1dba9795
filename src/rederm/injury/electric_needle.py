"""The electric field around one needle of an array that is pressed into the skin.

    the bare length of the needle holds the voltage; an insulated shaft and the air above the skin do not conduct
    neighbours of the other pole: the current returns half way to them, at a radius  b = 1 / sqrt(pi N),  N needles per area

Between needles of opposite poles the plane half way is at zero by symmetry; the cylinder of the same area stands for it. At the
ends of the bare length the current crowds, as at any edge of a conductor, so that little energy kills there first.
Epidermis and dermis conduct as wet skin (the needle has pierced the horny layer), fat hardly. The needle is a cylinder with a
flat end. What has dried conducts no more: the heat solver gives its share to what is still wet.

References: `rederm sources tissue/electric`, device files of RF needles.
"""

from functools import lru_cache

import numpy as np

from rederm.injury.dielectric import layered
from rederm.injury.electric_field import ElectricField, Floats, solve_field
from rederm.injury.heat_grid import centres
from rederm.injury.numerics_electric import BELOW, CELLS_PER_RADIUS, GROWTH


@lru_cache(maxsize=512)
def needle_field(
    radius: float, tip: float, bare: float, half_way: float, bounds: tuple[float, float], frequency: float
) -> ElectricField:
    """The field of a needle whose lowest `bare` metres above the depth `tip` conduct, at most `tip`; all in metres and Hz.

    half_way: radius b at which the current returns, beyond the needle; bounds: depths of the junction and of the fat.
    """
    step = radius / CELLS_PER_RADIUS
    across = np.concatenate([np.linspace(0.0, radius, CELLS_PER_RADIUS, endpoint=False), stretch(radius, half_way, step, None)])
    above = stretch(0.0, tip - bare, None, step)[:-1] if tip - bare > step else np.zeros(0)
    top = float(tip - bare) if above.size else 0.0
    down = np.concatenate(
        [above, stretch(top, tip, step if above.size else radius / 2, step)[:-1], stretch(tip, tip + BELOW, step, None)]
    )
    deep = centres(down)
    metal = (centres(across)[None, :] < radius) & (deep[:, None] < tip)
    kappa = np.where(metal, 0.0, layered(deep, bounds, frequency, horny=False)[:, None])
    return solve_field(across, down, kappa, metal & (deep[:, None] > top), grounded_below=False)


def stretch(start: float, end: float, first: float | None, last: float | None) -> Floats:
    """Edges from start to end whose cells begin at the size `first`, end at `last`, and grow away from both; None: no limit."""
    sizes: tuple[list[float], list[float]] = ([], [])
    next_size = [first, last]
    left = end - start
    while left > 0.0:
        side = min((k for k in (0, 1) if next_size[k] is not None), key=lambda k: next_size[k] or 0.0)
        size = next_size[side] or left
        sizes[side].append(size)
        next_size[side] = size * GROWTH
        left -= size
    widths = np.array(sizes[0] + sizes[1][::-1])
    edges = start + np.concatenate([np.zeros(1), np.cumsum(widths)]) * (end - start) / widths.sum()
    edges[-1] = end
    return edges
