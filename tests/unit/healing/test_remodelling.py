"""The response of sessions over time."""

import numpy as np
import pytest

from healing_cases import client, healed
from rederm.draws import Draws
from rederm.healing.remodelling import kernel, readiness


def test_the_kernel_is_one_at_180_days_in_every_draw_and_nothing_before_the_session() -> None:
    draws = Draws(50, 1)
    values = kernel(np.array([-5.0, 0.0, 180.0]), draws["healing.tau_rise"], draws["healing.tau_loss"])
    np.testing.assert_allclose(values, [[0.0, 0.0, 1.0]] * 50, atol=1e-12)


def test_the_kernel_rises_within_weeks_and_is_lost_over_years() -> None:
    k = kernel(np.array([30.0, 90.0, 365.0, 1825.0]), np.array([42.0]), np.array([1571.0]))[0]
    assert 0.5 < k[0] < 0.65 < 0.9 < k[1] < 1.0
    assert k[3] < 0.5 * k[2] < k[2] < 1.0


def test_a_second_session_is_answered_by_how_long_the_skin_has_rested_and_by_how_mature_it_is() -> None:
    for gap in (7.0, 28.0, 90.0):
        result = healed("plasma", "plasma", at=(0.0, gap), days=np.array([0.0, gap, gap + 180.0]))
        mature = result.states["maturity"][0, 1]
        assert result.response[0, 1, -1] == pytest.approx((1 - np.exp(-gap / 14)) * mature, abs=1e-6)
        assert mature > 0.99 or gap < 28


def test_a_session_on_open_skin_builds_less_and_inflames_more() -> None:
    peaks = {}
    for gap in (4.0, 60.0):
        days = np.arange(0.0, gap + 100.0, 0.5)
        states = healed("co2-1", "plasma", at=(0.0, gap), days=days).states
        alone = healed("co2-1", days=days).states
        peaks[gap] = [(states[name] - alone[name]).max() for name in ("fibroblasts", "inflammation")]
    assert peaks[4.0][0] < 0.5 * peaks[60.0][0]
    assert peaks[4.0][1] > 1.1 * peaks[60.0][1]


def test_the_time_of_readiness_is_drawn_and_the_median_is_taken_where_none_is_given() -> None:
    drawn = Draws(200, 3)["healing.ready"]
    assert 5 < np.quantile(drawn, 0.05) < 9 < 14 < np.quantile(drawn, 0.95)
    usual = readiness((0.0, 14.0), [np.ones(1)] * 2)[1]
    assert usual[0] == pytest.approx(1 - np.exp(-1))


def test_two_devices_on_one_day_are_one_visit() -> None:
    response = healed("plasma", "nafl-1550", at=(0.0, 0.0), days=np.array([180.0])).response[0, :, 0]
    np.testing.assert_allclose(response, 1.0)


def test_a_session_that_hurts_nothing_does_not_tire_the_skin() -> None:
    result = healed("nothing", "plasma", at=(0.0, 2.0), days=np.array([182.0]))
    assert result.response[0, 1, 0] == pytest.approx(1.0)


def test_the_response_of_a_typical_patient_is_not_scaled_and_a_smoker_gets_less() -> None:
    days = np.array([180.0])
    assert healed("plasma", days=days).response[0, 0, 0] == pytest.approx(1.0)
    assert healed("plasma", days=days, who=client(smoker=True)).response[0, 0, 0] == pytest.approx(0.82)


def test_waiting_longer_never_lowers_what_a_course_has_reached_half_a_year_after_it() -> None:
    totals = [
        healed("plasma", "plasma", "plasma", at=(0.0, gap, 2 * gap), days=np.array([2 * gap + 180.0])).response[0, 1:].sum()
        for gap in (7.0, 14.0, 28.0, 42.0)
    ]
    assert totals == sorted(totals)
