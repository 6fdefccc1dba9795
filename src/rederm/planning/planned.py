"""One recommended course, with its full outlook."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rederm.course import Course
from rederm.draws import Samples, band
from rederm.planning.goal import value
from rederm.safety import Finding

RISKS = ("pih", "hypopigmentation", "scar", "infection")
_CURVES = (
    "days",
    "scores",
    "scores_untreated",
    "swelling",
    "scales",
    "skin",
    "skin_untreated",
    "skin_site",
    "sessions",
    "gain",
    "of_which_swelling",
    "schema",
    "course",
    "units",
)


@dataclass(frozen=True)
class PlannedCourse:
    """One recommended course. gain: over all goals, (draws,). untreated: sites of concerns that it leaves alone, with the
    reason. limits: what binds and how often, in words of the limits."""

    rank: int
    device: str
    course: Course
    interval_days: float
    outlook: Any
    gain: Samples
    chance_within: Mapping[str, float]
    limits: Mapping[str, str]
    findings: tuple[Finding, ...]
    untreated: tuple[tuple[str, str], ...]
    why: str

    @property
    def visits(self) -> int:
        return len({session.day for session in self.course.sessions})

    @property
    def robust_gain(self) -> float:
        """What the gain reaches in 8 of 10 draws."""
        return value(self.gain)

    def to_json(self) -> dict[str, Any]:
        told, price = self.outlook.to_json(), self.outlook.price
        return {
            "rank": self.rank,
            "device": self.device,
            "course": self.course.text,
            "setting": {k: v for k, v in self.course.sessions[0].setting.values.items() if v is not None},
            "sessions": self.visits,
            "interval_days": self.interval_days if self.visits > 1 else None,
            "outlook": {key: value for key, value in told.items() if key not in _CURVES},
            "gain": told["gain"],
            "weighted_gain": band(self.gain),
            "robust_gain": self.robust_gain,
            "downtime_days_course": band(self.outlook.downtime_days_course),
            "risks": {risk: band(self.outlook.samples(risk)) for risk in RISKS},
            "pain": band(self.outlook.samples("pain")),
            "price": {"median": price.total, "low": price.low, "high": price.high},
            "chance_within": dict(self.chance_within),
            "limits": dict(self.limits),
            "findings": [finding.to_json() for finding in self.findings],
            "untreated_sites": [{"site": site, "reason": reason} for site, reason in self.untreated],
            "why": self.why,
        }
