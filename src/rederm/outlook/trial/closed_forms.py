"""Power in closed form, two-sided, for normal figures and for rates.

    two means       t' with 2 n - 2 degrees of freedom and noncentrality d sqrt(n / 2)
    within persons  t' with n - 1 degrees of freedom and noncentrality d_z sqrt(n);
                    d_z = d / sqrt(2 (1 - rho)) where both sides have one sd and go together with rho
    two rates       normal, with the correction for continuity that makes it that of Fisher's test:
                    z = (sqrt(n) (|p1 - p0| - 1/n) - z_a sqrt(2 p q)) / sqrt(p0 q0 + p1 q1)

References: Cohen 1988, chapters 2 and 6; Fleiss 1981 (Statistical methods for rates and proportions, 3.2).
"""

import numpy as np
from numpy.typing import ArrayLike

from rederm.outlook.trial.sums import Numbers

SURE = 30.0
"""A larger noncentrality changes no digit of power that is shown."""


def two_means(n: ArrayLike, d: ArrayLike, alpha: float) -> Numbers:
    """n: persons seen in each arm; d: difference over the common sd."""
    n, d = np.asarray(n, float), np.asarray(d, float)
    return _noncentral(2.0 * n - 2.0, np.abs(d) * np.sqrt(n / 2.0), alpha)


def within_persons(n: ArrayLike, dz: ArrayLike, alpha: float) -> Numbers:
    """n: persons seen; dz: mean difference over the sd of differences."""
    n, dz = np.asarray(n, float), np.asarray(dz, float)
    return _noncentral(n - 1.0, np.abs(dz) * np.sqrt(n), alpha)


def _noncentral(freedom: Numbers, shift: Numbers, alpha: float) -> Numbers:
    from scipy.special import nctdtr, stdtrit

    freedom = np.maximum(freedom, 1.0)
    limit = stdtrit(freedom, 1.0 - alpha / 2.0)
    shift = np.minimum(shift, SURE)
    below, far_below = (np.nan_to_num(nctdtr(freedom, shift, x)) for x in (limit, -limit))  # NaN: too small for its series
    return np.asarray(1.0 - below + far_below)


def two_rates(n: ArrayLike, rate0: ArrayLike, rate1: ArrayLike, alpha: float) -> Numbers:
    """n: persons seen in each arm; a rate that does not vary in either arm shows as far as the rates differ at all."""
    from scipy.special import ndtr, ndtri

    n, rate0, rate1 = np.asarray(n, float), np.asarray(rate0, float), np.asarray(rate1, float)
    middle = (rate0 + rate1) / 2.0
    apart = np.sqrt(n) * np.maximum(np.abs(rate1 - rate0) - 1.0 / n, 0.0)
    together = ndtri(1.0 - alpha / 2.0) * np.sqrt(2.0 * middle * (1.0 - middle))
    sd = np.maximum(np.sqrt(rate0 * (1.0 - rate0) + rate1 * (1.0 - rate1)), 1e-12)
    return np.where(together == 0.0, 0.0, ndtr((apart - together) / sd) + ndtr((-apart - together) / sd))
