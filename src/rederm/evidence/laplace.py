"""Posterior mode and its curvature: the normal that touches the posterior at its peak (Laplace).

Good where every parameter has a prior and the data bend it gently, as here; a parameter held at a bound is told apart by its
mode only. Deterministic.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rederm.draws import Draws, Samples
from rederm.evidence.terms import Term

Loss = Callable[[np.ndarray], float]  # minus log posterior at a point of the fitted space
STEP = 0.05  # of the prior sd: finite differences of the curvature
LEAST_CURVATURE = 0.5  # in units of the prior: rounding may leave less than the prior itself gives
STEPS = {"maxiter": 200, "maxfun": 20000}
FEW_STEPS = {"maxiter": 25, "maxfun": 20000, "ftol": 1e-5}
FAR = 6.0  # prior sds: beyond, the posterior is not searched


@dataclass(frozen=True)
class Fit:
    """Mode (p,) and covariance (p, p) in the fitted space, loss at the mode."""

    terms: tuple[Term, ...]
    mode: np.ndarray
    covariance: np.ndarray
    loss: float

    @property
    def sd(self) -> np.ndarray:
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    def draws(self, count: int, mode: np.ndarray | None = None) -> np.ndarray:
        """Points (count, p) of the posterior, around another mode where given."""
        noise = np.stack([Draws(count).normal(f"calibrate.{t.name}") for t in self.terms], axis=1)
        root = np.linalg.cholesky(self.covariance)
        return np.asarray((self.mode if mode is None else mode) + noise @ root.T)


def prior_loss(x: np.ndarray, terms: Sequence[Term]) -> float:
    z = (x - np.array([t.mean for t in terms])) / np.array([t.sd for t in terms])
    return float(z @ z) / 2


def mode_of(loss: Loss, terms: Sequence[Term], start: np.ndarray | None = None, positive: Sequence[int] = ()) -> np.ndarray:
    """The point of least loss; the parameters at the places `positive` stay at 0 or above. Steps are in prior sds."""
    from scipy.optimize import minimize

    mean, sd = np.array([t.mean for t in terms]), np.array([t.sd for t in terms])
    first = np.zeros(mean.size) if start is None else (start - mean) / sd
    ends = [(-mean[i] / sd[i] if i in positive else -FAR, FAR) for i in range(mean.size)]
    found = minimize(lambda z: loss(mean + sd * z), first, method="L-BFGS-B", bounds=ends, options=STEPS)
    return np.asarray(mean + sd * found.x)


def mode_near(loss: Loss, whole: Fit) -> np.ndarray:
    """The mode where the loss differs little from that of `whole`: searched in the directions of its curvature, few steps."""
    from scipy.optimize import minimize

    root = np.linalg.cholesky(whole.covariance)
    found = minimize(lambda z: loss(whole.mode + root @ z), np.zeros(whole.mode.size), method="L-BFGS-B", options=FEW_STEPS)
    return np.asarray(whole.mode + root @ found.x)


def laplace(loss: Loss, terms: Sequence[Term], start: np.ndarray | None = None, positive: Sequence[int] = ()) -> Fit:
    """Mode and covariance."""
    mode = mode_of(loss, terms, start, positive=positive)
    scale = np.array([t.sd for t in terms])
    return Fit(tuple(terms), mode, _covariance(loss, mode, scale), loss(mode))


def _covariance(loss: Loss, mode: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """Inverse of the curvature by central differences, in steps of the prior sd."""
    p = mode.size
    move = np.eye(p) * STEP * scale
    here = loss(mode)
    up, down = ([loss(mode + sign * move[i]) for i in range(p)] for sign in (1, -1))
    bend = np.zeros((p, p))
    for i in range(p):
        bend[i, i] = (up[i] - 2 * here + down[i]) / STEP**2
        for j in range(i):
            plus, minus = loss(mode + move[i] + move[j]), loss(mode - move[i] - move[j])
            mixed = (plus - up[i] - up[j] + 2 * here - down[i] - down[j] + minus) / (2 * STEP**2)
            bend[i, j] = bend[j, i] = mixed
    value, vector = np.linalg.eigh(bend)
    inverse = (vector / np.maximum(value, LEAST_CURVATURE)) @ vector.T
    return np.asarray(inverse * scale[:, None] * scale[None, :])


def inside(samples: Samples, seen: np.ndarray) -> np.ndarray:
    """Whether each figure (rows,) lies in the 90 % band of its draws (n, rows)."""
    low, high = np.quantile(samples, [0.05, 0.95], axis=0)
    return np.asarray((low <= seen + 1e-9) & (seen <= high + 1e-9))
