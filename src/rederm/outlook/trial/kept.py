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
        return Kept.of(
            np.concatenate([self.replicate, other.replicate]),
            np.concatenate([self.arm, other.arm]),
            np.concatenate([self.client, other.client]),
            np.concatenate([self.values, other.values], axis=1),
        )

    def persons(self, measure: int, replicate: int, arm: int) -> Numbers:
        """The figures of the kept clients of one arm, (k,), NaN where not seen."""
        start, end = np.searchsorted(self.replicate, (replicate, replicate + 1))
        first, last = start + np.searchsorted(self.arm[start:end], (arm, arm + 1))
        return np.asarray(self.values[measure, first:last])
