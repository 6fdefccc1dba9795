"""Fit of the law of redness (healing.redness) on published durations of one session, and on one pooled difference.

    days = s f + c t + tau_V (longer from type III on) ln(1 + (phi t / w)^2) / 2
    days(a) - days(b) ~ N(observed, sd^2 + S^2 (days(a)^2 + days(b)^2) / 2)

The pooled difference is kept whatever study is left out: it has no row of its own.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from rederm.evidence.fit_duration import DurationFit
from rederm.evidence.observations import Observation, Pair, observations, pairs
from rederm.evidence.wounds import Wounds, wounds_of

NAMES = ("flush", "open", "wound", "tau_V", "tau_darker")


def redness_days(t: Mapping[str, float], wounds: Wounds) -> np.ndarray:
    """Last visible day after one session, (rows, draws)."""
    slow = t["tau_V"] * np.where(wounds.darker, t["tau_darker"], 1.0)[:, None]
    vessels = wounds.open_share * wounds.closed / t["wound"]
    return np.asarray(wounds.presence * t["flush"] + t["open"] * wounds.closed + slow * np.log1p(vessels**2) / 2)


class RednessFit(DurationFit):
    """The law on these rows and differences."""

    def __init__(self, rows: Sequence[Observation], draws: int, differences: Sequence[Pair] = ()) -> None:
        super().__init__(rows, "healing.redness", NAMES, redness_days, draws)
        self.differences = [(pair, wounds_of([pair.a, pair.b], draws).median()) for pair in differences]

    def beside(self, at: np.ndarray) -> float:
        loss = 0.0
        for pair, wounds in self.differences:
            a, b = self.law(self.point(at), wounds)[:, 0]
            sd = float(np.sqrt(pair.sd**2 + np.exp(2 * at[-1]) * (a**2 + b**2) / 2))
            loss += float(((a - b - pair.observed) / sd) ** 2 / 2 + np.log(sd))
        return loss


def redness_fit(draws: int) -> RednessFit:
    """The fit on the rows that ship."""
    return RednessFit([o for o in observations() if o.kind == "redness"], draws, pairs("redness_difference"))
