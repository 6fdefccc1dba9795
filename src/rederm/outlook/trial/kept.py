"""The first persons of every replicate and arm, kept whole: power at other numbers of clients is found by drawing them anew."""

from dataclasses import dataclass

import numpy as np

from rederm.outlook.trial.sums import Numbers

MOST = 500
"""Persons kept of one replicate and arm: their spread and its shape are then known to about 3 %."""


@dataclass(frozen=True)
class Kept:
    """replicate, arm, client (rows,), values (measures, rows); rows in the order of replicate, arm and client."""

    replicate: Numbers
    arm: Numbers
    client: Numbers
    values: Numbers

    @classmethod
    def of(cls, replicate: Numbers, arm: Numbers, client: Numbers, values: Numbers) -> "Kept":
        """The clients of lowest number, `MOST` of each replicate and arm: the same whatever the order they come in."""
        order = np.lexsort((client, arm, replicate))
        cell = replicate[order] * (int(arm.max(initial=0)) + 1) + arm[order]
        rank = np.arange(cell.size) - np.searchsorted(cell, cell)
        rows = order[rank < MOST]
        return cls(replicate[rows], arm[rows], client[rows], values[:, rows])

    def __add__(self, other: "Kept") -> "Kept":
        both = [np.concatenate([getattr(self, name), getattr(other, name)]) for name in ("replicate", "arm", "client")]
        return Kept.of(*both, np.concatenate([self.values, other.values], axis=1))

    def persons(self, measure: int, replicate: int, arm: int) -> Numbers:
        """The figures of the kept clients of one arm, (k,), NaN where not seen."""
        return np.asarray(self.values[measure, (self.replicate == replicate) & (self.arm == arm)])
