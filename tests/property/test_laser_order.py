"""What must hold of ablative lasers at any setting: energy, power, pulse length and repetition rate act in one direction.

At the medians and for fixed draws, each draw against itself. Skin so thick that no hole leaves the dermis.
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.devices.load import load_device
from rederm.devices.setting import make_setting
from rederm.draws import Draws
from rederm.injury import Injury, injure
from rederm.skin import Site, Skin

SKIN = Skin(Site("cheek", "face", False, {}), 45.0, "female", 3, 15.0, 62.0, 80.0, 6000.0, 3.5, 1.3, 1.0, 33.5)
MEDIAN = Draws.at_median()
FIXED = Draws(4, seed=5)
GRID, CELL_UM = 0.04, 2.0  # what the resolution of the grid may take back: of a value, and in um
FEW = settings(deadline=None, max_examples=8, derandomize=True)
UNIT = st.floats(0, 1)


def between(low: float, high: float, share: float) -> float:
    return float(low * (high / low) ** share)


def at(name: str, draws: Draws = MEDIAN, **dials: float | str) -> Injury:
    return injure(make_setting(load_device(name), dials), SKIN, draws)


def not_less(low: Injury, high: Injury, *names: str) -> None:
    for name in names:
        before, after = getattr(low, name), getattr(high, name)
        assert (after >= before * (1 - GRID) - CELL_UM).all(), (name, before, after)


@pytest.mark.slow
@FEW
@given(power=UNIT, spot=UNIT, energy=UNIT, profile=st.sampled_from(["gaussian", "tophat"]), ratio=st.floats(2, 20))
def test_at_equal_energy_a_low_power_beam_cuts_no_deeper_than_a_high_power_one(
    power: float, spot: float, energy: float, profile: str, ratio: float
) -> None:
    dials = {"spot_um": between(50, 1000, spot), "energy_mJ": between(2, 150, energy), "profile": profile}
    low = between(0.5, 5, power)
    not_less(*(at("fractional-co2", power_W=watts, **dials) for watts in (low, low * ratio)), "ablation_depth_um")


def test_a_watt_drills_clearly_shallower_than_thirty() -> None:
    low, high = (at("fractional-co2", FIXED, energy_mJ=20, power_W=watts) for watts in (1, 30))
    assert (low.ablation_depth_um < 0.95 * high.ablation_depth_um).all()


@pytest.mark.slow
@FEW
@given(fluence=UNIT, pulse=UNIT, rate=UNIT, ratio=st.floats(1.5, 10), pulses=st.integers(2, 20))
def test_a_higher_repetition_rate_lowers_erbium_ablation_per_pulse(
    fluence: float, pulse: float, rate: float, ratio: float, pulses: int
) -> None:
    slow = between(1, 20, rate)
    fast = min(slow * ratio, 50)
    train = {"pulse_us": between(50, 5000, pulse), "pulses": pulses}
    field = {"fluence_J_cm2": between(1, 20, fluence), "passes": 1, **train}
    hole = {"energy_mJ": between(2, 40, fluence), **train}
    for name, dials in (("full-eryag", field), ("fractional-eryag", hole)):
        not_less(*(at(name, rate_Hz=rate, **dials) for rate in (fast, slow)), "ablation_depth_um")


def test_fifty_pulses_a_second_ablate_clearly_less_than_one_a_second() -> None:
    for name, dials in (("full-eryag", {"fluence_J_cm2": 5, "passes": 1}), ("fractional-eryag", {"energy_mJ": 10})):
        slow, fast = (at(name, FIXED, rate_Hz=rate, pulses=10, **dials) for rate in (1, 50))
        assert (fast.ablation_depth_um < 0.95 * slow.ablation_depth_um).all()


@pytest.mark.parametrize("fluence", [1.25, 1.75, 5.0])
@pytest.mark.parametrize("rate", [1, 20])
def test_more_pulses_never_ablate_less_near_the_threshold_either(fluence: float, rate: float) -> None:
    dials = {"fluence_J_cm2": fluence, "rate_Hz": rate, "pulse_us": 550, "passes": 1}
    found = [at("full-eryag", pulses=pulses, **dials) for pulses in (1, 2, 4, 8, 20)]
    for low, high in pairwise(found):
        assert high.ablation_depth_um[0] >= low.ablation_depth_um[0] - 0.3  # a row
        assert high.necrosis_depth_um[0] >= low.necrosis_depth_um[0] - 0.3


@pytest.mark.slow
@FEW
@given(fluence=UNIT, pulse=UNIT, ratio=st.floats(2, 20))
def test_longer_pulses_over_a_full_field_leave_more_coagulation(fluence: float, pulse: float, ratio: float) -> None:
    short = between(0.1, 5, pulse)
    dials = {"fluence_J_cm2": between(3, 20, fluence), "passes": 1}
    not_less(*(at("full-co2", pulse_ms=ms, **dials) for ms in (short, short * ratio)), "coagulation_below_um")


@pytest.mark.slow
@FEW
@given(power=UNIT, spot=UNIT, energy=UNIT)
def test_longer_pulses_of_the_same_energy_leave_more_coagulation_around_a_hole(
    power: float, spot: float, energy: float
) -> None:
    """Ten times longer: over a lesser ratio conduction gains little more than the falling irradiance loses."""
    dials = {"spot_um": between(100, 400, spot), "energy_mJ": between(10, 100, energy)}
    short = between(10, 100, power)
    not_less(*(at("fractional-co2", power_W=watts, **dials) for watts in (short, short / 10)), "coagulation_below_um")


def test_long_pulses_leave_clearly_more_coagulation_than_short_ones() -> None:
    for short, long in (
        (at("fractional-co2", FIXED, energy_mJ=20, power_W=30), at("fractional-co2", FIXED, energy_mJ=20, power_W=1)),
        (at("full-co2", FIXED, fluence_J_cm2=7.5, pulse_ms=0.3), at("full-co2", FIXED, fluence_J_cm2=7.5, pulse_ms=10)),
    ):
        assert np.median(long.coagulation_below_um) > 1.05 * np.median(short.coagulation_below_um)


@pytest.mark.parametrize(
    ("name", "dial", "dials"),
    [
        ("fractional-co2", "energy_mJ", {}),
        ("fractional-co2", "energy_mJ", {"power_W": 1, "spot_um": 400}),
        ("fractional-co2", "energy_mJ", {"spot_um": 1000, "profile": "tophat"}),
        ("fractional-eryag", "energy_mJ", {"pulses": 5}),
        ("full-co2", "fluence_J_cm2", {}),
        ("full-eryag", "fluence_J_cm2", {"pulses": 3}),
    ],
)
def test_more_energy_never_gives_a_shallower_lesion_for_any_draw(name: str, dial: str, dials: dict[str, float | str]) -> None:
    shots = np.geomspace(1, 20, 7) if dial == "fluence_J_cm2" else np.geomspace(2, 120, 7)
    found = [at(name, FIXED, **{dial: float(value)}, **dials) for value in shots]
    for low, high in pairwise(found):
        not_less(low, high, "ablation_depth_um", "necrosis_depth_um", "removed_depth_um")


def test_thin_skin_under_a_deep_hole_is_told() -> None:
    thin = replace(SKIN, dermis_um=600.0)
    injury = injure(make_setting(load_device("fractional-co2"), {"energy_mJ": 100}), thin, MEDIAN)
    assert any("below the dermis" in note for note in injury.notes)
