"""How likely each draw makes a reading.

    days, hours    ln(y + c) = ln(x + c) + sd e          x: what the draw predicts of that visit; c: how finely it is counted
    pain           y = x + sd e
    a score        y = s + noise e                       s: the draw's score as this rater reads it (`look.raters`)
    y > a          the tail of the same law above a; y < a likewise
    a sign         p F where it was seen, 1 - p F where it was not

p is the chance of the course in that draw, F the share of those that show it by then, mean over the visits so far: a clear
skin a week after a session says little of dark marks, after three months much. An improvement in percent is a global rating, a
score one in points. Delayed closure, where no hours were read, says that closure lies beyond (or not beyond) the 95 % quantile
of what was predicted.

Assumes that errors of different readings are independent within a draw: what binds them together, the person and the clinic, is
the draw. References: `rederm sources posterior/observed`, `rederm sources posterior/observation`.
"""

import math
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples
from rederm.look import rated_score, rating_noise
from rederm.planning.observed import RATERS, Observed, Reading, Sign
from rederm.sources import load_table

LATE = 0.95  # quantile of predicted closure beyond which it is delayed
_Z95 = 1.6448536269514722
_RISKS = {"pigment_change": "pih", "infection": "infection"}


class Predicted:
    """What draws say of the course so far. outlook: of what was done, with these draws."""

    def __init__(self, observed: Observed, outlook: Any, draws: Draws) -> None:
        self.observed, self.outlook, self.draws = observed, outlook, draws

    def figure(self, visit: int, name: str) -> Samples:
        """A figure of one visit, (n,); 0 where nothing of the kind is expected."""
        day = self.observed.visit_day(visit)
        here = [s.figures[name] for s in self.outlook.sessions if s.day == day]
        return np.nan_to_num(np.asarray(np.fmax.reduce(here), float))

    def score(self, reading: Reading) -> Samples:
        """What the rater of a reading would write down, (n,), as a score; on the day of a later session, the day before."""
        day = reading.day - (reading.day in self.observed.visits[reading.visit :])
        score = self._scores[reading.concern]
        treated, untreated = (_on(day, score.days, side) for side in (score.treated, score.untreated))
        return rated_score(treated[:, None], untreated[:, None], RATERS[reading.rater], _scale(reading), self.draws)[:, 0]

    @cached_property
    def _scores(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.outlook.scores
        return found

    def samples(self, reading: Reading) -> Samples:
        """What is predicted of the same quantity, in its own unit, (n,)."""
        if reading.kind == "score":
            return self.score(reading)
        if reading.kind == "improvement_pct":
            return np.asarray(100 * (1 - self.score(reading)))
        return self.figure(reading.visit, reading.quantity)


def log_likelihood(reading: Reading, predicted: Predicted) -> Samples:
    """Logarithm of the likelihood of one reading in each draw, (n,), up to a constant."""
    expected = predicted.samples(reading)
    if reading.concern:
        noise = rating_noise(RATERS[reading.rater], _scale(reading), predicted.draws)
        return told(expected, reading.value, noise * (100 if reading.kind == "improvement_pct" else 1), reading.side)
    table = load_table("posterior/observed")
    sd = table.number(f"{reading.quantity}.sd", "1")
    if reading.kind == "pain_0_10":
        return told(expected, reading.value, sd, reading.side)
    least = table.number(f"{reading.quantity}.least", reading.unit)
    return told(np.log(expected + least), math.log(reading.value + least), sd, reading.side)


def sign_log_likelihood(sign: Sign, predicted: Predicted) -> Samples:
    """Logarithm of the likelihood of a sign, there or not, in each draw, (n,)."""
    if sign.kind == "delayed_closure":
        closure = predicted.figure(sign.visit, "closure_hours")
        late = float(np.quantile(closure, LATE))
        side = ">" if sign.there else "<"
        return log_likelihood(Reading(sign.day, sign.visit, "closure_hours", late, side), predicted)
    chance = np.asarray(predicted.outlook.samples(_RISKS[sign.kind]), float)
    by_then = chance * shown(sign.kind, np.array([sign.day - day for day in predicted.observed.visits if day <= sign.day]))
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(chance) if sign.there else np.log1p(-by_then))


def told(expected: Samples, value: float, sd: float | Samples, side: str) -> Samples:
    """Logarithm of a normal density at a value, or of its tail beyond it, (n,)."""
    from scipy.special import log_ndtr

    z = (value - expected) / sd
    if side:
        return np.asarray(log_ndtr(-z if side == ">" else z))
    return np.asarray(-(z**2) / 2 - np.log(sd))


def shown(kind: str, days: Samples) -> float:
    """Of those in whom it ever shows, the share in whom it has so many days after each visit, mean over visits."""
    from scipy.special import ndtr

    table = load_table("posterior/observed")
    if kind == "infection":
        return float(np.mean(np.clip(days / table.number("infection.window", "d"), 0, 1)))
    onset = table["pigment_change.onset"]
    spread = math.log((onset.high or onset.value) / (onset.low or onset.value)) / (2 * _Z95)
    return float(np.mean(ndtr(np.log(np.maximum(days, 1e-9) / onset.value) / spread)))


def _scale(reading: Reading) -> str:
    return "points" if reading.kind == "score" else "global"


def _on(day: float, days: np.ndarray, values: Samples) -> Samples:
    """Values (n, days) on one day, straight between the days that were followed."""
    above = int(np.clip(np.searchsorted(days, day), 1, len(days) - 1))
    share = np.clip((day - days[above - 1]) / (days[above] - days[above - 1]), 0.0, 1.0)
    return np.asarray((1 - share) * values[:, above - 1] + share * values[:, above])
