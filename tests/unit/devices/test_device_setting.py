"""Settings: defaults, aliases, limits and refusals."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.devices import device_names, dial_value, load_device, make_setting, show
from rederm.sources import InputError


@pytest.mark.parametrize("name", device_names())
def test_dials_not_named_stand_at_the_default(name):
    device = load_device(name)
    assert dict(make_setting(device, {}).values) == {key: dial.default for key, dial in device.dials.items()}


@pytest.mark.parametrize("name", device_names())
def test_limits_are_allowed_and_what_lies_beyond_is_not(name):
    device = load_device(name)
    for key, dial in device.dials.items():
        if dial.limits:
            low, high = dial.limits
            assert make_setting(device, {key: low})[key] == low
            assert make_setting(device, {key: high})[key] == high
            for outside in (math.nextafter(low, -math.inf), math.nextafter(high, math.inf)):
                with pytest.raises(InputError, match=f"{key} = .* is outside"):
                    make_setting(device, {key: outside})


@pytest.mark.parametrize(
    ("dials", "message"),
    [
        ({"power_W": 400}, "power_W = 400 is outside 10..100 W for opus-plasma; the highest setting with evidence is 90"),
        ({"power_W": 1}, "power_W = 1 is outside 10..100 W for opus-plasma; the lowest setting with evidence is 60"),
        ({"powr_W": 60}, "unknown dial 'powr_W' for opus-plasma; did you mean power_W\\? dials: power_W, passes, speed_mm_s"),
        ({"passes": 2.5}, "passes = 2.5 is not a whole number; give 2 or 3"),
        ({"power_W": math.nan}, "power_W = nan is not a number; give one from 10 to 100 W"),
        ({"power_W": math.inf}, "power_W = inf is not a number"),
        ({"power_W": "hot"}, "power_W = 'hot' is not a number"),
        ({"passes": True}, "passes = True is not a number"),
        ({"tip": "rollr"}, "tip = rollr is not a choice of opus-plasma; did you mean roller\\? choices: roller, single-spark"),
        ({"tip": 3}, "tip = 3 is not a choice of opus-plasma; choices: roller, single-spark"),
        ({"power_W": 60, "watts": 70}, "watts and another name of power_W are both given"),
    ],
)
def test_a_refusal_says_what_was_given_and_what_is_allowed(dials, message):
    with pytest.raises(InputError, match=message):
        make_setting(load_device("opus-plasma"), dials)


def test_energy_is_unknown_to_fractional_co2_and_the_nearest_dial_is_named():
    with pytest.raises(
        InputError,
        match="unknown dial 'energy' for fractional-co2; did you mean energy_mJ\\? dials: energy_mJ, power_W, spot_um",
    ):
        make_setting(load_device("fractional-co2"), {"energy": 20})


@pytest.mark.parametrize(
    ("device", "alias", "given", "dial", "expected"),
    [
        ("fractional-co2", "energy_J", 0.02, "energy_mJ", 20),
        ("fractional-co2", "spot_mm", 0.12, "spot_um", 120),
        ("fractional-co2", "coverage", 0.1, "density_pct", 10),
        ("fractional-eryag", "pulse_ms", 0.3, "pulse_us", 300),
        ("full-co2", "pulse_us", 900, "pulse_ms", 0.9),
        ("nitrogen-plasma", "energy_mJ", 1500, "energy_J", 1.5),
        ("nonablative-fractional", "wavelength_um", 1.55, "wavelength_nm", 1550),
        ("glycolic-peel", "seconds", 90, "minutes", 1.5),
        ("microdermabrasion", "pressure_mmHg", 30, "pressure_kPa", 4.0),
        ("microneedling", "needle_um", 1500, "needle_mm", 1.5),
    ],
)
def test_another_unit_is_turned_to_the_dial(device, alias, given, dial, expected):
    assert make_setting(load_device(device), {alias: given})[dial] == pytest.approx(expected, rel=1e-3)


def test_an_optional_dial_stays_unset():
    setting = make_setting(load_device("opus-plasma"), {})
    assert setting["energy_per_lesion_mJ"] is None
    assert make_setting(load_device("opus-plasma"), {"energy_per_lesion_mJ": 3})["energy_per_lesion_mJ"] == 3


def test_a_choice_of_numbers_takes_the_number():
    assert make_setting(load_device("nonablative-fractional"), {"wavelength_nm": 1540.0})["wavelength_nm"] == 1540
    with pytest.raises(InputError, match="wavelength_nm = 1064 is not a choice"):
        make_setting(load_device("nonablative-fractional"), {"wavelength_nm": 1064})


@pytest.mark.parametrize(("text", "value"), [("60", 60.0), (" 0.25 ", 0.25), ("roller", "roller"), (" taped ", "taped")])
def test_a_dial_written_as_text_is_a_number_where_it_reads_as_one(text, value):
    assert dial_value(text) == value


def test_values_are_shown_as_people_write_them():
    assert [show(60.0), show(0.25), show("roller"), show(1550)] == ["60", "0.25", "roller", "1550"]


def test_the_roller_is_never_used_on_eyelids_and_the_single_spark_is():
    device = load_device("opus-plasma")
    assert "never used on the eyelid" in str(make_setting(device, {"tip": "roller"}).refused_on("eyelid"))
    assert make_setting(device, {"tip": "single-spark"}).refused_on("eyelid") is None


def test_a_device_is_refused_on_a_site_group_it_never_treats():
    assert "not used on the neck-chest" in str(make_setting(load_device("full-co2"), {}).refused_on("neck-chest"))


@given(power=st.floats(min_value=20, max_value=100), passes=st.integers(min_value=1, max_value=8))
@settings(max_examples=20, deadline=None)
def test_a_key_differs_exactly_when_a_dial_differs(power, passes):
    device = load_device("opus-plasma")
    one, again = (make_setting(device, {"power_W": power, "passes": passes}) for _ in range(2))
    assert one.key() == again.key()
    assert one.key() != make_setting(device, {"power_W": 120 - power if power != 60 else 61, "passes": passes}).key()
