"""The age at which a client's own untreated skin would have the scores that treatment gives: derived, and wide.

    find a:   sum_c w_c s_c(a) = sum_c w_c treated_c        both relative to day 0, s_c the client's own age curve of concern c
    untreated = age on the day + z,   treated = a + z       z: how much older than its age this face looks, sd 4 years, assumed

over the concerns that follow age. Scars, stretch marks and pigment that does not follow age take no part. A face shows age in
more than the concerns named: where these end below what the youngest adult had, the age stands at the youngest of the search,
and where that is so in more than one draw in twenty the outlook says that the figure means little.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples
from rederm.look import AgeCurve, ConcernScore, age_curve
from rederm.sources import load_table, sentence

BEYOND = sentence("the concerns named say more than a face's age can: treated, they end below what the youngest adult had")
AGELESS = sentence("no concern named follows age")
"""Why an apparent age means little, or is not told."""
_YEAR = 365.25
_STEP = 0.25  # a, of the search
_FEW = 0.05  # share of the draws that may end at the youngest age of the search


def course_ages(
    client: Any, late: Mapping[str, ConcernScore], at: int, day: float, draws: Draws
) -> tuple[dict[str, Samples] | None, str]:
    """Apparent age with and without the course on a day, the one at place `at` of the scores, None where no concern follows
    age; and why it means little, if it does."""
    named = zip(client.keys(), client.concerns, strict=True)
    curves = {key: (concern.weight, age_curve(concern, client, draws)) for key, concern in named}
    ageing = {key: (weight, curve) for key, (weight, curve) in curves.items() if curve is not None and weight > 0}
    if not ageing:
        return None, AGELESS
    told, beyond = told_ages(
        [curve for _, curve in ageing.values()],
        [weight for weight, _ in ageing.values()],
        [late[key].treated[:, at] for key in ageing],
        [late[key].untreated[:, at] for key in ageing],
        client.age,
        client.age + day / _YEAR,
        draws,
    )
    return told, BEYOND if beyond else ""


def told_ages(
    curves: Sequence[AgeCurve],
    weights: Sequence[float],
    treated: Sequence[Samples],
    untreated: Sequence[Samples],
    age: float,
    age_then: float,
    draws: Draws,
) -> tuple[dict[str, Samples], bool]:
    """Apparent age with and without the course, each (n,), and whether the concerns say more than a face's age can."""
    with_it = apparent_age(curves, weights, treated, untreated, age, age_then)
    below = np.isnan(with_it)
    looks = draws["apparent.spread"]
    found = np.where(below, min(_end("youngest"), age), with_it)
    return {"untreated": age_then + looks, "treated": found + looks}, bool(np.mean(below) > _FEW)


def apparent_age(
    curves: Sequence[AgeCurve],
    weights: Sequence[float],
    treated: Sequence[Samples],
    untreated: Sequence[Samples],
    age: float,
    age_then: float,
) -> Samples:
    """Apparent age (n,) of treated skin on one day, before how its owner looks; NaN below the youngest age of the search.

    treated, untreated: (n,) a concern, relative to day 0; age: on day 0; age_then: on the day.
    """
    ages = np.arange(min(_end("youngest"), age), max(_end("oldest"), age_then) + _STEP, _STEP)
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
    then = np.clip(age_then + np.array(found), ages[0], None)
    return np.where((aim < course[:, 0]) & (aim < alone), np.nan, then)


def _end(name: str) -> float:
    return load_table("posterior/apparent").number(f"search.{name}", "a")
