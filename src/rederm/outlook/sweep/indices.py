"""What share of the variance of an outcome is due to which input: Sobol's indices, or Morris' elementary effects, by SALib.

    S_i  = Var(E[Y | X_i]) / Var(Y)             first order: alone          sum S_i <= 1, and 1 where inputs only add
    S_Ti = 1 - Var(E[Y | X_-i]) / Var(Y)        total: with all that it goes together with
    mu*  = mean |Y(x + delta e_i) - Y(x)| / delta,   sigma = their sd       Morris: size of an effect, and how uneven it is

Rows n (d + 2) of a scrambled Sobol sequence; estimators of Saltelli 2010 (first order) and Jansen 1999 (total). Intervals
of 95 % are 1.96 standard deviations of resamples of the n base rows, and are not cut at 0 or 1: an estimate may leave what an
index can be.

References: Sobol 2001 Math Comput Simul 55:271; Saltelli et al. 2010 Comput Phys Commun 181:259; Morris 1991 Technometrics 33:
161; Campolongo, Cariboni & Saltelli 2007 Environ Model Softw 22:1509 (mu*); Iwanaga, Usher & Herman 2022 (SALib).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.outlook.sweep.inputs import LEVELS
from rederm.sources import InputError

SOBOL, MORRIS = "sobol", "morris"
RESAMPLES, LEVEL = 500, 0.95
STILL = 1e-12
"""An outcome whose spread is below this share of its size does not vary."""
NOTHING = 1e-3
"""A share of the variance, or of the largest effect, that is none."""


@dataclass(frozen=True)
class Estimate:
    """An estimate with its interval of 95 %."""

    estimate: float
    low: float
    high: float

    @classmethod
    def of(cls, estimate: float, half: float) -> "Estimate":
        return cls(float(estimate), float(estimate - half), float(estimate + half))


@dataclass(frozen=True)
class Index:
    """What one input has to do with one outcome. clear: whether it can be told from nothing: the interval of the total, or of
    mu* beside the largest, lies above NOTHING."""

    outcome: str
    input: str
    first: Estimate | None
    total: Estimate | None
    mu: float | None
    mu_star: Estimate | None
    sigma: float | None
    clear: bool

    def to_json(self) -> dict[str, Any]:
        return {name: dict(vars(value)) if isinstance(value, Estimate) else value for name, value in vars(self).items()}


def design_rows(names: Sequence[str], method: str, samples: int, seed: int) -> np.ndarray:
    """Uniform numbers (rows, inputs) at which the model is asked. samples: a power of two for Sobol's method."""
    sample = _salib("sample", method)
    if method == MORRIS:
        return np.asarray(sample.sample(_problem(names), samples, num_levels=LEVELS, seed=seed))
    return np.asarray(sample.sample(_problem(names), samples, calc_second_order=False, scramble=True, seed=seed))


def rows_of(method: str, samples: int, inputs: int) -> int:
    """How often the model is asked."""
    return samples * (inputs + (1 if method == MORRIS else 2))


def indices(
    names: Sequence[str], method: str, uniform: np.ndarray, outcome: str, figures: np.ndarray, seed: int
) -> list[Index] | None:
    """An index an input from the figures (rows,) at `design_rows`; None where they are not known or do not vary."""
    if not np.isfinite(figures).all() or np.std(figures) <= STILL * max(1.0, float(np.abs(figures).max())):
        return None
    analyse, problem = _salib("analyze", method), _problem(names)
    settings = {"num_resamples": RESAMPLES, "conf_level": LEVEL, "seed": seed}
    if method == MORRIS:
        found = analyse.analyze(problem, uniform, figures, num_levels=LEVELS, **settings)
        effects = [_of(found, "mu_star", k) for k in range(len(names))]
        least = NOTHING * max(effect.estimate for effect in effects)
        return [
            Index(outcome, name, None, None, float(found["mu"][k]), effect, float(found["sigma"][k]), effect.low > least)
            for k, (name, effect) in enumerate(zip(names, effects, strict=True))
        ]
    found = analyse.analyze(problem, figures, calc_second_order=False, **settings)
    totals = [_of(found, "ST", k) for k in range(len(names))]
    return [
        Index(outcome, name, _of(found, "S1", k), total, None, None, None, total.low > NOTHING)
        for k, (name, total) in enumerate(zip(names, totals, strict=True))
    ]


def _of(found: Any, key: str, place: int) -> Estimate:
    return Estimate.of(found[key][place], found[f"{key}_conf"][place])


def _problem(names: Sequence[str]) -> dict[str, Any]:
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def _salib(part: str, method: str) -> Any:
    """The module of SALib that samples or analyses by a method."""
    from importlib import import_module

    try:
        return import_module(f"SALib.{part}.{method}")
    except ImportError:
        raise InputError("a sensitivity analysis needs SALib: pip install 'rederm[sensitivity]'") from None
