"""What a concern does where nothing is done: it follows age, or fades.

    s(a) = floor + (1 - floor) / (1 + exp(-(a - midpoint) / width))        untreated(t) = s(a0 + pace t) / s(a0)
    untreated(t) = stays + (1 - stays) exp(-t / tau)                       red stretch marks, post-inflammatory pigment

The pace is in years of the score a calendar year: person, sun, sunscreen, smoking, skincare and nutrition multiply. Ageing in
the family shifts the midpoint. Scars, white stretch marks and melasma do not follow age: they stay 1. Red stretch marks pale
to white ones and marks of an inflammation that is over lose their pigment, from day 0 on, since the age of a mark is not known.
The curve of wrinkles rests on one cross-section (fast from 40, level from 60 years), that of laxity on elasticity against
age; all others are assumed, and so is the size of most habits.

References: `rederm sources tissue/ageing_scores`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples, remembered
from rederm.sources import load_table

DAYS_PER_YEAR = 365.25
AGELESS = ("melasma", "post-inflammatory")


@dataclass(frozen=True)
class AgeCurve:
    """Score of one concern against age, relative to nothing; midpoint, width [a], floor [1], pace [1], each (n,)."""

    midpoint: Samples
    width: Samples
    floor: Samples
    pace: Samples

    def at(self, age: Samples) -> Samples:
        """Score at ages (n,) or (n, m)."""
        shape = (-1,) + (1,) * (np.ndim(age) - 1)
        middle, width, floor = (x.reshape(shape) for x in (self.midpoint, self.width, self.floor))
        return floor + (1 - floor) / (1 + np.exp(-(age - middle) / width))

    def over(self, age_years: float, days: np.ndarray) -> Samples:
        """Score on these days relative to day 0, (n, days)."""
        later = age_years + self.pace[:, None] * np.asarray(days, float)[None, :] / DAYS_PER_YEAR
        return self.at(later) / self.at(np.full(len(self.pace), float(age_years)))[:, None]


@remembered
def age_curve(concern: Any, client: Any, draws: Draws) -> AgeCurve | None:
    """The curve of this concern in this client; None where the concern does not follow age."""
    table = load_table("tissue/ageing_scores")
    if f"{concern.kind}.midpoint" not in table or concern.subtype in AGELESS:
        return None

    def drawn(key: str) -> Samples:
        return draws.of(f"ageing_scores.{key}", table[key])

    midpoint = drawn(f"{concern.kind}.midpoint")
    if f"family.{client.ageing_in_family}" in table:
        midpoint = midpoint + drawn(f"family.{client.ageing_in_family}")
    habits = client.habits
    pace = drawn("pace.person")
    keys = (
        f"sunscreen.{habits.sunscreen}",
        f"sun.{habits.sun}",
        f"skincare.{habits.skincare}",
        f"nutrition.{habits.nutrition}",
        "smoker" if habits.smoker else "",
    )
    for key in keys:
        if f"pace.{key}" in table:
            pace = pace * drawn(f"pace.{key}")
    return AgeCurve(midpoint, drawn(f"{concern.kind}.width"), drawn(f"{concern.kind}.floor"), pace)


def faded(concern: Any, days: np.ndarray, draws: Draws) -> Samples:
    """Score on these days, relative to day 0, of what fades of itself, (n, days); 1 for everything else."""
    table, key = load_table("tissue/ageing_scores"), f"fade.{concern.kind}.{concern.subtype}"
    if f"{key}.tau" not in table:
        return np.ones((draws.n, len(days)))
    stays, tau = (draws.of(f"ageing_scores.{key}.{name}", table[f"{key}.{name}"])[:, None] for name in ("stays", "tau"))
    return np.asarray(stays + (1 - stays) * np.exp(-np.asarray(days, float) / tau))


@remembered
def exposure(client: Any, draws: Draws) -> Samples:
    """Ultraviolet light relative to a moderate life with occasional sunscreen, (n,)."""
    table = load_table("tissue/ageing_scores")
    keys = (f"exposure.sun.{client.habits.sun}", f"exposure.sunscreen.{client.habits.sunscreen}")
    return np.prod([draws.of(f"ageing_scores.{key}", table[key]) for key in keys], axis=0)
