"""Draws: samples of every uncertain number, the same for one seed on any number of workers.

Each name has its own stream, spawned from (seed, name), so that a new parameter never moves the draws of another, and the
first k draws are the same whatever the number asked for. Every block of 16 draws is a Latin hypercube: each name takes each
sixteenth of its distribution once, so that a few draws already stand for the whole. A value with bounds is sampled so that
its stated value is the median and (low, high) spans 90 %, in the space its distribution names (normal, ln, logit).

References: McKay, Beckman & Conover 1979 Technometrics 21:239 (Latin hypercube sampling).
"""

import math
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from rederm.sources import Value, load_table

Samples = NDArray[np.float64]
BLOCK = 16  # draws that share the sixteen parts of a distribution between them
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

    @classmethod
    def at_median(cls) -> "Draws":
        """One draw with every parameter at its median."""
        return cls(1, nominal=True)

    def first(self, k: int) -> "Draws":
        """The first `k` of these draws."""
        return Draws(min(k, self.n), self.seed, nominal=self.nominal)

    def normal(self, name: str) -> Samples:
        """Standard normal noise of shape (n,) from the stream of this name; zeros where nominal."""
        if self.nominal:
            return np.zeros(self.n)
        return _stratified(self.seed, name, -(-self.n // BLOCK))[: self.n]

    def of(self, name: str, value: Value) -> Samples:
        """Sample one sourced value, shape (n,); a value without bounds does not vary."""
        if value.low is None or value.high is None or value.low == value.high:
            return np.full(self.n, value.value)
        z = self.normal(name)
        if value.distribution == "lognormal":
            spread = (math.log(value.high) - math.log(value.low)) / (2 * _Z95)
            return value.value * np.exp(spread * z)
        if value.distribution == "logit-normal":
            logit = [math.log(p / (1 - p)) for p in (value.low, value.value, value.high)]
            return 1 / (1 + np.exp(-(logit[1] + (logit[2] - logit[0]) / (2 * _Z95) * z)))
        return value.value + (value.high - value.low) / (2 * _Z95) * z

    def __getitem__(self, name: str) -> Samples:
        table, _, key = name.partition(".")
        return self.of(name, load_table(f"posterior/{table}")[key])


@lru_cache(maxsize=4096)
def _stratified(seed: int, name: str, blocks: int) -> Samples:
    """Standard normal noise of shape (16 blocks,), not to be written to."""
    from scipy.special import ndtri

    place, order = (
        np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(crc32(name.encode()), part)))).random(
            (blocks, BLOCK)
        )
        for part in (0, 1)
    )
    noise: Samples = ndtri((order.argsort(axis=1) + place) / BLOCK).ravel()
    noise.setflags(write=False)
    return noise
