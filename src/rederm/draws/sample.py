"""Draws: samples of every uncertain number, the same for one seed on any number of workers.

Each name has its own stream, spawned from (seed, name), so that a new parameter never moves the draws of another, and the
first k draws are the same whatever the number asked for. Every block of 16 draws is a Latin hypercube: each name takes each
sixteenth of its distribution once, so that a few draws already stand for the whole. Names that a fit ties together are
correlated as it left them (`draws.noise`). A value with bounds is sampled so that its stated value is the median and
(low, high) spans 90 %, in the space its distribution names (normal, ln, logit).

What draws have given by name they give again without work, and what was computed from them may be kept with them
(`draws.remembered`): courses that share their draws share it. No array that they give may be written to.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from rederm.draws.noise import BLOCK, Samples, Tie, correlated, noise
from rederm.draws.remembered import Memory
from rederm.sources import Value, load_table

_Z95 = 1.6448536269514722  # 95 % point of the standard normal: low and high bound 90 %


class Draws:
    """`n` draws of the uncertain parameters under `seed`; `draws["lesion.useful_share"]` is an array of shape (n,).

    The first part of a name is the table below data/posterior, the rest the value in it. `nominal` draws sit at every
    median: one run that shows the typical case.
    """

    def __init__(self, n: int, seed: int = 0, *, nominal: bool = False) -> None:
        self.n = n
        self.seed = seed
        self.nominal = nominal
        self.memory = Memory(n)

    @classmethod
    def at_median(cls) -> "Draws":
        """One draw with every parameter at its median."""
        return cls(1, nominal=True)

    @property
    def origin(self) -> "Draws":
        """The set that these were picked from, else themselves."""
        return self

    @property
    def places(self) -> np.ndarray:
        """Where each of these stands in `origin`, (n,)."""
        return np.arange(self.n)

    @property
    def law(self) -> "Draws":
        """The set to be asked for what no person has a part in, of which each of these has that of its own place."""
        return self

    def first(self, k: int) -> "Draws":
        """The first `k` of these draws."""
        return self if k >= self.n else self.memory.answer(("first", k), lambda: Draws(k, self.seed, nominal=self.nominal))

    def picked(self, places: Sequence[int]) -> "Draws":
        """The draws at these places, in this order and as often as they are named: what importance weights leave of them."""
        return Picked(self.origin, self.places[np.asarray(places, np.int64)])

    def normal(self, name: str) -> Samples:
        """Standard normal noise of shape (n,) from the stream of this name; zeros where nominal."""
        if self.nominal:
            return np.zeros(self.n)
        return noise(self.seed, name, -(-self.n // BLOCK))[: self.n]

    def of(self, name: str, value: Value) -> Samples:
        """Sample one sourced value, shape (n,); a value without bounds does not vary."""
        return self.memory.samples(name, value, self._drawn)

    def _drawn(self, name: str, value: Value) -> Samples:
        if value.low is None or value.high is None or value.low == value.high:
            return np.full(self.n, value.value)
        return drawn_at(value, self.normal(name))

    def tied(self, name: str, value: Value, tie: Tie) -> Samples:
        """As `of`, together with the other names of a tie that does not ship, such as that of a bench test."""
        if self.nominal:
            return self.of(name, value)
        return drawn_at(value, correlated(self.seed, tie, -(-self.n // BLOCK))[name][: self.n])

    def __getitem__(self, name: str) -> Samples:
        return self.of(name, posterior_value(name))


class Picked(Draws):
    """Draws that stand at some places of another set: each has the numbers, and the lesion, of its own place there."""

    def __init__(self, origin: Draws, places: np.ndarray) -> None:
        super().__init__(len(places), origin.seed, nominal=origin.nominal)
        self._origin, self._places = origin, places

    @property
    def origin(self) -> Draws:
        return self._origin

    @property
    def places(self) -> np.ndarray:
        return self._places

    def first(self, k: int) -> Draws:
        return Picked(self._origin, self._places[:k])

    def normal(self, name: str) -> Samples:
        return self._origin.normal(name)[self._places]

    def _drawn(self, name: str, value: Value) -> Samples:
        return self._origin.of(name, value)[self._places]

    def tied(self, name: str, value: Value, tie: Tie) -> Samples:
        return self._origin.tied(name, value, tie)[self._places]

    def __getitem__(self, name: str) -> Samples:
        return self._origin[name][self._places]


@lru_cache(maxsize=4096)
def posterior_value(name: str) -> Value:
    """The value below data/posterior that a name stands for."""
    table, _, key = name.partition(".")
    return load_table(f"posterior/{table}")[key]


def drawn_at(value: Value, z: Samples) -> Samples:
    """The value at standard normal noise z (n,), in the space of its distribution."""
    low, high = (value.value if end is None else end for end in (value.low, value.high))
    if value.distribution == "lognormal":
        return value.value * np.exp((math.log(high) - math.log(low)) / (2 * _Z95) * z)
    if value.distribution == "logit-normal":
        logit = [math.log(p / (1 - p)) for p in (low, value.value, high)]
        return 1 / (1 + np.exp(-(logit[1] + (logit[2] - logit[0]) / (2 * _Z95) * z)))
    return value.value + (high - low) / (2 * _Z95) * z
