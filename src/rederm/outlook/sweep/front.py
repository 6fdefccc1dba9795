"""Which points no other beats: less of what is put up with and more of what is wanted, judged together.

x beats y   where x is at least as good in every outcome with an aim and better in one
"""

from collections.abc import Mapping

import numpy as np

from rederm.outlook.sweep.outcomes import MORE

ALIKE = 1e-9
"""Figures that differ by less than this share of the largest are the same."""


def unbeaten(worse: np.ndarray) -> np.ndarray:
    """Of points by what is to be small (points, outcomes): which no other beats (points,); one with no data is beaten."""
    seen = np.isfinite(worse).all(axis=1)
    scale = np.nanmax(np.abs(np.where(np.isfinite(worse), worse, 0.0)), axis=0, initial=0.0) * ALIKE
    found = seen.copy()
    for place in np.flatnonzero(seen):
        no_worse = (worse <= worse[place] + scale).all(axis=1) & seen
        better = (worse < worse[place] - scale).any(axis=1)
        found[place] = not (no_worse & better).any()
    return found


def fronts(samples: Mapping[str, np.ndarray], aims: Mapping[str, str]) -> tuple[np.ndarray, np.ndarray] | None:
    """(unbeaten by medians (points,), share of the draws in which it is unbeaten (points,)); None where nothing has an aim."""
    names = [name for name in samples if name in aims]
    if not names:
        return None
    worse = np.stack([(-1.0 if aims[name] == MORE else 1.0) * samples[name] for name in names], axis=2)
    by_median = unbeaten(np.median(worse, axis=1))
    share = np.mean([unbeaten(worse[:, draw]) for draw in range(worse.shape[1])], axis=0)
    return by_median, share
