"""More never injures less: energy, power, passes and density."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.devices.load import load_device
from rederm.devices.setting import make_setting
from rederm.draws import Draws
from rederm.injury import Injury, injure
from rederm.skin import Site, Skin

SKIN = Skin(Site("cheek", "face", False, {}), 45.0, "female", 3, 15.0, 62.0, 80.0, 1000.0, 3.5, 1.3, 1.0, 33.5)
NEVER_LESS = ("necrosis_depth_um", "removed_depth_um", "coverage", "replaced_papillary", "replaced_reticular")
GRID = 0.04  # of a value: what the resolution of the solver's grid may take back


def at(name: str, **dials: float | str) -> Injury:
    return injure(make_setting(load_device(name), dials), SKIN, Draws.at_median())


def not_less(low: Injury, high: Injury) -> None:
    for name in NEVER_LESS:
        before, after = float(getattr(low, name)[0]), float(getattr(high, name)[0])
        assert after >= before * (1 - GRID) - 1e-3, name


@pytest.mark.parametrize(
    ("name", "dial", "low", "high"),
    [
        ("opus-plasma", "power_W", 30, 60),
        ("opus-plasma", "energy_per_lesion_mJ", 1, 20),
        ("nitrogen-plasma", "energy_J", 0.5, 3),
        ("helium-plasma", "fluence_J_cm2", 4, 20),
        ("rf-microneedle", "energy_mJ", 20, 120),
        ("fractional-co2", "energy_mJ", 5, 60),
        ("full-co2", "fluence_J_cm2", 2, 10),
        ("fractional-eryag", "energy_mJ", 5, 60),
        ("full-eryag", "fluence_J_cm2", 2, 10),
        ("nonablative-fractional", "energy_mJ", 5, 40),
    ],
)
@settings(deadline=None, max_examples=3, derandomize=True)
@given(share=st.floats(0, 1), step=st.floats(1.2, 1.6))
def test_more_energy_never_injures_less(name: str, dial: str, low: float, high: float, share: float, step: float) -> None:
    energy = low * (high / low) ** share
    not_less(at(name, **{dial: energy}), at(name, **{dial: energy * step}))


@pytest.mark.parametrize(
    ("name", "dial", "low", "high"),
    [
        ("opus-plasma", "passes", 2, 4),
        ("helium-plasma", "passes", 1, 2),
        ("fractional-co2", "stack", 1, 2),
        ("fractional-co2", "passes", 1, 3),
        ("fractional-co2", "density_pct", 5, 20),
        ("full-co2", "passes", 1, 3),
        ("full-eryag", "pulses", 1, 4),
        ("rf-microneedle", "needles_per_cm2", 16, 49),
    ],
)
def test_more_passes_pulses_and_lesions_injure_more(name: str, dial: str, low: float, high: float) -> None:
    less, more = at(name, **{dial: low}), at(name, **{dial: high})
    not_less(less, more)
    assert any(getattr(more, key)[0] > getattr(less, key)[0] for key in NEVER_LESS)


def test_slower_rolling_puts_more_into_each_spark() -> None:
    fast, slow = at("opus-plasma", speed_mm_s=20), at("opus-plasma", speed_mm_s=10)
    not_less(fast, slow)
    assert slow.necrosis_depth_um[0] > fast.necrosis_depth_um[0]


def test_the_same_needle_energy_over_seconds_warms_where_it_killed() -> None:
    quick, slow = at("rf-microneedle", pulse_ms=100), at("rf-microneedle", pulse_ms=5000)
    assert slow.coagulated_mm[0] < quick.coagulated_mm[0]
