"""Holes of a simplified tissue against an independent explicit solver, refined and extrapolated (its own error about 0.5 %).

Constant heat capacity 3.9e6 J/m^3/K, latent heat 1.582e9 J/m^3, removal at 300 degC, absorption 55 1/mm wet or dry; a Gaussian
beam of 120 um and 1 ms; no closure at all. None of the energies was used to choose a numerical setting of this solver.
"""

import math

import numpy as np
import pytest

from rederm.injury.heat import first_step, follow, fresh_cells
from rederm.injury.heat_grid import faces, rings
from rederm.injury.heat_kernel import Train
from rederm.injury.heat_kernel_cells import Layers, Rules
from rederm.injury.heat_shape import hole
from rederm.injury.heat_sources import deposition
from rederm.injury.heat_types import HeatSource

RULES = Rules(34.0, 100.0, 300.0, 1.0, 1.0, math.inf, 0.0, 0.0, 1e-5, 3e-3)
REMOVAL = 2.62e9  # J/m^3 from 34 degC to the ablation temperature


@pytest.mark.parametrize(
    ("energy_mJ", "depth_um", "diameter_um"),
    [(10.0, 628.3, 67.83), (7.5, 466.9, 67.38), (5.0, 304.9, 66.5), (4.0, 240.3, 65.7)],
)
def test_hole_matches_the_refined_reference(energy_mJ: float, depth_um: float, diameter_um: float) -> None:
    source = HeatSource(energy_mJ / 1e3, 1e-3, 120e-6, absorption_wet=55e3, absorption_dry=55e3)
    straight = 2 * source.energy / (math.pi * 60e-6**2) / REMOVAL
    grid = rings(faces(2.5e-6, 0.0, 90e-6, 400e-6), faces(straight / 40, 0.0, straight + 70e-6, straight + 400e-6))
    one = np.ones(grid.height.size)
    tissue = Layers(3.9e6 * one, 3.9e6 * one, 0.42 * one, 0.42 * one, 1.582e9 * one)
    cells = fresh_cells(grid, tissue, RULES)
    train = Train(source.energy / source.pulse, source.pulse, 1, 0.0, 0.0, first_step(grid, tissue))
    front = follow(train, deposition(source, grid), cells, grid, tissue, RULES).front
    assert front[0] * 1e6 == pytest.approx(depth_um, rel=0.01)
    assert 2e6 * hole(front, grid, np.array([front[0] / 2]))[0] == pytest.approx(diameter_um, rel=0.03)
