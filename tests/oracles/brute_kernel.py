"""Time loop of the plain heat solver: every step visits every cell. Rows are depths, columns rings; T in degC, SI units."""

from typing import NamedTuple

import numpy as np
from numba import njit

COLD, CLOCK_FROM, LONGEST = 48.0, 42.0, 5.0  # degC: end of the run, start of the clocks; s after the last pulse
FEW = 40  # steps between looks at the walls (for steam heat) and at the hottest cell
FOOTPRINT, REACH = 0.2, 6.0  # irradiance over its peak: surface that is wall while there is no hole; lengths of steam heat
ROUNDS = 8  # of sharing what cells at boiling leave of their share
LOG_CAP, CLOSED = 30.0, 1e9  # of a damage rate; Omega from which a clock need not run on


class Numbers(NamedTuple):
    start: float
    boiling: float
    ablation: float
    ejection: float
    wall_share: float
    returned: float
    length: float
    time: float
    mu_wet: float
    mu_dry: float
    bleaching: float
    floor: float
    elsewhere: float  # share of the volume source beyond the grid
    surface: float  # W/m^2/K
    outside: float  # degC
    rewetted: float


@njit(cache=True)
def march(
    p, start, tissue, beam, volume, power, in_volume, pulse, steps_on, pulses, period, dt_off, decay, rates, area, dr, dz
):
    """Run all pulses and the cooling. Returns water, alive, omega (2, rows, columns), front (columns,), energy accounted for.

    start (rows,): degC. tissue (5, rows): wet and dry capacity, wet and dry conductivity, latent heat.
    volume (rows, columns): shares of one joule.
    """
    nz, nr = volume.shape
    cw, cd, latent = tissue[0], tissue[1], tissue[4]
    T = start.repeat(nr).reshape(nz, nr).copy()
    w = np.ones((nz, nr))
    alive = np.ones((nz, nr), np.bool_)
    omega = np.zeros((2, nz, nr))
    new = T.copy()
    weight = np.zeros((nz, nr))
    top = np.zeros(nr, np.int64)  # first live row
    begun = np.zeros(nr)  # heat of that cell when it became the first
    front = np.zeros(nr)
    book = np.zeros(3)  # J that left: steam, debris, lost on the way
    store = 0.0
    moved = True  # the walls, since cells were last weighed
    at_first = heat_held(p, tissue, T, w, alive, area, dz)
    for shot in range(pulses):
        last = shot == pulses - 1
        steps_off = int(np.ceil((LONGEST if last else period - pulse) / dt_off))
        for n in range(steps_on + steps_off):
            on = n < steps_on
            dt = pulse / steps_on if on else dt_off if last else (period - pulse) / steps_off
            if on and in_volume < 1.0:
                book[2] += absorb(p, tissue, beam, power * (1.0 - in_volume) * dt, decay, T, w, alive, top, area, dz)
            if on and in_volume > 0.0:
                spread = np.sum(volume * w * alive)
                if spread == 0.0:
                    book[2] += power * in_volume * dt
                else:
                    spread += p.elsewhere
                    book[2] += power * in_volume * dt * p.elsewhere / spread
                    for j in range(nz):
                        for i in range(nr):
                            heat = power * in_volume * dt * volume[j, i] * w[j, i] * alive[j, i] / spread
                            T[j, i] += heat / (area[i] * dz * capacity(w[j, i], cw[j], cd[j]))
            conduct(tissue, dt, T, w, alive, new, dr, dz)
            T, new = new, T
            if p.surface > 0.0:  # the skin's own surface loses heat, the walls of a hole none
                for i in range(nr):
                    if alive[0, i]:
                        k = tissue[3, 0] + w[0, i] * (tissue[2, 0] - tissue[3, 0])
                        flow = area[i] * dt * (T[0, i] - p.outside) / (1.0 / p.surface + dz / 2 / k)
                        T[0, i] -= flow / (area[i] * dz * capacity(w[0, i], cw[0], cd[0]))
                        book[2] += flow
            steam = boil_and_remove(p, tissue, T, w, alive, area, dz, book)
            store += steam * p.returned
            book[0] += steam * (1.0 - p.returned)
            for i in range(nr):
                while top[i] < nz and not alive[top[i], i]:
                    top[i] += 1
                    moved = True
                    if top[i] < nz:
                        begun[i] = heat_taken(p, tissue, top[i], T[top[i], i], w[top[i], i])
                j = top[i]
                if 0 < j < nz:
                    goal = cw[j] * (p.boiling - p.start) + min(p.ejection, 1.0) * latent[j]
                    if p.ejection >= 1.0:
                        goal += cd[j] * (p.ablation - p.boiling)
                    f = (heat_taken(p, tissue, j, T[j, i], w[j, i]) - begun[i]) / max(goal - begun[i], 1.0)
                    front[i] = max(front[i], (j + min(max(f, 0.0), 1.0) - 0.5) * dz)
            if store > 0.0:
                if moved and n % FEW == 0:
                    weigh(p, beam, alive, top, area, weight, dr, dz)
                    moved = False
                store -= give_back(p, tissue, store * (1.0 - np.exp(-dt / p.time)), T, w, alive, weight, area, dz)
            clocks(rates, dt, T, alive, omega)
            if not on and last and n % FEW == 0 and T.max() < COLD:
                break
        if not last and p.rewetted > 0.0:
            for j in range(nz):
                for i in range(nr):
                    heat = capacity(w[j, i], cw[j], cd[j]) * (T[j, i] - p.start)
                    w[j, i] += p.rewetted * (1.0 - w[j, i]) * alive[j, i]
                    T[j, i] = p.start + heat / capacity(w[j, i], cw[j], cd[j])
    return w, alive, omega, front, heat_held(p, tissue, T, w, alive, area, dz) - at_first + book.sum() + store


@njit(cache=True)
def heat_held(p, tissue, T, w, alive, area, dz):
    """Heat content [J] of the tissue above its start."""
    held = 0.0
    for j in range(T.shape[0]):
        for i in range(T.shape[1]):
            held += alive[j, i] * area[i] * dz * capacity(w[j, i], tissue[0, j], tissue[1, j]) * (T[j, i] - p.start)
    return held


@njit(inline="always")
def capacity(water, wet, dry):
    return dry + water * (wet - dry)


@njit(inline="always")
def heat_taken(p, tissue, j, temperature, water):
    """J/m^3 given to a cell since the start, its steam included."""
    cw, cd = tissue[0, j], tissue[1, j]
    gone = (1.0 - water) * (tissue[4, j] + (cw - cd) * (p.boiling - p.start))
    return capacity(water, cw, cd) * (temperature - p.start) + gone


@njit(cache=True)
def absorb(p, tissue, beam, energy, decay, T, w, alive, top, area, dz):
    """The beam goes straight down each column, loses power along the channel and is absorbed from the first live cell on."""
    nz, nr = T.shape
    lost = energy  # what of it reaches no cell, in the end
    for i in range(nr):
        left = energy * beam[i] * area[i] * decay[top[i]]
        for j in range(top[i], nz):
            mu = p.mu_wet
            if p.bleaching < np.inf:
                mu = max(p.mu_wet * np.exp(-heat_taken(p, tissue, j, T[j, i], w[j, i]) / p.bleaching), p.floor)
            mu = p.mu_dry + w[j, i] * (mu - p.mu_dry)
            taken = left * (1.0 - np.exp(-mu * dz)) if alive[j, i] else 0.0
            T[j, i] += taken / (area[i] * dz * capacity(w[j, i], tissue[0, j], tissue[1, j]))
            left -= taken
            lost -= taken
            if left < 1e-9 * energy * beam[0] * area[i]:
                break
    if p.wall_share > 0.0:
        for j in range(top.max()):
            passing = 0.0
            for i in range(nr):
                if top[i] > j:
                    passing += energy * beam[i] * area[i]
            heat = p.wall_share * passing * (decay[j] - decay[j + 1])
            i = 0
            while i < nr - 1 and not alive[j, i]:
                i += 1
            if alive[j, i]:
                T[j, i] += heat / (area[i] * dz * capacity(w[j, i], tissue[0, j], tissue[1, j]))
                lost -= heat
    return lost


@njit(cache=True, fastmath=True)
def conduct(tissue, dt, T, w, alive, new, dr, dz):
    """Explicit step; conductances of faces in series, none to a void, nothing leaves the grid."""
    nz, nr = T.shape
    for j in range(nz):
        dry, gain = tissue[3, j], tissue[2, j] - tissue[3, j]
        for i in range(nr):
            if not alive[j, i]:
                new[j, i] = T[j, i]
                continue
            k = dry + w[j, i] * gain
            flow = 0.0
            if i > 0 and alive[j, i - 1]:
                other = dry + w[j, i - 1] * gain
                flow += i / (i + 0.5) * 2 * k * other / (k + other) / dr**2 * (T[j, i - 1] - T[j, i])
            if i < nr - 1 and alive[j, i + 1]:
                other = dry + w[j, i + 1] * gain
                flow += (i + 1) / (i + 0.5) * 2 * k * other / (k + other) / dr**2 * (T[j, i + 1] - T[j, i])
            if j > 0 and alive[j - 1, i]:
                other = tissue[3, j - 1] + w[j - 1, i] * (tissue[2, j - 1] - tissue[3, j - 1])
                flow += 2 * k * other / (k + other) / dz**2 * (T[j - 1, i] - T[j, i])
            if j < nz - 1 and alive[j + 1, i]:
                other = tissue[3, j + 1] + w[j + 1, i] * (tissue[2, j + 1] - tissue[3, j + 1])
                flow += 2 * k * other / (k + other) / dz**2 * (T[j + 1, i] - T[j, i])
            new[j, i] = T[j, i] + dt * flow / capacity(w[j, i], tissue[0, j], tissue[1, j])


@njit(cache=True)
def boil_and_remove(p, tissue, T, w, alive, area, dz, book):
    """Boil what is above boiling; cells at a void leave dry and hot, or burst. Returns the latent heat [J] of the steam."""
    nz, nr = T.shape
    steam = 0.0
    for j in range(nz):
        cw, cd, latent = tissue[0, j], tissue[1, j], tissue[4, j]
        for i in range(nr):
            if not alive[j, i] or T[j, i] < p.boiling:
                continue
            box = area[i] * dz
            at_void = j == 0 or not alive[j - 1, i] or (i > 0 and not alive[j, i - 1])
            left = 0.0  # J/m^3 that goes on to the cell below
            if w[j, i] > 0.0:
                excess = capacity(w[j, i], cw, cd) * (T[j, i] - p.boiling)
                limit = max(w[j, i] - (1.0 - p.ejection), 0.0) if at_void else w[j, i]
                gone = min(excess / latent, limit)
                w[j, i] -= gone
                steam += gone * latent * box
                book[0] += gone * (cw - cd) * (p.boiling - p.start) * box
                left = excess - gone * latent
                T[j, i] = p.boiling
                if w[j, i] <= 0.0:
                    T[j, i] += left / cd
                    left = 0.0
            burst = p.ejection < 1.0 and 1.0 - w[j, i] >= p.ejection - 1e-9
            if at_void and (burst or (w[j, i] <= 0.0 and T[j, i] >= p.ablation)):
                if w[j, i] <= 0.0 and T[j, i] > p.ablation:
                    left += cd * (T[j, i] - p.ablation)
                    T[j, i] = p.ablation
                book[1] += capacity(w[j, i], cw, cd) * (T[j, i] - p.start) * box
                alive[j, i] = False
                T[j, i] = p.start
                below = j + 1
                while below < nz and not alive[below, i]:
                    below += 1
                if below < nz:
                    T[below, i] += left / capacity(w[below, i], tissue[0, below], tissue[1, below])
                else:
                    book[1] += left * box
    return steam


@njit(cache=True)
def weigh(p, beam, alive, top, area, weight, dr, dz):
    """Volume times exp(-d / length) of each live cell, d from its middle to the nearest point of an open column."""
    nz, nr = alive.shape
    hole = top.max() > 0
    for j in range(nz):
        for i in range(nr):
            weight[j, i] = 0.0
            if not alive[j, i]:
                continue
            nearest = np.inf
            for m in range(nr):
                if (hole and top[m] > 0) or (not hole and beam[m] > FOOTPRINT * beam[0]):
                    down = max((j + 0.5 - top[m]) * dz, 0.0)
                    across = max((abs(i - m) - 0.5) * dr, 0.0)
                    nearest = min(nearest, np.sqrt(down**2 + across**2))
            if nearest < REACH * p.length:
                weight[j, i] = area[i] * dz * np.exp(-nearest / p.length)


@njit(cache=True)
def give_back(p, tissue, heat, T, w, alive, weight, area, dz):
    """Heat [J] from the steam store to live cells below boiling, by weight; what one at boiling leaves, the others share."""
    nz, nr = T.shape
    left = heat
    for _ in range(ROUNDS):
        total = 0.0
        for j in range(nz):
            for i in range(nr):
                if alive[j, i] and T[j, i] < p.boiling:
                    total += weight[j, i]
        if total <= 0.0 or left <= 1e-6 * heat:
            break
        share = left / total
        for j in range(nz):
            for i in range(nr):
                if alive[j, i] and T[j, i] < p.boiling and weight[j, i] > 0.0:
                    box = area[i] * dz * capacity(w[j, i], tissue[0, j], tissue[1, j])
                    gain = min(share * weight[j, i] / box, p.boiling - T[j, i])
                    T[j, i] = T[j, i] + gain if gain < p.boiling - T[j, i] else p.boiling
                    left -= gain * box
    return heat - left


@njit(cache=True)
def clocks(rates, dt, T, alive, omega):
    """Arrhenius: cell death by the slower of two pairs, collagen by its own."""
    nz, nr = T.shape
    for j in range(nz):
        for i in range(nr):
            if alive[j, i] and T[j, i] > CLOCK_FROM:
                kelvin = T[j, i] + 273.15
                if omega[0, j, i] < CLOSED:
                    death = min(rates[0, 0] - rates[0, 1] / kelvin, rates[1, 0] - rates[1, 1] / kelvin)
                    omega[0, j, i] += dt * np.exp(min(death, LOG_CAP))
                if omega[1, j, i] < CLOSED:
                    omega[1, j, i] += dt * np.exp(min(rates[2, 0] - rates[2, 1] / kelvin, LOG_CAP))
