"""Conduction of the heat solver against closed forms: tissue that neither boils nor leaves."""

import math

import numpy as np
import pytest
from scipy.special import erfc

from rederm.injury.heat import first_step, follow, fresh_cells, stored_heat
from rederm.injury.heat_grid import centres, column, faces, rings
from rederm.injury.heat_kernel import Train
from rederm.injury.heat_kernel_cells import Grid, Layers, Rules
from rederm.injury.heat_kernel_deposit import Source

CONDUCTIVITY, CAPACITY = 0.4, 4e6
DIFFUSIVITY = CONDUCTIVITY / CAPACITY
INERT = Rules(50.0, 1e9, math.inf, 1.0, 1.0, math.inf, 0.0, 0.0, 1e-5, 3e-3)  # starts at 50: never cold enough to stop


def uniform(grid: Grid) -> Layers:
    one = np.ones(grid.height.size)
    return Layers(CAPACITY * one, CAPACITY * one, CONDUCTIVITY * one, CONDUCTIVITY * one, 1e9 * one)


def surface_flux(grid: Grid) -> Source:
    """A beam that the first cell absorbs whole."""
    none = np.zeros(grid.width.size * grid.height.size)
    return Source(np.ones(1), none, 0.0, np.ones(grid.height.size), 1e12, 1e12, math.inf, 0.0)


def test_half_space_under_constant_flux_follows_its_closed_form() -> None:
    flux, duration = 2e5, 0.02
    grid = column(faces(1e-6, 0.0, 100e-6, 1e-3))
    tissue = uniform(grid)
    cells = fresh_cells(grid, tissue, INERT)
    follow(Train(flux, duration, 1, 0.0, 0.0, first_step(grid, tissue)), surface_flux(grid), cells, grid, tissue, INERT)
    z = centres(grid.depth)
    length = math.sqrt(4 * DIFFUSIVITY * duration)
    exact = flux / CONDUCTIVITY * (length / math.sqrt(math.pi) * np.exp(-((z / length) ** 2)) - z * erfc(z / length))
    assert cells.temperature - 50.0 == pytest.approx(exact, abs=0.01 * exact[0])
    assert stored_heat(cells, INERT) == pytest.approx(flux * duration, rel=1e-9)


@pytest.mark.parametrize("depth", [0.0, 500e-6])
def test_released_heat_spreads_as_a_gaussian(depth: float) -> None:
    """A Gaussian ball of heat stays one, at an insulated surface and deep in the tissue; its variance grows by 2 alpha t."""
    width, time, rise = 30e-6, 0.03, 40.0
    grid = rings(faces(5e-6, 0.0, 150e-6, 1.2e-3), faces(5e-6, max(depth - 150e-6, 0.0), depth + 150e-6, depth + 1.2e-3))
    tissue = uniform(grid)
    cells = fresh_cells(grid, tissue, INERT)
    square = (centres(grid.depth)[:, None] - depth) ** 2 + centres(grid.radius)[None, :] ** 2
    cells.temperature[:] += rise * np.exp(-square / (2 * width**2)).ravel()
    held = stored_heat(cells, INERT)
    follow(Train(0.0, 1e-9, 1, 0.0, time, first_step(grid, tissue)), silent(grid), cells, grid, tissue, INERT)
    spread = width**2 + 2 * DIFFUSIVITY * time
    exact = rise * (width**2 / spread) ** 1.5 * np.exp(-square / (2 * spread)).ravel()
    assert cells.temperature - 50.0 == pytest.approx(exact, abs=0.01 * exact.max())
    assert stored_heat(cells, INERT) == pytest.approx(held, rel=1e-9)


def silent(grid: Grid) -> Source:
    """No deposition at all."""
    none = np.zeros(grid.width.size * grid.height.size)
    return Source(np.zeros(grid.width.size), none, 0.0, np.zeros(grid.height.size), 0.0, 0.0, math.inf, 0.0)
