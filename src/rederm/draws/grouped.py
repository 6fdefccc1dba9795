"""Draws in which every group of uncertain parameters is drawn apart from the others, for asking what each has a part in.

A group (data/posterior/groups.toml) is one input of an analysis: a whole number picks one draw of all of its names together,

    z = L g,   g_j = Phi^-1(mix(key_j + place gamma))        place: the number;   L L' = R of the names that a fit ties

so that two rows with one number have the group in common, and rows with different numbers have independent draws of it. Rows
hang on nothing but seed, group and number. Ties within a group stay, those across groups are dropped: inputs of an analysis of
variance must be independent. Groups without a number stand at their medians.
"""

from collections.abc import Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache, cached_property
from zlib import crc32

import numpy as np

from rederm.draws.noise import Samples, Tie, root, tied
from rederm.draws.persons import person_normal, personal
from rederm.draws.sample import Draws, drawn_at
from rederm.sources import DATA, Value, read_toml

PERSON = "person"
SOLVED = ("optics", "heat", "device")  # what a solved lesion hangs on
_STREAM = 4  # beside those of `draws.noise` and `draws.persons`


@cache
def groups() -> Mapping[str, str]:
    """{name of a group: what it holds, in words}."""
    told = {name: entry["reason"] for name, entry in read_toml(DATA / "posterior" / "groups.toml").items()}
    return {PERSON: "what differs between the clients of one clinic where no covariate says so", **told}


@cache
def group_of(name: str) -> str:
    """The group that the noise of a name belongs to."""
    if personal(name):
        return PERSON
    tables = read_toml(DATA / "posterior" / "groups.toml")
    return next(group for group, entry in tables.items() if any(fnmatchcase(name, form) for form in entry["names"]))


class Grouped(Draws):
    """Rows (n,), each with a number for every group that varies: places {group: whole numbers (n,)}."""

    def __init__(self, n: int, seed: int, numbers: Mapping[str, np.ndarray]) -> None:
        super().__init__(n, seed)
        self.numbers = numbers

    @cached_property
    def _alike(self) -> tuple[np.ndarray, np.ndarray]:
        """The first row of each solved lesion, and the lesion of each row: rows that differ in other groups share one."""
        held = [np.zeros(self.n, np.int64), *(self.numbers[group] for group in SOLVED if group in self.numbers)]
        _, first, back = np.unique(np.stack(held), axis=1, return_index=True, return_inverse=True)
        return first, back.ravel()

    @cached_property
    def origin(self) -> Draws:
        """The rows whose lesions are solved."""
        first, _ = self._alike
        return Grouped(len(first), self.seed, {group: given[first] for group, given in self.numbers.items()})

    @property
    def places(self) -> np.ndarray:
        return self._alike[1]

    def first(self, k: int) -> Draws:
        """All of them: every row is an answer of its own, and is solved."""
        return self

    def normal(self, name: str) -> Samples:
        tie = tied().get(name)
        return self._alone(name) if tie is None else self._together(name, tie)

    def tied(self, name: str, value: Value, tie: Tie) -> Samples:
        return drawn_at(value, self._together(name, tie))

    def _alone(self, name: str) -> Samples:
        group = group_of(name)
        if group not in self.numbers:
            return np.zeros(self.n)
        sequence = np.random.SeedSequence(self.seed, spawn_key=(crc32(group.encode()), _STREAM))
        return person_normal(int(sequence.generate_state(1, np.uint32)[0]), name, self.numbers[group])

    def _together(self, name: str, tie: Tie) -> Samples:
        group = group_of(name)
        part = _part(tie, group)
        made: Mapping[str, Samples] = self.memory.answer(
            ("tied", part.names),
            lambda: dict(zip(part.names, root(part) @ np.stack([self._alone(n) for n in part.names]), strict=True)),
        )
        return made[name]


@cache
def _part(tie: Tie, group: str) -> Tie:
    """What a tie says of the names of one group."""
    kept = [place for place, name in enumerate(tie.names) if group_of(name) == group]
    rows = tuple(tuple(tie.lower[row][column] for column in kept if column <= row) for row in kept)
    return replace(tie, names=tuple(tie.names[place] for place in kept), lower=rows)
