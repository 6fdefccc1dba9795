"""Tests of a difference over many trials at once are those of scipy.stats in each."""

import time

import numpy as np
import pytest
from scipy import stats

from rederm.outlook.trial.accumulate import accumulate
from rederm.outlook.trial.contrast import contrast
from rederm.outlook.trial.tests_of_difference import fisher, mcnemar, welch
from trial_rows import rows, spec

TRIALS = 12


def _each(columns, name):
    """The figures of both arms in each replicate."""
    for replicate in range(TRIALS):
        mine = columns["replicate"] == replicate
        yield tuple(columns[name][mine & (columns["arm"] == arm)] for arm in (0, 1))


def test_welch_is_scipys_in_every_replicate():
    trial = spec(n=15, replicates=TRIALS)
    columns = rows(trial, effect=0.05, law_sd=0.05)
    columns["gain.wrinkles.90"] *= np.where(columns["arm"] == 1, 2.0, 1.0)  # spreads differ
    expected = [stats.ttest_ind(first, other, equal_var=False).pvalue for first, other in _each(columns, "gain.wrinkles.90")]
    assert contrast(accumulate(columns, trial), 0, 1).p == pytest.approx(expected, rel=1e-6)


def test_paired_t_is_scipys_in_every_replicate():
    trial = spec(allocation="split-face", n=15, replicates=TRIALS)
    columns = rows(trial, effect=0.05, law_sd=0.05, shared_sd=0.2)
    expected = [stats.ttest_rel(other, first).pvalue for first, other in _each(columns, "gain.wrinkles.90")]
    assert contrast(accumulate(columns, trial), 0, 1).p == pytest.approx(expected, rel=1e-9)


def test_fisher_is_scipys_in_every_replicate():
    trial = spec(kind="event", n=25, replicates=TRIALS)
    columns = rows(trial, rates=(0.1, 0.4))
    tables = [[[f.sum(), f.size - f.sum()], [o.sum(), o.size - o.sum()]] for f, o in _each(columns, "event.pih")]
    expected = [stats.fisher_exact(np.array(table, int)).pvalue for table in tables]
    assert contrast(accumulate(columns, trial), 0, 1).p == pytest.approx(expected, rel=1e-9)


def test_mcnemar_is_the_exact_binomial_in_every_replicate():
    trial = spec(kind="event", allocation="split-face", n=25, replicates=TRIALS)
    columns = rows(trial, rates=(0.1, 0.4))
    expected = []
    for first, other in _each(columns, "event.pih"):
        up, down = int(((other == 1) & (first == 0)).sum()), int(((other == 0) & (first == 1)).sum())
        expected.append(stats.binomtest(up, up + down).pvalue if up + down else 1.0)
    assert contrast(accumulate(columns, trial), 0, 1).p == pytest.approx(expected, rel=1e-9)


def test_fisher_of_large_arms_is_scipys_without_counting_every_table():
    rng = np.random.default_rng(5)
    yes0, yes1 = rng.binomial(500_000, 0.2, 20), rng.binomial(500_000, 0.2004, 20)
    tables = [(a, 500_000, b, 500_000) for a, b in zip(yes0, yes1, strict=True)]
    tables += [(3000, 200_000, 10, 700), (2, 400_000, 5, 300), (40_000, 80_000, 41_000, 80_000)]
    expected = [stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue for a, n, b, m in tables]
    assert fisher(*np.array(tables).T) == pytest.approx(expected, rel=1e-8)
    began = time.process_time()
    fisher(rng.binomial(500_000, 0.2, 200), 500_000, yes1[0], 500_000)
    assert time.process_time() - began < 2.0  # every table would take half a minute


def test_fisher_counts_ties_and_unequal_arms_as_scipy_does():
    for yes0, n0, yes1, n1 in ((3, 10, 7, 10), (0, 5, 5, 5), (0, 8, 0, 9), (2, 30, 9, 12), (6, 6, 11, 11)):
        expected = stats.fisher_exact([[yes0, n0 - yes0], [yes1, n1 - yes1]]).pvalue
        assert fisher(yes0, n0, yes1, n1) == pytest.approx(expected, rel=1e-9)


def test_pairs_that_never_differ_show_nothing():
    assert mcnemar(0, 0) == 1.0


def test_arms_that_do_not_vary_differ_or_do_not():
    n, none = np.array([5.0, 5.0]), np.zeros(2)
    assert welch(n, np.array([1.0, 1.0]), none, n, np.array([1.0, 2.0]), none).tolist() == [1.0, 0.0]


def test_too_few_clients_tell_no_difference():
    trial = spec(n=1, replicates=3)
    assert np.isnan(contrast(accumulate(rows(trial), trial), 0, 1).p).all()
