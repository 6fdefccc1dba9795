"""Emulators: what the solver says, as a smooth function of the terms of a design.

    y = b + sum over the chosen features of a weight times it       z_i,  z_i^2 - 1,  z_i z_j;   z: terms in prior sds

y is the ln of what is published. Features are taken in one by one, the one first that best predicts points left out, until
none helps; a square or product is on offer once its terms are in. What is then left on points left out is the emulator's
error. Solver outputs jump by one cell, so that finite differences of them mislead; a regression over a design does not.

References: Allen 1974 Technometrics 16:125 (choice of variables by points left out); lesion trial of rederm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

GAIN = 0.03  # share of the squared error that a feature must take away
MOST = 1 / 4  # features per point of the design
RANGE = 0.3  # beyond what the design reached to which the emulator is followed


@dataclass(frozen=True)
class Emulator:
    """Features: pairs of places in the terms, (i, -1) for z_i itself; constant and weights; sd of the error; range seen."""

    features: tuple[tuple[int, int], ...]
    weights: np.ndarray
    error: float
    low: float
    high: float

    @property
    def places(self) -> frozenset[int]:
        """The terms it depends on."""
        return frozenset(place for pair in self.features for place in pair if place >= 0)

    def at(self, z: np.ndarray) -> np.ndarray:
        """y (...,) at points z (..., p)."""
        told = self.weights[0] + sum(w * feature(z, pair) for w, pair in zip(self.weights[1:], self.features, strict=True))
        return np.asarray(np.clip(np.broadcast_to(told, z.shape[:-1]), self.low - RANGE, self.high + RANGE))


@dataclass(frozen=True)
class Together:
    """Several emulators at once: first and second place of every feature (f,), whether it is a bend, weights (f, rows)."""

    first: np.ndarray
    second: np.ndarray  # -1 where the feature is z_i itself
    constant: np.ndarray
    weights: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def at(self, z: np.ndarray) -> np.ndarray:
        """y (m, rows) at points z (m, p)."""
        padded = np.column_stack([z, np.ones(len(z))])  # place -1
        found = padded[:, self.first] * padded[:, self.second] - (self.first == self.second)
        return np.asarray(np.clip(self.constant + found @ self.weights, self.low - RANGE, self.high + RANGE))


def together(emulators: Sequence[Emulator]) -> Together:
    """The emulators as one product of matrices."""
    pairs = sorted({pair for emulator in emulators for pair in emulator.features})
    weights = np.zeros((len(pairs), len(emulators)))
    for row, emulator in enumerate(emulators):
        for pair, weight in zip(emulator.features, emulator.weights[1:], strict=True):
            weights[pairs.index(pair), row] = weight
    place = np.array(pairs, int).reshape(-1, 2)
    constant, low, high = (np.array(each) for each in zip(*((e.weights[0], e.low, e.high) for e in emulators), strict=True))
    return Together(place[:, 0], place[:, 1], constant, weights, low, high)


def feature(z: np.ndarray, pair: tuple[int, int]) -> np.ndarray:
    """z_i, z_i^2 - 1 or z_i z_j at points z (..., p)."""
    i, j = pair
    if j < 0:
        return np.asarray(z[..., i])
    return np.asarray(z[..., i] ** 2 - 1 if i == j else z[..., i] * z[..., j])


def emulate(z: np.ndarray, places: np.ndarray, seen: np.ndarray) -> Emulator:
    """The emulator of y `seen` (n,) at the design z (n, p), which may depend on the terms at `places`."""
    n = len(seen)
    chosen: list[tuple[int, int]] = []
    basis = np.full((n, 1), n**-0.5)
    left, leverage = seen - seen.mean(), np.full(n, 1 / n)
    error = float(_left_out(left, leverage))
    while len(chosen) < MOST * n:
        offer = [pair for pair in _offer(places, chosen) if pair not in chosen]
        columns = np.stack([feature(z, pair) for pair in offer], axis=1)
        columns = columns - basis @ (basis.T @ columns)
        size = np.linalg.norm(columns, axis=0)
        columns = columns / np.where(size > 1e-9, size, np.inf)
        after = left[:, None] - columns * (left @ columns)
        errors = _left_out(after, leverage[:, None] + columns**2)
        best = int(np.argmin(errors))
        if not errors[best] ** 2 < (1 - GAIN) * error**2:
            break
        chosen.append(offer[best])
        basis = np.column_stack([basis, columns[:, best]])
        left, leverage, error = after[:, best], leverage + columns[:, best] ** 2, float(errors[best])
    design = np.column_stack([np.ones(n), *(feature(z, pair) for pair in chosen)])
    weights = np.linalg.lstsq(design, seen, rcond=None)[0]
    return Emulator(tuple(chosen), weights, float(error), float(seen.min()), float(seen.max()))


def _offer(places: np.ndarray, chosen: list[tuple[int, int]]) -> list[tuple[int, int]]:
    inside = sorted({i for i, j in chosen if j < 0})
    return [(int(i), -1) for i in places] + [(i, j) for i in inside for j in inside if i <= j]


def _left_out(left: np.ndarray, leverage: np.ndarray) -> Any:
    """Root mean square (m,) of the errors (n, m) at points left out."""
    return np.sqrt(np.mean((left / np.maximum(1 - leverage, 1e-6)) ** 2, axis=0))
