"""Healing -> what a picture of one day shows, as a few numbers: a band of three for each day, and the skin left alone.

    median         every quantity at the median of its draws
    pessimistic    every quantity at the bound of its 90 % band that looks worse
    optimistic     at the other one

A quantity is taken over the draws on its own, so that a picture shows the figures that a report prints. All quantities at
their worse bounds at once is rarer than one of them. Melanin may depart to either side: what is ranked is how far it departs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rederm.draws import HIGH, LOW, Samples
from rederm.healing import Healing
from rederm.look.scores import ConcernScore
from rederm.sources import mark

QUANTILES: Mapping[str, float] = {mark("pessimistic"): HIGH, mark("median"): 1 / 2, mark("optimistic"): LOW}
UNTREATED = mark("untreated")
WORSE_UP = ("redness", "vessels", "swelling", "debris", "dermal_melanin")
WORSE_DOWN = ("closed", "maturity", "barrier")


@dataclass(frozen=True)
class SessionMark:
    """The lesions of one session on one day. since_days: after it; nothing is seen where that is 0 or less.

    open: share of what it opened that is still open, 0..1. debris_mm: thickness where there is debris. left: share of the
    debris still in place. mature: of the new epidermis on its lesions, 0 none .. 1 as before.
    """

    since_days: float
    open: float
    debris_mm: float
    left: float
    mature: float


@dataclass(frozen=True)
class Appearance:
    """One day under one quantile. grades: concern key -> the grade 0..4 that a rater would give that day.

    The other figures are healing states on their own scales (`healing.STATES`); melanin is relative to the same skin
    untreated.
    """

    day: float
    quantile: str
    grades: Mapping[str, float]
    redness: float = 0.0
    vessels: float = 0.0
    swelling: float = 0.0
    debris: float = 0.0
    closed: float = 1.0
    maturity: float = 1.0
    barrier: float = 1.0
    melanin: float = 1.0
    dermal_melanin: float = 0.0
    sessions: tuple[SessionMark, ...] = field(default=())


def appearances(
    healing: Healing, scores: Mapping[str, ConcernScore], severities: Mapping[str, float], quantile: str
) -> list[Appearance]:
    """What is seen on each of the days of `healing`; `scores` on the same days, severities: grade of each concern on day 0."""
    if quantile == UNTREATED:
        left = {key: np.median(score.untreated, axis=0) * severities[key] for key, score in scores.items()}
        return [Appearance(float(day), quantile, _on(left, i)) for i, day in enumerate(healing.days)]
    up = QUANTILES[quantile]
    grades = {key: np.quantile(score.treated, up, axis=0) * severities[key] for key, score in scores.items()}
    found = {name: np.quantile(healing.states[name], up, axis=0) for name in WORSE_UP}
    found |= {name: np.quantile(healing.states[name], 1 - up, axis=0) for name in WORSE_DOWN}
    found["melanin"] = _departed(healing.states["melanin"] / healing.untreated["melanin"], up)
    marks = [_marks(healing, i, up) for i in range(len(healing.session_days))]
    return [
        Appearance(float(day), quantile, _on(grades, i), **_on(found, i), sessions=tuple(mark[i] for mark in marks))
        for i, day in enumerate(healing.days)
    ]


def _on(values: Mapping[str, np.ndarray], place: int) -> dict[str, float]:
    return {name: float(value[place]) for name, value in values.items()}


def _departed(ratio: Samples, up: float) -> np.ndarray:
    """The ratio of the draw whose distance from 1 stands at this quantile, day by day; the median is of the ratios."""
    if up == QUANTILES["median"]:
        return np.asarray(np.median(ratio, axis=0))
    order = np.argsort(np.abs(ratio - 1), axis=0)
    place = round(up * (ratio.shape[0] - 1))
    return np.asarray(np.take_along_axis(ratio, order[place : place + 1], axis=0)[0])


def _marks(healing: Healing, session: int, up: float) -> Sequence[SessionMark]:
    wound, since = healing.followed.wounds[session], healing.days - healing.session_days[session]
    renewal, closure = wound.renewal, wound.closure
    opened = np.where(closure.share > 0.0, closure.share, 1.0)[:, None]
    share = np.where(renewal.share > 0.0, renewal.share, 1.0)[:, None]
    still = np.quantile(np.where(since > 0.0, closure.open_at(np.maximum(since, 0.0)) / opened, 0.0), up, axis=0)
    left = np.quantile(renewal.left(since), up, axis=0)
    thick = np.quantile(renewal.thickness[:, None] * renewal.left(since), up, axis=0)
    mature = np.quantile(1 - (1 - renewal.maturity(since)) / share, 1 - up, axis=0)
    return [SessionMark(*map(float, each)) for each in zip(since, still, thick, left, mature, strict=True)]
