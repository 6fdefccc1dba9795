"""Standard normal noise by name: Latin hypercube blocks, and names that a fit ties together.

Every block of 16 draws is a Latin hypercube. Tied names are correlated as the fit left them,

    y = L g,   L L' = R        g: normal scores, a second stream of each name;   R: their correlation

and the sixteenths of each name are then put in the order of its y within the block, so that every name still takes each
sixteenth of its distribution once, and the first draws stay the same whatever the number asked for. The scores are not the
sixteenths themselves: those stand so far apart that a weak correlation would not change their order. Ranks of sixteen carry
up to a tenth less correlation than is stated.

References: McKay, Beckman & Conover 1979 Technometrics 21:239 (Latin hypercube sampling); Iman & Conover 1982 Commun Stat B
11:311 (rank correlation among input variables).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from rederm.sources import DATA, read_toml

Samples = NDArray[np.float64]
BLOCK = 16  # draws that share the sixteen parts of a distribution between them


@dataclass(frozen=True)
class Tie:
    """Names (p,) that a fit ties together, and the lower triangle of their correlation, row by row, diagonal included."""

    names: tuple[str, ...]
    lower: tuple[tuple[float, ...], ...]

    def matrix(self) -> Samples:
        """The correlation, (p, p)."""
        half = np.zeros((len(self.names), len(self.names)))
        for place, row in enumerate(self.lower):
            half[place, : place + 1] = row
        return half + np.tril(half, -1).T


@cache
def tied() -> Mapping[str, Tie]:
    """The tie that ships for each tied name (data/posterior/correlation.toml)."""
    groups = read_toml(DATA / "posterior" / "correlation.toml")
    ties = [Tie(tuple(group["names"]), tuple(tuple(row) for row in group["lower"])) for group in groups.values()]
    return {name: tie for tie in ties for name in tie.names}


def noise(seed: int, name: str, blocks: int) -> Samples:
    """Standard normal noise of shape (16 blocks,), not to be written to."""
    tie = tied().get(name)
    return stratified(seed, name, blocks) if tie is None else correlated(seed, tie, blocks)[name]


@lru_cache(maxsize=256)
def correlated(seed: int, tie: Tie, blocks: int) -> Mapping[str, Samples]:
    """Noise of each tied name, each of shape (16 blocks,)."""
    from scipy.special import ndtri

    shape = (len(tie.names), blocks, BLOCK)
    scores = np.stack([ndtri(_uniform(seed, name, 2, blocks)).ravel() for name in tie.names])
    ranks = (root(tie) @ scores).reshape(shape).argsort(axis=2).argsort(axis=2)
    parts = np.sort(np.stack([stratified(seed, name, blocks) for name in tie.names]).reshape(shape), axis=2)
    found = np.take_along_axis(parts, ranks, axis=2).reshape(len(tie.names), -1)
    found.setflags(write=False)
    return dict(zip(tie.names, found, strict=True))


@lru_cache(maxsize=64)
def root(tie: Tie) -> Samples:
    """Factor of the correlation; rounding in the table may leave it a hair off positive, which the least eigenvalue mends."""
    value, vector = np.linalg.eigh(tie.matrix())
    whole = (vector * np.maximum(value, 1e-6)) @ vector.T
    scale = np.sqrt(np.diag(whole))
    return np.linalg.cholesky(whole / np.outer(scale, scale))


@lru_cache(maxsize=4096)
def stratified(seed: int, name: str, blocks: int) -> Samples:
    """Noise of one name on its own stream, shape (16 blocks,), not to be written to."""
    from scipy.special import ndtri

    place, order = (_uniform(seed, name, part, blocks) for part in (0, 1))
    found: Samples = ndtri((order.argsort(axis=1) + place) / BLOCK).ravel()
    found.setflags(write=False)
    return found


def _uniform(seed: int, name: str, part: int, blocks: int) -> Samples:
    """One of the streams of a name, uniform, (blocks, 16)."""
    sequence = np.random.SeedSequence(seed, spawn_key=(crc32(name.encode()), part))
    return np.random.Generator(np.random.PCG64(sequence)).random((blocks, BLOCK))
