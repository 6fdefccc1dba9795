"""Posterior of the ablation terms on published lesions, and what it would be without one series.

    ln p = sum_rows ln t4((y - emulator) / s) - |z|^2 / 2,     s^2 = sd of the figure^2 + sd of the emulator^2

Student's t with 4 degrees of freedom, so that rows that contradict each other pull less. A bound counts by the chance that the
figure lies beyond it. z are the terms in prior sds; only those on which some row depends are sampled, the others keep their
prior. The posterior is kept as a normal in the fitted space. Parameters that the rows should not move (char at low irradiance,
on which none lies; those of other tables) are cut: they keep their priors, and what is fitted follows them.

References: lesion trial of rederm; Lange, Little & Taylor 1989 (t likelihood); Plummer 2015 Stat Comput 25:37 (cuts).
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from rederm.evidence.lesion_design import Design
from rederm.evidence.lesion_draws import NormalFit
from rederm.evidence.mcmc import Chains, sample

FREEDOM = 4.0
CHAINS, STEPS, BURN, THIN = 100, 12000, 4000, 20


@dataclass(frozen=True)
class Posterior:
    """Chains in prior sds over the terms of a design on which a row depends, seen by all rows but those of `without`."""

    design: Design
    active: tuple[str, ...]
    chains: Chains
    without: str

    @property
    def z(self) -> np.ndarray:
        """Points (m, p) over all terms; idle ones at their middle."""
        points = self.chains.points
        whole = np.zeros((len(points), len(self.design.terms)))
        whole[:, [place for place, t in enumerate(self.design.terms) if t.name in self.active]] = points
        return whole

    def normal(self, fitted: Collection[str]) -> NormalFit:
        """The fitted terms, and those that keep their priors and are tied to them, in the fitted space.

        What keeps its prior is not moved by the rows: with f fitted, n kept, m and S mean and covariance of the chains,
        f | n is that of the chains and n its prior (a cut),  A = S_fn / S_nn,

            mean f = m_f - A m_n      cov f = S_ff - A S_nf + A A'      cov f, n = A
        """
        terms = [t for t in self.design.terms if t.name in fitted or t.name in self.active]
        live = [i for i, t in enumerate(terms) if t.name in self.active]
        x = self.chains.points[:, [self.active.index(terms[i].name) for i in live]]
        moved = np.array([terms[i].name in fitted for i in live])
        mean, covariance = np.zeros(len(terms)), np.eye(len(terms))
        mean[live], covariance[np.ix_(live, live)] = cut(x.mean(axis=0), np.cov(x, rowvar=False), moved)
        sd = np.sqrt(np.diag(covariance))
        relation = covariance / np.outer(sd, sd)
        return NormalFit(
            terms=tuple(terms),
            mean=tuple(round(float(t.mean + t.sd * m), 4) for t, m in zip(terms, mean, strict=True)),
            sd=tuple(round(float(t.sd * s), 4) for t, s in zip(terms, sd, strict=True)),
            lower=tuple(tuple(round(float(r), 3) for r in relation[i, : i + 1]) for i in range(len(terms))),
        )


def cut(mean: np.ndarray, covariance: np.ndarray, moved: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance where what is not `moved` (p,) goes back to its prior, standard normal, and the rest follows it."""
    kept = ~moved
    found_mean, found = np.zeros(len(mean)), np.eye(len(mean))
    pull = covariance[np.ix_(moved, kept)] @ np.linalg.inv(covariance[np.ix_(kept, kept)])
    found_mean[moved] = mean[moved] - pull @ mean[kept]
    own = covariance[np.ix_(moved, moved)] - pull @ covariance[np.ix_(kept, moved)]
    found[np.ix_(moved, moved)] = own + pull @ pull.T
    found[np.ix_(moved, kept)] = pull
    found[np.ix_(kept, moved)] = pull.T
    return found_mean, found


def posterior(design: Design, without: str = "", seed: int = 0) -> Posterior:
    """The posterior, all rows but those of one series counted."""
    density = Density(design, without)
    used = sorted({int(place) for emulator in design.emulators for place in emulator.places})

    def of_active(points: np.ndarray) -> np.ndarray:
        z = np.zeros((len(points), len(design.terms)))
        z[:, used] = points
        return density(z)

    found = sample(of_active, len(used), chains=CHAINS, steps=STEPS, burn=BURN, thin=THIN, seed=seed)
    return Posterior(design, tuple(design.terms[place].name for place in used), found, without)


class Density:
    """ln of the posterior density (m,) at points (m, p)."""

    def __init__(self, design: Design, without: str = "") -> None:
        self.keep = np.array([row.series != without for row in design.rows])
        self.design, self.seen = design, design.seen()
        own = np.array([row.sd for row in design.rows])
        self.scale = np.hypot(own, [emulator.error for emulator in design.emulators])
        self.sign = np.array([{"at_least": 1.0, "at_most": -1.0}.get(row.bound, 0.0) for row in design.rows])

    def __call__(self, z: np.ndarray) -> np.ndarray:
        from scipy.special import stdtr

        off = (self.design.told(z) - self.seen) / self.scale
        exact = -(FREEDOM + 1) / 2 * np.log1p(off**2 / FREEDOM)
        beyond = np.log(np.maximum(stdtr(FREEDOM, self.sign * off), 1e-300))
        rows = np.where(self.sign == 0.0, exact, beyond)
        return np.asarray((rows * self.keep).sum(axis=1) - (z**2).sum(axis=1) / 2)
