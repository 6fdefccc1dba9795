"""The electric field against closed forms: hemisphere, disc, coaxial cylinders; layers; energy."""

import math

import numpy as np
import pytest

from rederm.injury.dielectric import complex_conductivity, layered
from rederm.injury.electric_field import Complexes, ElectricField, Floats, solve_field
from rederm.injury.electric_needle import needle_field, stretch
from rederm.injury.heat_grid import centres, faces

A = 50e-6  # m, radius of the conductor
KAPPA = complex_conductivity("wet_skin", 40.68e6)
EDGES = faces(A / 12, 0.0, 3 * A, 300 * A)
APART = np.hypot(centres(EDGES)[:, None], centres(EDGES)[None, :])


def hemisphere(kappa: complex | Complexes = KAPPA) -> ElectricField:
    return solve_field(EDGES, EDGES, np.broadcast_to(np.asarray(kappa, complex), APART.shape), APART < A)


def density(solved: ElectricField) -> Floats:
    field = solved.field
    return np.asarray(field.share / np.outer(np.diff(field.depth), math.pi * np.diff(field.radius**2)))


def test_impedance_of_a_hemisphere_is_one_over_two_pi_kappa_a() -> None:
    assert hemisphere().impedance == pytest.approx(1 / (2 * math.pi * KAPPA * A), rel=0.02)


def test_impedance_of_a_disc_is_one_over_four_kappa_a() -> None:
    depth = stretch(0.0, 300 * A, A / 300, None)
    disc = np.zeros((depth.size - 1, EDGES.size - 1), bool)
    disc[0] = centres(EDGES) < A
    found = solve_field(EDGES, depth, np.full(disc.shape, KAPPA), disc).impedance
    assert found == pytest.approx(1 / (4 * KAPPA * A), rel=0.04)
    assert found == pytest.approx(9.0e3 - 4.2e3j, rel=0.04)


def test_heat_around_a_hemisphere_falls_with_the_fourth_power_and_half_lies_within_two_radii() -> None:
    solved = hemisphere()
    away = (APART > 1.5 * A) & (APART < 20 * A)
    np.testing.assert_allclose((density(solved) * 2 * math.pi * APART**4 / A)[away], 1.0, atol=0.07)
    assert solved.field.share[APART < 2 * A].sum() == pytest.approx(1 / 2, abs=0.01)


def test_coaxial_cylinders_are_met_exactly() -> None:
    radius, depth = np.linspace(0.0, 1e-3, 11), np.linspace(0.0, 2e-3, 6)
    kappa = np.full((5, 10), KAPPA)
    core = np.zeros((5, 10), bool)
    core[:, :2] = True
    solved = solve_field(radius, depth, kappa, core, grounded_below=False)
    assert solved.impedance == pytest.approx(math.log(5) / (2 * math.pi * KAPPA * 2e-3), rel=1e-5)
    expected = radius[3:] / radius[2:-1]
    np.testing.assert_allclose(solved.field.share[0, 2:], np.log(expected) / np.log(5) / 5, rtol=1e-6)


def test_the_phase_of_kappa_turns_the_impedance_and_leaves_the_heat() -> None:
    solved, real = hemisphere(), hemisphere(abs(KAPPA))
    np.testing.assert_allclose(solved.field.share, real.field.share, atol=1e-12)
    assert solved.impedance == pytest.approx(real.impedance * abs(KAPPA) / KAPPA)


def test_in_layers_the_size_of_kappa_spreads_the_current_and_sigma_heats() -> None:
    kappa = layered(centres(EDGES), (77e-6, 1e-3), 40.68e6, horny=True)[:, None] * np.ones(APART.shape)
    whole = hemisphere(kappa)
    sized = hemisphere(np.abs(kappa).astype(complex))
    near = APART < 5 * A
    heated = (sized.field.share * kappa.real / np.abs(kappa))[near]
    np.testing.assert_allclose(heated / heated.sum(), whole.field.share[near] / whole.field.share[near].sum(), atol=2e-4)


def test_fat_below_turns_the_current_sideways() -> None:
    def reach(bounds: tuple[float, ...]) -> tuple[float, float]:
        kappa = layered(centres(EDGES), bounds, 40.68e6, horny=False)[:, None] * np.ones(APART.shape)
        solved = hemisphere(kappa)
        wide = centres(EDGES)[None, :] > 0.5e-3
        return float(np.real(solved.impedance)), float(solved.field.share[np.broadcast_to(wide, APART.shape)].sum())

    thick, thin = reach((77e-6, 1.0)), reach((77e-6, 0.3e-3))
    assert thin[0] > 1.05 * thick[0]
    assert thin[1] > 1.5 * thick[1]


def test_what_does_not_conduct_takes_no_heat() -> None:
    kappa = np.full(APART.shape, KAPPA)
    dry = (APART > 2 * A) & (APART < 2.5 * A) & (centres(EDGES)[:, None] > A)
    solved = hemisphere(np.where(dry, 0.0, kappa))
    assert solved.field.share[dry].sum() < 1e-6
    assert solved.impedance.real > hemisphere().impedance.real


BOUNDS = (77e-6, 1e-3)


def test_current_crowds_at_the_end_of_a_bare_tip() -> None:
    field = needle_field(110e-6, 0.9e-3, 0.3e-3, 0.8e-3, BOUNDS, 1e6)
    hot = density(field)
    place = centres(field.field.depth)[np.unravel_index(hot.argmax(), hot.shape)[0]]
    assert min(abs(place - 0.9e-3), abs(place - 0.6e-3)) < 40e-6


def test_a_bare_needle_meets_less_than_an_insulated_one_and_an_insulated_one_heats_no_epidermis() -> None:
    tip = needle_field(110e-6, 1e-3, 0.3e-3, 0.8e-3, BOUNDS, 1e6)
    whole = needle_field(110e-6, 1e-3, 1e-3, 0.8e-3, BOUNDS, 1e6)
    assert abs(whole.impedance) < 0.6 * abs(tip.impedance)
    assert tip.field.share[tip.field.depth[1:] <= 200e-6].sum() < 0.01
    assert whole.field.share[whole.field.depth[1:] <= 200e-6].sum() > 0.1


def test_a_long_bare_needle_is_a_coaxial_cable() -> None:
    field = needle_field(110e-6, 4e-3, 4e-3, 0.8e-3, (77e-6, 9e-3), 1e6)
    cable = math.log(0.8e-3 / 110e-6) / (2 * math.pi * complex_conductivity("wet_skin", 1e6) * 4e-3)
    assert field.impedance == pytest.approx(cable, rel=0.06)


def test_neighbours_of_the_other_pole_draw_the_heat_together() -> None:
    near, far = (needle_field(110e-6, 1e-3, 0.3e-3, b, (77e-6, 2e-3), 1e6) for b in (0.6e-3, 5e-3))
    within = [f.field.share[:, f.field.radius[1:] <= 0.45e-3].sum() for f in (near, far)]
    assert within[0] > 1.15 * within[1]
    assert abs(near.impedance) < abs(far.impedance)


def test_half_the_cell_size_moves_the_impedance_of_a_needle_little(monkeypatch: pytest.MonkeyPatch) -> None:
    coarse = needle_field(110e-6, 1e-3, 0.3e-3, 0.8e-3, BOUNDS, 1e6).impedance
    monkeypatch.setattr("rederm.injury.electric_needle.CELLS_PER_RADIUS", 12)
    fine = needle_field.__wrapped__(110e-6, 1e-3, 0.3e-3, 0.8e-3, BOUNDS, 1e6).impedance
    assert coarse == pytest.approx(fine, rel=0.02)


@pytest.mark.parametrize("frequency", [0.5e6, 40e6])
def test_all_the_energy_of_a_helium_jet_as_joule_heat_would_warm_skin_by_less_than_ten_kelvin(frequency: float) -> None:
    """8.6 J/cm^2 under a plume 3 mm wide: what a jet's current can add; most of its heat falls at the rim and far away."""
    plume, fluence, capacity, layer = 1.5e-3, 8.6e4, 3.65e6, 0.25e-3
    radius = np.concatenate([np.linspace(0.0, plume, 25)[:-1], stretch(plume, 0.1, plume / 24, None)])
    depth = stretch(0.0, 0.1, 5e-6, None)
    kappa = layered(centres(depth), (77e-6, 1.5e-3), frequency, horny=True)[:, None] * np.ones(radius.size - 1)
    below = np.zeros(kappa.shape, bool)
    below[0] = centres(radius) < plume
    share = solve_field(radius, depth, kappa, below).field.share
    near = share[np.ix_(centres(depth) < layer, centres(radius) < plume)].sum()
    assert 1 < fluence * near / (capacity * layer) < 10
