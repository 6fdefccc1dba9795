"""What a paper does not say of a setting."""

from rederm.devices import published_device
from rederm.evidence.observations import Observation
from rederm.evidence.unstated import SETTINGS, settings_of
from rederm.skin import load_site

CHEEK = load_site("cheek")


def row(device: str, **dials: float) -> Observation:
    return Observation("outcome", "some-study", device, dict(dials), 0.5, {"site": "cheek"})


def test_a_setting_whose_studied_dials_are_all_stated_is_one_setting() -> None:
    stated = row("helium-plasma", fluence_J_cm2=8.6, passes=1)
    assert settings_of(stated, CHEEK) == [stated.dials]


def test_an_unstated_dial_is_drawn_within_published_use_and_a_stated_one_stays() -> None:
    found = settings_of(row("fractional-co2", density_pct=13), CHEEK)
    assert len(found) == SETTINGS
    assert {setting["density_pct"] for setting in found} == {13}
    device = published_device("fractional-co2")
    for name in ("energy_mJ", "spot_um", "passes"):
        studied = [float(value) for use in device.dials[name].studied for value in use.values]
        drawn = [float(setting[name]) for setting in found]
        assert min(studied) <= min(drawn) < max(drawn) <= max(studied), name
    assert all(setting["passes"] == round(float(setting["passes"])) for setting in found)


def test_what_no_study_states_keeps_its_default() -> None:
    assert all("profile" not in setting for setting in settings_of(row("fractional-co2"), CHEEK))
    assert settings_of(row("fractional-eryag"), CHEEK) == [{}]
