"""A device with other properties: exact where stated, unstudied everywhere, and otherwise the device it was made of."""

import math

import numpy as np
import pytest

from rederm.devices import changeable, load_device, make_setting, outside_studied, published, variant
from rederm.draws import Draws
from rederm.injury.spark import spark, sparks_per_mm2
from rederm.injury.thermal import physics
from rederm.sources import InputError

PLASMA = load_device("opus-plasma")


def test_a_stated_property_is_exact_and_the_others_keep_their_doubt() -> None:
    setting = make_setting(variant(PLASMA, {"physics.pins_per_pass": 150}), {})
    draws = Draws(32, 1)
    assert (physics(setting, draws, "pins_per_pass", "1/cm^2") == 150).all()
    assert np.array_equal(physics(setting, draws, "gap", "um"), physics(make_setting(PLASMA, {}), Draws(32, 1), "gap", "um"))


def test_twice_the_pins_leave_twice_the_lesions_in_every_draw() -> None:
    few, many = (
        sparks_per_mm2(make_setting(variant(PLASMA, {"physics.pins_per_pass": n}), {}), Draws(16, 1)) for n in (60, 120)
    )
    assert many == pytest.approx(2 * few, rel=1e-12)


def test_a_root_that_is_stated_stays_whatever_the_energy_of_a_lesion() -> None:
    root = {"physics.root_radius": 40, "physics.root_fluence": 80}
    energy, radius = spark(make_setting(variant(PLASMA, root), {"energy_per_lesion_mJ": 5}), Draws(4, 1))
    assert radius == pytest.approx(40e-6)
    assert energy == pytest.approx(5e-3)


def test_a_variant_has_no_published_use_and_the_same_limits() -> None:
    made = variant(PLASMA, {"physics.root_radius": 40})
    assert not published(made, "face", 3)
    assert outside_studied(make_setting(made, {}), "face", 3) != []
    assert {name: dial.limits for name, dial in made.dials.items()} == {
        name: dial.limits for name, dial in PLASMA.dials.items()
    }
    with pytest.raises(InputError, match="power_W = 400 is outside"):
        make_setting(made, {"power_W": 400})


def test_no_property_leaves_the_device_as_it_is() -> None:
    assert variant(PLASMA, {}) is PLASMA


@pytest.mark.parametrize(
    ("device", "name", "number", "said"),
    [
        ("opus-plasma", "physics.pins_per_pas", 100, r"did you mean physics.pins_per_pass\?"),
        ("opus-plasma", "power_W", 60, "has no property"),
        ("opus-plasma", "physics.root_share", 1.2, "is not a number between 0 and 1"),
        ("opus-plasma", "physics.root_radius", 0, "is not a number above 0"),
        ("opus-plasma", "physics.root_radius", math.inf, "is not a number above 0"),
        ("opus-plasma", "physics.root_radius", "wide", "is not a number above 0"),
        ("fractional-co2", "physics.wavelength", 9.3, "is a definition and stays"),
    ],
)
def test_a_property_that_cannot_be_is_refused(device: str, name: str, number: float, said: str) -> None:
    with pytest.raises(InputError, match=said):
        variant(load_device(device), {name: number})


def test_every_changeable_property_takes_its_own_value() -> None:
    for name in changeable(PLASMA):
        assert variant(PLASMA, {name: PLASMA.values[name].value}).values[name].low is None
