"""Draws by what was observed: importance weights, kept from collapse, and resampled.

    w_i ~ L_i^power        L_i: likelihood of all readings in draw i
    ESS = (sum w)^2 / sum w^2

power is 1 where the effective sample size stays at or above `least`, else the largest that keeps it there: readings that lie
far from everything predicted then count for less, which is said, and never leave a band of one or two draws.

Resampling is systematic: one random start, then equal steps through the summed weights, so that a draw of weight w among n is
taken floor(n w) or ceil(n w) times. It is done with the seed, and the order is shuffled with it, since the first draws stand
for all in a search.

References: Kong, Liu & Wong 1994 J Am Stat Assoc 89:278 (effective sample size); Kitagawa 1996 J Comput Graph Stat 5:1
(systematic resampling); Del Moral, Doucet & Jasra 2012 Stat Comput 22:1009 (tempering by effective size).
"""

from dataclasses import dataclass

import numpy as np

from rederm.draws import Samples
from rederm.draws.band import HIGH, LOW

LEAST = 50.0  # effective draws: fewer leave the ends of a 90 % band to one or two of them
_HALVINGS = 60
_STREAM = 0x0B5E  # of the seed, apart from those that names have


@dataclass(frozen=True, eq=False)
class Weights:
    """weights (n,) sum to 1; effective: sample size that they leave; power: of the likelihood, 1 where it counted in full."""

    weights: Samples
    power: float

    @property
    def effective(self) -> float:
        return float(1 / np.sum(self.weights**2))


def weighed(log_likelihood: Samples, least: float = LEAST) -> Weights:
    """Weights of draws (n,) by the logarithm of their likelihood, which may be -inf."""
    least = min(least, float(len(log_likelihood)))
    whole = _weights(log_likelihood, 1.0)
    if whole.effective >= least:
        return whole
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _weights(log_likelihood, middle).effective >= least else (low, middle)
    return _weights(log_likelihood, low)


def _weights(log_likelihood: Samples, power: float) -> Weights:
    if power == 0 or not np.isfinite(log_likelihood).any():
        return Weights(np.full(len(log_likelihood), 1 / len(log_likelihood)), 0.0)
    scaled = power * (log_likelihood - np.max(log_likelihood))
    weights = np.exp(scaled)
    return Weights(weights / weights.sum(), power)


def weighted_band(samples: Samples, weights: Samples) -> dict[str, float | None]:
    """Median and 90 % bounds of samples (n,) by their weights; of equal weights what `band` tells."""
    order = np.argsort(samples)
    summed = np.cumsum(weights[order]) - weights[order] / 2
    ends = [summed[0] + share * (summed[-1] - summed[0]) for share in (LOW, 1 / 2, HIGH)]
    low, median, high = np.interp(ends, summed, samples[order])
    return {"median": float(median), "low": float(low), "high": float(high)}


def resampled(weights: Samples, n: int, seed: int) -> list[int]:
    """Places of n draws by these weights, in a shuffled order."""
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(_STREAM,))))
    ladder = (random.random() + np.arange(n)) / n
    summed = np.cumsum(weights)
    places = np.searchsorted(summed / summed[-1], ladder, side="right")
    return [int(place) for place in random.permutation(np.minimum(places, len(weights) - 1))]
