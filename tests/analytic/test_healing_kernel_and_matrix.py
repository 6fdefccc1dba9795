"""The collagen that the equations build against the kernel that was fitted on outcomes.

Both are set to 1 at 180 days. What is compared is the collagen of the tissue that is there: a session first takes dermis away
(`void`), and filling it again is not gain. No number was shared between the two: the kernel knows scores from day 30 on, the
equations know primed synthesis (90 days), its deposit in fibrils that live for months or years, and the loss of the kernel.
"""

import numpy as np
import pytest

from healing_cases import healed
from rederm.draws import Draws
from rederm.healing.remodelling import kernel

NAMES = ("needling", "plasma", "nafl-1550", "fractional-co2", "co2-1", "co2-3")
DAYS = np.array([14.0, 21, 28, 42, 60, 90, 120, 180, 270, 365, 540, 730, 1095, 1825])


def built(name: str, days: np.ndarray = DAYS) -> np.ndarray:
    result = healed(name, days=np.unique([0.0, *days, 180.0]))
    there = result.states["collagen_I"] + result.states["void"] * result.untreated["collagen_I"]
    gain = (there - result.untreated["collagen_I"])[0]
    return np.asarray(gain[np.searchsorted(result.days, days)] / gain[result.days == 180.0])


@pytest.mark.parametrize("name", NAMES)
def test_from_two_weeks_to_five_years_the_matrix_follows_the_kernel_within_its_band(name: str) -> None:
    draws = Draws(400, 5)
    low, high = np.quantile(kernel(DAYS, draws["healing.tau_rise"], draws["healing.tau_loss"]), [0.05, 0.95], axis=0)
    shape = built(name)
    np.testing.assert_array_less(low - 0.04, shape)  # at 180 days the band has no width, and little around it
    np.testing.assert_array_less(shape, high + 0.04)


@pytest.mark.parametrize("name", NAMES)
def test_two_parts_of_the_gain_come_after_the_first_month(name: str) -> None:
    assert 0.35 < built(name, np.array([30.0]))[0] < 0.65


def test_hit_tissue_is_primed_for_longer_so_that_full_field_gains_go_on_for_longer() -> None:
    sparse, full = (built(name, np.array([90.0, 270.0])) for name in ("needling", "co2-3"))
    assert full[1] / full[0] > sparse[1] / sparse[0]


def test_what_a_session_removes_is_refilled_and_is_not_counted_as_gain() -> None:
    result = healed("co2-3", days=np.array([0.0, 1.0, 70.0, 365.0]))
    void = result.states["void"][0]
    assert void[1] > 0.05
    assert void[2] < 0.25 * void[1]  # thermal zones are replaced by new collagen by 10 weeks
    assert void[3] < 0.05 * void[1]
    assert result.states["collagen_I"][0, 1] < result.untreated["collagen_I"][0, 1] < result.states["collagen_I"][0, 3]
