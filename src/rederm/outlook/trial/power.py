"""Power of a trial: at its own size, over other sizes, and the size that reaches 0.8 and 0.9.

At its own size power is the share of replicates that find a difference: over people and over what is not known of the law. It
rises to a ceiling below 1 where some laws hold no effect; no number of clients then reaches more.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rederm.draws import band
from rederm.outlook.trial.accumulate import Accumulated
from rederm.outlook.trial.closed_forms import two_means, two_rates, within_persons
from rederm.outlook.trial.contrast import contrast, without_sampling
from rederm.outlook.trial.resample import simulated
from rederm.outlook.trial.sums import Numbers

SIZES = (5, 8, 12, 18, 27, 40, 60, 90, 135, 200, 300, 450, 680, 1000)
"""Clients in an arm of the curve, each about half as many again as the one before."""
GOALS = (0.8, 0.9)

Closed = Callable[[float], Numbers]
"""Power of every law, (r,), by the number of clients in an arm."""


@dataclass(frozen=True)
class Power:
    """found of replicates: trials with p < alpha, their share with its Clopper-Pearson interval of 95 %.

    more, less: the shares of replicates that find the arm above the first, and below: where laws disagree, trials that find a
    difference may not find the same one. All other powers are of either.
    laws: band of 90 % of the power of each law in closed form. curve: size, simulated power, closed form; needed: by goal,
    simulated and in closed form, None where 1,000 clients in an arm do not reach it."""

    n: int
    found: int
    replicates: int
    share: float
    low: float
    high: float
    more: float
    less: float
    laws: dict[str, float | None]
    curve: tuple[tuple[int, float, float | None], ...]
    needed: dict[str, tuple[int | None, int | None]]


def power(sums: Accumulated, measure: int, arm: int, n: int, alpha: float, seed: int) -> Power:
    """Of arm `arm` against the first; n: clients who begin in each arm, or of a split face."""
    compared = contrast(sums, measure, arm)
    significant = compared.p < alpha
    found, replicates = int(significant.sum()), int(compared.p.size)
    more, less = (float((significant & (side * compared.difference > 0)).mean()) for side in (1, -1))
    low, high = clopper_pearson(found, replicates)
    sizes = np.unique([*SIZES, n])
    drawn = (
        simulated(sums, measure, arm, sizes, alpha, seed).power.mean(axis=0)
        if np.isfinite(compared.p).any()
        else sizes * np.nan
    )
    closed = closed_form(sums, measure, arm, alpha)
    told = [None if closed is None else float(closed(float(size)).mean()) for size in sizes]
    curve = tuple(zip(sizes.tolist(), drawn.tolist(), told, strict=True))
    needed = {str(goal): (size_for(goal, sizes, drawn), _closed_size(goal, closed)) for goal in GOALS}
    laws = band([] if closed is None else closed(float(n)))
    return Power(n, found, replicates, found / replicates, low, high, more, less, laws, curve, needed)


def closed_form(sums: Accumulated, measure: int, arm: int, alpha: float) -> Closed | None:
    """The closed form with the effects of the laws and the share that is seen; None for rates within persons: there is none."""
    found = contrast(sums, measure, arm)
    told = np.isfinite(found.difference)
    if not told.any():
        return None
    effect = without_sampling(found.difference[told], found.squared_error[told])
    seen = found.n[told] / sums.enrolled[measure, told, 0, 0]
    if not sums.measures[measure].binary:
        sd = found.sd[told]
        d = np.where(sd > 0, effect / np.where(sd > 0, sd, 1.0), np.where(effect == 0.0, 0.0, np.inf))
        form = two_means if sums.pairs is None else within_persons
        return lambda n: form(n * seen, d, alpha)
    if sums.pairs is not None:
        return None
    rates = sums.arms[measure, :, :, 0].mean[told]
    middle = (rates[:, 0] + rates[:, arm]) / 2.0
    rate0, rate1 = (np.clip(middle + side * effect / 2.0, 0.0, 1.0) for side in (-1.0, 1.0))
    return lambda n: two_rates(n * seen, rate0, rate1, alpha)


def size_for(goal: float, sizes: Numbers, found: Numbers) -> int | None:
    """The number of clients whose power is the goal, between sizes by the logarithm; the smallest size where that suffices."""
    rising = np.maximum.accumulate(found)
    if not rising[-1] >= goal:
        return None
    at = int(np.argmax(rising >= goal))
    if at == 0:
        return int(sizes[0])
    share = (goal - rising[at - 1]) / (rising[at] - rising[at - 1])
    logs = np.log(sizes[at - 1 : at + 1])
    return int(np.ceil(np.exp(logs[0] + share * (logs[1] - logs[0])) - 1e-9))


def _closed_size(goal: float, closed: Closed | None) -> int | None:
    """The least number of clients whose mean power over laws is the goal."""
    if closed is None or closed(float(SIZES[-1])).mean() < goal:
        return None
    low, high = 2, SIZES[-1]
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if closed(float(middle)).mean() >= goal else (middle + 1, high)
    return low


def clopper_pearson(yes: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """The exact interval of a rate."""
    from scipy.special import betaincinv

    tail = (1.0 - level) / 2.0
    low = 0.0 if yes == 0 else float(betaincinv(yes, n - yes + 1, tail))
    return low, 1.0 if yes == n else float(betaincinv(yes + 1, n - yes, 1.0 - tail))
