"""The time loop of the heat solver: pulses with power on, cooling between and after them, damage in every step.

    step: deposit, conduct, boil and remove, return steam heat, add damage

A step lasts as long as the beam takes for a share of a cell, more while conduction holds the front; otherwise it grows with the
time since the power was switched, and follows the steam store while it holds anything. The account closes to round-off.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from rederm.injury.heat_kernel_cells import STORE, Cells, Floats, Grid, Layers, Rules, heat_density, set_faces, settle
from rederm.injury.heat_kernel_conduct import Scratch, conduct
from rederm.injury.heat_kernel_deposit import (
    Source,
    deposit_beam,
    deposit_return,
    deposit_volume,
    find_tops,
    weigh_return,
)
from rederm.injury.heat_kernel_rewet import rewet
from rederm.injury.numerics_heat import (
    COLD,
    COOL_GROWTH,
    FRONT_SHARE,
    LAYER_STEPS,
    LOSS_FACTOR,
    NEAR,
    PULSE_GROWTH,
    PULSE_STEPS,
    QUIET_GROWTH,
    REACH,
    ROUND_OFF,
    STORE_SPENT,
    STORE_STEP,
    TABLE_FROM,
    TABLE_STEP,
    WARM,
    WEIGHT_EVERY,
)


class Train(NamedTuple):
    """Pulses of power [W], or W/m^2 in 1-D, `period` [s] apart, followed for `end` [s] or until nothing is hot."""

    power: float
    pulse: float
    pulses: int
    period: float
    end: float
    first_step: float
    later_share: float = 1.0  # power of each pulse after the first, over that of the first


class Watch(NamedTuple):
    """What is noted on the way: highest temperature met in the watched row, depth [m] of the floor of each column."""

    peak: Floats  # (columns,)
    front: Floats  # (columns,)


@njit(cache=True, nogil=True)
def front_step(power: float, s: Source, tops: NDArray[np.int64], decay: Floats, g: Grid, y: Layers, rules: Rules) -> float:
    """Longest step in which no column's floor moves by more than a share of its cell."""
    step = np.inf
    beam = power * (1.0 - s.volume_share) * rules.useful_share
    for i in range(g.area.size):
        j = tops[i]
        if j < g.height.size and s.beam[i] > 0.0:
            speed = beam * s.beam[i] * decay[j]
            need = y.wet_capacity[j] * (rules.boiling - rules.start) + min(rules.ejection, 1.0) * y.latent[j]
            if speed > 0.0:
                step = min(step, FRONT_SHARE * g.height[j] * need / speed)
    return step


@njit(cache=True, nogil=True)
def window(dt: float, c: Cells, g: Grid, y: Layers, rules: Rules) -> tuple[int, int]:
    """Rows and columns warmer or colder than the start, now or within the step; heat given beyond them stays in its cell."""
    n = g.area.size
    t, sensible, capacity = c.temperature, c.sensible, c.capacity
    warm = rules.start + WARM
    cool = rules.start - WARM
    cooled = rules.surface_loss > 0.0 and abs(rules.outside - rules.start) > WARM
    rows = 1 if cooled else 0
    columns = n if cooled else 0
    for j in range(g.height.size):
        first = j * n
        last = -1
        for i in range(n):
            will = t[first + i] + sensible[first + i] / capacity[first + i]
            if will > warm or will < cool:
                last = i
        if last >= 0:
            rows = j + 1
            columns = max(columns, last + 1)
    length = REACH * np.sqrt(2.0 * dt * y.wet_conductivity[0] / y.wet_capacity[0])
    deep = g.depth[rows] + length
    wide = g.radius[columns] + length
    while rows < g.height.size and g.depth[rows] < deep:
        rows += 1
    while columns < n and g.radius[columns] < wide:
        columns += 1
    rows = min(rows + 1, g.height.size)
    columns = min(columns + 1, n)
    for j in range(g.height.size):
        for k in range(j * n + (columns if j < rows else 0), j * n + n):
            t[k] += sensible[k] / capacity[k]
    return rows, columns


@njit(cache=True, nogil=True)
def damage(dt: float, rows: int, columns: int, before: Floats, logs: Floats, rates: Floats, c: Cells, n: int) -> None:
    """Add the step to both damage integrals: logarithmic mean of the rates at its two ends. `rates` = exp(`logs`)."""
    last = logs.shape[1] - 1
    t, cell, collagen = c.temperature, c.omega_cell, c.omega_collagen
    for j in range(rows):
        for k in range(j * n, j * n + columns):
            if max(before[k], t[k]) < COLD:
                continue
            a = min(int(max(before[k] - TABLE_FROM, 0.0) / TABLE_STEP), last)
            b = min(int(max(t[k] - TABLE_FROM, 0.0) / TABLE_STEP), last)
            if abs(a - b) <= NEAR:
                cell[k] += dt * (rates[0, a] + rates[0, b]) / 2
                collagen[k] += dt * (rates[1, a] + rates[1, b]) / 2
            else:
                x = logs[0, a] - logs[0, b]
                z = logs[1, a] - logs[1, b]
                cell[k] += dt * ((rates[0, a] - rates[0, b]) / x if x != 0.0 else rates[0, a])
                collagen[k] += dt * ((rates[1, a] - rates[1, b]) / z if z != 0.0 else rates[1, a])


@njit(cache=True, nogil=True)
def note_front(front: Floats, tops: NDArray[np.int64], c: Cells, g: Grid, y: Layers, rules: Rules) -> None:
    """Depth of the floor of each column between cell faces: half a cell back, forward by what the top cell has been given.

    Where cells leave whole, the front of the energy balance is (N + f - 1/2) cells deep.
    """
    n = g.area.size
    for i in range(n):
        j = tops[i]
        if j == 0:
            continue
        if j >= g.height.size:
            front[i] = g.depth[j]
            continue
        need = heat_density(j * n + i, c, g, y, rules) - c.exposed_heat[i]
        goal = y.wet_capacity[j] * (rules.boiling - rules.start) + y.latent[j] * min(rules.ejection, 1.0) - c.exposed_heat[i]
        if rules.ejection >= 1.0:
            goal += y.dry_capacity[j] * (rules.ablation - rules.boiling)
        share = min(max(need / max(goal, 1.0), 0.0), 1.0)
        front[i] = max(front[i], g.depth[j] + (share - 1 / 2) * g.height[j])


@njit(cache=True, nogil=True)
def rest(seconds: float, first_step: float, c: Cells, g: Grid, y: Layers, rules: Rules, x: Scratch) -> None:
    """Conduction and loss through the surface alone, over the whole grid, in place: what is neither heated nor boils."""
    t = 0.0
    while t < seconds * (1.0 - ROUND_OFF):
        dt = min(first_step + COOL_GROWTH * t, seconds - t)
        set_faces(g.height.size, g.area.size, c, g, y, rules)
        conduct(dt, g.height.size, g.area.size, False, x, c, g, rules)
        t += dt


@njit(cache=True, nogil=True)
def run(
    train: Train,
    s: Source,
    c: Cells,
    g: Grid,
    y: Layers,
    rules: Rules,
    decay: Floats,
    logs: Floats,
    rates: Floats,
    watch_row: int,
    watch: Watch,
    x: Scratch,
) -> int:
    """Run the train of pulses and the cooling after it, in place; return the number of steps.

    decay (rows + 1,): exp(-z / (a D)) at the faces. logs, rates (2, bins): damage table and its exponential.
    """
    n = g.area.size
    steps = 0
    for shot in range(train.pulses):
        final = shot == train.pulses - 1
        power = train.power if shot == 0 else train.power * train.later_share
        stop = train.pulse + (train.end if final else train.period - train.pulse)
        t = 0.0
        hottest = rules.boiling
        patience = 1.0
        while t < stop * (1.0 - ROUND_OFF):
            on = t < train.pulse * (1.0 - ROUND_OFF)
            if on:
                most = train.pulse / (PULSE_STEPS if n > 1 else LAYER_STEPS)
                dt = min(train.first_step + PULSE_GROWTH * t, most, train.pulse - t)
                dt = min(dt, patience * front_step(power, s, x.tops, decay, g, y, rules))
            elif final and hottest < COLD:
                break
            else:
                dt = min(train.first_step + COOL_GROWTH * (t - train.pulse), stop - t)
            if c.account[STORE] > STORE_SPENT * power * train.pulse:
                dt = min(dt, STORE_STEP * rules.returned_time)
            if on and s.volume_share < 1.0:
                deposit_beam(power * dt * (1.0 - s.volume_share), s, x.tops, decay, x.wall, c, g, y, rules)
            if on and s.volume_share > 0.0:
                deposit_volume(power * dt * s.volume_share, s, c, g, y, rules)
            rows, columns = window(dt, c, g, y, rules)
            for k in range(rows * n):
                x.before[k] = c.temperature[k]
            set_faces(rows, columns, c, g, y, rules)
            conduct(dt, rows, columns, steps % 2 == 1, x, c, g, rules)
            for k in range(c.sensible.size):
                c.sensible[k] = 0.0
            hottest = settle(rows, columns, c, g, y, rules)
            moved = find_tops(x.tops, c, g, y, rules)
            patience = max(patience * LOSS_FACTOR, 1.0) if moved else patience * QUIET_GROWTH
            if c.account[STORE] > 0.0:
                if steps % WEIGHT_EVERY == 0:
                    weigh_return(rows, columns, s, x.weight, x.distance, c, g, rules)
                deposit_return(dt, rows, columns, x.weight, c, g, rules)
            damage(dt, rows, columns, x.before, logs, rates, c, n)
            for i in range(n):
                watch.peak[i] = max(watch.peak[i], c.temperature[watch_row * n + i])
            t += dt
            steps += 1
            if on and t >= train.pulse * (1.0 - ROUND_OFF):
                note_front(watch.front, x.tops, c, g, y, rules)
        if rules.rewetted_share > 0.0 and not final:
            rewet(c, g, y, rules)
    note_front(watch.front, x.tops, c, g, y, rules)
    return steps
