"""The rule of thumb that the lesion model must beat: a log-normal regression on energy and spot, each series left out in turn.

    ln q = b + b_device + s ln E + t ln D + noise           E: energy or fluence, D: spot, of depth and of coagulation apart

A device of which at least six rows name both has its own regression, without b_device; the others share one over all lasers,
with what a row does not name at its device's default. Weak priors (slopes and device terms of sd 3 noises, noise of about 0.4)
keep it finite on the few rows that are left; its band is that of Student's t of the predictive distribution.

References: Gelman et al. 2013, Bayesian Data Analysis, chapter 14 (conjugate regression).
"""

from collections.abc import Sequence

import numpy as np

from rederm.devices import published_device
from rederm.evidence.lesions import Lesion, own_terms

KINDS = ("depth", "coagulation")
ENOUGH = 6
ENERGY, SPOT = ("energy_mJ", "fluence_J_cm2"), ("spot_um", "spot_mm")
SLOPE_SD, FLAT_SD = 3.0, 30.0  # of slopes and device terms, and of the constant, in units of the noise
NOISE, NOISE_ROWS = 0.4, 2.0  # prior guess of the noise, and how many rows it is worth


def baseline_bands(rows: Sequence[Lesion]) -> dict[str, tuple[float, float]]:
    """90 % band of ln of each depth and coagulation of a laser, predicted without its series."""
    found: dict[str, tuple[float, float]] = {}
    for kind in KINDS:
        usable = [row for row in rows if row.kind == kind and not row.bound and not row.memory and _is_laser(row)]
        named = [row for row in usable if _names(row, ENERGY) and _names(row, SPOT)]
        rich = {row.device for row in named if sum(r.device == row.device for r in named) >= ENOUGH}
        for row in usable:
            own = row in named and row.device in rich
            others = [r for r in (named if own else usable) if r.series != row.series and (not own or r.device == row.device)]
            devices = [] if own else sorted({r.device for r in usable})
            if others:
                found[row.id] = _band(row, others, devices)
    return found


def _band(row: Lesion, others: Sequence[Lesion], devices: Sequence[str]) -> tuple[float, float]:
    from scipy.stats import t as student

    x = np.array([_features(r, devices) for r in others])
    y = np.log([r.observed for r in others])
    prior = np.array([1 / FLAT_SD**2, *[1 / SLOPE_SD**2] * (x.shape[1] - 1)])
    precision = x.T @ x + np.diag(prior)
    mean = np.linalg.solve(precision, x.T @ y)
    left = float(((y - x @ mean) ** 2).sum() + (prior * mean**2)[1:].sum())
    freedom = NOISE_ROWS + len(y)
    noise = (NOISE_ROWS * NOISE**2 + left) / freedom
    at = _features(row, devices)
    spread = float(np.sqrt(noise * (1 + at @ np.linalg.solve(precision, at))))
    half = spread * float(student.ppf(0.95, freedom))
    return float(at @ mean) - half, float(at @ mean) + half


def _features(row: Lesion, devices: Sequence[str]) -> np.ndarray:
    return np.array([1.0, np.log(_value(row, ENERGY)), np.log(_value(row, SPOT)), *[float(row.device == d) for d in devices]])


def _is_laser(row: Lesion) -> bool:
    return published_device(row.device).family == "light"


def _names(row: Lesion, dials: Sequence[str]) -> bool:
    return any(dial in (row.dials or {}) for dial in dials)


def _value(row: Lesion, dials: Sequence[str]) -> float:
    """The row's dial, the middle of what is drawn for it, or the default; 1 where the device has no such dial."""
    for dial in dials:
        if dial in (row.dials or {}):
            return float((row.dials or {})[dial])
        if dial in (row.drawn or {}):
            return float(np.exp(own_terms()[(row.drawn or {})[dial]].mean))
        if dial in published_device(row.device).dials:
            return float(published_device(row.device).dials[dial].default or 1.0)
    return 1.0
