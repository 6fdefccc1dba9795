"""Cells of the heat solver: what one cell holds, how it boils, how it leaves, what its faces conduct.

Cells lie row after row: index k = row * columns + column. A row is a depth, a column a ring (or one square metre in 1-D).

    c(w) = c_dry + w (c_wet - c_dry);   k(w) = k_dry + w (k_wet - k_dry)
    at T > 100 degC and w > 0 the excess boils water: dw = -excess / L, and T = 100 degC; w never comes back
    the steam takes L + (c_wet - c_dry)(100 degC - T0) per unit of w, so that heat content stays c(w)(T - T0)
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
IN, STEAM, DEBRIS, CHANNEL, STORE = range(5)  # places of the account


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


class Cells(NamedTuple):
    """State of every cell, flat; `account` holds the energy [J] of IN, STEAM, DEBRIS, CHANNEL, STORE."""

    temperature: Floats
    water: Floats  # 1 .. 0
    alive: NDArray[np.uint8]
    capacity: Floats  # J/K
    conductivity: Floats
    east: Floats  # W/K to the next column
    south: Floats  # W/K to the next row
    sensible: Floats  # J of this step that conduction takes as a source
    omega_cell: Floats
    omega_collagen: Floats
    exposed_heat: Floats  # (columns,) J/m^3 of the top cell when it became the top
    account: Floats


@njit(cache=True, nogil=True)
def set_capacity(k: int, c: Cells, g: Grid, y: Layers) -> None:
    """Heat capacity and conductivity of a cell from its water."""
    j = k // g.area.size
    volume = g.area[k % g.area.size] * g.height[j]
    w = c.water[k]
    c.capacity[k] = volume * (y.dry_capacity[j] + w * (y.wet_capacity[j] - y.dry_capacity[j]))
    c.conductivity[k] = y.dry_conductivity[j] + w * (y.wet_conductivity[j] - y.dry_conductivity[j])


@njit(cache=True, nogil=True)
def set_faces(k: int, c: Cells, g: Grid) -> None:
    """Conductances of the east and south face of a cell; zero towards a void or the rim."""
    n = g.area.size
    j = k // n
    i = k % n
    c.east[k] = 0.0
    c.south[k] = 0.0
    if c.conductivity[k] == 0.0:
        return
    if i < n - 1 and c.conductivity[k + 1] > 0.0:
        resistance = g.width[i] / c.conductivity[k] + g.width[i + 1] / c.conductivity[k + 1]
        c.east[k] = 2 * np.pi * g.radius[i + 1] * g.height[j] * 2 / resistance
    if j < g.height.size - 1 and c.conductivity[k + n] > 0.0:
        resistance = g.height[j] / c.conductivity[k] + g.height[j + 1] / c.conductivity[k + n]
        c.south[k] = g.area[i] * 2 / resistance


@njit(cache=True, nogil=True)
def refresh(k: int, c: Cells, g: Grid) -> None:
    """All four faces of a cell whose conductivity changed."""
    n = g.area.size
    set_faces(k, c, g)
    if k % n > 0:
        set_faces(k - 1, c, g)
    if k >= n:
        set_faces(k - n, c, g)


@njit(cache=True, nogil=True)
def exposed(k: int, c: Cells, g: Grid) -> bool:
    """Whether there is a void above the cell or on its inner side."""
    n = g.area.size
    return k < n or c.alive[k - n] == 0 or (k % n > 0 and c.alive[k - 1] == 0)


@njit(cache=True, nogil=True)
def heat_density(k: int, c: Cells, g: Grid, y: Layers, rules: Rules) -> float:
    """J/m^3 spent on the cell since the start, the steam that left it included."""
    j = k // g.area.size
    volume = g.area[k % g.area.size] * g.height[j]
    held = (c.capacity[k] * (c.temperature[k] - rules.start) + c.sensible[k]) / volume
    sensible = (y.wet_capacity[j] - y.dry_capacity[j]) * (rules.boiling - rules.start)
    return held + (1.0 - c.water[k]) * (y.latent[j] + sensible)


@njit(cache=True, nogil=True)
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
    set_capacity(k, c, g, y)
    refresh(k, c, g)
    return excess - latent if gone == limit else 0.0


@njit(cache=True, nogil=True)
def remove(k: int, c: Cells, g: Grid, rules: Rules) -> None:
    """Turn the cell into a void; its heat up to the ablation temperature leaves as debris."""
    c.account[DEBRIS] += c.capacity[k] * (c.temperature[k] - rules.start)
    c.alive[k] = 0
    c.temperature[k] = rules.start
    c.sensible[k] = 0.0
    c.capacity[k] = 1.0  # any positive number: a void has no conducting face
    c.conductivity[k] = 0.0
    refresh(k, c, g)


@njit(cache=True, nogil=True)
def leaves(k: int, c: Cells, g: Grid, rules: Rules) -> bool:
    """Whether an exposed cell is ready to go: dry and hot, or burst by its own steam."""
    dry_and_hot = c.water[k] <= 0.0 and c.temperature[k] >= rules.ablation
    burst = rules.ejection < 1.0 and 1.0 - c.water[k] >= rules.ejection * (1.0 - 1e-9)
    return (dry_and_hot or burst) and exposed(k, c, g)


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def settle(rows: int, columns: int, c: Cells, g: Grid, y: Layers, rules: Rules) -> float:
    """After conduction: boil what is above the boiling point, remove what leaves; return the highest temperature."""
    n = g.area.size
    hottest = rules.start
    for j in range(rows):
        for k in range(j * n, j * n + columns):
            t = c.temperature[k]
            if t <= rules.boiling:
                hottest = max(hottest, t)
                if rules.ejection >= 1.0 or c.water[k] > 1.0 - rules.ejection * (1.0 - 1e-9):
                    continue
            if c.alive[k] == 0:
                continue
            left = 0.0
            if t > rules.boiling and c.water[k] > 0.0:
                excess = c.capacity[k] * (t - rules.boiling)
                c.temperature[k] = rules.boiling
                left = boil(k, excess, c, g, y, rules)
                if c.water[k] <= 0.0:
                    c.temperature[k] += left / c.capacity[k]
                    left = 0.0
            if leaves(k, c, g, rules):
                over = max(c.temperature[k] - max(rules.ablation, rules.boiling), 0.0) if c.water[k] <= 0.0 else 0.0
                left += over * c.capacity[k]
                c.temperature[k] -= over
                remove(k, c, g, rules)
                below = k + n
                while below < c.alive.size and c.alive[below] == 0:
                    below += n
                if below < c.alive.size:
                    c.temperature[below] += left / c.capacity[below]  # settled when its row comes
                else:
                    c.account[DEBRIS] += left
            hottest = max(hottest, c.temperature[k])
    return hottest
