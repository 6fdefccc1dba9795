"""Fit of the outcome law on published gains: blinded and other ratings, contrasts within trials, what is kept at 18 months.

    ln p(x) = ln prior + sum over studies ln N(seen; expected, covariance) + contrasts + retention

The terms stand in outcome_terms.py, the reading of a score in outcome_reading.py. Contrasts see the hazards of both sides
without rater and scale. Mode and curvature lead (laplace.py); the population of chains that starts from them (mcmc.py) gives
the posterior that ships.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from rederm.draws import Draws, Samples, spread
from rederm.evidence.laplace import Fit, laplace, mode_near, mode_of
from rederm.evidence.mcmc import Chains, sample
from rederm.evidence.observations import Observation
from rederm.evidence.outcome_law import Point, log_hazard
from rederm.evidence.outcome_reading import covariance, dose_doubt, expected
from rederm.evidence.outcome_rows import Contrasts, Data, outcome_data
from rederm.evidence.outcome_terms import outcome_terms
from rederm.sources import load_table

INJURIES = 32  # draws of each injury of a row, over the dials that its paper does not state
CHAINS, STEPS, BURN, THIN = 64, 4500, 1500, 10


class OutcomeFit:
    """One structure on these rows. `doubt` (arms,): sd of ln H by the dose; worked out at the mode where not given."""

    def __init__(self, structure: str, data: Data, contrasts: Contrasts | None, doubt: np.ndarray | None = None) -> None:
        self.structure, self.data, self.contrasts = structure, data, contrasts
        self.terms = outcome_terms(structure)
        if doubt is None:
            self.doubt = dose_doubt(structure, self._start(), data)
            self.doubt = dose_doubt(structure, self.point(mode_of(self.loss, list(self.terms.values()))), data)
        else:
            self.doubt = doubt

    def _start(self) -> Point:
        return {name: one.number(one.mean) for name, one in self.terms.items()}

    @property
    def rows(self) -> Sequence[Observation]:
        return self.data.rows

    def point(self, x: np.ndarray) -> Point:
        """The numbers at a point (p,), or arrays of them at points (m, p)."""
        return {name: one.numbers(x[..., place]) for place, (name, one) in enumerate(self.terms.items())}

    def log_posterior(self, x: np.ndarray) -> np.ndarray:
        """At points (m, p), (m,)."""
        mean, sd = (np.array([getattr(one, name) for one in self.terms.values()]) for name in ("mean", "sd"))
        t = self.point(x)
        rest = self.data.seen - expected(self.structure, t, self.data)
        misfit = self._misfit(rest, covariance(t, self.data, self.doubt)) + self._compared(t)
        return np.asarray(-(((x - mean) / sd) ** 2).sum(axis=-1) / 2 - misfit)

    def loss(self, x: np.ndarray) -> float:
        """Minus log posterior at a point (p,)."""
        return -float(self.log_posterior(x[None])[0])

    def _misfit(self, rest: np.ndarray, around: np.ndarray) -> np.ndarray:
        """Minus log density of a normal, study by study: between studies nothing is shared."""
        place, there = self.data.blocks
        root = np.linalg.cholesky(around)
        z = np.linalg.solve(root, np.where(there, rest[..., place], 0.0)[..., None])
        size = np.log(np.diagonal(root, axis1=-2, axis2=-1)).sum(axis=(-2, -1))
        return np.asarray((z**2).sum(axis=(-3, -2, -1)) / 2 + size)

    def _compared(self, t: Point) -> np.ndarray:
        if self.contrasts is None:
            return np.zeros(1)
        c = self.contrasts
        (a, at), (b, bt) = c.sides
        ratio = (log_hazard(self.structure, t, a, at) - log_hazard(self.structure, t, b, bt))[..., 0]
        variance = c.sd**2 + np.asarray(t["arm_sd"])[..., None] ** 2
        dose, early, late, kept, sd = c.kept
        later = log_hazard(self.structure, t, dose, late) - log_hazard(self.structure, t, dose, early)
        left = ((np.exp(later)[..., 0, 0] - kept) / sd) ** 2 / 2
        return np.asarray(((c.seen - ratio) ** 2 / variance + np.log(variance)).sum(axis=-1) / 2 + left)

    def fit(self) -> Fit:
        """Mode and curvature."""
        return laplace(self.loss, list(self.terms.values()))

    def sampled(self, whole: Fit) -> Chains:
        """The posterior (steps, chains, p) in the fitted space, from a population around the mode; the same at every call."""
        root = np.linalg.cholesky(whole.covariance)
        found = sample(
            lambda z: self.log_posterior(whole.mode + z @ root.T),
            whole.mode.size,
            chains=CHAINS,
            steps=STEPS,
            burn=BURN,
            thin=THIN,
            seed=0,
        )
        return found.moved(whole.mode, root)

    def without(self, study: str, whole: Fit) -> np.ndarray:
        """The mode where the rows of one study are left out; `whole`: the fit on all."""
        others = self.data.studies != study
        rest = OutcomeFit(self.structure, self.data.only(others), self.contrasts, self.doubt[others])
        return mode_near(rest.loss, whole)

    def left_out_draws(self, whole: Fit, count: int) -> Mapping[str, Samples]:
        """Every study predicted from all others: gains (count, its arms) as its raters would see them, at any clinic."""
        studies = [str(study) for study in np.unique(self.data.studies)]
        return dict(zip(studies, spread(lambda study: self._unseen(study, whole, count), studies), strict=True))

    def _unseen(self, study: str, whole: Fit, count: int) -> Samples:
        ours = self.data.studies == study
        data = self.data.only(ours)
        t = self.point(whole.draws(count, self.without(study, whole)))
        least = load_table("posterior/outcome").number("study_sd", "1")
        root = np.linalg.cholesky(covariance(t, data, self.doubt[ours], least)[:, 0])
        noise = np.stack([Draws(count).normal(f"calibrate.arm.{i}") for i in range(data.seen.size)], axis=1)
        read = expected(self.structure, t, data) + (root @ noise[..., None])[..., 0]
        return np.asarray(-np.expm1(-np.exp(read)))


def outcome_fit(structure: str) -> OutcomeFit:
    """One structure on the rows that ship."""
    data, contrasts, _ = outcome_data(INJURIES)
    return OutcomeFit(structure, data, contrasts)
