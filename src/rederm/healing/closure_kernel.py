"""The open share of one session, compiled: the same as `Closure.open_at`, for the integrator."""

import math

import numpy as np
from numba import njit

# columns of the closure table
SHARE, DELAY, SPEED, EDGE, PATCHES, PATCH, ADNEXA, DEPTH, BUDGET, PACE = range(10)
COLUMNS = 10


@njit(cache=True, nogil=True)
def open_share(since: float, c: np.ndarray) -> float:
    """Share of the area that one session leaves open, `since` days after it (closure.py); c: its row of the closure table."""
    x = c[SPEED] * max(since - c[DELAY], 0.0)
    margin = min(x, c[BUDGET]) + c[PACE] * max(x - c[BUDGET], 0.0)
    rest = 1.0 - margin / c[EDGE]
    if rest <= 0.0 or c[SHARE] == 0.0:
        return 0.0
    ducts = c[ADNEXA] * max(x - c[DEPTH], 0.0) ** 2
    return c[SHARE] * rest * rest * math.exp(-c[PATCHES] * ((1.0 + x / c[PATCH]) ** 2 - 1.0) - ducts)
