"""From the fields of the solver to the geometry of one lesion: boundaries between cells, on the axis and at every depth.

The hole follows the sub-cell depth of each column's floor. Damage boundaries are found where ln Omega crosses its threshold,
linear between cell middles, so that they move smoothly with dose. In a layer a radius is infinite where it reaches.
"""

import math

import numpy as np
from numpy.typing import NDArray

from rederm.injury.heat_grid import centres
from rederm.injury.heat_kernel import Watch
from rederm.injury.heat_kernel_cells import Cells, Grid
from rederm.injury.heat_types import HeatLesion
from rederm.injury.numerics_heat import OMEGA_FLOOR, VOID_LOG
from rederm.sources import load_table

Floats = NDArray[np.float64]


def outermost(place: Floats, level: Floats) -> float:
    """Last place where `level` falls through zero, linear between places; 0 where it is nowhere above zero."""
    above = np.flatnonzero(level > 0)
    if above.size == 0:
        return 0.0
    last = int(above[-1])
    if last == place.size - 1:
        return float(place[-1])
    share = level[last] / (level[last] - level[last + 1])
    return float(place[last] + share * (place[last + 1] - place[last]))


def hole(front: Floats, grid: Grid, depth: Floats) -> Floats:
    """Radius (nz,) of the hole at each depth from the depth (columns,) of the floor under each ring."""
    middle = centres(grid.radius)
    floor = np.maximum.accumulate(front[::-1])[::-1]  # a ring is never drilled deeper than one inside it
    if floor[0] <= 0:
        return np.zeros(depth.size)
    radius = np.array([outermost(middle, floor - z) for z in depth])
    return np.where(depth < floor[0], radius, 0.0)


def shape(c: Cells, grid: Grid, watch: Watch, collagen_shift: float, energy: float, error: float) -> HeatLesion:
    """The lesion that the final fields show."""
    rows, columns = grid.height.size, grid.width.size
    front = watch.front
    layer = columns == 1
    middle = centres(grid.depth)
    depth = np.concatenate([np.zeros(1), middle])
    damage = load_table("tissue/damage")
    dead_at = math.log(damage.number("death.threshold", "1"))
    warm_at = math.log(damage.number("warm.threshold", "1"))
    void = c.alive.reshape(rows, columns) == 0

    def level(omega: Floats, threshold: float) -> Floats:
        log = np.log(np.maximum(omega.reshape(rows, columns), OMEGA_FLOOR)) - threshold
        return np.where(void, VOID_LOG, log)

    fields = {
        "collagen": level(c.omega_collagen, collagen_shift),
        "dead": level(c.omega_cell, dead_at),
        "warm": level(c.omega_cell, warm_at),
    }
    dry = np.where(void, 1.0, 1 / 2 - c.water.reshape(rows, columns)).max(axis=1)  # a needle dries beside the axis
    radii = {name: _radii(field, grid, layer) for name, field in fields.items()}
    ablation = max(float(front[0]), 0.0)
    ablated = np.where(depth < ablation, np.inf, 0.0) if layer else hole(front, grid, depth)
    axis = {name: max(outermost(middle, field[:, 0]), ablation) for name, field in fields.items()}
    threshold = load_table("tissue/thermal").number("nerve.threshold", "degC")
    pained = outermost(centres(grid.radius), watch.peak - threshold)
    return HeatLesion(
        depth=depth,
        ablated=ablated,
        collagen=np.maximum(radii["collagen"], ablated),
        dead=np.maximum(radii["dead"], ablated),
        warm=np.maximum(radii["warm"], ablated),
        ablation_depth=ablation,
        ablation_diameter=_diameter(front, grid, ablation, layer),
        dead_depth=axis["dead"],
        collagen_depth=axis["collagen"],
        dry_depth=max(outermost(middle, dry), ablation),
        nerve_area=(np.inf if pained > 0 else 0.0) if layer else math.pi * pained**2,
        energy_in=energy,
        energy_error=error,
    )


def _radii(field: Floats, grid: Grid, layer: bool) -> Floats:
    """Boundary radius at the surface and at the middle of each row."""
    if layer:
        radius = np.where(field[:, 0] > 0, np.inf, 0.0)
    else:
        middle = centres(grid.radius)
        radius = np.array([outermost(middle, row) for row in field])
    return np.concatenate([radius[:1], radius])


def _diameter(front: Floats, grid: Grid, ablation: float, layer: bool) -> float:
    """Diameter of the hole at half its depth."""
    if ablation <= 0:
        return 0.0
    if layer:
        return math.inf
    return float(2 * hole(front, grid, np.array([ablation / 2]))[0])
