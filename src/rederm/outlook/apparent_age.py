"""The age at which a client's own untreated skin would have the scores that treatment gives: derived, and wide.

    find a:   sum_c w_c s_c(a) = sum_c w_c treated_c        both relative to day 0, s_c the client's own age curve of concern c

over the concerns that follow age. Left alone, skin is as old as it is on that day. Scars, stretch marks and pigment that does
not follow age take no part; a score lower than youth had reads as the youngest age of the search.
"""

from collections.abc import Sequence

import numpy as np

from rederm.draws import Samples
from rederm.look import AgeCurve

_YOUNGEST, _OLDEST, _STEP = 18.0, 120.0, 0.25


def apparent_age(
    curves: Sequence[AgeCurve],
    weights: Sequence[float],
    treated: Sequence[Samples],
    untreated: Sequence[Samples],
    age: float,
    age_then: float,
) -> Samples:
    """Apparent age (n,) of treated skin on one day.

    treated, untreated: (n,) a concern, relative to day 0; age: on day 0; age_then: on the day.
    """
    ages = np.arange(min(_YOUNGEST, age), max(_OLDEST, age_then) + _STEP, _STEP)
    total = sum(weights)
    draws = len(treated[0])
    course, aim, alone = np.zeros((draws, len(ages))), np.zeros(draws), np.zeros(draws)
    for weight, curve, with_it, without in zip(weights, curves, treated, untreated, strict=True):
        own = curve.at(age + curve.pace[:, None] * (ages - age)) / curve.at(np.full(draws, age))[:, None]
        course += weight / total * own
        aim += weight / total * with_it
        alone += weight / total * without
    # The step of the search cancels in the difference, so that skin left alone is exactly as old as it is.
    found = [np.interp(aim[i], course[i], ages) - np.interp(alone[i], course[i], ages) for i in range(draws)]
    return np.clip(age_then + np.array(found), ages[0], None)
