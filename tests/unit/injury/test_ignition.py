"""Ignition of a pin's spark: Paschen's curve, and the share of pins that fire at a power."""

import numpy as np
import pytest

from rederm.injury.ignition import breakdown_voltage, bridged_gap, firing_probability, least_gap

# um, V: rows paschen-* of the evidence tables
PRINTED = [(20, 347), (50, 552), (100, 865), (200, 1423), (300, 1933), (500, 2880), (1000, 5035)]


@pytest.mark.parametrize(("gap", "volt"), PRINTED)
def test_breakdown_voltage_is_the_printed_one(gap: float, volt: float) -> None:
    assert breakdown_voltage(np.array([gap * 1e-6]))[0] == pytest.approx(volt, rel=2e-3)


def test_air_breaks_down_most_easily_at_about_ten_micrometres_and_300_volts() -> None:
    gaps = np.geomspace(least_gap(), 1e-3, 50)
    assert least_gap() == pytest.approx(11e-6, rel=0.02)
    assert (np.diff(breakdown_voltage(gaps)) > 0).all()
    assert breakdown_voltage(gaps)[0] == pytest.approx(305, abs=1)


def test_the_widest_gap_that_a_voltage_bridges_is_the_inverse_of_the_curve() -> None:
    gaps = np.geomspace(12e-6, 2e-3, 20)
    np.testing.assert_allclose(bridged_gap(breakdown_voltage(gaps)), gaps, rtol=1e-9)
    assert bridged_gap(np.array([300.0]))[0] == 0.0


def shares(power: float, at_60: float = 0.8, scatter: float = 0.5) -> float:
    return float(firing_probability(np.array([at_60]), power / 60, np.array([150e-6]), np.array([scatter]))[0])


def test_the_stated_share_fires_at_the_reference_power() -> None:
    assert shares(60, 0.8) == pytest.approx(0.8)
    assert shares(60, 0.5) == pytest.approx(0.5)


def test_more_power_fires_more_pins_and_very_little_fires_none() -> None:
    found = [shares(power) for power in (1, 5, 10, 20, 40, 60, 90)]
    assert found == sorted(found)
    assert found[0] == 0.0
    assert found[2] < 0.1
    assert found[-1] > 0.9


def test_an_even_gap_ignites_at_once_and_an_uneven_one_bit_by_bit() -> None:
    even, uneven = (shares(90, 0.6, s) - shares(40, 0.6, s) for s in (0.1, 1.0))
    assert even > 0.95
    assert uneven < 0.5
