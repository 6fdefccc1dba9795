"""Shapes of the deposition of a HeatSource on a grid, each with unit total.

    gaussian beam    2 / (pi w^2) exp(-2 r^2 / w^2);   top hat  1 / (pi w^2) within w;   w = diameter / 2
    arc root         exp(-r^2 / a^2) / (pi a^2) on the floor;   Joule heat below it  ~ 1 / R^4 outside R = a
    field            shares of the energy by ring and layer, split over the cells that each overlaps by volume
Volume shapes given as formulas are averages over points within each cell.
"""

import math

import numpy as np
from numpy.typing import NDArray

from rederm.injury.heat_kernel_cells import Grid
from rederm.injury.heat_kernel_deposit import Source
from rederm.injury.heat_types import Field, HeatSource
from rederm.injury.numerics_heat import BEAM_EDGE, SUBPOINTS

Floats = NDArray[np.float64]


def deposition(source: HeatSource, grid: Grid) -> Source:
    """Beam and volume shapes of the source."""
    cells = grid.width.size * grid.height.size
    beam = np.zeros(grid.width.size)
    volume = np.zeros(cells)
    share = 0.0
    if source.field is not None:
        share, volume = 1.0, regrid(source.field, grid).ravel()
    else:
        beam = _beam(source, grid)
        if source.joule_share > 0:
            share, volume = source.joule_share, _unit(_root(source, grid), grid)
    return Source(
        beam=beam,
        volume=volume,
        volume_share=float(share),
        whole=-np.expm1(-source.absorption_wet * grid.height),
        wet=float(source.absorption_wet),
        dry=float(source.absorption_dry),
        bleaching=float(source.bleaching),
        floor=float(source.absorption_floor),
    )


def regrid(field: Field, grid: Grid) -> Floats:
    """Shares (rows, columns) of the field on this grid; what lies beyond its rim or bottom goes to its outermost cells."""
    across = np.einsum("zr,cr->zc", field.share, _overlap(grid.radius**2, field.radius**2))
    shares: Floats = np.einsum("jz,zc->jc", _overlap(grid.depth, field.depth), across)
    return shares


def _overlap(into: Floats, out: Floats) -> Floats:
    """(cells of `into`, cells of `out`): share of each cell between the edges `out` that falls between the edges `into`."""
    edges = np.append(into[:-1], max(into[-1], out[-1]))
    below = np.clip((edges[:, None] - out[None, :-1]) / np.diff(out)[None, :], 0.0, 1.0)
    shares: Floats = np.diff(below, axis=0)
    return shares


def _beam(source: HeatSource, grid: Grid) -> Floats:
    """Irradiance of one watt [1/m^2] by column; in 1-D one watt per square metre."""
    if math.isinf(source.diameter):
        return np.ones(1)
    square = grid.radius**2
    if source.root_radius > 0:
        inside = 1 - np.exp(-square / source.root_radius**2)
    elif source.profile == "tophat":
        inside = np.minimum(square / (source.diameter / 2) ** 2, 1.0)
    else:
        inside = 1 - np.exp(-2 * square / (source.diameter / 2) ** 2)
    power = np.diff(inside)
    shape: Floats = power / grid.area
    shape[shape < BEAM_EDGE * shape[0]] = 0.0
    return shape / (shape * grid.area).sum()


def _points(edges: Floats) -> Floats:
    """(cells, points) places within each cell."""
    share = (np.arange(SUBPOINTS) + 1 / 2) / SUBPOINTS
    return edges[:-1, None] + np.diff(edges)[:, None] * share


def _average(shape: Floats, radius: Floats) -> Floats:
    """Cell averages (rows * columns,) of a shape given at (rows, points, columns, points), weighted with the radius."""
    weight = radius / radius.sum(axis=1, keepdims=True)
    means: Floats = (shape.mean(axis=1) * weight[None, :, :]).sum(axis=2)
    return means.ravel()


def _places(grid: Grid) -> tuple[Floats, Floats, Floats]:
    """Depths (rows, points, 1, 1), radii (1, 1, columns, points), and the radii (columns, points)."""
    radius = _points(grid.radius)
    return _points(grid.depth)[:, :, None, None], radius[None, None, :, :], radius


def _root(source: HeatSource, grid: Grid) -> Floats:
    z, r, radius = _places(grid)
    square = z**2 + r**2
    return _average(np.where(square > source.root_radius**2, 1 / square**2, 0.0), radius)


def _unit(shape: Floats, grid: Grid) -> Floats:
    """Share of the energy by cell."""
    share: Floats = shape * np.outer(grid.height, grid.area).ravel()
    return share / share.sum()
