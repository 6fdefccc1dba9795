from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, replace

import numpy as np
import pytest

from heat_cases import CO2, ERBIUM, MEDIAN, MODES, WHOLE, co2, co2_layer, needle, scattered, skin, spark
from rederm.injury.heat import solve_heat
from rederm.injury.heat_types import HeatLesion, HeatSource

BOUNDARIES = ("ablated", "collagen", "dead", "warm")


@pytest.mark.parametrize("mode", MODES)
def test_energy_is_accounted_for_in_every_mode(mode: str) -> None:
    lesion = solve_heat(MODES[mode][0], skin(), MODES[mode][1])
    assert lesion.energy_in == MODES[mode][0].energy * MODES[mode][0].pulses
    assert lesion.energy_error < 1e-6
    assert lesion.dead_depth > 0


@pytest.mark.parametrize("mode", MODES)
def test_zero_energy_leaves_no_lesion(mode: str) -> None:
    lesion = solve_heat(replace(MODES[mode][0], energy=0.0, pulse=0.0), skin(), MODES[mode][1])
    assert all(not getattr(lesion, name).any() for name in BOUNDARIES)
    assert lesion.ablation_depth == lesion.dead_depth == lesion.collagen_depth == lesion.dry_depth == 0.0
    assert lesion.nerve_area == lesion.energy_error == 0.0


@pytest.mark.parametrize("mode", MODES)
def test_boundaries_are_nested(mode: str) -> None:
    lesion = solve_heat(MODES[mode][0], skin(), MODES[mode][1])
    assert np.all(lesion.ablated <= lesion.dead)
    assert np.all(lesion.dead <= lesion.warm)
    assert np.all(np.diff(lesion.depth) > 0)
    assert lesion.depth[0] == 0.0


def test_threads_give_the_same_bytes() -> None:
    pairs = list(MODES.values())[:4]
    alone = [solve_heat(source, skin(), closure) for source, closure in pairs]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda pair: solve_heat(pair[0], skin(), pair[1]), pairs))
    for one, other in zip(alone, together, strict=True):
        assert all(np.array_equal(a, b) for a, b in zip(astuple(one), astuple(other), strict=True))


def test_returned_steam_widens_coagulation_and_not_much_the_hole() -> None:
    without = solve_heat(co2(100.0, 300.0, 30.0), skin(), replace(MEDIAN, returned_share=0.0))
    with_steam = solve_heat(co2(100.0, 300.0, 30.0), skin(), MEDIAN)

    def rim(lesion: HeatLesion) -> float:
        return lesion.collagen_depth - lesion.ablation_depth

    assert rim(with_steam) > 2 * rim(without)
    assert with_steam.ablation_depth < 1.3 * without.ablation_depth


def test_two_stacked_pulses_drill_as_deep_as_one_of_their_energy() -> None:
    one = solve_heat(co2(30.0, 120.0, 30.0), skin(), MEDIAN).ablation_depth
    two = solve_heat(replace(co2(15.0, 120.0, 30.0), pulses=2, period=1.5e-3), skin(), MEDIAN).ablation_depth
    assert two == pytest.approx(one, rel=0.05)


def test_buried_heat_removes_nothing_and_dries_only_what_is_open() -> None:
    open_, sealed = solve_heat(needle(60.0), skin(), WHOLE), solve_heat(scattered(40.0), skin(), WHOLE)
    assert open_.ablation_depth == sealed.ablation_depth == 0.0
    assert open_.dry_depth > 0.0
    assert sealed.dry_depth == 0.0


def test_steam_that_condenses_close_by_widens_a_column_and_lets_no_light_pass_deeper() -> None:
    sealed, lost = (solve_heat(replace(scattered(40.0), sealed=sealed), skin(), WHOLE) for sealed in (True, False))
    assert sealed.dead_depth < lost.dead_depth
    assert sealed.dead.max() > lost.dead.max()


def test_needle_kills_around_its_tip_and_not_at_the_surface() -> None:
    lesion = solve_heat(needle(20.0), skin(), WHOLE)
    assert lesion.dead[0] == 0.0
    assert 0.85e-3 < lesion.depth[np.argmax(lesion.dead)] < 1.15e-3


def test_joule_heat_of_a_spark_kills_deeper_than_its_root_alone() -> None:
    joule = solve_heat(spark(2.0), skin(), WHOLE)
    root = solve_heat(replace(spark(2.0), joule_share=0.0), skin(), WHOLE)
    assert joule.dead_depth - joule.ablation_depth > root.dead_depth - root.ablation_depth
    assert joule.ablation_depth < root.ablation_depth


def test_bleached_water_leaves_more_heat_than_cold_water() -> None:
    cold = HeatSource(1.5e4, 250e-6, np.inf, absorption_wet=8.5e5, absorption_dry=1e4)
    bleached = replace(cold, bleaching=6e8, absorption_floor=1.5e5)
    assert solve_heat(bleached, skin(), ERBIUM).dead_depth > solve_heat(cold, skin(), ERBIUM).dead_depth


def test_a_layer_is_as_deep_as_a_very_wide_spot() -> None:
    area = np.pi / 4 * 6e-3**2
    wide = HeatSource(15e4 * area, 0.9e-3, 6e-3, "tophat", **CO2)
    spot = solve_heat(wide, skin(), replace(MEDIAN, aspect=1e9, wall_share=0.0))
    layer = solve_heat(co2_layer(15.0), skin(), MEDIAN)
    assert spot.ablation_depth == pytest.approx(layer.ablation_depth, rel=0.05)


def test_hot_nerves_are_counted_where_their_plane_is_hot() -> None:
    narrow, broad = solve_heat(co2(10.0, 120.0, 30.0), skin(), MEDIAN), solve_heat(co2(100.0, 300.0, 30.0), skin(), MEDIAN)
    assert 0.0 < narrow.nerve_area < broad.nerve_area < 1e-5
    assert np.isinf(solve_heat(co2_layer(15.0), skin(), MEDIAN).nerve_area)
