"""What a clinic would write down: every concern on its clinical scales by each rater, and the skin on its instruments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.draws import Draws, Samples, band
from rederm.healing.tewl import tewl
from rederm.look import ConcernScore, Scale, elasticity, erythema_index, melanin_index, rated_score, scales_for
from rederm.outlook.days import HORIZONS
from rederm.outlook.region import Region
from rederm.skin import load_site

INSTRUMENTS = ("melanin_index", "erythema_index", "cutometer_R2", "tewl_g_m2_h")


@dataclass(frozen=True)
class Reading:
    """One concern on one scale as one rater would give it, at HORIZONS days after the last session.

    baseline: (n,), today; treated, untreated: (n, horizons), before rounding to a grade; one_grade: chance of a gain of a whole
    grade by then, (horizons,), None for a scale that has no grades.
    """

    scale: Scale
    rater: str
    baseline: Samples
    treated: Samples
    untreated: Samples
    one_grade: np.ndarray | None

    def to_json(self) -> dict[str, Any]:
        def told(samples: Samples) -> dict[str, Any]:
            return {str(days): band(samples[:, i]) for i, days in enumerate(HORIZONS)}

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
            "expected": by_day(self.treated.mean(axis=0)),
            "chance_of_one_grade": None if self.one_grade is None else by_day(self.one_grade),
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
        baseline = scale.at(concern.severity, np.ones((draws.n, 1)), draws)
        untreated = scale.at(concern.severity, score.untreated, draws)
        for rater in scale.raters:
            read = rated_score(score.treated, score.untreated, rater, scale.reads, draws)
            treated = scale.at(concern.severity, read, draws)
            chance = scale.one_grade(baseline, treated, draws).mean(axis=0) if scale.whole else None
            found.append(Reading(scale, rater, baseline[:, 0], treated, untreated, chance))
    return tuple(found)


def skin_readings(region: Region, client: Any, days: np.ndarray, draws: Draws) -> SkinReadings:
    """What instruments read on a treated region on these days of its healing."""
    healing = region.healing
    at = np.searchsorted(healing.days, days)
    treated, untreated = (
        {name: states[:, at] for name, states in side.items()} for side in (healing.states, healing.untreated)
    )

    def read(states: Mapping[str, Samples]) -> dict[str, Samples]:
        values = (
            melanin_index(states, client, draws),
            erythema_index(states, draws),
            elasticity(states, untreated, client.age, days, draws),
            tewl(states["barrier"], region.skin.site, draws),
        )
        return dict(zip(INSTRUMENTS, values, strict=True))

    return SkinReadings(region.site, read(treated), read(untreated))
