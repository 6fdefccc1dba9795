"""Moving fronts of the heat solver against closed forms: drying by a hot wall, ablation by a steady beam, halved grids."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import brentq

from heat_cases import ERBIUM, MEDIAN, WHOLE, co2, erbium_layer, skin, spark
from rederm.injury.heat import first_step, follow, fresh_cells, solve_heat
from rederm.injury.heat_grid import column, faces
from rederm.injury.heat_kernel import Train
from rederm.injury.heat_kernel_cells import Layers, Rules
from rederm.injury.heat_kernel_deposit import Source
from rederm.injury.heat_types import Closure, HeatSource


def test_drying_front_ahead_of_a_hot_wall_is_stefans() -> None:
    """s = 2 x sqrt(alpha t), x exp(x^2) erf(x) = c (T_wall - T_boil) / (L sqrt(pi)); all tissue starts at the boiling point."""
    dry_capacity, dry_conductivity, latent, wall, time = 6e5, 0.2, 2e8, 300.0, 0.02
    rules = Rules(100.0, 100.0, math.inf, 1.0, 1.0, math.inf, 0.0, 0.0, 1e-5, 3e-3)
    grid = column(faces(1e-6, 0.0, 250e-6, 300e-6))
    one = np.ones(grid.height.size)
    tissue = Layers(dry_capacity * one, dry_capacity * one, dry_conductivity * one, dry_conductivity * one, latent * one)
    cells = fresh_cells(grid, tissue, rules)
    cells.water[0], cells.temperature[0] = 0.0, wall
    cells.capacity[0] *= 1e9  # the wall: a first cell that never cools
    none = np.zeros(grid.height.size)
    source = Source(np.zeros(1), none, 0.0, none, 0.0, 0.0, math.inf, 0.0)
    follow(Train(0.0, time / 25, 25, time / 25, 0.0, first_step(grid, tissue)), source, cells, grid, tissue, rules)
    stefan = dry_capacity * (wall - 100.0) / latent
    x = brentq(lambda v: v * math.exp(v * v) * math.erf(v) - stefan / math.sqrt(math.pi), 1e-3, 3.0)
    exact = 2 * x * math.sqrt(dry_conductivity / dry_capacity * time)
    front = grid.height[0] / 2 + float(((1 - cells.water) * grid.height)[1:].sum())
    assert front == pytest.approx(exact, rel=0.01)


@pytest.mark.parametrize("irradiance", [1e8, 1e9])
def test_ablation_front_moves_at_the_speed_of_the_energy_balance(irradiance: float) -> None:
    """u = I / (c (T_boil - T_0) + L + c_dry (T_abl - T_boil)), whatever is conducted ahead of a steady front."""
    closure = replace(MEDIAN, useful_share=1.0, returned_share=0.0)
    need = 3.65e6 * 67.0 + 1.72e9 + 6e5 * (closure.ablation_temperature - 100.0)
    wide = skin(dermis_um=5000.0)
    depths = [
        solve_heat(
            HeatSource(depth * need, depth * need / irradiance, math.inf, absorption_wet=6e4, absorption_dry=1e4), wide, closure
        )
        for depth in (400e-6, 800e-6)
    ]
    assert depths[1].ablation_depth - depths[0].ablation_depth == pytest.approx(400e-6, rel=0.01)


@pytest.mark.parametrize(
    ("source", "closure"),
    [
        (co2(20.0, 120.0, 30.0), MEDIAN),
        (co2(100.0, 300.0, 30.0), MEDIAN),
        (co2(90.0, 400.0, 3.0, 0.0), MEDIAN),
        (co2(5.0, 120.0, 30.0, 0.0), MEDIAN),
        (erbium_layer(5.0), ERBIUM),
        (spark(2.0), WHOLE),
    ],
)
def test_half_the_cells_change_the_hole_by_less_than_three_percent(source: HeatSource, closure: Closure) -> None:
    depth = solve_heat(source, skin(), closure).ablation_depth
    assert solve_heat(source, skin(), closure, refine=2.0).ablation_depth == pytest.approx(depth, rel=0.03)
