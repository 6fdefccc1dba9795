"""Graded grids of the heat solver: fine where the lesion will be, growing outwards to where nothing is felt."""

import math

import numpy as np
from numpy.typing import NDArray

from rederm.injury.heat_kernel_cells import Grid
from rederm.injury.numerics_heat import GROWTH, NEARLY

Floats = NDArray[np.float64]


def faces(step: float, fine_from: float, fine_to: float, end: float) -> Floats:
    """Cell faces [m] from 0 to beyond `end`: `step` wide from fine_from to fine_to, growing away from there on both sides."""
    inner = [fine_from]
    width = step
    while inner[-1] > 0.0:
        width *= GROWTH
        inner.append(inner[-1] - width)
    before = np.array(inner[::-1])
    if fine_from > 0.0:  # stretch the growing cells so that the first face is the surface
        before = fine_from * (before - before[0]) / (fine_from - before[0])
    count = max(1, math.ceil((fine_to - fine_from) / step - NEARLY))
    fine = fine_from + step * np.arange(1, count + 1)
    after = [float(fine[-1])]
    width = step
    while after[-1] < end:
        width *= GROWTH
        after.append(after[-1] + width)
    return np.concatenate([before, fine, np.array(after[1:])])


def column(depth: Floats) -> Grid:
    """A 1-D grid: one column of 1 m^2."""
    radius = np.array([0.0, 1.0])
    return Grid(radius, depth, np.ones(1), np.diff(depth), np.ones(1))


def rings(radius: Floats, depth: Floats) -> Grid:
    """An axisymmetric grid."""
    return Grid(radius, depth, np.diff(radius), np.diff(depth), math.pi * np.diff(radius**2))


def centres(edges: Floats) -> Floats:
    return (edges[1:] + edges[:-1]) / 2
