"""Conduction over one step: plain explicit where that is stable, else one direction after the other and implicit.

    C dT/dt = L T + S,   G (T_outside - T) of the free surface within L T + S of the first row
    explicit:  C T1 = (C + dt L) T + dt S                             stable below dt = C / sum of a cell's conductances
    stage 1:   (C - g dt L) T1 = C T + g dt S
    stage 2:   (C - g dt L) T2 = C T + (1 - g)/g C (T1 - T) + g dt S,   g = 1 - 1/sqrt(2)

Flux form, so heat is conserved to round-off. In an implicit step the cells that boil and gain heat are held at the boiling
point by a great capacity, and what flows into them is given back as heat to boil with. References: Alexander 1977 (the
scheme), Marchuk (splitting).
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from rederm.injury.heat_kernel_cells import SURFACE, Cells, Floats, Grid, Layers, Rules, U
from rederm.injury.numerics_heat import FAST_MATH, GAMMA, HEAVY, KERNEL, LANES, PLATEAU


class Scratch(NamedTuple):
    """Working space of the time loop; flat over the cells unless said."""

    before: Floats  # temperature when damage was last added
    inverse: Floats  # of the pivots of a sweep
    upper: Floats
    lower: Floats
    stage: Floats  # first stage of a sweep
    block: Floats  # (6 * columns * LANES,) some rows side by side
    line: Floats  # (2 * columns,) rows of temperature before an explicit step
    flow: Floats  # W, of a stage
    weight: Floats  # for returned steam heat
    distance: Floats  # to the nearest wall
    rise: Floats  # J that lift a cell past its plateau at the boiling point
    fall: Floats  # J whose loss takes it below
    level: Floats  # temperature between the two
    held: NDArray[np.int64]  # boiling cells
    tops: NDArray[np.int64]  # (columns,) first live row
    reached: NDArray[np.int64]  # (rows,) where warm cells end
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
        block=np.zeros(6 * columns * LANES),
        line=np.zeros(2 * columns),
        flow=np.zeros(size),
        weight=np.zeros(size),
        distance=np.zeros(size),
        rise=np.zeros(size),
        fall=np.zeros(size),
        level=np.zeros(size),
        held=np.zeros(size, np.int64),
        tops=np.zeros(columns, np.int64),
        reached=np.zeros(rows, np.int64),
        wall=np.zeros(rows + 1),
    )


@njit(fastmath=FAST_MATH, **KERNEL)
def explicit(dt: float, share: float, rows: int, n: int, x: Scratch, c: Cells, outside: float) -> None:
    """One explicit step, in place, over the windows; takes up a share of the sensible heat and notes each row's maximum."""
    t, cap, east, south, heat, line = c.temperature, c.capacity, c.east, c.south, c.sensible, x.line
    one, down = U(1), U(n)
    lost = 0.0
    for j in range(rows):
        here, above = U((j % 2) * n), U((1 - j % 2) * n)
        row = U(j * n)
        for i in range(U(n)):
            line[here + i] = t[row + i]
        a, b = c.first[j], c.last[j]
        shared = 0
        if 0 < j < rows - 1:
            shared = max(min(b - 1, c.last[j - 1], c.last[j + 1]), a)
        hot = t[row + U(a)] if a < b else t[row]
        start = max(a, 1) if shared > a else a
        for i in range(U(start), U(shared)):
            k = row + i
            m = line[here + i]
            flow = east[k] * (line[here + i + one] - m) - east[k - one] * (m - line[here + i - one])
            flow += south[k] * (t[k + down] - m) - south[k - down] * (m - line[above + i])
            given = share * heat[k]
            new = m + (dt * flow + given) / cap[k]
            t[k] = new
            heat[k] -= given
            hot = max(hot, new)
        for i in range(a, b):  # cells at the rim of the window: no flow beyond it
            if start <= i < shared:
                continue
            k = row + U(i)
            m = line[here + U(i)]
            flow = 0.0
            if i + 1 < b:
                flow += east[k] * (line[here + U(i) + one] - m)
            if i > 0:
                flow -= east[k - one] * (m - line[here + U(i) - one])
            if j + 1 < rows and i < c.last[j + 1]:
                flow += south[k] * (t[k + down] - m)
            if j > 0 and i < c.last[j - 1]:
                flow -= south[k - down] * (m - line[above + U(i)])
            if j == 0:
                flow -= c.north[i] * (m - outside)
                lost += c.north[i] * (m - outside)
            given = share * heat[k]
            new = m + (dt * flow + given) / cap[k]
            t[k] = new
            heat[k] -= given
            hot = max(hot, new)
        c.hot[j] = hot
    c.account[SURFACE] += dt * lost


@njit(**KERNEL)
def plateaus(rows: int, columns: int, x: Scratch, c: Cells, g: Grid, y: Layers, rules: Rules) -> None:
    """T(q) of each cell for heat q [J] given in this step: level + (max(q - rise, 0) + min(q + fall, 0)) / C."""
    n = g.area.size
    for j in range(rows):
        for i in range(columns):
            k = j * n + i
            latent = y.latent[j] * g.area[i] * g.height[j]
            vapour = (1.0 - c.water[k]) * latent if rules.condenses else 0.0
            liquid = c.water[k] * latent
            above = c.capacity[k] * (c.temperature[k] - rules.boiling)
            if c.alive[k] == 1 and ((vapour > 0.0 and above >= 0.0) or (liquid > 0.0 and above > -PLATEAU * c.capacity[k])):
                x.level[k] = rules.boiling
                x.rise[k] = liquid - above
                x.fall[k] = vapour + above
            else:
                x.level[k] = c.temperature[k]
                x.rise[k] = x.fall[k] = 0.0


@njit(fastmath=FAST_MATH, **KERNEL)
def stage(rows: int, columns: int, n: int, outside: float, q: Floats, flow: Floats, x: Scratch, c: Cells) -> float:
    """Heat flow [W] into each cell at the temperatures that the heat q [J] makes; returns what leaves to the outside."""
    t, cap, east, south = x.stage, c.capacity, c.east, c.south
    one, down = U(1), U(n)
    for j in range(rows):
        row = U(j * n)
        for i in range(U(columns)):
            k = row + i
            t[k] = x.level[k] + (max(q[k] - x.rise[k], 0.0) + min(q[k] + x.fall[k], 0.0)) / cap[k]
    lost = 0.0
    for j in range(rows):
        row = U(j * n)
        for i in range(U(columns - 1)):
            flow[row + i] = east[row + i] * (t[row + i + one] - t[row + i])
        flow[row + U(columns - 1)] = 0.0
        for i in range(columns - 1, 0, -1):
            k = row + U(i)
            flow[k] -= flow[k - one]
        if j == 0:
            for i in range(U(columns)):
                gone = c.north[i] * (t[i] - outside)
                flow[i] -= gone
                lost += gone
        else:
            for i in range(U(columns)):
                k = row + i
                flow[k] -= south[k - down] * (t[k] - t[k - down])
        if j < rows - 1:
            for i in range(U(columns)):
                k = row + i
                flow[k] += south[k] * (t[k + down] - t[k])
    return lost


@njit(fastmath=FAST_MATH, **KERNEL)
def stabilised(dt: float, stages: int, rows: int, columns: int, x: Scratch, c: Cells, g: Grid, y: Layers, rules: Rules) -> None:
    """One step of the Runge-Kutta-Legendre scheme of second order: explicit, stable over (s^2 + s - 2) / 4 explicit steps."""
    n = g.area.size
    size = rows * n
    plateaus(rows, columns, x, c, g, y, rules)
    first, flow, new, old = x.inverse, x.flow, x.upper, x.lower
    for k in range(size):
        new[k] = 0.0
    gone = stage(rows, columns, n, rules.outside, new, first, x, c)
    w = 4 / (stages * stages + stages - 2)
    lost, lost_old = dt * w / 3 * gone, 0.0
    for k in range(size):
        old[k] = 0.0
        new[k] = dt * w / 3 * first[k]
    b1 = b2 = 1.0 / 3
    for m in range(2, stages + 1):
        b = (m * m + m - 2.0) / (2.0 * m * (m + 1))
        mu = (2.0 * m - 1.0) / m * b / b1
        nu = -(m - 1.0) / m * b / b2
        h = mu * w * dt
        h0 = -(1.0 - b1) * h
        leaving = stage(rows, columns, n, rules.outside, new, flow, x, c)
        for k in range(size):
            old[k] = mu * new[k] + nu * old[k] + h * flow[k] + h0 * first[k]
        lost_old = mu * lost + nu * lost_old + h * leaving + h0 * gone
        old, new = new, old
        lost, lost_old = lost_old, lost
        b2, b1 = b1, b
    for j in range(rows):
        row = U(j * n)
        for i in range(U(columns)):
            c.temperature[row + i] += (new[row + i] + c.sensible[row + i]) / c.capacity[row + i]
    c.account[SURFACE] += lost
    take_up(rows, columns, n, c)
    for j in range(rows):
        c.hot[j] = max(c.hot[j], rules.boiling)


@njit(fastmath=FAST_MATH, **KERNEL)
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
    gain = (1.0 - GAMMA) / GAMMA
    inv, up, one, low = x.inverse, x.upper, x.stage, x.lower
    wide, down = U(columns), U(n)
    last = rows - 1
    for i in range(wide):
        below = h * south[i] if last > 0 else 0.0
        inv[i] = 1.0 / (cap[i] + h * north[i] + below)
        up[i] = below * inv[i]
        one[i] = (cap[i] * t[i] + GAMMA * heat[i] + h * north[i] * outside) * inv[i]
    for j in range(1, rows):
        row = U(j * n)
        under = h if j < last else 0.0
        for i in range(wide):
            k = row + i
            above = h * south[k - down]
            below = under * south[k]
            inv[k] = 1.0 / (cap[k] + above * (1.0 - up[k - down]) + below)
            up[k] = below * inv[k]
            low[k] = above
            one[k] = (cap[k] * t[k] + GAMMA * heat[k] + above * one[k - down]) * inv[k]
    for j in range(last - 1, -1, -1):
        row = U(j * n)
        for i in range(wide):
            one[row + i] += up[row + i] * one[row + i + down]
    for i in range(wide):
        t[i] = (cap[i] * (t[i] + gain * (one[i] - t[i])) + GAMMA * heat[i] + h * north[i] * outside) * inv[i]
    for j in range(1, rows):
        row = U(j * n)
        for i in range(wide):
            k = row + i
            t[k] = (cap[k] * (t[k] + gain * (one[k] - t[k])) + GAMMA * heat[k] + low[k] * t[k - down]) * inv[k]
    for j in range(last - 1, -1, -1):
        row = U(j * n)
        for i in range(wide):
            t[row + i] += up[row + i] * t[row + i + down]
    lost = 0.0
    for i in range(wide):
        lost += dt * north[i] * ((1.0 - GAMMA) * one[i] + GAMMA * t[i] - outside)
    return lost


@njit(fastmath=FAST_MATH, **KERNEL)
def sweep_radius(dt: float, rows: int, columns: int, n: int, t: Floats, cap: Floats, east: Floats, block: Floats) -> None:
    """Advance along the rows, LANES of them side by side because each recurrence waits for its own divisions."""
    h = GAMMA * dt
    gain = (1.0 - GAMMA) / GAMMA
    span = U(n * LANES)
    lanes = U(LANES)
    tt, cc, ee, inv, up, one = U(0), span, U(2) * span, U(3) * span, U(4) * span, U(5) * span
    wide = U(columns)
    for top in range(0, rows, LANES):
        for m in range(LANES):
            row = U(min(top + m, rows - 1) * n)
            for i in range(wide):
                p = i * lanes + U(m)
                block[tt + p] = t[row + i]
                block[cc + p] = cap[row + i]
                block[ee + p] = h * east[row + i]
            block[ee + (wide - U(1)) * lanes + U(m)] = 0.0
        for m in range(LANES):
            p = U(m)
            after = block[ee + p]
            inverse = 1.0 / (block[cc + p] + after)
            block[inv + p] = inverse
            block[up + p] = after * inverse
            block[one + p] = block[cc + p] * block[tt + p] * inverse
        for i in range(U(1), wide):
            for m in range(LANES):
                p = i * lanes + U(m)
                q = p - lanes
                before = block[ee + q]
                after = block[ee + p]
                inverse = 1.0 / (block[cc + p] + before * (1.0 - block[up + q]) + after)
                block[inv + p] = inverse
                block[up + p] = after * inverse
                block[one + p] = (block[cc + p] * block[tt + p] + before * block[one + q]) * inverse
        for back in range(columns - 2, -1, -1):
            for m in range(LANES):
                p = U(back) * lanes + U(m)
                block[one + p] += block[up + p] * block[one + p + lanes]
        for m in range(LANES):
            p = U(m)
            mid = block[tt + p]
            block[tt + p] = block[cc + p] * (mid + gain * (block[one + p] - mid)) * block[inv + p]
        for i in range(U(1), wide):
            for m in range(LANES):
                p = i * lanes + U(m)
                mid = block[tt + p]
                right = block[cc + p] * (mid + gain * (block[one + p] - mid))
                block[tt + p] = (right + block[ee + p - lanes] * block[tt + p - lanes]) * block[inv + p]
        for back in range(columns - 2, -1, -1):
            for m in range(LANES):
                p = U(back) * lanes + U(m)
                block[tt + p] += block[up + p] * block[tt + p + lanes]
        for m in range(min(LANES, rows - top)):
            row = U((top + m) * n)
            for i in range(wide):
                t[row + i] = block[tt + i * lanes + U(m)]


@njit(**KERNEL)
def hold_boiling(rows: int, columns: int, held: NDArray[np.int64], c: Cells, g: Grid, rules: Rules) -> int:
    """Find the wet cells at the boiling point that gain heat, and make them heavy; return how many."""
    n = g.area.size
    count = 0
    t, water, capacity, sensible, east, south = c.temperature, c.water, c.capacity, c.sensible, c.east, c.south
    for j in range(rows):
        if c.hot[j] < rules.boiling:
            continue
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


@njit(**KERNEL)
def implicit(dt: float, rows: int, columns: int, radial_first: bool, x: Scratch, c: Cells, g: Grid, rules: Rules) -> None:
    """One implicit step with the step's sensible heat as source; the order of directions alternates between steps."""
    n = g.area.size
    count = hold_boiling(rows, columns, x.held, c, g, rules)
    if radial_first and n > 1:
        sweep_radius(dt, rows, columns, n, c.temperature, c.capacity, c.east, x.block)
    c.account[SURFACE] += sweep_depth(
        dt, rows, columns, n, c.temperature, c.capacity, c.north, c.south, c.sensible, rules.outside, x
    )
    if not radial_first and n > 1:
        sweep_radius(dt, rows, columns, n, c.temperature, c.capacity, c.east, x.block)
    for m in range(count):
        k = x.held[m]
        c.capacity[k] /= HEAVY
        c.temperature[k] = rules.boiling + HEAVY * (c.temperature[k] - rules.boiling)
    take_up(rows, columns, n, c)


@njit(fastmath=FAST_MATH, **KERNEL)
def take_up(rows: int, columns: int, n: int, c: Cells) -> None:
    """Clear the sensible heat that the step used, and note each row's maximum."""
    t, heat = c.temperature, c.sensible
    for j in range(rows):
        row = U(j * n)
        hot = t[row]
        for i in range(U(columns)):
            heat[row + i] = 0.0
            hot = max(hot, t[row + i])
        c.hot[j] = hot
