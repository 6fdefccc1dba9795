"""Trials of other sizes, simulated: in every replicate persons are drawn anew, to several numbers of clients at once.

The effect of each law is that of its replicate with chance taken out (`without_sampling`), and the persons' own spread about it
is that of the kept persons, whatever its shape. A smaller trial is the beginning of a larger one and all measures share the
same draws, so that curves are smooth and comparable. Who was not seen is drawn with the others: sizes count clients who began.
"""

from dataclasses import dataclass

import numpy as np

from rederm.outlook.trial.accumulate import Accumulated
from rederm.outlook.trial.contrast import contrast, without_sampling
from rederm.outlook.trial.lots import Lots
from rederm.outlook.trial.sums import Numbers
from rederm.outlook.trial.tests_of_difference import fisher, mcnemar, paired, welch

TRIALS = 2000
"""Simulated trials over all replicates, at least ten in each: 0.8 is then known to about 0.01."""
LEAST_EACH = 10


@dataclass(frozen=True)
class Simulated:
    """power (replicates, sizes): share of simulated trials of each law that find a difference; trials: in each replicate."""

    sizes: Numbers
    power: Numbers
    trials: int


def simulated(sums: Accumulated, measure: int, arm: int, sizes: Numbers, alpha: float, seed: int) -> Simulated:
    """Power at `sizes` (clients in an arm, rising) of `arm` against the first; replicates that tell no effect are left out."""
    found = contrast(sums, measure, arm)
    told = np.flatnonzero(np.isfinite(found.difference))
    effects = without_sampling(found.difference[told], found.squared_error[told])
    trials = max(LEAST_EACH, TRIALS // max(told.size, 1))
    draw = _rates if sums.measures[measure].binary else _means
    rows = []
    for replicate, effect in zip(told, effects, strict=True):
        lots = Lots.of(sizes, trials, seed, int(replicate))
        p = draw(sums, measure, int(replicate), arm, float(effect), lots)
        rows.append((p < alpha).mean(axis=0))
    return Simulated(sizes, np.array(rows).reshape(told.size, sizes.size), trials)


def _means(s: Accumulated, measure: int, r: int, arm: int, effect: float, lots: Lots) -> Numbers:
    first, other = (s.kept.persons(measure, r, k) for k in (0, arm))
    if s.pairs is not None:
        n, mean, variance = _moments(other - first, lots, 0)
        return paired(n, mean + effect, variance)
    n0, mean0, var0 = _moments(first, lots, 0)
    n1, mean1, var1 = _moments(other, lots, 1)
    return welch(n0, mean0, var0, n1, mean1 + effect, var1)


def _moments(persons: Numbers, lots: Lots, side: int) -> tuple[Numbers, Numbers, Numbers]:
    """Number seen, mean and variance about the mean of `persons`, each (trials, sizes), of persons drawn with replacement."""
    seen = np.isfinite(persons)
    n = max(int(seen.sum()), 2)
    about = np.where(seen, persons - persons[seen].mean(), 0.0) * np.sqrt(n / (n - 1.0))
    place = (lots.uniform[side] * persons.size).astype(np.int64)
    alike = np.full(persons.size, 1.0 / persons.size)
    count, total, squares = lots.sums(place, np.stack([seen.astype(float), about, about**2]), alike)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / count
        return count, mean, np.where(count > 1, np.maximum(squares - count * mean**2, 0.0) / (count - 1.0), np.nan)


def _rates(s: Accumulated, measure: int, r: int, arm: int, effect: float, lots: Lots) -> Numbers:
    enrolled = s.enrolled[measure, r, :, 0]
    if s.pairs is not None:
        pairs = s.pairs[measure, r, arm - 1, 0]
        differ = pairs.squares / pairs.n
        shift = np.clip(effect, -differ, differ)
        seen = pairs.n / enrolled[0]
        up, all_differ = _of_two(seen * (differ + shift) / 2.0, seen * differ, lots, 0)
        return mcnemar(up, all_differ - up)
    rates, seen = s.arms[measure, r, :, 0].mean, s.arms.n[measure, r, :, 0] / enrolled
    middle = (rates[0] + rates[arm]) / 2.0
    counts: list[Numbers] = []
    for side, k, shift in ((0, 0, -effect / 2.0), (1, arm, effect / 2.0)):
        counts += _of_two(seen[k] * np.clip(middle + shift, 0.0, 1.0), seen[k], lots, side)
    return fisher(*(np.rint(count) for count in counts))


def _of_two(narrow: float, wide: float, lots: Lots, side: int) -> tuple[Numbers, Numbers]:
    """Persons within two chances, the first a part of the second, each (trials, sizes)."""
    u = lots.uniform[side]
    kinds = (u >= narrow).astype(np.int64) + (u >= wide)
    chances = np.clip([narrow, wide - narrow, 1.0 - wide], 0.0, 1.0)
    few, all_of_them = lots.sums(kinds, np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 0.0]]), chances)
    return few, all_of_them
