"""Every device file: complete, cited, inside its own limits."""

import re

import pint
import pytest

from rederm.devices import Device, device_names, load_device, make_setting, parse_device
from rederm.sources import DATA, InputError, bibliography, read_toml

DEVICES = device_names()
UNITS = pint.UnitRegistry()
DIALS = {
    "opus-plasma": "power_W passes speed_mm_s tip energy_per_lesion_mJ",
    "nitrogen-plasma": "energy_J spot_mm rate_Hz passes",
    "helium-plasma": "fluence_J_cm2 passes",
    "rf-microneedle": "energy_mJ depth_mm pulse_ms needles_per_cm2 electrode passes",
    "fractional-co2": "energy_mJ power_W spot_um profile density_pct passes stack",
    "full-co2": "fluence_J_cm2 pulse_ms passes",
    "fractional-eryag": "energy_mJ pulse_us spot_um density_pct rate_Hz pulses passes",
    "full-eryag": "fluence_J_cm2 pulse_us spot_mm rate_Hz pulses passes",
    "nonablative-fractional": "wavelength_nm energy_mJ pulse_ms spot_um density_pct passes",
    "tca-peel": "concentration_pct coats",
    "glycolic-peel": "concentration_pct pH minutes",
    "salicylic-peel": "concentration_pct minutes",
    "jessner-tca-peel": "jessner_coats concentration_pct coats",
    "phenol-croton-peel": "phenol_pct croton_pct coats occlusion",
    "microdermabrasion": "pressure_kPa passes",
    "dermabrasion": "depth_endpoint tool",
    "microneedling": "needle_mm needles_per_cm2 passes",
}
NEEDED = [
    "time.full_face",
    "time.setup",
    "interval.default",
    "interval.floor",
    "interval.ceiling",
    "sessions.usual",
    "sessions.most",
]
NUMERIC = [(name, dial) for name in DEVICES for dial, found in load_device(name).dials.items() if found.limits]


def sources(device: Device) -> set[str]:
    lists = (
        [v.source for v in device.values.values()]
        + [use.source for use in device.used]
        + [rule.source for rule in device.never]
    )
    for dial in device.dials.values():
        lists += [dial.source, *(published.source for published in dial.studied)]
    return {key for keys in lists for key in keys}


def test_there_is_one_file_a_device_and_no_other():
    assert sorted(path.stem for path in (DATA / "devices").glob("*.toml")) == sorted(DIALS)
    assert list(DIALS) == DEVICES


@pytest.mark.parametrize("name", DEVICES)
def test_dials_are_those_of_the_design(name):
    assert list(load_device(name).dials) == DIALS[name].split()


@pytest.mark.parametrize("name", DEVICES)
def test_texts_are_given_and_the_summary_is_one_sentence(name):
    device = load_device(name)
    assert device.name == name
    assert re.fullmatch(r"#[0-9A-F]{6}", device.color)
    assert len(device.provenance) > 100
    assert device.feel
    assert device.summary.endswith(".")
    assert ". " not in device.summary


def test_no_two_devices_share_a_colour():
    assert len({load_device(name).color for name in DEVICES}) == len(DEVICES)


@pytest.mark.parametrize("name", DEVICES)
def test_times_intervals_and_sessions_are_given_in_order(name):
    values = load_device(name).values
    assert set(NEEDED) <= set(values)
    assert values["interval.floor"].value <= values["interval.default"].value <= values["interval.ceiling"].value
    assert values["sessions.usual"].value <= values["sessions.most"].value
    assert {values[key].unit for key in NEEDED if key.startswith("interval")} == {"d"}
    assert {values[key].unit for key in NEEDED if key.startswith("time")} == {"min"}


@pytest.mark.parametrize("name", DEVICES)
def test_every_source_stands_in_the_bibliography(name):
    assert sources(load_device(name)) <= set(bibliography())


@pytest.mark.parametrize("name", DEVICES)
def test_every_unit_parses(name):
    device = load_device(name)
    for unit in [v.unit for v in device.values.values()] + [dial.unit for dial in device.dials.values()]:
        UNITS.parse_units(unit)


@pytest.mark.parametrize("name", DEVICES)
def test_everything_assumed_or_fitted_has_bounds(name):
    bare = [
        key
        for key, value in load_device(name).values.items()
        if value.method in ("assumed", "recalled") and value.low is None and not key.startswith(("interval.", "sessions."))
    ]
    assert bare == []


@pytest.mark.parametrize(("name", "dial"), NUMERIC)
def test_default_lies_in_what_was_studied_on_the_face(name, dial):
    found = load_device(name).dials[dial]
    ends = [float(end) for published in found.studied if published.site == "face" for end in published.values]
    if ends and found.default is not None:
        assert min(ends) <= found.default <= max(ends)


@pytest.mark.parametrize("name", DEVICES)
def test_published_sites_are_sites_the_device_may_treat(name):
    device = load_device(name)
    places = {published.site for dial in device.dials.values() for published in dial.studied} | {
        use.site for use in device.used
    }
    assert places <= set(device.sites)
    assert places or device.simulation_only


@pytest.mark.parametrize("name", DEVICES)
def test_a_plan_turns_at_most_three_dials(name):
    assert 1 <= len(load_device(name).search) <= 3


def test_no_published_use_of_plasma_in_types_v_and_vi_is_claimed():
    device = load_device("opus-plasma")
    types = [published.fitzpatrick for dial in device.dials.values() for published in dial.studied]
    assert max(high for _, high in types + [use.fitzpatrick for use in device.used]) == 4


def test_no_file_states_an_outcome():
    for name in DEVICES:
        assert {key.split(".")[0] for key in load_device(name).values} <= {"physics", "time", "interval", "sessions"}


def test_unknown_device_names_the_nearest_and_all():
    with pytest.raises(InputError, match="did you mean opus-plasma\\? devices: opus-plasma, nitrogen-plasma, "):
        load_device("opus plasma")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"operater": "nurse"}, "unknown key 'operater'; did you mean operator?"),
        ({"family": "magic"}, "family = 'magic'; allowed: chemical, heat, mechanical, light"),
        ({"sites": ["scalp"]}, "sites = \\['scalp'\\]; allowed: face"),
        ({"search": ["power"]}, "no dial 'power'; did you mean power_W?"),
        ({"dial": {"power_W": {"default": 200, "limits": [1, 100]}}}, "default = 200 is outside"),
        ({"dial": {"power_W": {"default": 20}}}, "give either limits"),
        (
            {
                "dial": {
                    "power_W": {
                        "default": 20,
                        "limits": [1, 30],
                        "studied": [{"site": "face", "fitzpatrick": [0, 4], "range": [1, 2]}],
                    }
                }
            },
            "within 1..6",
        ),
        (
            {"dial": {"power_W": {"limits": [1, 30], "studied": [{"site": "face", "fitzpatrick": [1, 4], "range": [1, 2]}]}}},
            "needs a source",
        ),
    ],
)
def test_a_wrong_device_file_says_what_is_wrong(change, message):
    entry = read_toml(DATA / "devices" / "opus-plasma.toml")
    with pytest.raises(InputError, match=message):
        parse_device({**entry, **change}, "clinic.toml")


def test_a_clinic_file_that_lacks_a_text_is_refused():
    entry = read_toml(DATA / "devices" / "opus-plasma.toml")
    del entry["feel"]
    with pytest.raises(InputError, match="feel is missing"):
        parse_device(entry, "clinic.toml")


@pytest.mark.parametrize(
    ("name", "dials", "operator"),
    [
        ("tca-peel", {"concentration_pct": 30}, "nurse"),
        ("tca-peel", {"concentration_pct": 35}, "physician"),
        ("jessner-tca-peel", {"concentration_pct": 35}, "physician"),
        ("phenol-croton-peel", {}, "physician-monitored"),
        ("full-co2", {}, "physician"),
        ("full-eryag", {}, "physician"),
        ("dermabrasion", {}, "physician"),
        ("helium-plasma", {}, "physician"),
        ("opus-plasma", {}, "nurse"),
    ],
)
def test_operator_follows_device_and_strength(name, dials, operator):
    assert make_setting(load_device(name), dials).operator == operator
