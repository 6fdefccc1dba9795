"""Skin of a person: the atlas moved by age and sex."""

from pathlib import Path

import pytest

from rederm.skin import Client, load_site, site_names, skin_at, skin_of
from rederm.skin.names import SITE_NAMES
from rederm.skin.state import thickness_factor
from rederm.sources import load_table

EXAMPLE = Path(__file__).parents[3] / "examples" / "maria.toml"


def test_skin_of_the_client_carries_the_client() -> None:
    skin = skin_at(Client.load(EXAMPLE), "cheek")
    assert (skin.age_years, skin.sex, skin.fitzpatrick) == (52, "female", 4)
    assert skin.site.name == "cheek"


def test_women_and_men_at_the_reference_age_average_to_the_atlas() -> None:
    age = load_table("tissue/skin_age").number("reference_age", "a")
    thickness = load_site("cheek").number("dermis", "um")
    pair = [skin_of("cheek", age, sex).dermis_um for sex in ("female", "male")]
    assert sum(pair) / 2 == pytest.approx(thickness)
    assert pair[0] < pair[1]


def test_the_dermis_loses_its_share_each_decade() -> None:
    ratio = thickness_factor("dermis", 60, "female") / thickness_factor("dermis", 50, "female")
    assert ratio == pytest.approx(1 - load_table("tissue/skin_age").number("dermis.loss_per_decade.female", "1"))


def test_thinning_stands_still_outside_its_range_of_ages() -> None:
    assert thickness_factor("dermis", 5, "male") == thickness_factor("dermis", 20, "male")
    assert thickness_factor("epidermis", 110, "male") == thickness_factor("epidermis", 90, "male")


def test_stratum_corneum_and_adnexa_do_not_move_with_age() -> None:
    young, old = skin_of("cheek", 20), skin_of("cheek", 80)
    assert young.stratum_corneum_um == old.stratum_corneum_um
    assert young.hair_per_mm2 == old.hair_per_mm2 == load_site("cheek").number("hair", "1/cm^2") / 100
    assert old.papillary_um < young.papillary_um < young.dermis_um


def test_skin_is_near_its_resting_temperature_everywhere() -> None:
    for site in ("cheek", "eyelid", "neck", "back"):
        assert 30 < skin_of(site, 45).temperature_C < 36


def test_client_files_name_the_sites_of_the_atlas() -> None:
    assert set(SITE_NAMES) == set(site_names())
