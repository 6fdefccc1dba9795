"""Quantiles of an outcome under many sets of weights at once.

    F_s(x_g) = sum_j w_sj F_j(x_g)        F_j: share of the persons under draw j at or below x_g
    x_g        quantiles of all at even steps of a normal score, since a belief may come to lie where few are

Every quantile is read off F_s, straight between the steps x_g: one product of matrices for all studies.
"""

import numpy as np

from rederm.draws import HIGH, LOW, Samples

STEPS = 100
LEAST = 1e-3  # a band as wide is shown as none
ENDS = 3.7  # normal scores of the outermost steps but the ends: one in ten thousand


class Ladder:
    """Outcomes of each person under each draw of the law, (law, persons)."""

    def __init__(self, samples: Samples, steps: int = STEPS) -> None:
        self.samples = samples
        self.means: Samples = samples.mean(axis=1)
        from scipy.special import ndtr

        self.steps: Samples = np.unique(np.quantile(samples, [0.0, *ndtr(np.linspace(-ENDS, ENDS, steps - 2)), 1.0]))
        self.below: Samples = np.stack([np.mean(samples <= step, axis=1) for step in self.steps], axis=1)

    @property
    def law(self) -> int:
        return int(self.samples.shape[0])

    @property
    def flat(self) -> bool:
        """Whether there is nothing to learn: the same in all, to a thousandth of its unit."""
        return self.steps.size < 2 or self.before < LEAST

    @property
    def before(self) -> float:
        """Width of the 90 % band of all."""
        return float(self.width(np.full((1, self.law), 1 / self.law))[0])

    @property
    def floor(self) -> float:
        """Width where the law were known, mean over what it may be: what differs between persons."""
        low, high = np.quantile(self.samples, [LOW, HIGH], axis=1, method="hazen")
        return float(np.mean(high - low))

    def width(self, weights: Samples) -> Samples:
        """Of the 90 % band under each row of weights, (rows,)."""
        shares = weights @ self.below
        return self._at(shares, HIGH) - self._at(shares, LOW)

    def quantile(self, weights: Samples, at: float) -> Samples:
        return self._at(weights @ self.below, at)

    def known(self, at: float) -> Samples:
        """The quantile under each draw of the law alone, (law,)."""
        return np.asarray(np.quantile(self.samples, at, axis=1, method="hazen"))

    def _at(self, shares: Samples, at: float) -> Samples:
        above = np.clip(np.sum(shares < at, axis=1), 1, self.steps.size - 1)
        rows = np.arange(shares.shape[0])
        low, high = shares[rows, above - 1], shares[rows, above]
        with np.errstate(invalid="ignore", divide="ignore"):
            part = np.where(high > low, np.clip((at - low) / (high - low), 0.0, 1.0), 0.0)
        return np.asarray(self.steps[above - 1] + part * (self.steps[above] - self.steps[above - 1]))
