"""Columns of scattered light: more energy is never less deep, the same energy over a wider spot never deeper."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.devices.load import load_device
from rederm.devices.setting import make_setting
from rederm.draws import Draws
from rederm.injury import Injury, injure
from rederm.skin import Site, Skin

SKIN = Skin(Site("cheek", "face", False, {}), 45.0, "female", 3, 15.0, 62.0, 80.0, 1000.0, 3.5, 1.3, 1.0, 33.5)
RESOLUTION = 0.015  # of a depth: cells of the grid and, at 1927 nm, photons of another absorption
LIGHTS = pytest.mark.parametrize("wavelength", [1540, 1550, 1927])


def at(wavelength: int, energy: float, spot: float) -> Injury:
    dials = {"wavelength_nm": wavelength, "energy_mJ": energy, "spot_um": spot}
    return injure(make_setting(load_device("nonablative-fractional"), dials), SKIN, Draws.at_median())


def depths(injury: Injury) -> list[float]:
    return [float(injury.necrosis_depth_um[0]), float(injury.collagen_below_um[0])]


@LIGHTS
@given(st.floats(2.0, 80.0), st.floats(1.02, 2.0), st.floats(60.0, 600.0))
@settings(max_examples=6, deadline=None)
def test_more_energy_is_never_less_deep(wavelength: int, energy: float, more: float, spot: float) -> None:
    for low, high in zip(depths(at(wavelength, energy, spot)), depths(at(wavelength, energy * more, spot)), strict=True):
        assert high >= low * (1 - RESOLUTION) - 1.0


@LIGHTS
@given(st.floats(2.0, 80.0), st.floats(60.0, 600.0), st.floats(1.02, 2.0))
@settings(max_examples=6, deadline=None)
def test_a_wider_spot_of_the_same_energy_is_never_deeper(wavelength: int, energy: float, spot: float, wider: float) -> None:
    for narrow, wide in zip(depths(at(wavelength, energy, spot)), depths(at(wavelength, energy, spot * wider)), strict=True):
        assert wide <= narrow * (1 + RESOLUTION) + 1.0
