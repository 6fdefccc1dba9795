"""One arm against the first, in every replicate: the difference, its squared error, the test's p and the effect size.

    D_r = law_r + chance_r        Var(D) = Var(law) + mean squared error inside a trial

Between replicates the law differs (parameters that nobody knows better) and so do the people; inside one trial only people do.
What the second does not explain of the first is the law's part, never below 0; with 100 replicates it is known to about 14 % of
the whole variance.
"""

from dataclasses import dataclass

import numpy as np

from rederm.outlook.trial.accumulate import Accumulated
from rederm.outlook.trial.sums import Numbers, Sums
from rederm.outlook.trial.tests_of_difference import fisher, mcnemar, paired, welch

BOUND = 1.6448536269514722
"""Standard errors on either side of a band of 90 %."""


@dataclass(frozen=True)
class Contrast:
    """Arrays over replicates, (r,), NaN where a trial has fewer than two persons seen in an arm.

    sd: the spread that Cohen's d divides by, pooled over the arms, or that of the differences within persons."""

    n: Numbers
    difference: Numbers
    squared_error: Numbers
    sd: Numbers
    p: Numbers


def contrast(sums: Accumulated, measure: int, arm: int, group: int = 0) -> Contrast:
    """The arm `arm` (1 or more) against the first among the clients of a group."""
    binary = sums.measures[measure].binary
    if sums.pairs is not None:
        pairs = sums.pairs[measure, :, arm - 1, group]
        up = (pairs.squares + pairs.count) // 2
        p = mcnemar(up, pairs.squares - up) if binary else paired(pairs.n, pairs.mean, pairs.variance)
        return _told(pairs.n, pairs.mean, _per(pairs), np.sqrt(pairs.variance), p)
    first, other = sums.arms[measure, :, 0, group], sums.arms[measure, :, arm, group]
    v0, v1 = first.variance, other.variance
    if binary:
        p = fisher(first.count, first.n, other.count, other.n)
    else:
        p = welch(first.n, first.mean, v0, other.n, other.mean, v1)
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = ((first.n - 1) * v0 + (other.n - 1) * v1) / (first.n + other.n - 2)
    return _told(np.minimum(first.n, other.n), other.mean - first.mean, _per(first) + _per(other), np.sqrt(pooled), p)


def _per(sums: Sums) -> Numbers:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(sums.variance / sums.n)


def _told(n: Numbers, difference: Numbers, squared_error: Numbers, sd: Numbers, p: Numbers) -> Contrast:
    few = ~np.isfinite(squared_error)
    return Contrast(n, *(np.where(few, np.nan, given) for given in (difference, squared_error, sd, p)))


@dataclass(frozen=True)
class Spread:
    """A difference over trials: mean, band of 90 % of what one trial finds, and standard deviations of its two parts.

    sd_law: None with one replicate, which holds no other law; replicates: how many trials told it."""

    estimate: float
    low: float
    high: float
    sd_sampling: float
    sd_law: float | None
    replicates: int


def spread(difference: Numbers, squared_error: Numbers) -> Spread | None:
    """Of differences (r,) with their squared errors inside a trial; None where no trial tells any."""
    told = np.isfinite(difference) & np.isfinite(squared_error)
    d, inside = difference[told], squared_error[told]
    if d.size == 0:
        return None
    estimate, error = float(d.mean()), float(np.sqrt(inside.mean()))
    if d.size == 1:
        return Spread(estimate, estimate - BOUND * error, estimate + BOUND * error, error, None, 1)
    low, high = np.quantile(d, [0.05, 0.95])
    return Spread(estimate, float(low), float(high), error, float(np.sqrt(law_variance(d, inside))), d.size)


def law_variance(difference: Numbers, squared_error: Numbers) -> float:
    """Variance of the difference between laws: what sampling inside a trial does not explain."""
    return max(0.0, float(np.var(difference, ddof=1) - squared_error.mean()))


def without_sampling(difference: Numbers, squared_error: Numbers) -> Numbers:
    """Effects of the laws, (r,): differences drawn together about their mean until their variance is that of the laws alone.

    As found, differences of small trials are spread more than true ones, and a larger trial drawn from them would find effects
    where there are none. One replicate is left as it is: it tells nothing of the spread."""
    if difference.size < 2:
        return difference
    found = float(np.var(difference, ddof=1))
    kept = np.sqrt(law_variance(difference, squared_error) / found) if found > 0 else 0.0
    return np.asarray(difference.mean() + kept * (difference - difference.mean()))
