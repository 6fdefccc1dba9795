"""What a trial keeps of its clients: sums in cells, and the first persons of each replicate. Memory does not grow with clients.

Cells are (measure, replicate, arm, group); of differences within a person (measure, replicate, arm after the first, group).
Parts of a trial are added in any order and give the same bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import numpy as np

from rederm.outlook.trial.kept import Kept
from rederm.outlook.trial.measures import Measure, measures
from rederm.outlook.trial.subgroups import GROUPS, places
from rederm.outlook.trial.sums import Numbers, Sums

if TYPE_CHECKING:
    from rederm.outlook.trial.spec import TrialSpec


AT_ONCE = 100_000
"""Rows that are summed at a time, which bounds the memory of a sum."""


@dataclass(frozen=True)
class Accumulated:
    """enrolled (measures, replicates, arms, groups): clients who began; arms: sums of those seen.

    pairs: sums of arm - first arm within persons seen in both, (measures, replicates, arms - 1, groups); None in parallel arms.
    """

    measures: tuple[Measure, ...]
    enrolled: Numbers
    arms: Sums
    pairs: Sums | None
    kept: Kept

    def __add__(self, other: "Accumulated") -> "Accumulated":
        pairs = None if self.pairs is None or other.pairs is None else self.pairs + other.pairs
        together = self.enrolled + other.enrolled
        return Accumulated(self.measures, together, self.arms + other.arms, pairs, self.kept + other.kept)


def accumulate(columns: Mapping[str, Numbers], spec: "TrialSpec") -> Accumulated:
    """The sums of a trial's rows, or of some of them: all arms of a client of a split face together."""
    rows = np.argsort(np.asarray(columns["client"]), kind="stable")
    parts = np.array_split(rows, _cuts(np.asarray(columns["client"])[rows]))
    sums = (_part({name: given[part] for name, given in columns.items()}, spec) for part in parts)
    return reduce(add, sums)


def _cuts(client: Numbers) -> Numbers:
    """Where to part rows in the order of their clients, so that no client is parted."""
    return np.unique(np.searchsorted(client, client[AT_ONCE::AT_ONCE]))


def _part(columns: Mapping[str, Numbers], spec: "TrialSpec") -> Accumulated:
    found = measures(spec)
    count, paired = len(spec.arms), spec.allocation == "split-face"
    replicate, arm = np.asarray(columns["replicate"]).astype(np.int64), arm_numbers(columns, spec)
    values = np.stack([measure.values(columns) for measure in found])  # (measures, rows)
    groups = [places(columns, measure.concern) for measure in found]
    shape = (spec.replicates, count, len(GROUPS))
    enrolled, arms, pairs = [], [], []
    sides = sides_of(columns["client"], replicate, arm, count) if paired else None
    for given, group in zip(values, groups, strict=True):
        cells = np.where(group >= 0, (replicate * count + arm) * len(GROUPS) + group, -1)
        enrolled.append(np.bincount(cells[cells >= 0], minlength=int(np.prod(shape))).reshape(shape))
        arms.append(_sums(given, cells, shape))
        if sides is not None:
            first = sides[0]
            differences = np.concatenate([given[side] - given[first] for side in sides[1:]])
            place = np.concatenate([replicate[first] * (count - 1) + k for k in range(count - 1)]) * len(GROUPS)
            group = np.tile(group[:, first], count - 1)
            pairs.append(_sums(differences, np.where(group >= 0, place + group, -1), (spec.replicates, count - 1, len(GROUPS))))
    kept = Kept.of(replicate, arm, np.asarray(columns["client"]), values)
    return Accumulated(found, np.stack(enrolled), _stacked(arms), _stacked(pairs) if paired else None, kept)


def arm_numbers(columns: Mapping[str, Numbers], spec: "TrialSpec") -> Numbers:
    """The arm of every row by its place in the specification; columns may name it."""
    given = np.asarray(columns["arm"])
    if given.dtype.kind in "iu":
        return given.astype(np.int64)
    names = np.array([arm.name for arm in spec.arms])
    order = np.argsort(names)
    return np.asarray(order[np.searchsorted(names[order], given.astype(names.dtype))])


def sides_of(client: Numbers, replicate: Numbers, arm: Numbers, count: int) -> list[Numbers]:
    """The rows of each arm, clients in the same order."""
    order = np.lexsort((client, replicate))
    sides = [order[arm[order] == k] for k in range(count)]
    first = sides[0]
    for side in sides[1:]:
        if not (np.array_equal(client[side], client[first]) and np.array_equal(replicate[side], replicate[first])):
            raise ValueError("rows of a split-face trial hold a client without all arms; give every arm of a client together")
    return sides


def _sums(values: Numbers, cells: Numbers, shape: tuple[int, ...]) -> Sums:
    """Sums of figures (rows,) by cells (factors, rows); rows that were not seen, or in no group of a factor, are left out."""
    seen = (cells >= 0) & np.isfinite(values)
    return Sums.of(np.broadcast_to(values, cells.shape)[seen], cells[seen], shape)


def _stacked(given: list[Sums]) -> Sums:
    return Sums(*(np.stack([getattr(sums, name) for sums in given]) for name in ("n", "total", "high", "low")))
