"""The site atlas."""

import pint
import pytest

from rederm.skin import FACE_PARTS, load_site, site_names
from rederm.sources import InputError, bibliography

PARTS = [name for name in site_names() if name != "face"]
UNITS = pint.UnitRegistry()
KEYS = {
    "stratum_corneum": "um",
    "epidermis": "um",
    "papillary": "um",
    "dermis": "um",
    "hair": "1/cm^2",
    "eccrine": "1/cm^2",
    "area": "cm^2",
    "healing": "1",
    "crust": "1",
    "damage_cap": "1",
    "temperature": "degC",
}


def test_the_sites_are_those_of_the_client_file():
    face = ["face", "forehead", "temple", "periorbital", "eyelid", "nose", "cheek", "upper-lip", "chin", "ear"]
    trunk = ["neck", "decollete", "breast", "abdomen", "back"]
    limbs = ["shoulder", "arm", "forearm", "hand", "hip", "buttock", "thigh", "knee", "lower-leg"]
    assert site_names() == face + trunk + limbs


@pytest.mark.parametrize("name", site_names())
def test_a_site_has_every_value_in_its_unit_with_a_cited_source(name):
    site = load_site(name)
    assert {key: value.unit for key, value in site.values.items()} == KEYS
    for value in site.values.values():
        UNITS.parse_units(value.unit)
        assert set(value.source) <= set(bibliography())


@pytest.mark.parametrize("name", PARTS)
def test_a_value_without_a_source_is_marked_assumed_and_has_a_band(name):
    for key, value in load_site(name).values.items():
        if value.assumed:
            assert value.low is not None, key
            assert value.high is not None, key
            if key != "temperature":
                assert (value.high - value.low) / value.value >= 0.5, key


@pytest.mark.parametrize("name", site_names())
def test_layers_are_in_a_plausible_order(name):
    value = {key: found.value for key, found in load_site(name).values.items()}
    assert value["stratum_corneum"] < value["epidermis"] < value["dermis"]
    assert value["papillary"] < value["dermis"] / 2


def test_only_periorbital_and_eyelid_are_in_the_eye_zone_and_the_face_holds_one_of_them():
    assert [name for name in site_names() if load_site(name).eye_zone] == ["face", "periorbital", "eyelid"]


def test_the_face_is_the_sum_of_its_areas_and_the_mean_of_the_rest_by_area():
    face, parts = load_site("face"), [load_site(part) for part in FACE_PARTS]
    area = sum(part.number("area", "cm^2") for part in parts)
    assert face.number("area", "cm^2") == pytest.approx(area)
    mean = sum(part.number("area", "cm^2") * part.number("dermis", "um") for part in parts) / area
    assert face.number("dermis", "um") == pytest.approx(mean)
    assert face.group == "face"
    assert not {"eyelid", "neck"} & set(FACE_PARTS)


def test_the_face_lies_between_the_extremes_of_its_parts_for_every_value_but_area():
    for key, value in load_site("face").values.items():
        parts = [load_site(part).values[key].value for part in FACE_PARTS]
        if key != "area":
            assert min(parts) - 1e-9 <= value.value <= max(parts) + 1e-9


def test_neck_and_chest_take_half_of_the_damage_of_the_face():
    assert {load_site(name).number("damage_cap", "1") for name in ("neck", "decollete", "breast")} == {0.5}


def test_the_face_has_more_hair_roots_than_any_site_off_it():
    off_face = [load_site(name).number("hair", "1/cm^2") for name in PARTS if load_site(name).group in ("body", "neck-chest")]
    assert load_site("cheek").number("hair", "1/cm^2") > max(off_face)


def test_body_skin_is_crusted_longer_than_the_face():
    assert all(load_site(name).number("crust", "1") > 1 for name in PARTS if load_site(name).group == "body")


def test_an_unknown_site_names_the_nearest_and_all():
    with pytest.raises(InputError, match="unknown site 'cheeks'; did you mean cheek\\? sites: face, forehead, temple"):
        load_site("cheeks")
