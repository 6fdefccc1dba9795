"""Differential evolution MCMC: a population of chains that take their steps from each other, and how well they have mixed.

    proposal of chain i:  x_i + g (x_a - x_b) + noise       a, b from the other half of the population; g = 2.38 / sqrt(2 p)

Every tenth step has g = 1, so that chains change between modes. The halves move in turn, so that a step never depends on a
chain that moves with it. R-hat compares halves of all chains; the effective sample size sums autocorrelation as Geyer does.
References: ter Braak 2006 Stat Comput 16:239; ter Braak & Vrugt 2008; Gelman et al. 2013, Bayesian Data Analysis, section 11.5.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

STEP = 2.38
NOISE = 1e-3
LONG = 10  # every so many steps, one from mode to mode


@dataclass(frozen=True)
class Chains:
    """Samples (steps, chains, p), R-hat and effective sample size (p,), share of proposals taken."""

    samples: np.ndarray
    rhat: np.ndarray
    ess: np.ndarray
    taken: float

    @property
    def points(self) -> np.ndarray:
        """All samples, (steps * chains, p)."""
        return self.samples.reshape(-1, self.samples.shape[-1])

    def moved(self, middle: np.ndarray, root: np.ndarray) -> "Chains":
        """The same chains at middle + root z, R-hat and effective sample size worked out anew."""
        samples = middle + self.samples @ root.T
        return Chains(samples, split_rhat(samples), effective(samples), self.taken)


def sample(
    log_posterior: Callable[[np.ndarray], np.ndarray], p: int, *, chains: int, steps: int, burn: int, thin: int, seed: int
) -> Chains:
    """Sample a density whose log is given for points (m, p), from a population that starts as standard normal."""
    rng = np.random.default_rng(seed)
    half = chains // 2
    x = rng.standard_normal((2 * half, p))
    here = log_posterior(x)
    kept, taken = [], 0
    for step in range(steps):
        size = 1.0 if step % LONG == LONG - 1 else STEP / np.sqrt(2 * p)
        for moving, others in ((slice(0, half), slice(half, None)), (slice(half, None), slice(0, half))):
            pairs = np.argsort(rng.random((half, half)), axis=1)[:, :2]
            away = x[others]
            proposed = x[moving] + size * (away[pairs[:, 0]] - away[pairs[:, 1]]) + NOISE * rng.standard_normal((half, p))
            there = log_posterior(proposed)
            accept = np.log(rng.random(half)) < there - here[moving]
            x[moving] = np.where(accept[:, None], proposed, x[moving])
            here[moving] = np.where(accept, there, here[moving])
            taken += int(accept.sum())
        if step >= burn and step % thin == 0:
            kept.append(x.copy())
    samples = np.array(kept)
    return Chains(samples, split_rhat(samples), effective(samples), taken / (steps * 2 * half))


def split_rhat(samples: np.ndarray) -> np.ndarray:
    """R-hat (p,) of samples (steps, chains, p), each chain cut in two."""
    n = len(samples) // 2
    halves = np.concatenate([samples[:n], samples[n : 2 * n]], axis=1)
    within = halves.var(axis=0, ddof=1).mean(axis=0)
    between = n * halves.mean(axis=0).var(axis=0, ddof=1)
    return np.asarray(np.sqrt(((n - 1) / n * within + between / n) / within))


def effective(samples: np.ndarray) -> np.ndarray:
    """Effective sample size (p,) of samples (steps, chains, p): the initial positive sequence of pairs of autocorrelations."""
    n, chains, p = samples.shape
    within = samples.var(axis=0, ddof=1).mean(axis=0)
    whole = (n - 1) / n * within + samples.mean(axis=0).var(axis=0, ddof=1)
    centred = samples - samples.mean(axis=0)
    spectrum = np.fft.rfft(centred, 2 * n, axis=0)
    covariance = np.fft.irfft(spectrum * spectrum.conj(), axis=0)[:n].mean(axis=1) / n
    correlation = 1 - (within - covariance) / whole
    found = np.empty(p)
    for j in range(p):
        time = -1.0
        for lag in range(0, n - 1, 2):
            pair = float(correlation[lag, j] + correlation[lag + 1, j])
            if pair < 0:
                break
            time += 2 * pair
        found[j] = n * chains / max(time, 1.0)
    return found
