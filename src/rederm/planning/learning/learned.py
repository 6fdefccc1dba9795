"""Draws of the law by what a study would find: importance weights over the draws that were simulated already.

    outer   theta_s,  y_s ~ p(y | theta_s)            some of the draws, each the truth once
    inner   w_sj ~ p(y_s | theta_j),  j != s          all draws but the truth itself, which would know itself

Where weights leave fewer than `LEAST` draws, the reading counts for less, as for a client's own (`adapt_weights`): what is said
of it is then too little. Where that is so for more than `FEW` of the readings, no figure is given at all. Luck is one uniform
number an outer draw, the same for every measurement and size, so that sizes are compared at like luck.

References: Kong, Liu & Wong 1994 J Am Stat Assoc 89:278 (effective sample size); Heath et al 2017 Med Decis Making 37:747
(expected value of sample information by reuse of the draws of a probabilistic analysis).
"""

from dataclasses import dataclass

import numpy as np

from rederm.draws import Samples
from rederm.planning.adapt_weights import LEAST, weighed
from rederm.planning.learning.seen import Seen

OUTER = 256  # studies that are imagined
FEW = 0.25  # most of them that may be short of draws
_STREAM = 0x1EA2  # of the seed


@dataclass(frozen=True, eq=False)
class Learned:
    """weights (outer, law): rows sum to 1, 0 at the truth; short: share of outer draws whose reading counts for less."""

    weights: Samples
    short: float

    @property
    def effective(self) -> Samples:
        """Draws that each reading leaves, (outer,)."""
        return np.asarray(1 / np.sum(self.weights**2, axis=1))

    @property
    def enough(self) -> bool:
        return self.short <= FEW


def learn(seen: Seen, n: float, seed: int, law: int) -> Learned:
    """What studies of size n would leave of these draws of the law."""
    places, luck = outer(law, seed)
    log = seen.log_likelihood(seen.read(places, n, luck), n)
    log[np.arange(places.size), places] = -np.inf
    weights = np.exp(log - log.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    short = np.flatnonzero(1 / np.sum(weights**2, axis=1) < min(LEAST, law - 1))
    found = Learned(weights, short.size / places.size)
    for place in short if found.enough else ():
        weights[place] = weighed(log[place]).weights
    return found


def outer(law: int, seed: int) -> tuple[np.ndarray, Samples]:
    """Places of the outer draws, spread over all, and the luck of each: stratified, in an order of its own."""
    size = min(OUTER, law)
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(_STREAM,))))
    luck = (random.permutation(size) + random.random(size)) / size
    return np.arange(size) * law // size, luck


def shuffles(law: int, seed: int, times: int) -> list[np.ndarray]:
    """Orders of the draws under which a measurement has nothing to do with anything: what chance alone would narrow."""
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(_STREAM, 1))))
    return [random.permutation(law) for _ in range(times)]
