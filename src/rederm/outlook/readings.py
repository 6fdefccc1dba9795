"""What a clinic would write down: every concern on its clinical scales by each rater, and the skin on its instruments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples, band, bands_by_day
from rederm.healing.tewl import tewl
from rederm.look import (
    ConcernScore,
    Scale,
    course_hazard,
    elasticity,
    erythema_index,
    melanin_index,
    rated_score,
    rating_noise,
    scales_for,
    spread,
)
from rederm.outlook.days import HORIZONS
from rederm.outlook.region import Region
from rederm.skin import load_site

INSTRUMENTS = ("melanin_index", "erythema_index", "cutometer_R2", "tewl_g_m2_h")


@dataclass(frozen=True)
class Reading:
    """One concern on one scale as one rater would give it, at HORIZONS days after the last session.

    baseline: (n,), today; treated, untreated: (n, horizons), before rounding to a grade; one_grade: chance that a gain of a
    grade or more is written down by then, treated and untreated, (horizons,) each; None for a scale without grades.
    """

    scale: Scale
    rater: str
    baseline: Samples
    treated: Samples
    untreated: Samples
    one_grade: tuple[np.ndarray, np.ndarray] | None

    def to_json(self) -> dict[str, Any]:
        def told(samples: Samples) -> dict[str, Any]:
            return dict(zip(map(str, HORIZONS), bands_by_day(samples), strict=True))

        def by_day(values: np.ndarray) -> dict[str, float]:
            return dict(zip(map(str, HORIZONS), values.tolist(), strict=True))

        return {
            "scale": self.scale.name,
            "title": self.scale.title,
            "rater": self.rater,
            "unit": self.scale.unit,
            "range": list(self.scale.range),
            "better": self.scale.better,
            "baseline": band(self.baseline),
            "days": {"treated": told(self.treated), "untreated": told(self.untreated)},
            "expected": by_day(_mean(self.treated)),
            "chance_of_one_grade": None if self.one_grade is None else by_day(self.one_grade[0]),
            "chance_of_one_grade_untreated": None if self.one_grade is None else by_day(self.one_grade[1]),
        }


@dataclass(frozen=True)
class SkinReadings:
    """Instruments on the skin of one site; `treated` and `untreated` hold INSTRUMENTS, each (n, days)."""

    site: str
    treated: Mapping[str, Samples]
    untreated: Mapping[str, Samples]


def readings(concern: Any, score: ConcernScore, draws: Draws) -> tuple[Reading, ...]:
    """Every scale that is used for a concern, by each of its raters; `score`: at HORIZONS days after the last session."""
    found = []
    for scale in scales_for(concern, load_site(concern.site)):
        baseline, untreated = (scale.at(concern.severity, s, draws) for s in (np.ones((draws.n, 1)), score.untreated))
        for rater in scale.raters:
            read = rated_score(score.treated, score.untreated, rater, scale.reads, draws)
            treated = scale.at(concern.severity, read, draws)
            chance = _one_grade(scale, rater, concern.severity, (read, score.untreated), draws) if scale.whole else None
            found.append(Reading(scale, rater, baseline[:, 0], treated, untreated, chance))
    return tuple(found)


def _one_grade(
    scale: Scale, rater: str, severity: float, scores: tuple[Samples, Samples], draws: Draws
) -> tuple[np.ndarray, np.ndarray]:
    noise = rating_noise(rater, scale.reads, draws)
    treated, untreated = (_mean(scale.one_grade(severity, score, noise, draws)) for score in scores)
    return treated, untreated


def _mean(samples: Samples) -> np.ndarray:
    """Mean of the draws on each day, (days,): added up day by day, so that no bit hangs on how the array lies in memory."""
    return np.asarray(np.asfortranarray(samples).mean(axis=0))


def skin_readings(region: Region, client: Any, days: np.ndarray, draws: Draws) -> SkinReadings:
    """What instruments read on a treated region on these days of its healing."""
    healing = region.told(days)
    firmer = course_hazard("laxity", region.injuries, healing.response, draws)
    firmer = firmer * np.exp(spread("laxity", draws, bool(region.outside)))[:, None]

    def read(states: Mapping[str, Samples], laxity: Samples) -> dict[str, Samples]:
        values = (
            melanin_index(states, client, draws),
            erythema_index(states, draws),
            elasticity(states, healing.untreated, laxity, client.age, days, draws),
            tewl(states["barrier"], region.skin.site, draws),
        )
        return dict(zip(INSTRUMENTS, values, strict=True))

    return SkinReadings(region.site, read(healing.states, firmer), read(healing.untreated, np.zeros_like(firmer)))
