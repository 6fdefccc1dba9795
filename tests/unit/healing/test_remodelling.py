"""The response of sessions over time."""

import numpy as np
import pytest

from healing_cases import client, healed
from rederm.draws import Draws
from rederm.healing.remodelling import kernel


def test_the_kernel_is_one_at_180_days_in_every_draw_and_nothing_before_the_session() -> None:
    draws = Draws(50, 1)
    values = kernel(np.array([-5.0, 0.0, 180.0]), draws["healing.tau_rise"], draws["healing.tau_loss"])
    np.testing.assert_allclose(values, [[0.0, 0.0, 1.0]] * 50, atol=1e-12)


def test_the_kernel_rises_within_weeks_and_is_lost_over_years() -> None:
    k = kernel(np.array([30.0, 90.0, 365.0, 1825.0]), np.array([42.0]), np.array([1571.0]))[0]
    assert 0.5 < k[0] < 0.65 < 0.9 < k[1] < 1.0
    assert k[3] < 0.5 * k[2] < k[2] < 1.0


def test_a_second_session_is_answered_by_how_long_the_skin_has_rested() -> None:
    for gap in (7.0, 28.0, 90.0):
        result = healed("plasma", "plasma", at=(0.0, gap), days=np.array([gap + 180.0]))
        assert result.response[0, 1, 0] == pytest.approx(1 - np.exp(-gap / 14), abs=1e-6)


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
