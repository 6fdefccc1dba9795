"""Conduction over one step: one direction after the other, each by an L-stable second-order two-stage scheme.

    C dT/dt = L T + S,   G (T_outside - T) of the free surface within L T + S of the first row
    stage 1:  (C - g dt L) T1 = C T + g dt S
    stage 2:  (C - g dt L) T2 = C T + (1 - g)/g C (T1 - T) + g dt S,   g = 1 - 1/sqrt(2)

Flux form, so heat is conserved to round-off. Cells that boil and gain heat are held at the boiling point by a great capacity,
and what flows into them is given back as heat to boil with. References: Alexander 1977 (the scheme), Marchuk (splitting).
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from rederm.injury.heat_kernel_cells import SURFACE, Cells, Floats, Grid, Rules
from rederm.injury.numerics_heat import GAMMA, HEAVY, LANES


class Scratch(NamedTuple):
    """Working space of the time loop; flat over the cells unless said."""

    before: Floats  # temperature at the start of the step
    inverse: Floats  # of the pivots of a sweep
    upper: Floats
    lower: Floats
    stage: Floats  # first stage of a sweep
    weight: Floats  # for returned steam heat
    distance: Floats  # to the nearest wall
    held: NDArray[np.int64]  # boiling cells
    tops: NDArray[np.int64]  # (columns,) first live row
    wall: Floats  # (rows + 1,)


def fresh_scratch(rows: int, columns: int) -> Scratch:
    """Working space for a grid."""
    size = rows * columns
    return Scratch(
        before=np.zeros(size),
        inverse=np.zeros(size),
        upper=np.zeros(size),
        lower=np.zeros(size),
        stage=np.zeros(size),
        weight=np.zeros(size),
        distance=np.zeros(size),
        held=np.zeros(size, np.int64),
        tops=np.zeros(columns, np.int64),
        wall=np.zeros(rows + 1),
    )


@njit(cache=True, nogil=True)
def sweep_depth(
    dt: float,
    rows: int,
    columns: int,
    n: int,
    t: Floats,
    cap: Floats,
    north: Floats,
    south: Floats,
    heat: Floats,
    outside: float,
    x: Scratch,
) -> float:
    """Advance down the columns; `heat` [J] is the source of the step. Returns the heat [J] lost to the outside."""
    h = GAMMA * dt
    inv, up, one, low = x.inverse, x.upper, x.stage, x.lower
    for i in range(columns):
        below = h * south[i] if rows > 1 else 0.0
        inv[i] = 1.0 / (cap[i] + h * north[i] + below)
        up[i] = below * inv[i]
        one[i] = (cap[i] * t[i] + GAMMA * heat[i] + h * north[i] * outside) * inv[i]
    for j in range(1, rows):
        last = j == rows - 1
        for k in range(j * n, j * n + columns):
            above = h * south[k - n]
            below = 0.0 if last else h * south[k]
            inv[k] = 1.0 / (cap[k] + above + below - above * up[k - n])
            up[k] = below * inv[k]
            low[k] = above
            one[k] = (cap[k] * t[k] + GAMMA * heat[k] + above * one[k - n]) * inv[k]
    for j in range(rows - 2, -1, -1):
        for k in range(j * n, j * n + columns):
            one[k] += up[k] * one[k + n]
    gain = (1.0 - GAMMA) / GAMMA
    for i in range(columns):
        right = cap[i] * (t[i] + gain * (one[i] - t[i])) + GAMMA * heat[i]
        t[i] = (right + h * north[i] * outside) * inv[i]
    for j in range(1, rows):
        for k in range(j * n, j * n + columns):
            right = cap[k] * (t[k] + gain * (one[k] - t[k])) + GAMMA * heat[k]
            t[k] = (right + low[k] * t[k - n]) * inv[k]
    for j in range(rows - 2, -1, -1):
        for k in range(j * n, j * n + columns):
            t[k] += up[k] * t[k + n]
    lost = 0.0
    for i in range(columns):
        lost += dt * north[i] * ((1.0 - GAMMA) * one[i] + GAMMA * t[i] - outside)
    return lost


@njit(cache=True, nogil=True)
def sweep_radius(dt: float, rows: int, columns: int, n: int, t: Floats, cap: Floats, east: Floats, x: Scratch) -> None:
    """Advance along the rows, several rows side by side because each recurrence waits for its own divisions."""
    h = GAMMA * dt
    inv, up, one = x.inverse, x.upper, x.stage
    gain = (1.0 - GAMMA) / GAMMA
    for top in range(0, rows, LANES):
        start = top * n
        stop = min(top + LANES, rows) * n
        for k in range(start, stop, n):
            after = h * east[k]
            inv[k] = 1.0 / (cap[k] + after)
            up[k] = after * inv[k]
            one[k] = cap[k] * t[k] * inv[k]
        for i in range(1, columns):
            inner = 1.0 if i < columns - 1 else 0.0
            for k in range(start + i, stop, n):
                before = h * east[k - 1]
                after = inner * h * east[k]
                inv[k] = 1.0 / (cap[k] + before * (1.0 - up[k - 1]) + after)
                up[k] = after * inv[k]
                one[k] = (cap[k] * t[k] + before * one[k - 1]) * inv[k]
        for i in range(columns - 2, -1, -1):
            for k in range(start + i, stop, n):
                one[k] += up[k] * one[k + 1]
        for k in range(start, stop, n):
            t[k] = cap[k] * (t[k] + gain * (one[k] - t[k])) * inv[k]
        for i in range(1, columns):
            for k in range(start + i, stop, n):
                right = cap[k] * (t[k] + gain * (one[k] - t[k]))
                t[k] = (right + h * east[k - 1] * t[k - 1]) * inv[k]
        for i in range(columns - 2, -1, -1):
            for k in range(start + i, stop, n):
                t[k] += up[k] * t[k + 1]


@njit(cache=True, nogil=True)
def hold_boiling(rows: int, columns: int, held: NDArray[np.int64], c: Cells, g: Grid, rules: Rules) -> int:
    """Find the wet cells at the boiling point that gain heat, and make them heavy; return how many."""
    n = g.area.size
    count = 0
    t, water, capacity, sensible, east, south = c.temperature, c.water, c.capacity, c.sensible, c.east, c.south
    for j in range(rows):
        for k in range(j * n, j * n + columns):
            if t[k] < rules.boiling or water[k] <= 0.0:
                continue
            gain = sensible[k] + east[k] * (t[k + 1] - t[k]) if k + 1 < t.size else sensible[k]
            if k % n > 0:
                gain += east[k - 1] * (t[k - 1] - t[k])
            if j > 0:
                gain += south[k - n] * (t[k - n] - t[k])
            else:
                gain += c.north[k] * (rules.outside - t[k])
            if j < g.height.size - 1:
                gain += south[k] * (t[k + n] - t[k])
            if gain > 0.0:
                capacity[k] *= HEAVY
                held[count] = k
                count += 1
    return count


@njit(cache=True, nogil=True)
def conduct(dt: float, rows: int, columns: int, radial_first: bool, x: Scratch, c: Cells, g: Grid, rules: Rules) -> None:
    """One step of conduction with the step's sensible heat as source; the order of directions alternates between steps."""
    n = g.area.size
    count = hold_boiling(rows, columns, x.held, c, g, rules)
    if radial_first and n > 1:
        sweep_radius(dt, rows, columns, n, c.temperature, c.capacity, c.east, x)
    c.account[SURFACE] += sweep_depth(
        dt, rows, columns, n, c.temperature, c.capacity, c.north, c.south, c.sensible, rules.outside, x
    )
    if not radial_first and n > 1:
        sweep_radius(dt, rows, columns, n, c.temperature, c.capacity, c.east, x)
    for m in range(count):
        k = x.held[m]
        c.capacity[k] /= HEAVY
        c.temperature[k] = rules.boiling + HEAVY * (c.temperature[k] - rules.boiling)
