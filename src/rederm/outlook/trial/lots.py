"""Persons drawn anew, with replacement, to several numbers of them at once: the first thousand one by one, the rest by kind.

How often each of k kinds comes in m more is one multinomial number, the same law as drawing m persons, at a cost that does not
grow with m. A smaller number of persons is the beginning of a larger one.
"""

from dataclasses import dataclass

import numpy as np

from rederm.outlook.trial.sums import Numbers

ONE_BY_ONE = 1000


@dataclass(frozen=True)
class Lots:
    """few: sizes that are reached one by one, by uniform (2, trials, persons) of both arms; more: persons from each larger size
    to the next."""

    few: Numbers
    uniform: Numbers
    more: Numbers
    rng: np.random.Generator

    @classmethod
    def of(cls, sizes: Numbers, trials: int, seed: int, replicate: int) -> "Lots":
        """For these sizes, rising."""
        rng = np.random.default_rng([seed, replicate])
        few = sizes[sizes <= ONE_BY_ONE]
        begun = int(few[-1]) if few.size else 0
        return cls(few, rng.random((2, trials, begun)), np.diff(np.r_[begun, sizes[few.size :]]), rng)

    def sums(self, kinds: Numbers, figures: Numbers, chances: Numbers) -> Numbers:
        """Sums of figures (f, k) of persons of k kinds, (f, trials, sizes).

        kinds (trials, persons): of those drawn one by one; chances (k,): of each kind among those drawn after them."""
        trials = kinds.shape[0]
        parts = []
        if self.few.size:
            starts = np.r_[0, self.few[:-1]]
            parts.append(np.stack([np.add.reduceat(figure[kinds], starts, axis=1) for figure in figures]))
        for step in self.more:
            counts = self.rng.multinomial(step, chances, trials)
            parts.append((figures @ counts.T)[:, :, None])
        return np.asarray(np.cumsum(np.concatenate(parts, axis=2), axis=2))
