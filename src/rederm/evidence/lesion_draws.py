"""Draws for a published lesion: the terms of its series in the place of the device's own, one point of a design, or a fit.

A fit is a normal in the fitted space: its terms are drawn together, with the correlation that it left. Terms that it does not
hold are drawn as they ship; a term of a series that the fit has not seen is drawn from its prior, as for a new device.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rederm.draws import Draws, Samples
from rederm.draws.noise import BLOCK, Tie, correlated, noise
from rederm.evidence.lesions import Lesion, own_terms
from rederm.evidence.terms import Term
from rederm.sources import Value


@dataclass(frozen=True)
class NormalFit:
    """Terms (p,), their mean and sd (p,) in the fitted space, the lower triangle of their correlation."""

    terms: tuple[Term, ...]
    mean: tuple[float, ...]
    sd: tuple[float, ...]
    lower: tuple[tuple[float, ...], ...]

    @cached_property
    def places(self) -> Mapping[str, int]:
        return {term.name: place for place, term in enumerate(self.terms)}

    @cached_property
    def tie(self) -> Tie:
        return Tie(tuple(term.name for term in self.terms), self.lower)

    def sample(self, name: str, seed: int, count: int) -> Samples:
        """Draws (count,) of one term, as numbers."""
        place = self.places[name]
        z = correlated(seed, self.tie, -(-count // BLOCK))[name][:count]
        return numbers(self.terms[place], self.mean[place] + self.sd[place] * z)


def without_terms(fit: NormalFit, names: Collection[str]) -> NormalFit:
    """The fit of all other terms."""
    kept = [place for place, t in enumerate(fit.terms) if t.name not in names]
    relation = fit.tie.matrix()
    return NormalFit(
        terms=tuple(fit.terms[place] for place in kept),
        mean=tuple(fit.mean[place] for place in kept),
        sd=tuple(fit.sd[place] for place in kept),
        lower=tuple(tuple(float(relation[i, j]) for j in kept[: k + 1]) for k, i in enumerate(kept)),
    )


def numbers(term: Term, x: Samples) -> Samples:
    """Numbers at points (n,) of the fitted space."""
    if term.distribution == "lognormal":
        return np.exp(x)
    return 1 / (1 + np.exp(-x)) if term.distribution == "logit-normal" else x


class RowDraws(Draws):
    """Draws of one row. `fit` None: every term as it ships. `at`: which of the n draws; the first stands for their lesion."""

    def __init__(self, n: int, seed: int, row: Lesion, fit: NormalFit | None, at: np.ndarray | None = None) -> None:
        super().__init__(n if at is None else len(at), seed)
        self.whole, self.row, self.fit = n, row, fit
        self.at = np.arange(n) if at is None else at

    def alike(self, k: int) -> "RowDraws":
        """All draws that share the lesion of draw k of each block."""
        return RowDraws(self.whole, self.seed, self.row, self.fit, np.arange(k, self.whole, BLOCK))

    def first(self, k: int) -> "RowDraws":
        """As in the product; of draws that share a lesion, one."""
        kept = self.at[:1] if self.n < self.whole else self.at[:k]
        return RowDraws(self.whole, self.seed, self.row, self.fit, kept)

    def normal(self, name: str) -> Samples:
        return noise(self.seed, name, -(-self.whole // BLOCK))[self.at]

    def of(self, name: str, value: Value) -> Samples:
        if name in (self.row.known or {}):
            return np.full(self.n, (self.row.known or {})[name])
        mine = (self.row.own or {}).get(name, name)
        if mine in own_terms() or (self.fit is not None and mine in self.fit.places):
            return self.term(mine)
        return super().of(name, value)

    def term(self, name: str) -> Samples:
        """Draws (n,) of a term of the fit, or of a series."""
        if self.fit is not None and name in self.fit.places:
            return self.fit.sample(name, self.seed, self.whole)[self.at]
        prior = own_terms()[name]
        return numbers(prior, prior.mean + prior.sd * self.normal(name))


class Point(Draws):
    """One point of a design: the named terms at these numbers, every other parameter at its median, no model error.

    `asked` holds what the model asked for: every uncertain value by name.
    """

    def __init__(self, values: Mapping[str, float], row: Lesion, asked: dict[str, Value] | None = None) -> None:
        super().__init__(1, nominal=True)
        self.values, self.row = values, row
        self.asked: dict[str, Value] = {} if asked is None else asked

    def first(self, k: int) -> "Point":
        return self

    def of(self, name: str, value: Value) -> Samples:
        mine = (self.row.own or {}).get(name, name)
        known = self.row.known or {}
        if name not in known and value.low is not None and value.low != value.high:
            self.asked[mine] = value
        return np.array([known[name] if name in known else self.values.get(mine, value.value)])
