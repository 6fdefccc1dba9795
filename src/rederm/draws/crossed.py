"""Every one of some persons under every draw of a law; and the same law at another clinic.

Nested draws: row r m + k is person k of m under draw r of everything that holds for all of them. The persons are the same
under every draw, and each of their names takes each sixteenth of its distribution once in a block, so that a mean over persons
is a smooth function of the law, without the luck of who came. A study elsewhere knows the same law at a clinic of its own:
names of data/posterior/clinics.toml then come from another stream, all others stay.

References: McKay, Beckman & Conover 1979 Technometrics 21:239 (Latin hypercube sampling).
"""

from functools import cache

import numpy as np

from rederm.draws.noise import BLOCK, Samples, noise
from rederm.draws.persons import Persons, personal
from rederm.draws.sample import Draws, Picked
from rederm.sources import DATA, read_toml

_FAMILY = ".*"
_ELSEWHERE = "@another clinic"


class Crossed(Persons):
    """`each` persons under every draw of `law`, (law.n each,)."""

    def __init__(self, law: Draws, each: int) -> None:
        super().__init__(law, np.repeat(np.arange(law.n), each), np.tile(np.arange(each), law.n))
        self.each = each

    def normal(self, name: str) -> Samples:
        if not personal(name):
            return Picked.normal(self, name)
        return noise(self.seed, name, -(-self.each // BLOCK))[self.numbers]


class AnotherClinic(Draws):
    """The same draws of the law, each at a clinic other than the one that plain draws have."""

    def normal(self, name: str) -> Samples:
        if not of_a_clinic(name):
            return super().normal(name)
        return noise(self.seed, f"{name}{_ELSEWHERE}", -(-self.n // BLOCK))[: self.n]

    def first(self, k: int) -> Draws:
        return self if k >= self.n else AnotherClinic(k, self.seed)


@cache
def of_a_clinic(name: str) -> bool:
    """Whether the noise of a name is a clinic's own."""
    return name in clinic_names() or f"{name.rpartition('.')[0]}{_FAMILY}" in clinic_names()


@cache
def clinic_names() -> frozenset[str]:
    """The names of data/posterior/clinics.toml."""
    return frozenset(read_toml(DATA / "posterior" / "clinics.toml"))
