"""The time loop of the heat solver: pulses with power on, cooling between and after them, damage in every step.

    step: deposit, conduct, boil and remove, return steam heat, add damage

A step lasts as long as the beam takes for a share of a cell, more while conduction holds the front; otherwise it grows with the
time since the power was switched, and follows the steam store while it holds anything. The account closes to round-off.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from rederm.injury.heat_kernel_cells import (
    DEBRIS,
    STORE,
    Cells,
    Floats,
    Grid,
    Layers,
    Rules,
    U,
    fastest,
    heat_density,
    set_faces,
    settle,
)
from rederm.injury.heat_kernel_conduct import Scratch, explicit, implicit, stabilised
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
    DEPOSIT_SHARE,
    EXPLICIT_MOST,
    FRONT_SHARE,
    KERNEL,
    LAYER_STEPS,
    LOOK_EVERY,
    LOSS_FACTOR,
    NEAR,
    PATIENCE,
    PULSE_GROWTH,
    PULSE_STEPS,
    QUIET_GROWTH,
    REACH,
    ROUND_OFF,
    STABLE,
    STORE_PAUSE,
    STORE_SPENT,
    STORE_STEP,
    TABLE_FROM,
    TABLE_STEP,
    WARM,
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


@njit(**KERNEL)
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


@njit(**KERNEL)
def look(time: float, x: Scratch, c: Cells, g: Grid, y: Layers, rules: Rules) -> int:
    """Find the window of each row: cells warmer or colder than the start, now or within `time` [s]; return how many rows.

    Heat given beyond them waits in its cell.
    """
    n = g.area.size
    t, sensible, capacity, alive = c.temperature, c.sensible, c.capacity, c.alive
    cooled = rules.surface_loss > 0.0 and abs(rules.outside - rules.start) > WARM
    length = REACH * np.sqrt(2.0 * time * y.wet_conductivity[0] / y.wet_capacity[0])
    for j in range(g.height.size):
        row = j * n
        while c.first[j] < n and alive[row + c.first[j]] == 0:
            c.first[j] += 1
        end = n
        while end > 0 and not (cooled and j == 0):
            k = row + end - 1
            if abs(t[k] + sensible[k] / capacity[k] - rules.start) > WARM:
                break
            end -= 1
        if end > 0:
            wide = g.radius[end] + length
            end += 1
            while end < n and g.radius[end] < wide:
                end += 1
        x.reached[j] = min(end, n)
        c.last[j] = x.reached[j]
    rows = 0
    for j in range(g.height.size):
        if x.reached[j] > 0:
            m = j + 1
            while m < g.height.size and (m == j + 1 or g.depth[m] < g.depth[j + 1] + length):
                c.last[m] = max(c.last[m], x.reached[j])
                m += 1
            rows = max(rows, m)
            m = j - 1
            while m >= 0 and (m == j - 1 or g.depth[m + 1] > g.depth[j] - length):
                c.last[m] = max(c.last[m], x.reached[j])
                m -= 1
    for j in range(g.height.size):
        c.last[j] = max(c.last[j], c.first[j])
    return rows


@njit(**KERNEL)
def damage(dt: float, rows: int, before: Floats, logs: Floats, rates: Floats, c: Cells, n: int) -> None:
    """Add the time since `before` to both damage integrals: logarithmic mean of the rates at its ends."""
    last = logs.shape[1] - 1
    t, cell, collagen = c.temperature, c.omega_cell, c.omega_collagen
    for j in range(rows):
        for k in range(U(j * n + c.first[j]), U(j * n + c.last[j])):
            if max(before[k], t[k]) < COLD:
                before[k] = t[k]
                continue
            a = min(int(max(before[k] - TABLE_FROM, 0.0) / TABLE_STEP), last)
            b = min(int(max(t[k] - TABLE_FROM, 0.0) / TABLE_STEP), last)
            before[k] = t[k]
            if abs(a - b) <= NEAR:
                cell[k] += dt * (rates[0, a] + rates[0, b]) / 2
                collagen[k] += dt * (rates[1, a] + rates[1, b]) / 2
            else:
                x = logs[0, a] - logs[0, b]
                z = logs[1, a] - logs[1, b]
                cell[k] += dt * ((rates[0, a] - rates[0, b]) / x if x != 0.0 else rates[0, a])
                collagen[k] += dt * ((rates[1, a] - rates[1, b]) / z if z != 0.0 else rates[1, a])


@njit(**KERNEL)
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


@njit(**KERNEL)
def rest(seconds: float, first_step: float, c: Cells, g: Grid, y: Layers, rules: Rules, x: Scratch) -> None:
    """Conduction and loss through the surface alone, over the whole grid, in place: what is neither heated nor boils."""
    t = 0.0
    rows = g.height.size
    for j in range(rows):
        c.last[j] = g.area.size
    set_faces(rows, c, g, y, rules)
    while t < seconds * (1.0 - ROUND_OFF):
        dt = min(first_step + COOL_GROWTH * t, seconds - t)
        implicit(dt, rows, g.area.size, False, x, c, g, rules)
        t += dt


@njit(**KERNEL)
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
    varies = False
    mixed = 0.0 < s.volume_share < 1.0  # a floor that current dries and an arc removes wants even steps
    most = 0 if mixed else EXPLICIT_MOST
    for j in range(g.height.size):
        varies = varies or y.dry_conductivity[j] != y.wet_conductivity[j]
        c.last[j] = n
        c.hot[j] = rules.boiling
    for k in range(x.before.size):
        x.before[k] = c.temperature[k]
    set_faces(g.height.size, c, g, y, rules)
    c.rate[0] = fastest(g.height.size, n, c)
    rows = np.int64(0)  # of a plain 0, a literal, Numba would first compile what takes it for this literal
    weighed = -1.0  # debris when the weights of returned heat were last set
    for shot in range(train.pulses):
        final = shot == train.pulses - 1
        power = train.power if shot == 0 else train.power * train.later_share
        stop = train.pulse + (train.end if final else train.period - train.pulse)
        t = 0.0
        waited = 0.0
        hottest = rules.boiling
        patience = 1.0
        look_at = steps
        while t < stop * (1.0 - ROUND_OFF):
            on = t < train.pulse * (1.0 - ROUND_OFF)
            if on:
                dt = min(train.first_step + PULSE_GROWTH * t, train.pulse / (PULSE_STEPS if n > 1 else LAYER_STEPS))
                pause = dt
                left = train.pulse - t
                front = patience * front_step(power, s, x.tops, decay, g, y, rules)
                dt = min(dt, front)
            elif final and hottest < COLD:
                break
            else:
                dt = train.first_step + COOL_GROWTH * (t - train.pulse)
                pause = dt
                left = stop - t
            if c.account[STORE] > STORE_SPENT * power * train.pulse:
                dt = min(dt, STORE_STEP * rules.returned_time)
                pause = min(pause, STORE_PAUSE * rules.returned_time)
            steady = STABLE / c.rate[0]
            if on and dt < most * steady:
                dt = min(dt, max(DEPOSIT_SHARE * front, steady))
            dt = min(dt, left)
            if on and s.volume_share < 1.0:
                deposit_beam(power * dt * (1.0 - s.volume_share), s, x.tops, decay, x.wall, c, g, y, rules)
            if on and s.volume_share > 0.0:
                deposit_volume(power * dt * s.volume_share, s, c, g, y, rules)
            parts = int(np.ceil(dt * c.rate[0] / STABLE))
            plain = parts <= most
            if steps >= look_at or parts > most:
                rows = look(LOOK_EVERY * dt if parts <= most else dt, x, c, g, y, rules)
                look_at = steps + LOOK_EVERY
                set_faces(rows, c, g, y, rules)
                c.rate[0] = fastest(rows, n, c)
            elif varies:
                set_faces(rows, c, g, y, rules)
            if plain:
                parts = max(int(np.ceil(dt * c.rate[0] / STABLE)), 1)
                for part in range(parts):
                    explicit(dt / parts, 1.0 / (parts - part), rows, n, x, c, rules.outside)
                    hottest = settle(rows, c, g, y, rules)
            else:
                columns = np.int64(0)
                for j in range(rows):
                    columns = max(columns, c.last[j])
                if rules.condenses and hottest >= rules.boiling:
                    stages = max(int(np.ceil((np.sqrt(9 + 16 * dt * c.rate[0] / STABLE) - 1.0) / 2)), 3)
                    stabilised(dt, stages, rows, columns, x, c, g, y, rules)
                else:
                    implicit(dt, rows, columns, steps % 2 == 1, x, c, g, rules)
                hottest = settle(rows, c, g, y, rules)
            fell = find_tops(x.tops, c, g, y, rules)
            patience = max(patience * LOSS_FACTOR, 1.0) if fell else min(patience * QUIET_GROWTH, PATIENCE)
            t += dt
            waited += dt
            steps += 1
            over = t >= (train.pulse if on else stop) * (1.0 - ROUND_OFF)
            if over or waited >= pause:
                if c.account[STORE] > 0.0:
                    if c.account[DEBRIS] != weighed:
                        weigh_return(s, x.weight, x.distance, c, g, rules)
                        weighed = c.account[DEBRIS]
                    deposit_return(waited, x.weight, c, g, rules)
                damage(waited, rows, x.before, logs, rates, c, n)
                waited = 0.0
            for i in range(n):
                watch.peak[i] = max(watch.peak[i], c.temperature[watch_row * n + i])
            if on and over:
                note_front(watch.front, x.tops, c, g, y, rules)
        if rules.rewetted_share > 0.0 and not final:
            rewet(c, g, y, rules)
    note_front(watch.front, x.tops, c, g, y, rules)
    for k in range(c.sensible.size):
        c.temperature[k] += c.sensible[k] / c.capacity[k]
        c.sensible[k] = 0.0
    return steps
