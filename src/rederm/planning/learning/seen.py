"""What a study would read, as each draw of the law predicts it, and how likely each draw makes a reading.

    a mean      y = m_j + e,   e ~ N(0, (V_j + v_j) / n + s_j)      V: between persons; v: of one reading; s: shared by all
    a count     y ~ Binomial(n, p_j)                                p: mean chance of the persons

m, V and p are over the persons of draw j; n averages persons and readings, never what they share: one rater, one instrument.
Another clinic's effect is part of m_j there. Assumes clients like this one.
"""

from dataclasses import dataclass

import numpy as np

from rederm.draws import Samples


@dataclass(frozen=True, eq=False)
class Mean:
    """The mean of n readings. mean, persons, reading, shared: (law,), the last three variances."""

    mean: Samples
    persons: Samples
    reading: Samples
    shared: Samples

    @classmethod
    def of(cls, figures: Samples, reading: Samples | float, shared: Samples | float) -> "Mean":
        """figures: of each person under each draw (law, persons), or of a sample that is the same for all (law,)."""
        each = figures if figures.ndim > 1 else figures[:, None]
        mean, size = each.mean(axis=1), each.shape[0]
        return cls(mean, each.var(axis=1), np.broadcast_to(reading, (size,)), np.broadcast_to(shared, (size,)))

    def sd(self, n: float) -> Samples:
        return np.asarray(np.sqrt((self.persons + self.reading) / n + self.shared))

    def read(self, places: np.ndarray, n: float, luck: Samples) -> Samples:
        """What a study of n would read under these draws, (outer,); luck: uniform."""
        from scipy.special import ndtri

        return np.asarray(self.mean[places] + self.sd(n)[places] * ndtri(luck))

    def log_likelihood(self, y: Samples, n: float) -> Samples:
        """Of each reading under each draw, (outer, law), up to a constant."""
        sd = self.sd(n)
        return np.asarray(-(((y[:, None] - self.mean) / sd) ** 2) / 2 - np.log(sd))

    @property
    def says_nothing(self) -> bool:
        """Whether every draw predicts the same."""
        return bool(not np.isfinite(self.mean).all() or np.ptp(self.mean) <= np.finfo(float).eps * np.abs(self.mean).max())


@dataclass(frozen=True, eq=False)
class Count:
    """How many of n clients have an event. chance: (law,)."""

    chance: Samples

    def read(self, places: np.ndarray, n: float, luck: Samples) -> Samples:
        from scipy.stats import binom

        return np.asarray(binom.ppf(luck, n, self.chance[places]), float)

    def log_likelihood(self, y: Samples, n: float) -> Samples:
        from scipy.special import xlog1py, xlogy

        return np.asarray(xlogy(y[:, None], self.chance) + xlog1py(n - y[:, None], -self.chance))

    @property
    def says_nothing(self) -> bool:
        return bool(np.ptp(self.chance) <= np.finfo(float).eps)


Seen = Mean | Count
