"""Goals: what the client wants less of, and the one number that a plan maximises.

    gain  = sum_c weight_c severity_c gain_c / sum_c weight_c severity_c
    value = 20 % quantile of the gain over draws

gain_c is the gain of concern c, 180 days after the last session, against the untreated skin on the same date. The 20 %
quantile is what holds in 8 of 10 draws: a course with a wide band must promise more to rank as high. Concerns outside the
treated sites count with the gain they have (none).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rederm.draws import Samples
from rederm.sources import sentence

HORIZON_DAYS = 180
QUANTILE = 0.2


@dataclass(frozen=True)
class Goal:
    """Less of one concern. key: as in an outlook; severity: 0..4, how much there is to gain; weight: beside other concerns."""

    key: str
    site: str
    weight: float
    severity: float
    horizon_days: int = HORIZON_DAYS
    unit: str = "1"
    source: str = sentence("client file")
    reason: str = sentence("the client's wish")

    @property
    def share(self) -> float:
        """What the goal counts, before all goals are brought to 1."""
        return self.weight * self.severity

    def gain(self, outlook: Any) -> Samples:
        """Untreated minus treated score at the horizon, (n,)."""
        return np.asarray(outlook.samples(f"gain.{self.key}.{self.horizon_days}"), float)

    def to_json(self) -> dict[str, Any]:
        return {
            "concern": self.key,
            "site": self.site,
            "weight": self.weight,
            "severity": self.severity,
            "horizon_days": self.horizon_days,
            "unit": self.unit,
            "source": self.source,
            "reason": self.reason,
        }


def goals_of(client: Any) -> tuple[Goal, ...]:
    """One goal for each concern that counts."""
    goals = (Goal(key, c.site, c.weight, c.severity) for key, c in zip(client.keys(), client.concerns, strict=True))
    return tuple(goal for goal in goals if goal.share > 0)


def weighted_gain(goals: Sequence[Goal], outlook: Any) -> Samples:
    """Gain over all concerns in each draw, (n,): 1 would be every concern gone."""
    parts = sum((goal.share * goal.gain(outlook) for goal in goals), np.zeros(outlook.draws))
    return np.asarray(parts / (sum(goal.share for goal in goals) or 1.0))


def value(gain: Samples) -> float:
    """What the gain reaches in 8 of 10 draws."""
    return float(np.quantile(gain, QUANTILE))
