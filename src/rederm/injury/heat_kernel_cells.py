"""Cells of the heat solver: what one cell holds, how it boils, how it leaves, what its faces conduct.

Cells lie row after row: index k = row * columns + column. A row is a depth, a column a ring (or one square metre in 1-D).

    c(w) = c_dry + w (c_wet - c_dry);   k(w) = k_dry + w (k_wet - k_dry)
    at T > 100 degC and w > 0 the excess boils water: dw = -excess / L, and T = 100 degC; w never comes back
    through the surface  q = h (T_surface - T_outside), half a cell above the first row's middle; a void loses none
    the steam takes L + (c_wet - c_dry)(100 degC - T0) per unit of w, so that heat content stays c(w)(T - T0)
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from rederm.injury.numerics_heat import NEARLY

Floats = NDArray[np.float64]
IN, STEAM, DEBRIS, CHANNEL, STORE, SURFACE = range(6)  # places of the account


class Grid(NamedTuple):
    """Faces [m] and ring areas [m^2]; one column of 1 m^2 in 1-D."""

    radius: Floats  # (columns + 1,)
    depth: Floats  # (rows + 1,)
    width: Floats  # (columns,)
    height: Floats  # (rows,)
    area: Floats  # (columns,)


class Layers(NamedTuple):
    """Tissue by row: volumetric heat capacities [J/m^3/K], conductivities [W/m/K], latent heat of its water [J/m^3]."""

    wet_capacity: Floats
    dry_capacity: Floats
    wet_conductivity: Floats
    dry_conductivity: Floats
    latent: Floats


class Rules(NamedTuple):
    """What closes the model: temperatures in degC, lengths in m, times in s."""

    start: float  # skin temperature before treatment, datum of heat content
    boiling: float
    ablation: float  # infinite: nothing is removed
    ejection: float  # share of the water gone at which an exposed cell leaves; 1: only when dry and hot
    useful_share: float
    channel_length: float  # m, a D
    wall_share: float
    returned_share: float
    returned_length: float
    returned_time: float
    surface_loss: float = 0.0  # W/m^2/K from the skin's surface to what is outside; 0: insulated
    outside: float = 0.0  # degC
    rewetted_share: float = 0.0  # of the lost water that is back when the next pulse comes


class Cells(NamedTuple):
    """State of every cell, flat; `account` holds the energy [J] of IN, STEAM, DEBRIS, CHANNEL, STORE, SURFACE."""

    temperature: Floats
    water: Floats  # 1 .. 0
    alive: NDArray[np.uint8]
    capacity: Floats  # J/K
    resistance: Floats  # m K/W, one over the conductivity
    east: Floats  # W/K to the next column
    south: Floats  # W/K to the next row
    north: Floats  # (columns,) W/K from the first row to the outside
    sensible: Floats  # J of this step that conduction takes as a source
    omega_cell: Floats
    omega_collagen: Floats
    exposed_heat: Floats  # (columns,) J/m^3 of the top cell when it became the top
    account: Floats


@njit(cache=True, nogil=True, error_model="numpy")
def set_faces(rows: int, columns: int, c: Cells, g: Grid, y: Layers, rules: Rules) -> None:
    """Conductances of the faces within the first rows and columns, and to their neighbours; none towards a void or the rim."""
    n = g.area.size
    water, alive, resistance, east, south = c.water, c.alive, c.resistance, c.east, c.south
    rows = min(rows + 1, g.height.size)
    columns = min(columns + 1, n)
    for j in range(rows):
        dry = y.dry_conductivity[j]
        gain = y.wet_conductivity[j] - dry
        for k in range(j * n, j * n + columns):
            resistance[k] = 1.0 / (alive[k] * (dry + water[k] * gain))
    air = 1.0 / rules.surface_loss  # infinite where the surface is insulated, as the resistance of a void is
    for i in range(columns):
        c.north[i] = g.area[i] / (air + g.height[0] / 2 * resistance[i])
    for j in range(rows):
        side = 4 * np.pi * g.height[j]
        for i in range(columns - 1):
            k = j * n + i
            east[k] = side * g.radius[i + 1] / (g.width[i] * resistance[k] + g.width[i + 1] * resistance[k + 1])
        if j < rows - 1:
            for i in range(columns):
                k = j * n + i
                south[k] = 2 * g.area[i] / (g.height[j] * resistance[k] + g.height[j + 1] * resistance[k + n])


@njit(cache=True, nogil=True, inline="always")
def exposed(k: int, c: Cells, g: Grid) -> bool:
    """Whether there is a void above the cell or on its inner side."""
    n = g.area.size
    return k < n or c.alive[k - n] == 0 or (k % n > 0 and c.alive[k - 1] == 0)


@njit(cache=True, nogil=True, inline="always")
def heat_density(k: int, c: Cells, g: Grid, y: Layers, rules: Rules) -> float:
    """J/m^3 spent on the cell since the start, the steam that left it included."""
    j = k // g.area.size
    volume = g.area[k % g.area.size] * g.height[j]
    held = (c.capacity[k] * (c.temperature[k] - rules.start) + c.sensible[k]) / volume
    sensible = (y.wet_capacity[j] - y.dry_capacity[j]) * (rules.boiling - rules.start)
    return held + (1.0 - c.water[k]) * (y.latent[j] + sensible)


@njit(cache=True, nogil=True, inline="always")
def boil(k: int, excess: float, c: Cells, g: Grid, y: Layers, rules: Rules) -> float:
    """Spend excess heat [J] of a wet cell at the boiling point on its water; return what is left over."""
    j = k // g.area.size
    volume = g.area[k % g.area.size] * g.height[j]
    limit = c.water[k]
    if rules.ejection < 1.0 and exposed(k, c, g):
        limit = max(limit - (1.0 - rules.ejection), 0.0)
    gone = min(excess / (y.latent[j] * volume), limit)
    c.water[k] -= gone
    latent = gone * y.latent[j] * volume
    sensible = gone * volume * (y.wet_capacity[j] - y.dry_capacity[j]) * (rules.boiling - rules.start)
    c.account[STEAM] += latent * (1.0 - rules.returned_share) + sensible
    c.account[STORE] += latent * rules.returned_share
    c.capacity[k] = volume * (y.dry_capacity[j] + c.water[k] * (y.wet_capacity[j] - y.dry_capacity[j]))
    return excess - latent if gone == limit else 0.0


@njit(cache=True, nogil=True, inline="always")
def remove(k: int, c: Cells, g: Grid, rules: Rules) -> None:
    """Turn the cell into a void; its heat up to the ablation temperature leaves as debris."""
    c.account[DEBRIS] += c.capacity[k] * (c.temperature[k] - rules.start)
    c.alive[k] = 0
    c.temperature[k] = rules.start
    c.sensible[k] = 0.0
    c.capacity[k] = 1.0  # any positive number: a void has no conducting face


@njit(cache=True, nogil=True, inline="always")
def leaves(k: int, c: Cells, g: Grid, rules: Rules) -> bool:
    """Whether an exposed cell is ready to go: dry and hot, or burst by its own steam."""
    dry_and_hot = c.water[k] <= 0.0 and c.temperature[k] >= rules.ablation
    burst = rules.ejection < 1.0 and 1.0 - c.water[k] >= rules.ejection * (1.0 - NEARLY)
    return (dry_and_hot or burst) and exposed(k, c, g)


@njit(cache=True, nogil=True, inline="always")
def put(k: int, heat: float, c: Cells, g: Grid, y: Layers, rules: Rules) -> None:
    """Give heat [J] to a cell; a cell that leaves hands what is left to the next live cell below it."""
    n = g.area.size
    while heat > 0.0:
        if c.water[k] > 0.0:
            need = c.capacity[k] * (rules.boiling - c.temperature[k]) - c.sensible[k]
            if heat <= need:
                c.sensible[k] += heat
                return
            c.temperature[k] = rules.boiling
            c.sensible[k] = 0.0
            heat = boil(k, heat - need, c, g, y, rules)
        else:
            c.sensible[k] += heat
            return
        if c.water[k] > 0.0 and heat > 0.0:  # only a burst cell is still wet here
            remove(k, c, g, rules)
            k += n
            while k < c.alive.size and c.alive[k] == 0:
                k += n
            if k >= c.alive.size:
                c.account[DEBRIS] += heat
                return


@njit(cache=True, nogil=True, inline="always")
def hand_down(k: int, heat: float, c: Cells, g: Grid) -> None:
    """Give heat [J] to the next live cell below; it is settled when its row comes."""
    n = g.area.size
    k += n
    while k < c.alive.size and c.alive[k] == 0:
        k += n
    if k < c.alive.size:
        c.temperature[k] += heat / c.capacity[k]
    else:
        c.account[DEBRIS] += heat


@njit(cache=True, nogil=True, inline="always")
def settle_cell(k: int, c: Cells, g: Grid, y: Layers, rules: Rules) -> None:
    """Boil what is above the boiling point in one cell; remove the cell if it leaves."""
    left = 0.0
    if c.temperature[k] > rules.boiling and c.water[k] > 0.0:
        excess = c.capacity[k] * (c.temperature[k] - rules.boiling)
        c.temperature[k] = rules.boiling
        left = boil(k, excess, c, g, y, rules)
        if c.water[k] <= 0.0:
            c.temperature[k] += left / c.capacity[k]
            left = 0.0
    if leaves(k, c, g, rules):
        if c.water[k] <= 0.0:
            over = max(c.temperature[k] - max(rules.ablation, rules.boiling), 0.0)
            left += over * c.capacity[k]
            c.temperature[k] -= over
        remove(k, c, g, rules)
        hand_down(k, left, c, g)


@njit(cache=True, nogil=True)
def settle(rows: int, columns: int, c: Cells, g: Grid, y: Layers, rules: Rules) -> float:
    """After conduction: boil what is above the boiling point, remove what leaves; return the highest temperature."""
    n = g.area.size
    t, water, alive = c.temperature, c.water, c.alive
    hottest = rules.start
    wet = 1.0 - rules.ejection * (1.0 - NEARLY) if rules.ejection < 1.0 else -1.0
    for j in range(rows):
        for k in range(j * n, j * n + columns):
            if alive[k] == 1 and (t[k] > rules.boiling or water[k] <= wet):
                settle_cell(k, c, g, y, rules)
            hottest = max(hottest, t[k])
    return hottest
