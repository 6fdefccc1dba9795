"""What a hole does to its plume, and what comes off around it."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from heat_cases import ERBIUM, MEDIAN, co2, co2_layer, erbium_layer, skin
from rederm.injury.heat import solve_heat
from rederm.injury.heat_types import HeatSource
from rederm.injury.hole import confined, confinement, gone_dry, lift
from rederm.injury.thermal import Lesions

OPEN = replace(MEDIAN, useful_share=0.9, returned_share=0.06)
ZERO = np.zeros(1)


def lesion(dead: np.ndarray, hole_um: float = 0.0) -> Lesions:
    """A lesion on a depth axis of 0 to 200 um whose hole is 40 um deep."""
    depth = np.linspace(0, 200, 101)
    hole = np.where(depth < 40, hole_um, 0.0)[None, :]
    death = dead[None, :]
    return Lesions(depth, hole, death, death, death, ZERO + 40, ZERO + 60, ZERO + 150, ZERO + 70, ZERO, ZERO)


def reaching(radius_um: float, bottom_um: float = 150.0) -> np.ndarray:
    return np.where(np.linspace(0, 200, 101) < bottom_um, radius_um, 0.0)


def test_a_narrow_hole_keeps_its_plume_and_a_shallow_wide_spot_does_not() -> None:
    deep = confinement(co2(80.0, 120.0, 30.0, 0.0), MEDIAN, skin())
    wide = confinement(co2(60.0, 1000.0, 30.0, 0.0), MEDIAN, skin())
    assert deep > 0.95
    assert wide < 0.05
    assert confined(deep, OPEN, MEDIAN).returned_share == pytest.approx(MEDIAN.returned_share, rel=0.05)
    assert confined(wide, OPEN, MEDIAN).useful_share == pytest.approx(OPEN.useful_share, rel=0.05)


def test_confinement_grows_smoothly_with_energy() -> None:
    kappa = [confinement(co2(energy, 500.0, 30.0), MEDIAN, skin()) for energy in np.geomspace(1, 500, 60)]
    steps = np.diff(kappa)
    assert (steps > 0).all()
    assert steps.max() < 0.1


def test_a_very_wide_spot_does_what_a_full_field_of_its_fluence_does() -> None:
    layer = co2_layer(7.5)
    wide = replace(layer, diameter=2e-3, profile="tophat", energy=layer.energy * math.pi * 1e-6)
    kappa = confinement(wide, MEDIAN, skin())
    spot = solve_heat(wide, skin(), confined(kappa, OPEN, MEDIAN))
    field = solve_heat(layer, skin(), OPEN)
    assert spot.dead_depth == pytest.approx(field.dead_depth, rel=0.05)
    assert spot.dry_depth == pytest.approx(field.dry_depth, rel=0.05)


def test_epidermis_lifts_where_it_hangs_further_than_its_thickness_over_a_dead_basal_layer() -> None:
    junction = skin().junction_um
    above = np.linspace(0, 200, 101) <= junction
    wide, narrow = lift(lesion(reaching(400.0), 100.0), skin())[0], lift(lesion(reaching(70.0), 100.0), skin())[0]
    assert np.allclose(wide[above], 400 - junction)
    np.testing.assert_array_equal(narrow, lesion(reaching(70.0), 100.0).ablated[0])
    alive = lift(lesion(reaching(400.0, bottom_um=60.0), 100.0), skin())[0]
    np.testing.assert_array_equal(alive, lesion(reaching(0.0), 100.0).ablated[0])
    assert (wide[~above] == 0).all()


def test_dry_tissue_comes_off_an_open_spot_and_stays_in_a_hole() -> None:
    one = lesion(reaching(400.0))
    assert gone_dry(one, np.array([4000.0]))[0] == pytest.approx(70, rel=0.01)
    assert gone_dry(one, np.array([4.0]))[0] == pytest.approx(40, rel=0.01)
    assert gone_dry(one, np.array([40.0]))[0] == pytest.approx(55)  # as wide as it is deep: half of it


def test_a_train_on_wet_skin_ablates_as_many_times_what_one_pulse_does() -> None:
    """Dryness left by a pulse is no credit for the next where the body wets it again; heat that stays adds a little."""
    wet = replace(ERBIUM, rewetted_share=1.0)
    one, five = (replace(erbium_layer(5.0, pulses), period=1.0) for pulses in (1, 5))
    single, train, dry = solve_heat(one, skin(), wet), solve_heat(five, skin(), wet), solve_heat(five, skin(), ERBIUM)
    assert train.ablation_depth == pytest.approx(5 * single.ablation_depth, rel=0.06)
    assert dry.ablation_depth > 1.1 * train.ablation_depth
    assert train.energy_error < 1e-9


def test_an_erbium_front_does_not_need_cells_finer_than_the_light_goes() -> None:
    """Rows of 0.7 to 16 um stand against light that stops within 1 to 10 um: the front follows the energy balance."""
    for source in (
        erbium_layer(2.5),
        erbium_layer(20.0),
        HeatSource(0.1, 300e-6, 270e-6, "tophat", 5, 0.1, absorption_wet=1e6, absorption_dry=2e5, absorption_floor=1e5),
    ):
        coarse, fine = (solve_heat(source, skin(4000.0), ERBIUM, refine=refine).ablation_depth for refine in (1, 2))
        assert coarse == pytest.approx(fine, rel=0.02, abs=0.3e-6)


def test_a_dry_floor_under_a_long_pulse_does_not_leave_in_bursts_of_the_time_step() -> None:
    """All of a dry layer comes to the ablation temperature at nearly one time: steps too long would take it off at once."""
    depths = [solve_heat(replace(co2_layer(20.0), pulse=ms / 1e3), skin(), OPEN).ablation_depth for ms in (7, 10, 14, 20, 30)]
    assert all(later < sooner + 2e-6 for sooner, later in pairwise(depths))
