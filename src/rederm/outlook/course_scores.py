"""The score of every concern of a client under a course, on any of its days: over all treated parts of its site."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.course import Course
from rederm.draws import Draws
from rederm.look import FOLLOWED, ConcernScore, concern_score, left_alone
from rederm.outlook.region import Region, mixed
from rederm.outlook.regions import covered
from rederm.skin import load_site


@dataclass(frozen=True, eq=False)
class CourseScores:
    """regions: every treated region, healed on the same days."""

    client: Any
    course: Course
    regions: Mapping[str, Region]
    draws: Draws

    @property
    def every(self) -> np.ndarray:
        """The days on which healing is followed."""
        return next(iter(self.regions.values())).healing.days

    def treated(self) -> list[str]:
        """Keys of the concerns that the course treats."""
        return [key for key, concern in self.concerns() if site_shares(self.course, concern.site)]

    def concerns(self) -> Sequence[tuple[str, Any]]:
        return list(zip(self.client.keys(), self.client.concerns, strict=True))

    def on(self, days: np.ndarray, level: str = "any_clinic") -> dict[str, ConcernScore]:
        """Every concern on some of the days that were followed; level: whose gain."""
        return {key: self.score(concern, days, level) for key, concern in self.concerns()}

    def score(self, concern: Any, days: np.ndarray, level: str) -> ConcernScore:
        """One concern; what is told of a day may hang on all days before it."""
        if concern.kind not in FOLLOWED:
            return self._score(concern, days, level)
        whole, at = self._score(concern, self.every, level), np.searchsorted(self.every, days)
        return ConcernScore(days, whole.untreated[:, at], whole.treated[:, at], whole.swelling[:, at])

    def _score(self, concern: Any, days: np.ndarray, level: str) -> ConcernScore:
        shares = site_shares(self.course, concern.site)
        if not shares:
            return left_alone(concern, self.client, days, self.draws)
        found = {name: self._on_region(concern, self.regions[name], days, level) for name in shares}
        if list(shares.values()) == [1.0]:
            return next(iter(found.values()))
        alone = left_alone(concern, self.client, days, self.draws)
        return ConcernScore(
            days,
            alone.untreated,
            mixed(shares, {name: score.treated for name, score in found.items()}, alone.untreated),
            mixed(shares, {name: score.swelling for name, score in found.items()}, alone.swelling),
        )

    def _on_region(self, concern: Any, region: Region, days: np.ndarray, level: str) -> ConcernScore:
        return concern_score(
            concern,
            region.injuries,
            region.told(days),
            load_site(concern.site),
            self.client,
            self.draws,
            region.risks.scar,
            bool(region.outside),
            level,
        )


def site_shares(course: Course, site: str) -> dict[str, float]:
    """Region -> share of the site's area that it stands for."""
    return covered(course, site, lambda name: load_site(name).number("area", "cm^2"))
