"""Simulated power is that of the closed form where there is one, and alpha where there is no effect."""

import numpy as np
import pytest
from scipy import stats

from rederm.outlook.trial.accumulate import accumulate
from rederm.outlook.trial.closed_forms import two_means, two_rates, within_persons
from rederm.outlook.trial.power import SIZES, clopper_pearson, power, size_for
from rederm.outlook.trial.tests_of_difference import fisher
from trial_rows import rows, spec

FOUR_ERRORS = 4.0


def _noncentral(shift, freedom, alpha=0.05):
    limit = stats.t.ppf(1 - alpha / 2, freedom)
    return stats.nct.sf(limit, freedom, shift) + stats.nct.cdf(-limit, freedom, shift)


def _power(trial, columns):
    return power(accumulate(columns, trial), 0, 1, trial.n, trial.alpha, trial.seed)


def _near(share, expected, trials):
    return abs(share - expected) < FOUR_ERRORS * np.sqrt(expected * (1 - expected) / trials)


@pytest.mark.parametrize(("allocation", "sd_of"), [("parallel", 1.0), ("split-face", np.sqrt(2.0))])
def test_power_of_a_normal_trial_is_that_of_the_noncentral_t(allocation, sd_of):
    trial = spec(allocation=allocation, n=30, replicates=600)
    found = _power(trial, rows(trial, effect=0.06, sd=0.1, shared_sd=0.3 if allocation == "split-face" else 0.0))
    d, freedom = 0.6 / sd_of, 58 if allocation == "parallel" else 29
    expected = _noncentral(d * np.sqrt(30 / (2 if allocation == "parallel" else 1)), freedom)
    assert _near(found.share, expected, 600)
    for size, drawn, closed in found.curve:
        if 12 <= size <= 90:  # persons drawn anew are as normal as a sample of 30 is
            assert drawn == pytest.approx(closed, abs=0.03)
    for drawn, closed in found.needed.values():
        assert drawn == pytest.approx(closed, rel=0.1)


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.9])
def test_power_of_two_sides_that_go_together_is_that_of_their_correlation(rho):
    """d_z = d / sqrt(2 (1 - rho)), d over the sd between persons of one side."""
    trial = spec(allocation="split-face", n=25, replicates=800)
    own = 0.1 * np.sqrt(1 - rho)
    found = _power(trial, rows(trial, effect=0.05, sd=own, shared_sd=0.1 * np.sqrt(rho)))
    expected = _noncentral(0.5 / np.sqrt(2 * (1 - rho)) * np.sqrt(25), 24)
    assert _near(found.share, expected, 800)
    assert {size: closed for size, _, closed in found.curve}[25] == pytest.approx(expected, abs=0.03)


def test_power_of_two_rates_is_near_the_normal_approximation():
    trial = spec(kind="event", n=60, replicates=400)
    found = _power(trial, rows(trial, rates=(0.1, 0.35)))
    x = np.arange(61)
    significant = fisher(x[:, None], 60, x, 60) < 0.05
    exact = stats.binom.pmf(x, 60, 0.1) @ significant @ stats.binom.pmf(x, 60, 0.35)
    assert _near(found.share, exact, 400)
    assert float(two_rates(60, 0.1, 0.35, 0.05)) == pytest.approx(exact, abs=0.03)
    assert found.needed["0.8"][0] == pytest.approx(found.needed["0.8"][1], rel=0.15)


def test_an_effect_of_zero_is_found_alpha_of_the_time_at_every_size():
    trial = spec(n=25, replicates=600)
    found = _power(trial, rows(trial, effect=0.0))
    assert _near(found.share, 0.05, 600)
    for size, drawn, _ in found.curve:
        if size <= 300:  # a chance mean of 600 trials of 25 is itself seen by very large ones
            assert drawn == pytest.approx(0.05, abs=0.025)
    assert found.needed == {"0.8": (None, None), "0.9": (None, None)}


def test_doubt_of_the_law_keeps_power_below_one_however_large_the_trial():
    trial = spec(n=40, replicates=300)
    found = _power(trial, rows(trial, effect=0.0, law_sd=0.02))
    shift = 0.2 * stats.norm.ppf(np.linspace(0.0005, 0.9995, 1000)) * np.sqrt(1000 / 2)
    expected = (stats.norm.sf(1.96, shift) + stats.norm.cdf(-1.96, shift)).mean()
    assert found.curve[-1][1] == pytest.approx(expected, abs=0.12)
    assert found.curve[-1][1] < 0.9


def test_laws_that_disagree_are_found_on_both_sides():
    trial = spec(n=40, replicates=200)
    found = _power(trial, rows(trial, effect=0.0, law_sd=0.2))
    assert found.more > 0.3
    assert found.less > 0.3
    assert found.more + found.less == pytest.approx(found.share)


def test_dropout_lowers_power_and_raises_the_clients_needed():
    trial = spec(n=40, replicates=200)
    whole, lost = (_power(trial, rows(trial, effect=0.06, lost=share)) for share in (0.0, 0.4))
    assert lost.share < whole.share
    assert lost.needed["0.8"][0] > 1.3 * whole.needed["0.8"][0]
    assert lost.needed["0.8"][1] > 1.3 * whole.needed["0.8"][1]


def test_closed_forms_are_scipys_noncentral_t():
    assert two_means(20, 0.5, 0.05) == pytest.approx(_noncentral(0.5 * np.sqrt(10), 38))
    assert within_persons(20, -0.5, 0.05) == pytest.approx(_noncentral(0.5 * np.sqrt(20), 19))
    assert within_persons(1000, 3.0, 0.05) == pytest.approx(1.0)


def test_no_client_number_is_named_when_none_reaches_the_goal():
    sizes = np.array(SIZES)
    assert size_for(0.8, sizes, np.linspace(0.05, 0.7, sizes.size)) is None
    assert size_for(0.8, sizes, np.linspace(0.05, 0.9, sizes.size)) == pytest.approx(430, abs=120)


def test_clopper_pearson_is_scipys():
    for yes, n in ((0, 33), (12, 33), (33, 33)):
        expected = stats.binomtest(yes, n).proportion_ci(0.95, "exact")
        assert clopper_pearson(yes, n) == pytest.approx((expected.low, expected.high))
