"""Nodes of the mean over a normal distribution, by which people and ratings differ (Gauss and Hermite)."""

from functools import cache

import numpy as np

NODES = 12


@cache
def normal_nodes() -> tuple[tuple[float, float], ...]:
    """(place in standard deviations, weight), the weights adding to 1."""
    places, weights = np.polynomial.hermite_e.hermegauss(NODES)
    return tuple(zip(places.tolist(), (weights / weights.sum()).tolist(), strict=True))
