"""Cooling of the surface: what it does to a lesion, where it comes from in a course, and what the tables say of it."""

from dataclasses import replace

import numpy as np
import pytest

from heat_cases import MEDIAN, MODES, needle, scattered, skin
from rederm.course import Course
from rederm.devices import load_device, make_setting
from rederm.draws import Draws
from rederm.injury import injure, lesion_report
from rederm.injury.cooling import COOLERS, cooled, nerve_relief, surfaces
from rederm.injury.heat import precooled, solve_heat
from rederm.injury.heat_grid import centres, column, faces
from rederm.injury.heat_kernel_cells import Rules
from rederm.injury.heat_tissue import layers
from rederm.injury.heat_types import HeatLesion, HeatSource, Surface
from rederm.skin import skin_of
from rederm.sources import InputError

TYPICAL = {name: surfaces(name, Draws.at_median())[0] for name in COOLERS}


def under(name: str, source: HeatSource) -> HeatLesion:
    return solve_heat(replace(source, surface=TYPICAL[name]), skin(), MEDIAN)


def width_at(lesion: HeatLesion, depth: float) -> float:
    return float(np.interp(depth, lesion.depth, lesion.dead))


def surface_after(surface: Surface, start: float, seconds: float) -> float:
    """Temperature of the topmost 5 um of skin that rested at `start`."""
    grid = column(faces(5e-6, 0.0, 300e-6, 6e-3))
    tissue = layers(centres(grid.depth), skin(), MEDIAN.dry_conductivity)
    rules = Rules(start, 1e9, np.inf, 1.0, 1.0, np.inf, 0.0, 0.0, 1e-5, 3e-3, surface.loss, surface.outside)
    return float(precooled(seconds, grid, tissue, rules)[0])


@pytest.mark.parametrize("cooler", COOLERS)
@pytest.mark.parametrize("mode", MODES)
def test_cooling_never_deepens_a_lesion(mode: str, cooler: str) -> None:
    source, closure = MODES[mode]
    plain = solve_heat(source, skin(), closure)
    cold = solve_heat(replace(source, surface=TYPICAL[cooler]), skin(), closure)
    half_a_row = float(np.diff(plain.depth)[1:].min()) / 2  # what a depth of the solver resolves
    for name in ("ablation_depth", "dead_depth", "collagen_depth"):
        assert getattr(cold, name) <= getattr(plain, name) + half_a_row, name
    assert cold.nerve_area <= plain.nerve_area


def test_a_cold_window_spares_the_epidermis_over_a_column_and_leaves_the_dermis() -> None:
    plain, cold = solve_heat(scattered(20.0), skin(), MEDIAN), under("contact cooling", scattered(20.0))
    assert width_at(cold, 40e-6) < 0.85 * width_at(plain, 40e-6)
    assert width_at(cold, 500e-6) == pytest.approx(width_at(plain, 500e-6), rel=0.1)
    assert cold.dead_depth == pytest.approx(plain.dead_depth, rel=0.03)


def test_a_cold_window_hardly_reaches_the_zone_of_a_needle() -> None:
    plain, cold = solve_heat(needle(40.0), skin(), MEDIAN), under("contact cooling", needle(40.0))
    assert cold.dead_depth == pytest.approx(plain.dead_depth, rel=0.01)
    assert cold.dead.max() == pytest.approx(plain.dead.max(), rel=0.03)


@pytest.mark.parametrize("cooler", ["cold air", "contact cooling"])
@pytest.mark.parametrize("mode", ["fractional CO2", "fractional CO2, stacked", "fractional Er:YAG"])
def test_cooling_changes_a_drilled_hole_by_less_than_three_percent(mode: str, cooler: str) -> None:
    source, closure = MODES[mode]
    plain = solve_heat(source, skin(), closure).ablation_depth
    assert solve_heat(replace(source, surface=TYPICAL[cooler]), skin(), closure).ablation_depth == pytest.approx(
        plain, rel=0.03
    )


def test_a_cold_window_brings_skin_to_what_was_measured() -> None:
    """From 30 degC to 14 to 19 degC in a second behind a window of 6 to 12 degC."""
    assert 14.0 < surface_after(TYPICAL["contact cooling"], 30.0, 1.0) < 19.0


def test_a_spurt_of_cryogen_brings_skin_to_what_was_measured() -> None:
    """-9 to 5 degC after spurts of 20 to 100 ms."""
    assert -9.0 < surface_after(TYPICAL["cryogen"], 30.0, TYPICAL["cryogen"].before) < 5.0


def test_a_mask_after_treatment_cools_no_lesion() -> None:
    assert cooled([scattered(20.0)], "cool mask", Draws.at_median()) == [scattered(20.0)]
    assert cooled([scattered(20.0)], "cold air", Draws.at_median())[0].surface == TYPICAL["cold air"]


def test_the_aids_of_a_course_say_what_cools() -> None:
    text = "1 session of nonablative-fractional on cheek, with {}"
    cares = [Course.parse(text.format(aid)).sessions[0].aftercare for aid in ("cold air", "contact cooling", "cool mask")]
    assert [care.skin_cooling for care in cares] == ["cold air", "contact cooling", "none"]


def test_peels_take_no_notice_of_cooling() -> None:
    setting, draws = make_setting(load_device("tca-peel"), {}), Draws.at_median()
    plain, cold = (injure(setting, skin_of("cheek", 45.0), draws, word) for word in ("none", "cold air"))
    assert cold.necrosis_depth_um == plain.necrosis_depth_um


def test_a_lesion_is_told_in_room_air_unless_a_cooler_is_said() -> None:
    dials = {"wavelength_nm": 1550.0}
    plain = lesion_report("nonablative-fractional", dials, draws=2).to_json()
    cold = lesion_report("nonablative-fractional", dials, draws=2, cooling="cold air").to_json()
    assert (plain["cooling"], cold["cooling"]) == ("none", "cold air")
    assert cold["necrosis_depth_um"]["median"] < plain["necrosis_depth_um"]["median"]


def test_an_unknown_cooling_is_refused() -> None:
    with pytest.raises(InputError, match="cold air"):
        lesion_report("nonablative-fractional", {}, cooling="cold ai")


@pytest.mark.parametrize("cooler", ["cold air", "contact cooling"])
@pytest.mark.parametrize("mode", ["fractional CO2", "fractional CO2, stacked", "fractional CO2, low power", "scattered light"])
def test_relief_of_the_nerves_is_what_the_solver_finds(mode: str, cooler: str) -> None:
    """Area of the nerve plane above the pain threshold, with and without a cooler, where more than the hole is heated."""
    source, closure = MODES[mode]
    plain, cold = (solve_heat(s, skin(), closure).nerve_area for s in (source, replace(source, surface=TYPICAL[cooler])))
    assert cold / plain == pytest.approx(nerve_relief(cooler, skin(), Draws.at_median())[0], abs=0.2)


def test_a_colder_or_longer_cooling_gives_more_relief_and_none_gives_none() -> None:
    draws = Draws.at_median()
    reliefs = [float(nerve_relief(word, skin(), draws)[0]) for word in ("none", "cool mask", "cold air", "contact cooling")]
    assert reliefs[:2] == [1.0, 1.0]
    assert reliefs[1:] == sorted(reliefs[1:], reverse=True)
    assert reliefs[-1] > 0.0
