"""Optics of skin to colour: what pigments do to it, whose skin it is, and the table that pictures use."""

import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picture_cases import person
from rederm.look.colour import ColourTable, Optics, blood_of_redness, ciede2000, cover, ita, lab, own_colour
from rederm.look.colour.cover import COVERS
from rederm.look.colour.own import MEASURED_AT, optics_at, read_own
from rederm.look.colour.spaces import lab_of_xyz, linear_of_xyz
from rederm.skin import site_names
from rederm.sources import InputError, load_table

TYPES = range(1, 7)
SITES = ("cheek", "abdomen")


def own(kind: int, site: str = "cheek") -> Optics:
    return own_colour(person(fitzpatrick=kind, site=site), site)


def colour(skin: Optics, *pigments: Any) -> np.ndarray:
    return lab_of_xyz(skin.xyz(*pigments))


def test_without_pigment_and_with_endless_scattering_skin_sends_back_nearly_all() -> None:
    bright = Optics(1e-9, 1e-9, 0.8, 1e9, 0.5, 0.0, 10.0).spectrum()
    assert bright[-1] == pytest.approx(1, abs=0.02)


def test_black_skin_only_mirrors() -> None:
    index = load_table("appearance/colour_optics").number("surface.index", "1")
    black = Optics(1.0, 1.0, 0.8, 1e-6, 0.5, 0.0, 1e-3).spectrum()
    assert black[0] == pytest.approx(((index - 1) / (index + 1)) ** 2, rel=0.02)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("site", SITES)
def test_more_melanin_is_darker_and_lowers_the_angle(kind: int, site: str) -> None:
    skins = colour(own(kind, site), np.linspace(0, 8, 50))
    assert (np.diff(skins[:, 0]) < 0).all()
    assert (np.diff(ita(skins)) < 0).all()


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("site", SITES)
def test_more_blood_is_darker(kind: int, site: str) -> None:
    assert (np.diff(colour(own(kind, site), 1.0, np.linspace(0, 12, 50))[:, 0]) < 0).all()


@pytest.mark.parametrize("kind", TYPES)
def test_melanin_in_the_dermis_darkens_and_greys(kind: int) -> None:
    skin = own(kind)
    plain, deep = colour(skin), colour(skin, 1.0, 1.0, 1.0)
    assert deep[0] < plain[0]
    assert np.hypot(*deep[1:]) < np.hypot(*plain[1:])


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("site", SITES)
def test_redness_reddens_every_skin_and_darker_skin_less(kind: int, site: str) -> None:
    skin = own(kind, site)
    red = colour(skin, 1.0, blood_of_redness(skin, np.linspace(0, 8, 30)))
    assert (np.diff(red[:, 1]) > 0).all()
    if kind < 6:
        lighter = own(kind + 1, site)
        below = colour(lighter, 1.0, blood_of_redness(lighter, np.linspace(0, 8, 30)))
        assert (red[1:, 1] - red[0, 1] > 0.9 * (below[1:, 1] - below[0, 1])).all()


@pytest.mark.parametrize("kind", TYPES)
def test_redness_is_seen_as_a_difference_in_every_skin(kind: int) -> None:
    skin = own(kind)
    strong = colour(skin, 1.0, blood_of_redness(skin, 6.0))
    assert float(ciede2000(colour(skin), strong)) > 2


@pytest.mark.parametrize("kind", TYPES)
def test_no_redness_is_own_blood_exactly_and_more_is_more(kind: int) -> None:
    factor = blood_of_redness(own(kind), np.array([0.0, 0.1, 0.5, 1.0, 2.0, 4.0, 8.0, 100.0]))
    assert factor[0] == 1.0
    assert (np.diff(factor) > 0).all()
    assert factor[-1] <= 12


def test_redness_at_the_threshold_raises_a_by_the_threshold_where_it_is_judged() -> None:
    table = load_table("appearance/colour_cover")
    judged = optics_at(table.number("threshold.angle", "deg"), "cheek", 40.0)
    rise = colour(judged, 1.0, float(blood_of_redness(judged, 1.0)))[1] - colour(judged)[1]
    assert rise == pytest.approx(table.number("threshold.rise", "1"), rel=0.01)


def test_picture_and_instrument_saturate_alike() -> None:
    """The rise of the index of the picture at 4 and at 1 is as that of the instrument's law."""
    table = load_table("tissue/instruments")
    half = table.number("erythema.most", "1") / table.number("erythema.threshold", "1")
    skin = optics_at(41.0, "cheek", 40.0)

    def index(redness: float) -> float:
        spectrum = skin.spectrum(1.0, float(blood_of_redness(skin, redness)))
        return float(np.log10(spectrum[25:28].mean() / spectrum[16:19].mean()))

    law = (4 / (4 + half)) / (1 / (1 + half))
    assert (index(4) - index(0)) / (index(1) - index(0)) == pytest.approx(law, rel=0.02)


def test_new_vessels_set_the_least_redness() -> None:
    skin = own(3)
    assert float(blood_of_redness(skin, 0.0, 2.0)) == float(blood_of_redness(skin, 2.0))
    assert float(blood_of_redness(skin, 3.0, 2.0)) == float(blood_of_redness(skin, 3.0))


@pytest.mark.parametrize("angle", [-50.0, -10.0, 22.0, 48.0, 60.0])
@pytest.mark.parametrize("site", ["face", "hand"])
def test_a_measured_angle_is_the_angle_of_the_skin(angle: float, site: str) -> None:
    client = person(fitzpatrick=3).model_copy(update={"ita": angle})
    assert float(ita(colour(own_colour(client, site)))) == pytest.approx(angle, abs=0.01)


def test_every_site_of_the_atlas_has_a_colour() -> None:
    assert set(MEASURED_AT) >= set(site_names())
    assert {at for places in MEASURED_AT.values() for at in places} <= set(read_own()["sites"])


@settings(max_examples=30, deadline=None)
@given(st.floats(-60, 65), st.floats(0, 8), st.floats(0, 12), st.floats(0, 2))
def test_the_table_is_the_model(angle: float, melanin: float, blood: float, dermal: float) -> None:
    skin = optics_at(round(angle / 5) * 5.0, "cheek", 40.0)
    exact = lab(np.clip(linear_of_xyz(skin.xyz(melanin, blood, dermal)), 0, 1))
    shown = lab(ColourTable.of(skin).linear(melanin, blood, dermal).astype(float))
    assert float(ciede2000(exact, shown)) < 0.3


def test_the_table_gives_a_picture_within_fifteen_milliseconds_of_work() -> None:
    table = ColourTable.of(own(3))
    random = np.random.default_rng(1)
    maps = [random.random((512, 512), dtype=np.float32) * most for most in (8, 12, 2)]
    table.linear(*maps)
    took = []
    for _ in range(10):
        start = time.thread_time()
        found = table.linear(*maps)
        took.append(time.thread_time() - start)
    assert found.shape == (512, 512, 3)
    assert found.dtype == np.float32
    assert min(took) < 0.015


def test_the_table_takes_numbers_and_stops_at_its_ends() -> None:
    table = ColourTable.of(own(2))
    assert table.linear(1.0, 1.0, 0.0) == pytest.approx(linear_of_xyz(own(2).xyz()), abs=2e-3)
    assert (table.linear(50.0, 50.0, 9.0) == table.linear(8.0, 12.0, 2.0)).all()
    assert ColourTable.of(own(2)) is table


@pytest.mark.parametrize("kind", TYPES)
def test_the_basis_tells_melanin_and_blood_apart(kind: int) -> None:
    melanin, blood = ColourTable.of(own(kind)).basis()
    assert np.linalg.norm(melanin) == pytest.approx(1)
    assert np.linalg.norm(blood) == pytest.approx(1)
    assert (melanin > 0).all()
    assert melanin[2] / melanin[1] > blood[2] / blood[1]  # melanin takes blue, blood green
    assert abs(float(melanin @ blood)) < 0.99


def test_covers_are_colours_that_a_screen_can_show_and_a_wrong_name_is_told() -> None:
    for name in COVERS:
        assert ((cover(name) > 0) & (cover(name) < 1)).all(), name
    assert lab(cover("crust"))[0] < lab(cover("wet"))[0] < lab(cover("scale"))[0]
    with pytest.raises(InputError, match="crust"):
        cover("crusts")
