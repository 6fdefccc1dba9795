"""Covariates that go together: a Gaussian copula over named covariates.

    y = L g,  L L' = R        g: standard normal noise, one stream a name;   R: correlation of the latent normals
    u = Phi(y)                uniform, from which each covariate takes its quantile

The correlation that is stated is that of y. What is seen between two covariates is less where one has few grades: shares cut
the normal into steps. Streams are of a name, so a covariate more, or more clients, leave the others as they were.

Reference: Nelsen 2006 An Introduction to Copulas, section 2.3.
"""

from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from rederm.sources import InputError, nearest

Numbers = NDArray[np.float64]
Pairs = Mapping[tuple[str, str], float]
_LEAST = 1e-9
AT_ONCE = 100_000
"""Clients whose numbers are held at a time."""


def read_pairs(given: Mapping[str, float], names: Sequence[str]) -> dict[tuple[str, str], float]:
    """Correlations by pair of names. Raises InputError for a name that is not known or correlations that cannot be together."""
    found: dict[tuple[str, str], float] = {}
    for text, value in given.items():
        pair = tuple(text.split())
        if len(pair) != 2 or pair[0] == pair[1]:
            raise InputError(f'pairs.{text!r} does not name two covariates, for example "age {names[-1]}" = 0.5')
        for name in pair:
            if name not in names:
                raise InputError(
                    f"pairs.{text!r}: {name!r} is not a covariate{nearest(name, names)} Allowed: {', '.join(names)}"
                )
        if not -1 < value < 1:
            raise InputError(f"pairs.{text!r} = {value:g} is outside -1..1, both ends excluded")
        first, second = sorted(pair, key=names.index)
        if (first, second) in found:
            raise InputError(f"pairs says {first} and {second} twice; keep one")
        found[first, second] = float(value)
    if np.linalg.eigvalsh(correlation(found, names)).min() < _LEAST:
        told = ", ".join(f"{first} {second} {value:g}" for (first, second), value in found.items())
        raise InputError(
            f"pairs: these correlations cannot hold together (their matrix is not positive definite): {told}; "
            "bring the largest nearer to 0, or add the pair that is missing between them"
        )
    return found


def correlation(pairs: Pairs, names: Sequence[str]) -> Numbers:
    """R of the latent normals, (p, p), in the order of `names`."""
    matrix = np.eye(len(names))
    for (first, second), value in pairs.items():
        row, column = names.index(first), names.index(second)
        matrix[row, column] = matrix[column, row] = value
    return matrix


def uniforms(pairs: Pairs, names: Sequence[str], n: int, seed: int) -> Iterator[dict[str, Numbers]]:
    """u in 0..1 by name, n of each, some clients at a time. Summed name by name: the first have the same bits whatever n."""
    from scipy.special import ndtr, ndtri

    root = np.linalg.cholesky(correlation(pairs, names))
    streams = {name: _stream(name, seed) for name in names}
    for begun in range(0, max(n, 1), AT_ONCE):
        size = min(AT_ONCE, n - begun)
        noise = {name: ndtri(1.0 - stream.random(size)) for name, stream in streams.items()}  # never exactly 0 within
        found: dict[str, Numbers] = {}
        for row, name in enumerate(names):
            latent = np.zeros(size)
            for column in range(row + 1):
                if root[row, column]:
                    latent = latent + root[row, column] * noise[names[column]]
            found[name] = ndtr(latent)
        yield found


def _stream(name: str, seed: int) -> np.random.Generator:
    sequence = np.random.SeedSequence(seed, spawn_key=(crc32(f"cohort.{name}".encode()),))
    return np.random.Generator(np.random.PCG64(sequence))
