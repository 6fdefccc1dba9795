"""The front on a cell, the distance form beside it, and the supply of cells behind both."""

import numpy as np
import pytest

from healing_cases import MEDIAN, face
from rederm.healing.front_cell import follow_front, holes
from rederm.healing.front_supply import adnexa_alive, budget, stem_pace

SPEED = 0.12  # mm/d, moist


def test_a_straight_front_goes_at_the_speed_that_it_was_given() -> None:
    bare = np.zeros((64, 64), bool)
    bare[8:] = True
    states = follow_front(bare, 3.0, SPEED, 200)
    moved = (np.arange(64) - 7.5) * 3 / 64
    along = slice(14, 30)
    assert np.polyfit(states.closed_at[along, 0] / 24, moved[along], 1)[0] == pytest.approx(SPEED, rel=0.08)


def test_care_scales_the_front_and_nothing_else() -> None:
    moist = follow_front(holes(3.2, 1.5), 3.2, SPEED, 300)
    dry = follow_front(holes(3.2, 1.5), 3.2, SPEED, 500, factor=0.5)
    assert dry.hours_until(0.05) == pytest.approx(2 * moist.hours_until(0.05), rel=0.15)


@pytest.mark.parametrize("width", [0.15, 0.2, 0.3])
def test_a_thin_front_closes_a_hole_when_it_has_gone_half_its_width(width: float) -> None:
    states = follow_front(holes(width + 0.1, width), width + 0.1, SPEED, 100, division_d=0.05)
    assert states.closed_at.max() == pytest.approx(24 * width / 2 / SPEED, rel=0.12)


@pytest.mark.parametrize(("width", "curved"), [(0.15, 3.9), (0.2, 6.3), (0.5, 25.5), (1.0, 65.1), (2.0, 153.6)])
def test_cells_that_divide_once_a_day_fill_small_holes_sooner_as_if_the_front_were_pulled_by_its_curvature(
    width: float, curved: float
) -> None:
    """(R - l ln(1 + R / l)) / v with l = 0.095 mm: half a millimetre in half the time, two millimetres in three quarters."""
    states = follow_front(holes(2 * width + 0.2, width), 2 * width + 0.2, SPEED, 250)
    assert states.closed_at.max() == pytest.approx(curved, rel=0.1, abs=1.0)


@pytest.mark.parametrize("density", [6.25, 1.9, 1.2], ids=["forehead", "back", "forearm"])
@pytest.mark.parametrize("factor", [1.0, 0.562], ids=["moist", "dry"])
def test_bare_fields_close_from_their_ducts_as_the_distance_form_says(density: float, factor: float) -> None:
    """Mean of several placings of the ducts in 16 mm^2, whose number varies as well."""
    noise, side, found = np.random.default_rng(0), 4.0, []
    for _ in range(6):
        ducts = noise.uniform(0.0, side, (int(noise.poisson(density * side**2)), 2))
        found.append(follow_front(np.ones((64, 64), bool), side, SPEED, 900, ducts, factor=factor).hours_until(0.05))
    fast = 24 * np.sqrt(-np.log(0.05) / (np.pi * density)) / (SPEED * factor)
    assert np.mean(found) == pytest.approx(fast, rel=0.12)


def test_overlapping_holes_close_no_later_than_their_edges_say() -> None:
    noise = np.random.default_rng(1)
    for _ in range(3):
        bare = holes(1.5, 0.2, noise.uniform(0.0, 1.5, (30, 2)))
        steps = sum(int((bare != np.roll(bare, 1, axis)).sum()) for axis in (0, 1))
        perimeter = np.pi / 4 * steps * 1.5 / 64 / 1.5**2  # of a staircase, turned to that of a curve
        fast = 24 * 2 * bare.mean() / perimeter / SPEED
        assert follow_front(bare, 1.5, SPEED, 60).hours_until(0.05) < fast


def test_dead_duct_walls_delay_a_field_by_their_depth() -> None:
    ducts = np.array([[1.0, 1.0], [0.2, 0.4]])
    near, deep = (follow_front(np.ones((64, 64), bool), 2.0, SPEED, 600, ducts, z).hours_until(0.05) for z in (0.0, 0.24))
    assert deep - near == pytest.approx(48, abs=3)


def test_a_cell_without_a_hole_is_closed_mature_and_clean_from_the_start() -> None:
    states = follow_front(np.zeros((64, 64), bool), 1.0, SPEED, 10)
    assert states.hours_until(0.05) == 0.0
    assert (states.open_share(states.hours) == 0.0).all()
    for full in (states.n, states.maturity()):
        assert (full == 1.0).all()
    for none in (states.c, states.debris(2.5)):
        assert (none == 0.0).all()


def test_density_and_signal_stay_between_none_and_full_and_a_closed_place_matures_and_sheds() -> None:
    states = follow_front(holes(0.8, 0.3), 0.8, SPEED, 300)
    for values in (states.n, states.c, states.maturity(), states.debris(2.5)):
        assert values.min() >= 0.0
        assert values.max() <= 1.0
    assert (np.diff(states.open_share(states.hours)) <= 0.0).all()
    middle = states.maturity()[:, 32, 32]
    assert middle[0] == 0.0
    assert middle[-1] > 0.5
    assert states.debris(2.5)[-1, 32, 32] < 0.02


def test_a_grid_that_cannot_resolve_the_front_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot resolve"):
        follow_front(holes(4.0, 1.0), 4.0, SPEED, 10, division_d=0.05)


def test_the_rim_of_a_hole_sweeps_what_its_cells_make() -> None:
    divisions, rim = np.array([4.0]), 0.15
    for radius in (5.0, 20.0, 500.0):
        path = float(budget(np.array([radius]), divisions)[0])
        assert radius**2 - (radius - path) ** 2 == pytest.approx(15 * (2 * radius * rim + rim**2))
    assert path == pytest.approx(15 * rim, rel=0.01)  # a straight margin
    assert budget(np.array([0.25, 2.5, 4.5]), divisions).tolist() == [np.inf] * 3
    assert 0.0 < stem_pace() < 0.5


def test_deeper_death_leaves_fewer_adnexa_and_follicles_go_before_sweat_ducts() -> None:
    depth = np.linspace(0.0, 3.0, 60)
    dermis = face(35).dermis_um / 1000
    follicles, ducts = (np.array([adnexa_alive(np.array([z]), dermis, MEDIAN)[i][0] for z in depth]) for i in (0, 1))
    for share in (follicles, ducts):
        assert share[0] == 1.0
        assert (np.diff(share) < 0.0).all()
    assert (follicles <= ducts).all()
    assert follicles[-1] < 0.01
