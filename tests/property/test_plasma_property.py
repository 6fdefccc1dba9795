"""Plasma: what turning power, passes, firing and energy per lesion may and may not do."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.devices import Device, load_device, make_setting
from rederm.draws import Draws
from rederm.injury import Injury, injure
from rederm.injury.ignition import firing_probability
from rederm.injury.spark import fired_share, spark, sparks_per_mm2
from rederm.skin import Site, Skin

SKIN = Skin(Site("cheek", "face", False, {}), 45.0, "female", 3, 15.0, 62.0, 80.0, 1000.0, 3.5, 1.3, 1.0, 33.5)
MEDIAN, SOME = Draws.at_median(), Draws(64, 3)


def opus(**changed: float) -> Device:
    """The device with other medians of its physics."""
    device = load_device("opus-plasma")
    values = dict(device.values)
    for name, value in changed.items():
        values[f"physics.{name}"] = replace(values[f"physics.{name}"], value=value, low=value, high=value)
    return replace(device, values=values)


def at(device: Device | None = None, **dials: float | str) -> Injury:
    return injure(make_setting(device or load_device("opus-plasma"), dials), SKIN, MEDIAN)


def test_passes_widen_coverage_as_one_minus_exp_of_minus_lesions_times_area() -> None:
    intact = [1 - float(at(passes=n).coverage[0]) for n in (1, 2, 4, 8)]
    per_pass = -np.log(intact) / np.array([1, 2, 4, 8])
    np.testing.assert_allclose(per_pass, per_pass[0], rtol=1e-9)
    assert per_pass[0] > 0


@settings(deadline=None, max_examples=6, derandomize=True)
@given(power=st.floats(15, 60), step=st.floats(1.1, 1.6))
def test_more_power_is_never_less_deep_nor_fewer_lesions(power: float, step: float) -> None:
    low, high = at(power_W=power), at(power_W=power * step)
    assert high.ablation_depth_um[0] >= 0.99 * low.ablation_depth_um[0]
    assert high.necrosis_depth_um[0] >= 0.99 * low.necrosis_depth_um[0]
    assert high.lesions_per_cm2[0] > low.lesions_per_cm2[0]


@given(share=st.floats(0.3, 0.95), less=st.floats(0.5, 0.99), power=st.floats(10, 100))
def test_lower_firing_never_leaves_more_lesions(share: float, less: float, power: float) -> None:
    found = [sparks_per_mm2(make_setting(opus(firing_probability=p), {"power_W": power}), SOME) for p in (share * less, share)]
    assert (found[0] <= found[1]).all()


@given(
    power=st.floats(10, 100),
    reference=st.floats(0.05, 0.99),
    gap=st.floats(30, 500),
    scatter=st.floats(0.1, 1.5),
)
def test_a_share_that_fires_is_a_share_and_grows_with_power(power: float, reference: float, gap: float, scatter: float) -> None:
    some = [
        firing_probability(np.array([reference]), p / 60, np.array([gap * 1e-6]), np.array([scatter]))[0]
        for p in (power, 1.2 * power)
    ]
    assert 0 <= some[0] <= some[1] <= 1


def test_a_tenth_of_clinical_power_fires_few_pins() -> None:
    low, usual = (fired_share(make_setting(load_device("opus-plasma"), {"power_W": p}), SOME) for p in (10, 60))
    assert np.quantile(usual, 0.05) > 0.4
    assert np.median(low) < 0.1
    assert np.quantile(low, 0.95) < 0.5  # shown as wide where the gap's scatter is unknown, never as none


def test_an_energy_per_lesion_replaces_power_speed_and_their_mapping() -> None:
    given = {"energy_per_lesion_mJ": 4.0}
    slow = spark(make_setting(load_device("opus-plasma"), {**given, "power_W": 60, "speed_mm_s": 15}), SOME)
    fast = spark(make_setting(load_device("opus-plasma"), {**given, "power_W": 90, "speed_mm_s": 45}), SOME)
    for one, other in zip(slow, fast, strict=True):
        np.testing.assert_array_equal(one, other)
    assert (slow[0] == 4e-3).all()
