"""What a measurement is worth for the choice between courses, told in two ways.

By the objective of the planner as it stands:

    U(a, b)  = 20 % quantile of the gain of course a under belief b where every limit holds at the client's confidence and no
               rule blocks, else 0: not treating is always open, and gains 0
    before   = max_a U(a, b0),  a0 the course that is best then;       after = E_y max_a U(a, b_y)
    choosing = E_y [max_a U(a, b_y) - U(a0, b_y)]     what choosing otherwise gives: never below 0

A quantile rises where a band narrows, whatever is chosen: that part is in `after`, not in `choosing`. A course on the edge of a
limit falls to 0 by as little as moves its chance below the confidence, so that much of `choosing` may hang on very little.

By an expectation, which has no such edges and is the expected value of sample information as it is commonly meant:

    within   = E_y max_a E[u(a) | y] - max_a E[u(a)]     u: the gain where all limits are met in that draw and person, else 0

The ceiling of each is its value with the law and the clinic known. What chance alone gives is taken off, as in `narrowing`.
References: Raiffa & Schlaifer 1961 Applied Statistical Decision Theory; Heath et al 2017 Med Decis Making 37:747.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rederm.draws import Samples
from rederm.planning.goal import QUANTILE
from rederm.planning.learning.ladder import Ladder
from rederm.planning.learning.learned import Learned
from rederm.planning.learning.narrowing import expected, student

STEPS_OF_GAIN = 60  # of the ladder of one quantile in the middle
_ROUNDING = 1e-9  # of a sum of weights
NOTHING = -1  # place of not treating


@dataclass(frozen=True, eq=False)
class Option:
    """One course. gain: over all goals; held (law, limits): share of the persons under each draw that meet each of `limits`;
    within (law,): mean of the gain where all are met, else 0; blocked: by a rule."""

    gain: Ladder
    limits: tuple[str, ...]
    held: Samples
    within: Samples
    blocked: bool

    def misses(self, confidence: float) -> tuple[str, ...]:
        """Limits that do not hold before anything is learned."""
        return tuple(
            name for name, share in zip(self.limits, self.held.mean(axis=0), strict=True) if share < confidence - _ROUNDING
        )

    @property
    def value(self) -> float:
        """What the gain reaches in 8 of 10 draws, whether it fits or not."""
        return float(self.gain.quantile(np.full((1, self.gain.law), 1 / self.gain.law), QUANTILE)[0])


@dataclass(frozen=True)
class Worth:
    """In units of the gain over all goals. choosing, within: (value, low, high), 99 % as the method knows it; otherwise: share
    of the readings after which the planner finds another course best."""

    after: float
    choosing: tuple[float, float, float]
    within: tuple[float, float, float]
    otherwise: float


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
        return (best, float(values[best])) if values[best] > 0 else (NOTHING, 0.0)

    @property
    def ceiling(self) -> Worth:
        """The law and the clinic known."""
        values = [self._where_open(option, option.held, option.gain.known(QUANTILE)) for option in self.options]
        known = np.stack([*values, np.zeros(self.options[0].gain.law)], axis=1)
        best, stay, within = known.max(axis=1), known[:, self.now[0]], self._within
        more = within.max(axis=1) - within[:, int(np.argmax(within.mean(axis=0)))]
        return Worth(float(np.mean(best)), _interval(best - stay), _interval(more), float(np.mean(best > stay)))

    def values(self, weights: Samples) -> Samples:
        """Of each course, and last of not treating, under each row of weights, (rows, courses + 1)."""
        values = [self._where_open(o, weights @ o.held, o.gain.quantile(weights, QUANTILE)) for o in self.options]
        return np.stack([*values, np.zeros(len(weights))], axis=1)

    def worth(self, learned: Learned, orders: Sequence[np.ndarray]) -> Worth:
        """What is expected of one measurement. orders: of `learned.shuffles`."""
        place, value = self.now
        found = self.values(learned.weights)
        chance = np.stack([self.values(learned.weights[:, order]) for order in orders])
        better = found.max(axis=1) - found[:, place]
        robust, _ = expected(chance.max(axis=2), found.max(axis=1))
        return Worth(
            after=value - robust,
            choosing=_beyond(chance.max(axis=2) - chance[:, :, place], better),
            within=self._worth_within(learned, orders),
            otherwise=float(np.mean(better > 0)),
        )

    def _worth_within(self, learned: Learned, orders: Sequence[np.ndarray]) -> tuple[float, float, float]:
        within = self._within
        chance = np.stack([(learned.weights[:, order] @ within).max(axis=1) for order in orders])
        return _beyond(chance, (learned.weights @ within).max(axis=1))

    @property
    def _within(self) -> Samples:
        """u of each course, and last of not treating, (law, courses + 1)."""
        values = [np.where(option.blocked, 0.0, option.within) for option in self.options]
        return np.stack([*values, np.zeros(self.options[0].gain.law)], axis=1)

    def _where_open(self, option: Option, held: Samples, value: Samples) -> Samples:
        """The value where every limit holds and no rule blocks, else 0, (rows,)."""
        holds = np.all(held >= self.confidence - _ROUNDING, axis=1)
        return np.where(holds & (not option.blocked), value, 0.0)


def _beyond(chance: Samples, found: Samples) -> tuple[float, float, float]:
    """Mean of what is found beyond chance, and its interval."""
    taken, error = expected(chance, found)
    return -taken, -taken - error, -taken + error


def _interval(each: Samples) -> tuple[float, float, float]:
    mean, error = float(np.mean(each)), student(each.size) * float(np.std(each, ddof=1) / np.sqrt(each.size))
    return mean, mean - error, mean + error
