"""A fitted number: where it stands, in which space it is fitted, and its prior.

The prior stands beside the posterior in the table, as [value, low, high] with 90 % between low and high; the space is that of
the entry's distribution: the number itself, its ln or its logit.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rederm.sources import Value, load_table

Z95 = 1.6448536269514722  # 95 % point of the standard normal
Bounds = tuple[float, float, float]  # value, low, high


@dataclass(frozen=True)
class Term:
    """`name` as in draws, for example outcome.d.gamma; mean and sd of the prior in the space of `distribution`."""

    name: str
    distribution: str
    mean: float
    sd: float

    def number(self, x: float) -> float:
        """The number at the point `x` of the fitted space."""
        if self.distribution == "lognormal":
            return math.exp(x)
        return 1 / (1 + math.exp(-x)) if self.distribution == "logit-normal" else x

    def numbers(self, x: np.ndarray) -> np.ndarray:
        """As `number`, at many points."""
        if self.distribution == "lognormal":
            return np.exp(x)
        return 1 / (1 + np.exp(-x)) if self.distribution == "logit-normal" else x

    def bounds(self, mean: float, sd: float) -> Bounds:
        """Median and 90 % bounds of a normal in the fitted space."""
        return self.number(mean), self.number(mean - Z95 * sd), self.number(mean + Z95 * sd)


def term(name: str, distribution: str | None = None) -> Term:
    """The term of this name, its prior read from the table; `distribution` where it is fitted in another space than drawn."""
    area, _, key = name.partition(".")
    return term_of(name, load_table(f"posterior/{area}")[key], distribution)


def term_of(name: str, entry: Value, distribution: str | None = None) -> Term:
    """The term of a sourced value that stands in any table."""
    kind = distribution or entry.distribution
    # a value without a prior of its own is one: its bounds are
    value, low, high = entry.prior or (entry.value, entry.low or entry.value, entry.high or entry.value)
    return Term(name, kind, _space(kind, value), (_space(kind, high) - _space(kind, low)) / (2 * Z95))


def terms(names: Sequence[str]) -> list[Term]:
    return [term(name) for name in names]


def _space(distribution: str, value: float) -> float:
    if distribution == "lognormal":
        return math.log(value)
    return math.log(value / (1 - value)) if distribution == "logit-normal" else value
