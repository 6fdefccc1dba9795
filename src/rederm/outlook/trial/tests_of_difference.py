"""Tests of a difference between two arms, each of many trials at once; every test is two-sided.

    Welch       t = (m1 - m0) / sqrt(v1/n1 + v0/n0), degrees of freedom of Satterthwaite
    paired      t = m / sqrt(v/n) of the differences, n - 1 degrees of freedom
    Fisher      sum of the hypergeometric probabilities that are no larger than that of the table
    McNemar     binomial(up + down, 1/2) of the pairs that differ, exact

Fewer than two figures tell nothing: p = NaN. Arms that do not vary differ (p = 0) or do not (p = 1).

References: Welch 1947; Fisher 1935; McNemar 1947 in its exact form. The same as scipy.stats' ttest_ind, ttest_rel, fisher_exact
and binomtest, by a test.
"""

import numpy as np
from numpy.typing import ArrayLike

from rederm.outlook.trial.sums import Numbers

TIE = 1e-7
"""Tables whose probabilities differ by less than this share are equally likely (rounding of logarithms)."""
AT_ONCE = 2**18
"""Probabilities held in memory at a time."""
SURELY, SPREADS = 150.0, 9.0
"""Tables farther from the middle than so many and so many binomial sd are left out: less likely than e^-40 (Bernstein)."""


def welch(n0: Numbers, mean0: Numbers, var0: Numbers, n1: Numbers, mean1: Numbers, var1: Numbers) -> Numbers:
    """p of two means of separate persons."""
    with np.errstate(invalid="ignore", divide="ignore"):
        part0, part1 = var0 / n0, var1 / n1
        freedom = (part0 + part1) ** 2 / (part0**2 / (n0 - 1) + part1**2 / (n1 - 1))
    return _student(mean1 - mean0, part0 + part1, freedom)


def paired(n: Numbers, mean: Numbers, variance: Numbers) -> Numbers:
    """p of a mean difference within persons."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return _student(mean, variance / n, n - 1.0)


def _student(difference: Numbers, squared_error: Numbers, freedom: Numbers) -> Numbers:
    from scipy.special import stdtr

    with np.errstate(invalid="ignore", divide="ignore"):
        t = np.abs(difference) / np.sqrt(squared_error)
        p = 2.0 * stdtr(freedom, -t)
    return np.where(squared_error == 0.0, np.where(difference == 0.0, 1.0, 0.0), p)


def fisher(yes0: ArrayLike, n0: ArrayLike, yes1: ArrayLike, n1: ArrayLike) -> Numbers:
    """p of two rates of separate persons; whole numbers of any one shape."""
    given = np.broadcast_arrays(*(np.asarray(x, np.int64) for x in (yes0, n0, yes1, n1)))
    tables, back = np.unique(np.stack([x.ravel() for x in given], axis=1), axis=0, return_inverse=True)
    if not tables.size:
        return np.ones(given[0].shape)
    logs = _log_factorials(int(tables[:, 1].max() + tables[:, 3].max()))
    start, width = _within_reach(tables)
    rows = max(1, AT_ONCE // width)
    p = np.concatenate(
        [_fisher_rows(tables[k : k + rows], start[k : k + rows], width, logs) for k in range(0, len(tables), rows)]
    )
    return np.asarray(p[back.ravel()].reshape(given[0].shape))


def _within_reach(tables: Numbers) -> tuple[Numbers, int]:
    """Where the counts of the first cell begin that have a chance, (tables,), and how many there are at most."""
    yes0, n0, yes1, n1 = tables.T
    rate = (yes0 + yes1) / np.maximum(n0 + n1, 1)
    reach = np.ceil(SURELY + SPREADS * np.sqrt(n0 * rate * (1.0 - rate))).astype(np.int64)
    middle = np.rint(n0 * rate).astype(np.int64)
    start = np.maximum(middle - reach, 0)
    return start, int((np.minimum(np.minimum(n0, yes0 + yes1), middle + reach) - start).max()) + 1


def _fisher_rows(tables: Numbers, start: Numbers, width: int, logs: Numbers) -> Numbers:
    yes0, n0, yes1, n1 = (tables[:, [k]] for k in range(4))
    yes = yes0 + yes1
    x = start[:, None] + np.arange(width)
    possible = (x <= np.minimum(n0, yes)) & (yes - x <= n1)
    x0 = np.where(possible, x, yes0)
    x1 = yes - x0

    def log_ways(at0: Numbers, at1: Numbers) -> Numbers:
        return np.asarray(-logs[at0] - logs[n0 - at0] - logs[at1] - logs[n1 - at1])

    ways = log_ways(x0, x1)
    seen = log_ways(yes0, yes1)
    top = np.where(possible, ways, -np.inf).max(axis=1, keepdims=True)
    share = np.where(possible, np.exp(ways - top), 0.0)
    return np.asarray((share * (ways <= seen + TIE)).sum(axis=1) / share.sum(axis=1))


def _log_factorials(largest: int) -> Numbers:
    from scipy.special import gammaln

    return np.asarray(gammaln(np.arange(largest + 1) + 1.0))


def mcnemar(up: ArrayLike, down: ArrayLike) -> Numbers:
    """p of two rates within persons: `up` pairs with yes in the second arm alone, `down` in the first alone."""
    from scipy.special import betainc

    up, down = np.asarray(up, float), np.asarray(down, float)
    fewer, more = np.minimum(up, down), np.maximum(up, down)
    tail = betainc(np.maximum(more, 1.0), fewer + 1.0, 0.5)  # of the binomial, at most `fewer`
    return np.where(more == 0.0, 1.0, np.minimum(1.0, 2.0 * tail))
