"""Choice of the grid for one source: fine where an energy balance puts the lesion, coarse where only heat leaks.

depth of the energy balance:  z_b = eta F / h,  F peak fluence, h heat to dry and remove
bent by the channel:          a D ln(1 + z_b / (a D))
"""

import math
from dataclasses import replace

import numpy as np

from rederm.injury.heat_grid import column, faces, rings
from rederm.injury.heat_kernel_cells import Grid, Rules
from rederm.injury.heat_types import Field, HeatSource
from rederm.injury.numerics_heat import (
    ABSORPTION_SHARE,
    COLUMN_LIMITS,
    COLUMNS_PER_DIAMETER,
    FAR,
    FAR_LAYER,
    FIELD_COLUMNS,
    FIELD_LIMITS,
    FIELD_RISE,
    FIELD_ROWS,
    FINE_MARGIN,
    FINE_RADII,
    MOST_ROWS,
    ROW_LIMITS,
    ROWS_PER_DEPTH,
    ROWS_PER_PULSE,
)
from rederm.sources import load_table


def plan_grid(source: HeatSource, rules: Rules, refine: float) -> Grid:
    """A grid for this source; `refine` divides every cell size."""
    if source.field is not None:
        return _over_field(source, source.field, refine)
    depth = balance_depth(source, rules)
    row = float(np.clip(depth / ROWS_PER_DEPTH, *ROW_LIMITS))
    if source.absorption_wet > 0:
        wet = max(source.absorption_floor, source.absorption_wet * (0.0 if math.isfinite(source.bleaching) else 1.0))
        row = max(min(row, ABSORPTION_SHARE / max(wet, 1.0)), ROW_LIMITS[0])
    if rules.rewetted_share > 0.0:  # what the floor's cell had dried is wet again: cells well below what one pulse takes
        row = max(min(row, balance_depth(replace(source, pulses=1), rules) / ROWS_PER_PULSE), ROW_LIMITS[0])
    row = max(row, depth / MOST_ROWS) / refine
    if math.isinf(source.diameter):
        return column(faces(row, 0.0, depth + FINE_MARGIN, depth + FAR_LAYER))
    across = 2 * source.root_radius if source.root_radius > 0 else source.diameter
    ring = float(np.clip(across / COLUMNS_PER_DIAMETER, *COLUMN_LIMITS)) / refine
    return rings(
        faces(ring, 0.0, FINE_RADII * across / 2, FINE_RADII * across / 2 + FAR),
        faces(row, 0.0, depth + FINE_MARGIN, depth + FAR),
    )


def balance_depth(source: HeatSource, rules: Rules) -> float:
    """Depth [m] that the energy would drill if none leaked: an upper guide for the fine part of the grid."""
    table = load_table("tissue/thermal")
    need = table.number("dermis.heat_capacity", "J/m^3/K") * (rules.boiling - rules.start)
    need += min(rules.ejection, 1.0) * table.number("dermis.latent_heat", "J/m^3")
    given = source.given * rules.useful_share * (1 - source.joule_share)
    if math.isinf(source.diameter):
        return given / need
    if source.root_radius > 0:
        fluence = given / (math.pi * source.root_radius**2)
    else:
        fluence = given * (2 if source.profile == "gaussian" else 1) / (math.pi * (source.diameter / 2) ** 2)
    straight = fluence / need
    return rules.channel_length * math.log1p(straight / rules.channel_length)


def _over_field(source: HeatSource, field: Field, refine: float) -> Grid:
    """Fine cells over the layers and rings that the energy alone would warm, coarse ones beyond."""
    need = load_table("tissue/thermal").number("dermis.heat_capacity", "J/m^3/K") * FIELD_RISE
    density = field.share / np.outer(np.diff(field.depth), math.pi * np.diff(field.radius**2))
    heat = density * source.given
    warm = heat >= min(need, heat.max())
    down, across = np.flatnonzero(warm.any(axis=1)), np.flatnonzero(warm.any(axis=0))
    top, bottom, wide = field.depth[down[0]], field.depth[down[-1] + 1], field.radius[across[-1] + 1]
    row = float(np.clip((bottom - top) / FIELD_ROWS, *FIELD_LIMITS)) / refine
    ring = float(np.clip(wide / FIELD_COLUMNS, *FIELD_LIMITS)) / refine
    return rings(faces(ring, 0.0, wide, wide + FAR), faces(row, top, bottom, bottom + FAR))
