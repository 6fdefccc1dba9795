"""Draws of many persons: each lives under the law of one replicate, and has noise of their own.

A replicate is one draw of everything that holds for a whole trial: the law and its clinic. Names that are a person's own
(data/posterior/persons.toml) are drawn anew for each person, from a stream by name that can be entered anywhere:

    z_k = Phi^-1(mix(key + k gamma))      k: number of the person;   key: by (seed, name)

so that the numbers of a person hang on nothing but the seed, the name and the person, whoever is drawn beside them. Persons are
a plain sample: a trial has the luck of its people, which a Latin hypercube would take away. Two sides of one person share a
part of it,

    z_ks = sqrt(c) z_k + sqrt(1 - c) z'_ks          z': a stream of the name and side;   c: of the replicate, their correlation

except for what a person has as a whole (`whole` in the table), such as the pace of ageing.

References: Steele, Lea & Flood 2014 OOPSLA 453 (SplitMix64: mix and gamma).
"""

from functools import cache
from typing import Any
from zlib import crc32

import numpy as np

from rederm.draws.noise import Samples
from rederm.draws.sample import Draws, Picked, drawn_at, posterior_value
from rederm.sources import DATA, Value, read_toml

_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_MIX = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))
_LAST, _SPARE = np.uint64(31), np.uint64(11)  # the last shift, and the bits that a float does not hold
_FAMILY = ".*"
_STREAM = 3  # beside the streams of `draws.noise`
_ALIKE = "sides.alike"


class Persons(Picked):
    """Persons by number (n,), of any order and choice. `origin` holds a draw a replicate; replicates (n,): that of each.

    side: which side of each person, where both are treated apart; None: the person as one."""

    def __init__(self, origin: Draws, replicates: np.ndarray, numbers: np.ndarray, side: int | None = None) -> None:
        super().__init__(origin, replicates)
        self.numbers = numbers
        self.side = side

    @property
    def law(self) -> Draws:
        return self.origin

    def first(self, k: int) -> "Persons":
        return Persons(self.origin, self.places[:k], self.numbers[:k], self.side)

    def normal(self, name: str) -> Samples:
        return self._own(name) if personal(name) else super().normal(name)

    def luck(self, name: str) -> Samples:
        """Uniform noise of these persons, or of this side of them, (n,), under any name."""
        from scipy.special import ndtr

        return person_uniform(self.seed, name, self.numbers) if self.side is None else np.asarray(ndtr(self._own(name)))

    def _own(self, name: str) -> Samples:
        own = person_normal(self.seed, name, self.numbers)
        if self.side is None or whole(name):
            return own
        alike = self[_ALIKE]
        return np.sqrt(alike) * own + np.sqrt(1.0 - alike) * person_normal(self.seed, f"{name} side {self.side}", self.numbers)

    def _drawn(self, name: str, value: Value) -> Samples:
        return drawn_at(value, self.normal(name)) if personal(name) else super()._drawn(name, value)

    def __getitem__(self, name: str) -> Samples:
        return self.of(name, posterior_value(name)) if personal(name) else super().__getitem__(name)


def personal(name: str) -> bool:
    """Whether the noise of a name is a person's own."""
    return _entry(name) is not None


def whole(name: str) -> bool:
    """Whether the noise of a personal name is one for both sides of a person."""
    return bool((_entry(name) or {}).get("whole", False))


def personal_names() -> frozenset[str]:
    """The names of data/posterior/persons.toml."""
    return frozenset(_table())


@cache
def _entry(name: str) -> dict[str, Any] | None:
    table = _table()
    return table.get(name) or table.get(f"{name.rpartition('.')[0]}{_FAMILY}")


@cache
def _table() -> dict[str, dict[str, Any]]:
    return read_toml(DATA / "posterior" / "persons.toml")


def person_normal(seed: int, name: str, numbers: np.ndarray) -> Samples:
    """Standard normal noise of these persons (n,) under a name."""
    from scipy.special import ndtri

    return np.asarray(ndtri(person_uniform(seed, name, numbers)))


def person_uniform(seed: int, name: str, numbers: np.ndarray) -> Samples:
    """Uniform noise of these persons (n,) under a name, between 0 and 1 and neither."""
    mixed = np.uint64(_key(seed, name)) + (np.asarray(numbers, np.uint64) + np.uint64(1)) * _GAMMA  # modulo 2^64
    for shift, factor in _MIX:
        mixed = (mixed ^ (mixed >> shift)) * factor
    mixed ^= mixed >> _LAST
    return np.asarray(((mixed >> _SPARE).astype(float) + 1 / 2) * 2.0**-53)


@cache
def _key(seed: int, name: str) -> int:
    return int(np.random.SeedSequence(seed, spawn_key=(crc32(name.encode()), _STREAM)).generate_state(1, np.uint64)[0])
