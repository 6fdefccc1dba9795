"""Cooling through the skin's surface against the closed form of a half-space that loses h (T_surface - T_outside)."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import erf, erfcx

from heat_cases import MEDIAN, MODES, scattered, skin
from rederm.injury.heat import first_step, follow, fresh_cells, precooled, solve_heat, stored_heat
from rederm.injury.heat_grid import centres, column, faces, rings
from rederm.injury.heat_kernel import Train
from rederm.injury.heat_kernel_cells import SURFACE, Grid, Layers, Rules
from rederm.injury.heat_kernel_deposit import Source
from rederm.injury.heat_tissue import layers
from rederm.injury.heat_types import Surface

CONDUCTIVITY, CAPACITY, START = 0.42, 3.65e6, 80.0  # starts warm: never cold enough to stop
COLD_AIR, CONTACT, CRYOGEN = Surface(300.0, -3.0), Surface(1400.0, 9.0), Surface(25000.0, -12.0)


def rules(surface: Surface, start: float = START) -> Rules:
    return Rules(start, 1e9, math.inf, 1.0, 1.0, math.inf, 0.0, 0.0, 1e-5, 3e-3, surface.loss, surface.outside)


def uniform(grid: Grid) -> Layers:
    one = np.ones(grid.height.size)
    return Layers(CAPACITY * one, CAPACITY * one, CONDUCTIVITY * one, CONDUCTIVITY * one, 1e9 * one)


def silent(grid: Grid) -> Source:
    none = np.zeros(grid.width.size * grid.height.size)
    return Source(np.zeros(grid.width.size), none, 0.0, np.zeros(grid.height.size), 0.0, 0.0, math.inf, 0.0)


def closed_form(z: np.ndarray, seconds: float, surface: Surface) -> np.ndarray:
    x = z / (2 * math.sqrt(CONDUCTIVITY / CAPACITY * seconds))
    b = surface.loss * math.sqrt(seconds / (CONDUCTIVITY * CAPACITY))
    return surface.outside + (START - surface.outside) * (erf(x) + np.exp(-(x**2)) * erfcx(x + b))


@pytest.mark.parametrize("seconds", [0.05, 2.0])
@pytest.mark.parametrize("surface", [COLD_AIR, CONTACT, CRYOGEN])
@pytest.mark.parametrize("wide", [False, True])
def test_a_half_space_cooled_by_convection_follows_its_closed_form(surface: Surface, seconds: float, wide: bool) -> None:
    depth = faces(5e-6, 0.0, 300e-6, 6e-3)
    grid = rings(faces(20e-6, 0.0, 1e-4, 1e-3), depth) if wide else column(depth)
    tissue, model = uniform(grid), rules(surface)
    cells = fresh_cells(grid, tissue, model)
    follow(Train(0.0, 1e-9, 1, 0.0, seconds, first_step(grid, tissue)), silent(grid), cells, grid, tissue, model)
    exact = np.repeat(closed_form(centres(grid.depth), seconds, surface), grid.width.size)
    assert cells.temperature == pytest.approx(exact, abs=0.005 * (START - exact.min()))
    assert stored_heat(cells, model) == pytest.approx(-cells.account[SURFACE], rel=1e-10)


@pytest.mark.parametrize("surface", [COLD_AIR, CONTACT, CRYOGEN])
def test_precooled_skin_of_one_layer_is_the_closed_form(surface: Surface) -> None:
    seconds = 0.05 if surface is CRYOGEN else 1.5
    grid = column(faces(5e-6, 0.0, 300e-6, 6e-3))
    exact = closed_form(centres(grid.depth), seconds, surface)
    assert precooled(seconds, grid, uniform(grid), rules(surface)) == pytest.approx(exact, abs=0.005 * (START - exact.min()))


def test_precooled_layered_skin_is_what_the_time_loop_reaches_without_power() -> None:
    grid = column(faces(5e-6, 0.0, 300e-6, 6e-3))
    tissue, model = layers(centres(grid.depth), skin(), MEDIAN.dry_conductivity), rules(CONTACT)
    cells = fresh_cells(grid, tissue, model)
    follow(Train(0.0, 1e-9, 1, 0.0, 1.5, first_step(grid, tissue)), silent(grid), cells, grid, tissue, model)
    start = precooled(1.5, grid, tissue, model)
    assert start == pytest.approx(cells.temperature, abs=0.005 * (START - start.min()))
    assert (np.diff(start) >= 0.0).all()


@pytest.mark.parametrize("mode", MODES)
def test_energy_is_accounted_for_under_cooling(mode: str) -> None:
    source, closure = MODES[mode]
    lesion = solve_heat(replace(source, surface=replace(CONTACT, before=1.0)), skin(), closure)
    assert lesion.energy_error < 1e-10


def test_skin_at_rest_in_room_air_stays_as_it_is() -> None:
    grid = column(faces(5e-6, 0.0, 300e-6, 6e-3))
    tissue, model = uniform(grid), rules(Surface(8.0, START))
    cells = fresh_cells(grid, tissue, model)
    follow(Train(0.0, 1e-9, 1, 0.0, 5.0, first_step(grid, tissue)), silent(grid), cells, grid, tissue, model)
    assert (cells.temperature == START).all()
    assert cells.account[SURFACE] == 0.0


def test_room_air_takes_little_of_a_lesion() -> None:
    """An insulated surface and room air differ by less than a hundredth in what is dead."""
    in_air = solve_heat(scattered(20.0), skin(), MEDIAN).dead_depth
    insulated = solve_heat(replace(scattered(20.0), surface=Surface(0.0, 33.0)), skin(), MEDIAN).dead_depth
    assert in_air == pytest.approx(insulated, rel=0.01)
