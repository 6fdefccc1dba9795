"""What a measurement is worth for the choice between courses, by the objective of the planner as it stands.

    U(a, b)  = 20 % quantile of the gain of course a under belief b where every limit holds at the client's confidence and no
               rule blocks, else 0: not treating is always open, and gains 0
    before   = max_a U(a, b0),  a0 the course that is best then
    after    = E_y max_a U(a, b_y)
    choosing = E_y [max_a U(a, b_y) - U(a0, b_y)]     what choosing otherwise gives: never below 0
    ceiling  = both with the law and the clinic known

The objective is a quantile: it rises where a band narrows, whatever is chosen. That part is in `after`, not in `choosing`, which
for an objective that is an expectation is the expected value of sample information. What chance alone gives is taken off, as in
`narrowing`. References: Raiffa & Schlaifer 1961 Applied Statistical Decision Theory; Heath et al 2017 Med Decis Making 37:747.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rederm.draws import Samples
from rederm.planning.goal import QUANTILE
from rederm.planning.learning.ladder import Ladder
from rederm.planning.learning.learned import Learned
from rederm.planning.learning.narrowing import Z95, expected

_ROUNDING = 1e-9  # of a sum of weights
NOTHING = -1  # place of not treating


@dataclass(frozen=True, eq=False)
class Option:
    """One course. gain: over all goals; held (law, limits): share of the persons under each draw that meet each limit;
    blocked: by a rule."""

    gain: Ladder
    held: Samples
    blocked: bool


@dataclass(frozen=True)
class Worth:
    """In units of the gain over all goals. choosing_low, choosing_high: 95 %, as the method knows it; otherwise: share of the
    readings after which another course is best."""

    after: float
    choosing: float
    choosing_low: float
    choosing_high: float
    otherwise: float

    @property
    def told(self) -> bool:
        return self.choosing_low > 0


@dataclass(frozen=True, eq=False)
class Choice:
    """The courses that are chosen between, at one confidence."""

    options: tuple[Option, ...]
    confidence: float

    @property
    def now(self) -> tuple[int, float]:
        """Place of the best course before anything is learned (`NOTHING`: none), and its value."""
        law = self.options[0].gain.law
        values = self.values(np.full((1, law), 1 / law))[0]
        best = int(np.argmax(values))
        return (best if best < len(self.options) else NOTHING), float(values[best])

    @property
    def ceiling(self) -> Worth:
        """The law and the clinic known."""
        values = [
            np.where(_holds(option.held, self.confidence) & ~option.blocked, option.gain.known(QUANTILE), 0.0)
            for option in self.options
        ]
        known = np.stack([*values, np.zeros(self.options[0].gain.law)], axis=1)
        best, stay = known.max(axis=1), known[:, self.now[0]]
        error = Z95 * float(np.std(best - stay, ddof=1)) / np.sqrt(best.size)
        worth = float(np.mean(best - stay))
        return Worth(float(np.mean(best)), worth, worth - error, worth + error, float(np.mean(best > stay)))

    def values(self, weights: Samples) -> Samples:
        """Of each course, and last of not treating, under each row of weights, (rows, courses + 1)."""
        columns = [
            np.where(_holds(weights @ option.held, self.confidence) & ~option.blocked, option.gain.quantile(weights, QUANTILE), 0.0)
            for option in self.options
        ]
        return np.stack([*columns, np.zeros(len(weights))], axis=1)

    def worth(self, learned: Learned, orders: Sequence[np.ndarray]) -> Worth:
        """What is expected of one measurement. orders: of `learned.shuffles`."""
        place, value = self.now
        found = self.values(learned.weights)
        chance = np.stack([self.values(learned.weights[:, order]) for order in orders])
        better = found.max(axis=1) - found[:, place]
        choosing, error = expected(chance.max(axis=2) - chance[:, :, place], better)
        robust, _ = expected(chance.max(axis=2), found.max(axis=1))
        return Worth(value - robust, -choosing, -choosing - Z95 * error, -choosing + Z95 * error, float(np.mean(better > 0)))


def _holds(held: Samples, confidence: float) -> np.ndarray:
    """Whether every limit holds, (rows,)."""
    return np.asarray(np.all(held >= confidence - _ROUNDING, axis=1))
