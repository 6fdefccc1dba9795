"""The points of a design: the full grid, or a sample that fills the space (Sobol's sequence, scrambled by the seed).

References: Sobol 1967; Owen 1998 J Complexity 14:466 (scrambling), as scipy.stats.qmc has them.
"""

from itertools import product

import numpy as np

from rederm.outlook.sweep.axis import Axis, Level

Point = dict[str, Level]


def points_of(axes: tuple[Axis, ...], count: int | None, seed: int) -> list[Point]:
    """Each point as {axis: value}, the last axis changing fastest; or `count` points of the sample."""
    if count is None:
        return [dict(zip((axis.name for axis in axes), values, strict=True)) for values in product(*(a.levels for a in axes))]
    from scipy.stats import qmc

    sequence = qmc.Sobol(len(axes), scramble=True, rng=np.random.default_rng([seed, len(axes)]))
    uniform = sequence.random_base2(max(1, (count - 1).bit_length()))[:count]
    columns = [axis.at(uniform[:, place]) for place, axis in enumerate(axes)]
    return [dict(zip((axis.name for axis in axes), values, strict=True)) for values in zip(*columns, strict=True)]
