"""Craters of sparks as a smooth function of what a bench test can tell: an emulator over runs of the heat solver.

    y = b + sum_i a_i u_i + sum_ij c_ij u_i u_j     y: ln of depth or of diameter
    u: ln(F drive), ln a, logit f_s, ln pulse in standard deviations of the design;  drive = (P / P_ref) (v_ref / v)

The terms of ablation that belong to tissue are drawn with each run; what they add is part of the emulator's error. Craters of a
few micrometres stand at the threshold, where the surface bends; they are left out. Valid within the range of the design.

References: Hastie, Tibshirani & Friedman 2009, sections 3.4 and 7.10 (ridge regression, leaving one out in closed form).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rederm.devices import Device
from rederm.draws import Draws, Samples
from rederm.evidence.terms import Term
from rederm.injury.plasma import spark_closures, spark_sources
from rederm.injury.thermal import solve_lesions
from rederm.skin import skin_of

RUNS = 96
AT_THRESHOLD = 15.0  # um: shallower craters are left out
BEYOND = 1.2  # times: how far the design goes past the drives that are asked for
RIDGE = 0.1
INPUTS = ("root_fluence", "root_radius", "root_share", "pulse")
SIZES = ("depth", "half-depth", "mouth")
BENCH_SITE, BENCH_AGE = "cheek", 45.0


@dataclass(frozen=True)
class Craters:
    """mean, sd (4,) of the inputs in the design; weights (sizes, features); error (sizes,): sd of ln."""

    mean: np.ndarray
    sd: np.ndarray
    weights: np.ndarray
    error: np.ndarray

    def error_of(self, size: str) -> float:
        return float(self.error[SIZES.index(size)])

    def ln_size(self, size: str, x: np.ndarray, drive: float) -> np.ndarray:
        """ln um (...,) of the "depth", or of the diameter at "half-depth" or "mouth", at points x (..., 4) of INPUTS."""
        moved = x + np.array([math.log(drive), 0.0, 0.0, 0.0])
        return np.asarray(_features((moved - self.mean) / self.sd) @ self.weights[SIZES.index(size)])


def emulate_craters(device: Device, terms: Mapping[str, Term], drives: Sequence[float]) -> Craters:
    """The emulator over what is uncertain of a device, from the least of these drives to the greatest."""
    draws = Draws(RUNS)
    low, high = math.log(min(drives) / BEYOND), math.log(max(drives) * BEYOND)
    rank = np.argsort(np.argsort(draws.normal("bench.drive")))
    ln_drive = low + (high - low) * (rank + 1 / 2) / RUNS
    values = {name: draws.of(f"{device.name}.{name}", device.values[f"physics.{name}"]) for name in INPUTS}
    radius = values["root_radius"] * 1e-6
    energy = math.pi * radius**2 * values["root_fluence"] * 1e4 * np.exp(ln_drive)
    sources = spark_sources(energy, radius, values["root_share"], values["pulse"] / 1e3)
    lesions = solve_lesions(sources, spark_closures(draws), skin_of(BENCH_SITE, BENCH_AGE), draws)
    depth, holes = lesions.ablation_depth, lesions.ablated
    middle = np.array([np.interp(d / 2, lesions.depth, row) for d, row in zip(depth, holes, strict=True)])
    kept = (depth > AT_THRESHOLD) & (middle > 0) & (holes[:, 0] > 0)
    x = np.stack([_fitted_space(terms[name], values[name]) for name in INPUTS], axis=1)
    x[:, 0] += ln_drive
    mean, sd = x[kept].mean(axis=0), x[kept].std(axis=0)
    design = _features((x[kept] - mean) / sd)
    fits = [_ridge(design, np.log(seen[kept])) for seen in (depth, 2 * middle, 2 * holes[:, 0])]
    return Craters(mean, sd, np.array([weights for weights, _ in fits]), np.array([error for _, error in fits]))


def _features(u: np.ndarray) -> np.ndarray:
    """(..., 15) of points (..., 4): constant, slopes, squares and products."""
    pairs = [u[..., i] * u[..., j] for i in range(u.shape[-1]) for j in range(i + 1)]
    return np.concatenate([np.ones((*u.shape[:-1], 1)), u, np.stack(pairs, axis=-1)], axis=-1)


def _ridge(design: np.ndarray, seen: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights, and the sd of what is predicted of each run without that run."""
    inverse = np.linalg.inv(design.T @ design + RIDGE * np.eye(design.shape[1]))
    weights = inverse @ design.T @ seen
    leverage = np.einsum("ij,jk,ik->i", design, inverse, design)
    return weights, float(np.sqrt(np.mean(((seen - design @ weights) / (1 - leverage)) ** 2)))


def _fitted_space(term: Term, values: Samples) -> Samples:
    if term.distribution == "lognormal":
        return np.log(values)
    return np.log(values / (1 - values)) if term.distribution == "logit-normal" else values
