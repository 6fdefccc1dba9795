"""Exact sums of many figures: they may be added in any order, by any number of workers, and give the same bytes.

    x = k 2^-20, k whole        sum x and sum x^2 as whole numbers of 64 bits, the squares in two words of 32 bits

Figures are rounded to 2^-20 (about 1e-6 of their unit) and must stay below 2048, which holds for scores, shares, days and pain.
Their sums are then whole numbers, whose addition does not depend on the order, as that of floating point numbers does.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[Any]]

STEPS = 2.0**20
LARGEST = 2048.0
WORD = 2**32


@dataclass(frozen=True)
class Sums:
    """Number, sum (in steps of 2^-20) and sum of squares (high 2^32 + low, in steps of 2^-40) in cells of any shape."""

    n: Numbers
    total: Numbers
    high: Numbers
    low: Numbers

    @classmethod
    def of(cls, values: Numbers, cells: Numbers, shape: tuple[int, ...]) -> "Sums":
        """Sums of figures (rows,) by cell (rows,), its flat place in `shape`; exact with up to 2^20 figures in a cell."""
        if values.size and np.abs(values).max() >= LARGEST:
            raise ValueError(f"a figure of a trial is {np.abs(values).max():.6g}; sums hold figures below {LARGEST:g}")
        steps = np.rint(values * STEPS).astype(np.int64)
        squares = steps * steps

        def summed(weights: Numbers | None) -> Numbers:
            return np.bincount(cells, weights, minlength=int(np.prod(shape))).astype(np.int64).reshape(shape)

        return cls(summed(None), summed(steps), summed(squares // WORD), summed(squares % WORD))

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.n + other.n, self.total + other.total, self.high + other.high, self.low + other.low)

    def __getitem__(self, index: Any) -> "Sums":
        return Sums(self.n[index], self.total[index], self.high[index], self.low[index])

    @property
    def mean(self) -> Numbers:
        """Mean in each cell; NaN where it is empty."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.total / STEPS / self.n)

    @property
    def variance(self) -> Numbers:
        """Sample variance (n - 1) in each cell, its cancellation taken in whole numbers; NaN with fewer than two figures."""
        n, total = self.n.astype(object), self.total.astype(object)
        above = n * (self.high.astype(object) * WORD + self.low.astype(object)) - total * total
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.n > 1, above.astype(float) / STEPS**2 / (self.n * (self.n - 1.0)), np.nan)

    @property
    def count(self) -> Numbers:
        """Sum of figures that are 0, 1 or -1, as a whole number."""
        return np.rint(self.total / STEPS).astype(np.int64)

    @property
    def squares(self) -> Numbers:
        """Number of figures other than 0 among figures that are 0, 1 or -1."""
        return np.rint((self.high * float(WORD) + self.low) / STEPS**2).astype(np.int64)
