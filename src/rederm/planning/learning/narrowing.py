"""How far a measurement is expected to narrow the band of an outcome, and what no measurement of the law can take away.

    after    = before - mean_s (chance_s - width_s)       width_s: of the 90 % band under the weights of study s
    chance_s : the same weights given to the draws in another order, mean over some: what few draws narrow by themselves
    floor    = mean_j width(persons under draw j)         the law and its clinic known
    law left = mean_s Var_s(m) / Var(m)                   m_j: mean of the persons under draw j;  Var_s by weight, unbiased

The interval of a narrowing is that of the method: of the mean over studies, and of what orders differ by. A narrowing whose
interval holds 0 cannot be told from none. Of the variance learning takes on average (the law of total variance); of a width
that holds for every band of usual shape, not for each that can be drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rederm.draws import Samples
from rederm.planning.learning.ladder import Ladder
from rederm.planning.learning.learned import Learned

SURE = 0.99  # of the intervals: some hundreds of bands are looked at, so that 95 % would find many by chance


@dataclass(frozen=True)
class Narrowing:
    """Width of one band before and as expected after, in the unit of the outcome; low, high: 99 % of `after` as the method
    knows it; floor: with the law known; law_left: share of the variance of the law that is left."""

    outcome: str
    before: float
    after: float
    low: float
    high: float
    floor: float
    law_left: float

    @property
    def told(self) -> bool:
        """Whether it can be told from none."""
        return self.high < self.before

    @property
    def share(self) -> float:
        """Of the width, what is expected to go."""
        return (self.before - self.after) / self.before


def narrowing(outcome: str, ladder: Ladder, learned: Learned, orders: Sequence[np.ndarray]) -> Narrowing:
    """What is expected of one measurement for one outcome. orders: of `learned.shuffles`."""
    width = ladder.width(learned.weights)
    chance = np.stack([ladder.width(learned.weights[:, order]) for order in orders])
    taken, error = expected(chance, width)
    before, left = ladder.before, law_left(ladder.means, learned.weights)
    after = before - taken
    return Narrowing(outcome, before, after, after - error, after + error, ladder.floor, left)


def expected(chance: Samples, found: Samples) -> tuple[float, float]:
    """Mean of chance less found, and half of its interval. chance: (orders, outer); found: (outer,).

    What orders differ by is what the same few draws may do to `found`; it is known from few orders, hence Student's t.
    """
    taken = chance.mean(axis=0) - found
    between = chance.mean(axis=1).var(ddof=1) * (1 + 1 / len(chance))
    studies, orders = student(taken.size), student(len(chance))
    return float(taken.mean()), float(np.hypot(studies * np.sqrt(taken.var(ddof=1) / taken.size), orders * np.sqrt(between)))


def student(size: int) -> float:
    """How many standard errors of a mean of so many numbers its interval reaches to either side."""
    from scipy.special import stdtrit

    return float(stdtrit(size - 1, (1 + SURE) / 2))


def law_left(means: Samples, weights: Samples) -> float:
    """Share of the variance of the means (law,) that is expected to be left; what chance puts above all of it is all of it."""
    whole = float(np.var(means, ddof=1))
    if whole <= 0:
        return 1.0
    centre = weights @ means
    variance = (weights @ means**2 - centre**2) / (1 - np.sum(weights**2, axis=1))
    return min(float(np.mean(variance)) / whole, 1.0)
