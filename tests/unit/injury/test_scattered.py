"""From the dials of a non-ablative laser to the light that skin absorbs."""

from dataclasses import replace

import numpy as np
import pytest

from heat_cases import WHOLE
from rederm.devices import Setting
from rederm.devices.load import load_device
from rederm.devices.setting import make_setting
from rederm.draws import Draws
from rederm.injury.heat import solve_heat
from rederm.injury.heat_types import Field
from rederm.injury.optics import layered_skin, warming_slope
from rederm.injury.photons import Medium, trace, widen
from rederm.injury.scattered import light_sources, mean_rise, tear_notes
from rederm.skin import Site, Skin
from rederm.sources import load_table

MEDIAN = Draws.at_median()
SKIN = Skin(Site("cheek", "face", False, {}), 45.0, "female", 3, 15.0, 62.0, 80.0, 1000.0, 3.5, 1.3, 1.0, 33.5)


def setting(**dials: float) -> Setting:
    return make_setting(load_device("nonablative-fractional"), dials)


def test_layers_are_corneum_epidermis_dermis_and_fat_and_water_decides_what_they_absorb() -> None:
    (skin,) = layered_skin(1.55, SKIN, MEDIAN, 1.0, np.ones(1))
    assert skin.bottom == pytest.approx((15e-6, 77e-6, 1077e-6, np.inf))
    corneum, epidermis, dermis, fat = skin.absorption
    assert epidermis == dermis == pytest.approx(0.70 * 1182)
    assert fat < corneum < dermis
    reduced = skin.scattering[2] * (1 - skin.anisotropy[2])
    assert reduced == pytest.approx(load_table("posterior/light").number("reduced_scattering", "1/cm") * 100)
    (longer,) = layered_skin(1.927, SKIN, MEDIAN, 1.0, np.ones(1))
    assert longer.scattering[2] < skin.scattering[2]
    assert longer.absorption[2] > 9 * skin.absorption[2]


def test_what_the_skin_throws_back_does_not_heat_it_and_no_water_leaves() -> None:
    (source,) = light_sources(setting(energy_mJ=20), SKIN, MEDIAN)
    assert 0.85 * 20e-3 < source.energy < (1 - 0.027) * 20e-3
    assert source.diameter == pytest.approx(np.hypot(140e-6, 60e-6))
    assert source.sealed
    assert source.field is not None


def test_a_window_on_the_skin_lets_more_light_out_than_air_does() -> None:
    air, window = (
        light_sources(setting(energy_mJ=20), SKIN, MEDIAN, cooling)[0].energy for cooling in ("none", "contact cooling")
    )
    assert 0.9 * air < window < air


def test_a_dial_that_leaves_the_skin_alone_moves_the_light_in_proportion() -> None:
    (one,), (two,) = (light_sources(setting(energy_mJ=energy), SKIN, MEDIAN) for energy in (10, 20))
    assert one.field == two.field
    assert two.energy == pytest.approx(2 * one.energy)


def test_only_light_of_1927_nm_is_absorbed_less_where_it_heats_and_less_so_at_more_energy() -> None:
    assert warming_slope(1.55, MEDIAN)[0] == 0.0
    assert warming_slope(1.927, MEDIAN)[0] < 0.0
    depth = []
    for energy in (1, 20):
        (source,) = light_sources(setting(energy_mJ=energy, wavelength_nm=1927), SKIN, MEDIAN)
        assert source.field is not None
        middle = (source.field.depth[1:] + source.field.depth[:-1]) / 2
        depth.append(float((source.field.share.sum(axis=1) * middle).sum()))
    assert depth[1] > 1.1 * depth[0]


def test_mean_rise_is_half_of_the_last_until_it_boils_and_tends_to_boiling_beyond() -> None:
    field = Field(np.array([0.0, 1e-4]), np.array([0.0, 1e-4]), np.ones((1, 1)))
    capacity = load_table("tissue/thermal").number("dermis.heat_capacity", "J/m^3/K") * np.pi * 1e-12
    assert mean_rise(field, 20 * capacity, SKIN) == pytest.approx(10.0)
    boil = 100 - SKIN.temperature_C
    assert mean_rise(field, boil * capacity, SKIN) == pytest.approx(boil / 2)
    assert mean_rise(field, 1000 * boil * capacity, SKIN) == pytest.approx(boil, rel=0.001)


def test_it_is_told_where_the_surface_may_tear_and_a_spot_as_wide_as_told_does_not() -> None:
    assert tear_notes(light_sources(setting(energy_mJ=10), SKIN, MEDIAN), SKIN) == ()
    (note,) = tear_notes(light_sources(setting(energy_mJ=20, wavelength_nm=1927), SKIN, MEDIAN), SKIN)
    assert "may tear" in note
    wide = float(note.split("spot of about ")[1].split(" mm")[0]) * 1000
    assert tear_notes(light_sources(setting(energy_mJ=20, wavelength_nm=1927, spot_um=1.1 * wide), SKIN, MEDIAN), SKIN) == ()


def test_the_noise_of_photons_is_below_two_percent_of_a_columns_depth() -> None:
    skin = Medium((np.inf,), (827.0,), (3730.0,), (0.85,), (1.4,))
    depths = []
    for seed in range(6):
        field, share = widen(trace([skin], [(4e-3, 4e-3)], seed=seed)[0], 152e-6)
        source = light_sources(setting(energy_mJ=20), SKIN, MEDIAN)[0]
        depths.append(solve_heat(replace(source, energy=20e-3 * share, field=field), SKIN, WHOLE).dead_depth)
    assert np.std(depths) / np.mean(depths) < 0.02
