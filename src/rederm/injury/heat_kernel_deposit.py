"""Where the energy of one step goes: beam down each column, wall of the channel, volume sources, returned steam heat.

beam at depth z of a channel:  P(z) = eta P exp(-z / (a D)); a share of what is lost on the way heats the wall at that depth
absorption of a cell:          mu = mu_dry + w (max(mu_wet exp(-u / u0), floor) - mu_dry), Beer-Lambert from the first live cell
volume source:                 q ~ shape * w, its sum kept: current and light move ahead of what has dried
steam store:                   M / tau enters live cells below boiling with weight exp(-d / length), d to the nearest wall
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from rederm.injury.heat_kernel_cells import CHANNEL, IN, STORE, Cells, Floats, Grid, Layers, Rules, U, heat_density, put
from rederm.injury.numerics_heat import BEAM_LEFT, FAST_MATH, FOOTPRINT, KERNEL, RANGE, SUBCOOLED


class Source(NamedTuple):
    """Shapes of the deposition, each of unit total; `volume_share` of the power goes to the volume, the rest to the beam."""

    beam: Floats  # (columns,)
    volume: Floats  # (cells,), total 1
    volume_share: float
    whole: Floats  # (rows,) share of the beam that wet, unbleached tissue absorbs
    wet: float  # 1/m
    dry: float  # 1/m
    bleaching: float  # J/m^3
    floor: float  # 1/m


@njit(**KERNEL)
def find_tops(tops: NDArray[np.int64], c: Cells, g: Grid, y: Layers, rules: Rules) -> bool:
    """First live row of each column; notes the heat that a cell holds when it becomes the floor. True where a floor moved."""
    n = g.area.size
    moved = False
    for i in range(n):
        j = tops[i]
        while j < g.height.size and c.alive[j * n + i] == 0:
            j += 1
        if j > tops[i]:
            moved = True
            tops[i] = j
            if j < g.height.size:
                c.exposed_heat[i] = heat_density(j * n + i, c, g, y, rules)
    return moved


@njit(**KERNEL)
def deposit_beam(
    energy: float, s: Source, tops: NDArray[np.int64], decay: Floats, wall: Floats, c: Cells, g: Grid, y: Layers, rules: Rules
) -> None:
    """Absorb `energy` [J] of the surface beam. `decay` (rows + 1,): exp(-z / (a D)); `wall` (rows + 1,): scratch."""
    n = g.area.size
    rows = g.height.size
    t, water, capacity, sensible = c.temperature, c.water, c.capacity, c.sensible
    for j in range(wall.size):
        wall[j] = 0.0
    drilled = 0
    plain = s.bleaching == np.inf
    alike = plain and s.wet == s.dry
    for i in range(n):
        if s.beam[i] <= 0.0:
            continue
        given = energy * s.beam[i] * g.area[i]
        c.account[IN] += given
        useful = given * rules.useful_share
        c.account[CHANNEL] += given - useful
        j = tops[i]
        drilled = max(drilled, j)
        wall[j] += useful
        c.account[CHANNEL] += useful * (1.0 - decay[j])
        left = useful * decay[j]
        enough = left * BEAM_LEFT
        k = j * n + i
        while j < rows and left > 0.0:
            if c.alive[k] == 1:
                if alike or (plain and water[k] == 1.0):
                    absorbed = left * s.whole[j]
                else:
                    mu = s.wet
                    if not plain:
                        mu = max(s.wet * np.exp(-heat_density(k, c, g, y, rules) / s.bleaching), s.floor)
                    absorbed = left * (1.0 - np.exp(-(s.dry + water[k] * (mu - s.dry)) * g.height[j]))
                left -= absorbed
                if left <= enough:
                    absorbed += left
                    left = 0.0
                if water[k] > 0.0 and absorbed <= capacity[k] * (rules.boiling - t[k]) - sensible[k]:
                    sensible[k] += absorbed
                else:
                    put(k, absorbed, c, g, y, rules)
            j += 1
            k += n
        c.account[CHANNEL] += left
    if rules.wall_share > 0.0:
        passing = 0.0
        for j in range(drilled - 1, -1, -1):
            passing += wall[j + 1]
            heat = passing * (decay[j] - decay[j + 1]) * rules.wall_share
            k = j * n
            end = k + n - 1
            while k < end and c.alive[k] == 0:
                k += 1
            if heat > 0.0 and c.alive[k] == 1:
                c.account[CHANNEL] -= heat
                put(k, heat, c, g, y, rules)


@njit(**KERNEL)
def deposit_volume(energy: float, s: Source, c: Cells, g: Grid, y: Layers, rules: Rules) -> None:
    """Spread `energy` [J] over the cells that still hold water, in proportion to shape and water."""
    t, water, alive, capacity, sensible, share = c.temperature, c.water, c.alive, c.capacity, c.sensible, s.volume
    total = 0.0
    for k in range(share.size):
        total += share[k] * water[k] * alive[k]
    c.account[IN] += energy
    if total <= 0.0:
        c.account[CHANNEL] += energy
        return
    scale = energy / total
    for k in range(share.size):
        heat = scale * share[k] * water[k] * alive[k]
        if heat > 0.0:
            if heat <= capacity[k] * (rules.boiling - t[k]) - sensible[k]:
                sensible[k] += heat
            else:
                put(k, heat, c, g, y, rules)


@njit(**KERNEL)
def weigh_return(s: Source, weight: Floats, distance: Floats, c: Cells, g: Grid, rules: Rules) -> None:
    """Weight of each cell for returned steam heat: volume times exp(-d / length), d from the nearest void above or inside."""
    n = g.area.size
    reach = RANGE * rules.returned_length
    alive, beam, width, height, area = c.alive, s.beam, g.width, g.height, g.area
    strongest = 0.0
    for i in range(n):
        strongest = max(strongest, beam[i])
    open_surface = False
    for i in range(n):
        open_surface = open_surface or alive[i] == 0
    for j in range(height.size):
        for i in range(n):
            k = j * n + i
            if alive[k] == 0:
                distance[k] = 0.0
                weight[k] = 0.0
                continue
            d = np.inf
            down = height[j] / 2
            if j > 0:
                if alive[k - n] == 1:
                    down += height[j - 1] / 2
                d = min(d, distance[k - n] + down)
            elif not open_surface and beam[i] > FOOTPRINT * strongest:
                d = down
            if i > 0:
                across = width[i] / 2
                if alive[k - 1] == 1:
                    across += width[i - 1] / 2
                d = min(d, distance[k - 1] + across)
                if j > 0:
                    d = min(d, distance[k - n - 1] + np.sqrt(down * down + across * across))
            distance[k] = d
            weight[k] = area[i] * height[j] * np.exp(-d / rules.returned_length) if d < reach else 0.0


@njit(fastmath=FAST_MATH, **KERNEL)
def deposit_return(dt: float, weight: Floats, c: Cells, g: Grid, rules: Rules) -> None:
    """Let the steam store give its share of this time to the cells below boiling, each up to the boiling point."""
    t, capacity = c.temperature, c.capacity
    ceiling = rules.boiling - SUBCOOLED
    total = 0.0
    for k in range(U(weight.size)):
        total += weight[k] if t[k] < ceiling else 0.0
    if total <= 0.0:
        return
    scale = c.account[STORE] * (1.0 - np.exp(-dt / rules.returned_time)) / total
    given = 0.0
    for k in range(U(weight.size)):
        heat = min(scale * weight[k], capacity[k] * (rules.boiling - t[k])) if t[k] < ceiling else 0.0
        t[k] += heat / capacity[k]
        given += heat
    c.account[STORE] -= given
    for j in range(g.height.size):
        c.hot[j] = max(c.hot[j], rules.boiling)
