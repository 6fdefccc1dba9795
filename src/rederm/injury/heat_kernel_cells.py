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

from rederm.injury.numerics_heat import FAST_MATH, KERNEL, NEARLY, PLATEAU

Floats = NDArray[np.float64]
U = np.uint64  # an unsigned index needs no test for counting from the end
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
    condenses: bool = False  # steam stays in its cell and gives its latent heat back there; else it leaves
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
    first: NDArray[np.int64]  # (rows,) first live column
    last: NDArray[np.int64]  # (rows,) end of the columns that hold heat
    hot: Floats  # (rows,) highest temperature
    rate: Floats  # (1,) 1/s, the fastest exchange of a cell with its neighbours
    account: Floats


@njit(**KERNEL)
def set_faces(rows: int, c: Cells, g: Grid, y: Layers, rules: Rules) -> None:
    """Conductances of the faces within the window and to its neighbours; none towards a void or the rim."""
    n = g.area.size
    one, down = U(1), U(n)
    water, alive, resistance, east, south = c.water, c.alive, c.resistance, c.east, c.south
    radius, width, height, area = g.radius, g.width, g.height, g.area
    rows = min(rows + 1, height.size)
    for j in range(rows):
        dry = y.dry_conductivity[j]
        gain = y.wet_conductivity[j] - dry
        row = U(j * n)
        for i in range(U(max(c.first[j] - 1, 0)), U(min(c.last[j] + 1, n))):
            k = row + i
            resistance[k] = 1.0 / (alive[k] * (dry + water[k] * gain))
    air = 1.0 / rules.surface_loss  # infinite where the surface is insulated, as the resistance of a void is
    for i in range(U(c.first[0]), U(c.last[0])):
        c.north[i] = area[i] / (air + height[0] / 2 * resistance[i])
    for j in range(rows):
        side = 4 * np.pi * height[j]
        row = U(j * n)
        a, b = U(max(c.first[j] - 1, 0)), min(c.last[j] + 1, n)
        for i in range(a, U(max(min(b, n - 1), 0))):
            k = row + i
            east[k] = side * radius[i + one] / (width[i] * resistance[k] + width[i + one] * resistance[k + one])
        if j + 1 < height.size:
            here, below = height[j], height[j + 1]
            for i in range(a, U(b)):
                k = row + i
                south[k] = 2 * area[i] / (here * resistance[k] + below * resistance[k + down])


@njit(inline="always", **KERNEL)
def exchange(k: int, n: int, c: Cells) -> float:
    """W/K of all faces of a cell."""
    total = c.east[k] + c.south[k]
    if k >= 1:
        total += c.east[k - 1]
    total += c.south[k - n] if k >= n else c.north[k]
    return total


@njit(fastmath=FAST_MATH, **KERNEL)
def fastest(rows: int, n: int, c: Cells) -> float:
    """1/s, the highest ratio of a cell's conductances to its capacity within the window."""
    east, south, cap = c.east, c.south, c.capacity
    one, down = U(1), U(n)
    rate = 0.0
    for j in range(rows):
        a, b = c.first[j], c.last[j]
        if j == 0 or a == 0:
            for i in range(a, b if j == 0 else min(b, 1)):
                rate = max(rate, exchange(j * n + i, n, c) / cap[j * n + i])
        if j > 0:
            row = U(j * n)
            for i in range(U(max(a, 1)), U(max(b, 1))):
                k = row + i
                rate = max(rate, (east[k] + east[k - one] + south[k] + south[k - down]) / cap[k])
    return rate


@njit(inline="always", **KERNEL)
def exposed(k: int, c: Cells, g: Grid) -> bool:
    """Whether there is a void above the cell or on its inner side."""
    n = g.area.size
    return k < n or c.alive[k - n] == 0 or (k % n > 0 and c.alive[k - 1] == 0)


@njit(inline="always", **KERNEL)
def heat_density(k: int, c: Cells, g: Grid, y: Layers, rules: Rules) -> float:
    """J/m^3 spent on the cell since the start, the steam that left it included."""
    j = k // g.area.size
    volume = g.area[k % g.area.size] * g.height[j]
    held = (c.capacity[k] * (c.temperature[k] - rules.start) + c.sensible[k]) / volume
    sensible = (y.wet_capacity[j] - y.dry_capacity[j]) * (rules.boiling - rules.start)
    return held + (1.0 - c.water[k]) * (y.latent[j] + sensible)


@njit(inline="always", **KERNEL)
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
    c.rate[0] = max(c.rate[0], exchange(k, g.area.size, c) / c.capacity[k])
    return excess - latent if gone == limit else 0.0


@njit(**KERNEL)
def condense(k: int, c: Cells, g: Grid, y: Layers, rules: Rules) -> None:
    """Let the steam of a cell that fell below boiling turn to water again, as far as the heat it gives back allows."""
    j = k // g.area.size
    volume = g.area[k % g.area.size] * g.height[j]
    gain = volume * (y.wet_capacity[j] - y.dry_capacity[j])
    lack = c.capacity[k] * (rules.boiling - c.temperature[k])
    back = min(lack / (y.latent[j] * volume), 1.0 - c.water[k])
    heat = back * (y.latent[j] * volume + gain * (rules.boiling - rules.start))
    held = c.capacity[k] * (c.temperature[k] - rules.start) + heat
    c.water[k] += back
    c.capacity[k] += back * gain
    c.temperature[k] = rules.start + held / c.capacity[k] if c.water[k] >= 1.0 else rules.boiling
    c.hot[j] = max(c.hot[j], c.temperature[k])
    c.account[STEAM] -= heat


@njit(inline="always", **KERNEL)
def remove(k: int, c: Cells, g: Grid, rules: Rules) -> None:
    """Turn the cell into a void; its heat up to the ablation temperature leaves as debris."""
    c.account[DEBRIS] += c.capacity[k] * (c.temperature[k] - rules.start)
    c.alive[k] = 0
    c.temperature[k] = rules.start
    c.sensible[k] = 0.0
    c.capacity[k] = 1.0  # any positive number: a void has no conducting face
    c.resistance[k] = np.inf
    n = g.area.size
    c.east[k] = c.south[k] = 0.0
    if k >= 1:
        c.east[k - 1] = 0.0
    if k >= n:
        c.south[k - n] = 0.0
    else:
        c.north[k] = 0.0


@njit(inline="always", **KERNEL)
def leaves(k: int, c: Cells, g: Grid, rules: Rules) -> bool:
    """Whether an exposed cell is ready to go: dry and hot, or burst by its own steam."""
    dry_and_hot = c.water[k] <= 0.0 and c.temperature[k] >= rules.ablation
    burst = rules.ejection < 1.0 and 1.0 - c.water[k] >= rules.ejection * (1.0 - NEARLY)
    return (dry_and_hot or burst) and exposed(k, c, g)


@njit(inline="always", **KERNEL)
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
            c.hot[k // n] = max(c.hot[k // n], rules.boiling)
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


@njit(inline="always", **KERNEL)
def hand_down(k: int, heat: float, c: Cells, g: Grid) -> None:
    """Give heat [J] to the next live cell below; it is settled when its row comes."""
    n = g.area.size
    k += n
    while k < c.alive.size and c.alive[k] == 0:
        k += n
    if k < c.alive.size:
        c.temperature[k] += heat / c.capacity[k]
        c.hot[k // n] = max(c.hot[k // n], c.temperature[k])
    else:
        c.account[DEBRIS] += heat


@njit(inline="always", **KERNEL)
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
        left += c.sensible[k]
        remove(k, c, g, rules)
        hand_down(k, left, c, g)


@njit(**KERNEL)
def settle(rows: int, c: Cells, g: Grid, y: Layers, rules: Rules) -> float:
    """After conduction: boil what is above the boiling point, remove what leaves; return the highest temperature."""
    n = g.area.size
    t, water, alive = c.temperature, c.water, c.alive
    hottest = rules.start
    bursts = rules.ejection < 1.0
    wet = 1.0 - rules.ejection * (1.0 - NEARLY) if bursts else -1.0
    for j in range(rows):
        if bursts or c.hot[j] > (rules.boiling - PLATEAU if rules.condenses else rules.boiling):
            for k in range(j * n + c.first[j], j * n + c.last[j]):
                if rules.condenses and t[k] < rules.boiling and water[k] < 1.0 and alive[k] == 1:
                    condense(k, c, g, y, rules)
                elif alive[k] == 1 and (t[k] > rules.boiling or water[k] <= wet):
                    settle_cell(k, c, g, y, rules)
        hottest = max(hottest, c.hot[j])
    return hottest
