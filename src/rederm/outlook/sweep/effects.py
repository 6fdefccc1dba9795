"""Main effects: how far an outcome goes with one axis, in the mean over everything else that is turned.

    m_l = mean of an outcome over the points at level l, in each draw       range = max_l m_l - min_l m_l, in each draw

In a grid every level meets the same others. In a sample a range is cut into bins of equally many points, whose others differ by
chance. The range is taken within draws, which all points share, so that its band is that of the change and not of the level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.draws import band
from rederm.outlook.sweep.axis import Axis, Level
from rederm.outlook.sweep.points import Point

BINS = 5


@dataclass(frozen=True)
class LevelMean:
    """value: of a level, or the mean of a bin from low to high; points: how many; mean: (draws,)."""

    value: Level
    low: Level
    high: Level
    points: int
    mean: np.ndarray

    def to_json(self) -> dict[str, Any]:
        return {"value": self.value, "bin_low": self.low, "bin_high": self.high, "points": self.points, "mean": band(self.mean)}


@dataclass(frozen=True)
class MainEffect:
    """One outcome over one axis. reach: the largest level mean less the smallest, in each draw (draws,)."""

    axis: str
    outcome: str
    levels: tuple[LevelMean, ...]
    reach: np.ndarray

    def to_json(self) -> dict[str, Any]:
        levels = [level.to_json() for level in self.levels]
        return {"axis": self.axis, "outcome": self.outcome, "levels": levels, "reach": band(self.reach)}


def main_effects(
    axes: Sequence[Axis], points: Sequence[Point], samples: Mapping[str, np.ndarray], sampled: bool
) -> list[MainEffect]:
    """Every outcome over every axis that has two levels or more; an outcome without figures is left out."""
    found = []
    for axis in axes:
        values = [point[axis.name] for point in points]
        parts = _bins(values) if sampled and axis.low is not None else _levels(values)
        for outcome, given in samples.items():
            if len(parts) > 1 and np.isfinite(given).all():
                levels = tuple(_level(values, rows, given) for rows in parts)
                means = np.stack([level.mean for level in levels])
                found.append(MainEffect(axis.name, outcome, levels, means.max(axis=0) - means.min(axis=0)))
    return found


def _level(values: Sequence[Level], rows: np.ndarray, samples: np.ndarray) -> LevelMean:
    held = [values[row] for row in rows]
    numbers = [value for value in held if isinstance(value, float)]
    middle: Level = float(np.mean(numbers)) if numbers and len(set(numbers)) > 1 else held[0]
    ends: tuple[Level, Level] = (min(numbers), max(numbers)) if numbers else (held[0], held[0])
    return LevelMean(middle, *ends, len(held), samples[rows].mean(axis=0))


def _levels(values: Sequence[Level]) -> list[np.ndarray]:
    return [np.array([row for row, given in enumerate(values) if given == value]) for value in dict.fromkeys(values)]


def _bins(values: Sequence[Level]) -> list[np.ndarray]:
    """Rows by rising value, in bins of equally many; few values are levels of their own."""
    numbers = np.array(values, float)
    if len(np.unique(numbers)) <= BINS:
        return [np.flatnonzero(numbers == value) for value in np.unique(numbers)]
    return [rows for rows in np.array_split(np.argsort(numbers, kind="stable"), BINS) if rows.size]
