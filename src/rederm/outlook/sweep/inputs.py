"""The inputs of a sensitivity analysis, and the rows of its design as clients, courses and draws.

    axis    x = its value at the uniform number u of the row
    group   one draw of all names of the group (draws/grouped.py), picked by u: rows with the same u have the same draw of it

By Sobol's method u itself picks (its 53 bits). By Morris' method u stands on few levels, which every trajectory would share:
trajectory and level pick together, so that a step goes from one draw of the group to another.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rederm.outlook.sweep.axis import Axis, Level

BITS = 53
LEVELS = 4  # of Morris


@dataclass(frozen=True)
class Inputs:
    """Axes and groups that vary, in the order of the columns of `uniform`."""

    axes: tuple[Axis, ...]
    groups: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (*(axis.name for axis in self.axes), *self.groups)

    def values(self, uniform: np.ndarray) -> list[tuple[Level, ...]]:
        """The values of the axes in each row of (rows, inputs)."""
        columns = [axis.at(uniform[:, place]) for place, axis in enumerate(self.axes)]
        return list(zip(*columns, strict=True)) if columns else [()] * len(uniform)

    def numbers(self, uniform: np.ndarray, morris: bool) -> dict[str, np.ndarray]:
        """The draw of each group in each row, whole numbers (rows,)."""
        given = uniform[:, len(self.axes) :]
        if morris:
            trajectory = np.arange(len(given)) // (len(self.names) + 1)
            found = trajectory[:, None] * LEVELS + np.rint(given * (LEVELS - 1)).astype(np.int64)
        else:
            found = (given * 2.0**BITS).astype(np.int64)
        return {group: found[:, place] for place, group in enumerate(self.groups)}


@dataclass(frozen=True)
class Batch:
    """Rows that have client and course in common. rows: their places; numbers: of their groups."""

    values: tuple[Level, ...]
    rows: np.ndarray
    numbers: Mapping[str, np.ndarray]


def batches(inputs: Inputs, uniform: np.ndarray, morris: bool, most: int) -> list[Batch]:
    """The rows by client and course, at most `most` together, in the order in which they first occur."""
    alike: dict[tuple[Level, ...], list[int]] = {}
    for row, values in enumerate(inputs.values(uniform)):
        alike.setdefault(values, []).append(row)
    numbers = inputs.numbers(uniform, morris)
    found = []
    for values, rows in alike.items():
        for start in range(0, len(rows), most):
            part = np.array(rows[start : start + most])
            found.append(Batch(values, part, {group: given[part] for group, given in numbers.items()}))
    return found
