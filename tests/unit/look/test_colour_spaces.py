"""Colour mathematics against closed forms, published pairs and an independent library."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.look.colour import ciede2000, erythema_index, ita, ita_class, lab, linear, melanin_index, srgb
from rederm.look.colour.spaces import lab_of_xyz, linear_of_lab, linear_of_xyz
from rederm.look.colour.spectra import wavelengths, xyz_of_spectrum

# Sharma, Wu & Dalal 2005, table 1: L1 a1 b1 L2 a2 b2 difference.
PAIRS = np.array(
    [
        [50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425],
        [50.0, -1.3802, -84.2814, 50.0, 0.0, -82.7485, 1.0000],
        [50.0, 0.0, 0.0, 50.0, -1.0, 2.0, 2.3669],
        [50.0, 2.49, -0.001, 50.0, -2.49, 0.0009, 7.1792],
        [50.0, 2.49, -0.001, 50.0, -2.49, 0.0011, 7.2195],
        [50.0, -0.001, 2.49, 50.0, 0.0009, -2.49, 4.8045],
        [50.0, -0.001, 2.49, 50.0, 0.0011, -2.49, 4.7461],
        [50.0, 2.5, 0.0, 50.0, 0.0, -2.5, 4.3065],
        [50.0, 2.5, 0.0, 73.0, 25.0, -18.0, 27.1492],
        [50.0, 2.5, 0.0, 56.0, -27.0, -3.0, 31.9030],
        [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
        [22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373],
        [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
        [2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082],
    ]
)
channel = st.floats(0, 1)
colour = st.tuples(st.floats(1, 99), st.floats(-60, 60), st.floats(-60, 60))


@pytest.mark.parametrize("share", [0.0, 0.18, 1.0])
def test_an_even_reflector_has_its_own_luminance_and_no_hue(share: float) -> None:
    xyz = xyz_of_spectrum(np.full(len(wavelengths()), share))
    assert xyz[1] == pytest.approx(share)
    assert lab_of_xyz(xyz)[1:] == pytest.approx([0, 0], abs=0.05)  # white of the tables at 10 nm against that of sRGB
    assert linear_of_xyz(xyz) == pytest.approx([share] * 3, abs=1e-3)


def test_black_and_white_have_the_ends_of_lightness() -> None:
    assert lab(np.zeros(3)) == pytest.approx([0, 0, 0], abs=1e-9)
    assert lab(np.ones(3)) == pytest.approx([100, 0, 0], abs=0.02)


def test_difference_of_published_pairs_is_as_published() -> None:
    assert ciede2000(PAIRS[:, :3], PAIRS[:, 3:6]) == pytest.approx(PAIRS[:, 6], abs=1e-4)
    assert ciede2000(PAIRS[:, 3:6], PAIRS[:, :3]) == pytest.approx(PAIRS[:, 6], abs=1e-4)


@settings(deadline=None)
@given(colour, colour)
def test_difference_is_that_of_an_independent_library(one: tuple[float, ...], other: tuple[float, ...]) -> None:
    color = pytest.importorskip("skimage.color")
    assert float(ciede2000(np.array(one), np.array(other))) == pytest.approx(
        float(color.deltaE_ciede2000(one, other)), abs=1e-6
    )


@settings(deadline=None)
@given(channel, channel, channel)
def test_lab_and_srgb_are_those_of_an_independent_library(red: float, green: float, blue: float) -> None:
    color = pytest.importorskip("skimage.color")
    code = np.array([red, green, blue])
    assert lab(linear(code)) == pytest.approx(color.rgb2lab(code), abs=0.05)
    assert color.lab2rgb(lab(linear(code))) == pytest.approx(code, abs=2e-3)


@settings(deadline=None)
@given(channel, channel, channel)
def test_there_and_back_is_where_it_was(red: float, green: float, blue: float) -> None:
    light = np.array([red, green, blue])
    assert linear(srgb(light)) == pytest.approx(light, abs=1e-6)
    assert linear_of_lab(lab(light)) == pytest.approx(light, abs=1e-6)


def test_the_angle_is_its_definition_and_falls_into_the_classes_of_chardon() -> None:
    assert float(ita(np.array([60.0, 8.0, 10.0]))) == pytest.approx(45)
    assert float(ita(np.array([40.0, 8.0, 10.0]))) == pytest.approx(-45)
    found = [ita_class(angle) for angle in (60, 48, 34, 20, 0, -40)]
    assert found == ["very light", "light", "intermediate", "tan", "brown", "dark"]


def test_indices_of_a_camera_are_logarithms_of_channels() -> None:
    light = np.array([0.5, 0.05, 0.02])
    assert float(erythema_index(light)) == pytest.approx(100)
    assert float(melanin_index(np.array([0.1, 0.05, 0.02]))) == pytest.approx(100)
    assert np.isfinite(erythema_index(np.zeros(3)))
