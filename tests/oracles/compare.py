"""The solver beside the plain one: the same figures from both, and the cells on which the plain one is worth its time."""

import math
from dataclasses import replace

import numpy as np

from heat_cases import MODES, skin
from oracles.brute_force import Measured, brute_force, extrapolated
from rederm.injury.heat import solve_heat
from rederm.injury.heat_types import Closure, HeatSource

CLOSURE = Closure(  # near the posterior's median and fixed, so that what is compared does not move with it
    useful_share=0.52,
    aspect=7.0,
    wall_share=0.36,
    returned_share=0.77,
    returned_length=46e-6,
    returned_time=6e-3,
    ablation_temperature=350.0,
    dry_conductivity=0.18,
    ejection_share=1.0,
    collagen_shift=-0.1,
)
FINER = (0.5, 0.7, 1.0, 1.2)  # cells of these plain runs, divided by; figures at no size follow from a line through them
CELLS_UM = {  # ring, row, radius and depth of the plain grid
    "fractional CO2": (8, 6, 560, 660),
    "fractional CO2, stacked": (8, 6, 560, 720),
    "fractional CO2, low power": (10, 8, 1000, 1200),
    "fractional Er:YAG": (3, 2, 320, 420),
    "full Er:YAG train": (1, 0.7, 1, 900),
    "full CO2": (1, 3, 1, 2400),
    "spark": (3, 3, 320, 360),
    "scattered light": (10, 10, 800, 1800),
    "field": (12, 12, 700, 1500),
    "needle": (14, 14, 1000, 2200),
}


def case(mode: str) -> tuple[HeatSource, Closure]:
    """Source of the mode under the fixed closure, with what the mode itself sets."""
    source, closure = MODES[mode]
    if closure.ejection_share < 1:  # erbium: no plume, cells burst
        return source, replace(CLOSURE, useful_share=1.0, returned_share=0.0, ejection_share=0.92)
    return source, replace(CLOSURE, useful_share=1.0 if closure.useful_share == 1 else CLOSURE.useful_share)


def plain(mode: str, finer: float = 1.0) -> Measured:
    """The plain solver on cells `finer` times smaller, without extrapolation."""
    source, closure = case(mode)
    ring, row, wide, deep = (size * 1e-6 for size in CELLS_UM[mode])
    return brute_force(source, skin(), closure, ring / finer, row / finer, wide, deep)


def reference(mode: str) -> Measured:
    """The plain solver at all sizes of `FINER`, extrapolated; good to about 0.5 % in depth, 2 % or 1 um in the rest."""
    return extrapolated([1 / finer for finer in FINER], [plain(mode, finer) for finer in FINER])


def ours(mode: str, refine: float = 1.0) -> Measured:
    """What the solver of the product says of the same lesion."""
    source, closure = case(mode)
    lesion = solve_heat(source, skin(), closure, refine)
    hole, layer = lesion.ablation_depth, math.isinf(source.diameter)
    middle = hole / 2 if hole > 0 else lesion.dead_depth / 2
    wall, dead, collagen = (
        0.0 if layer else float(np.interp(middle, lesion.depth, radius))
        for radius in (lesion.ablated, lesion.dead, lesion.collagen)
    )
    found = (
        hole,
        0.0 if layer else lesion.ablation_diameter,
        lesion.dead_depth - hole,
        lesion.collagen_depth - hole,
        dead - wall,
        collagen - wall,
    )
    return Measured(*(float(1e6 * x) for x in found), balance=lesion.energy_error)
