"""What a learning plan tells: each measurement with what it takes, what it narrows and what it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rederm.planning.learning.deciding import Worth
from rederm.planning.learning.measurements import Measurement
from rederm.planning.learning.narrowing import Narrowing
from rederm.planning.plan_types import STATEMENT, client_summary


@dataclass(frozen=True)
class Contender:
    """One course that is chosen between. misses: limits that it does not keep on these draws; value: its robust gain, kept or
    not; bands: {outcome: (width of the 90 % band, floor)}."""

    text: str
    device: str
    misses: tuple[str, ...]
    blocked: bool
    value: float
    bands: Mapping[str, tuple[float, float]]

    def to_json(self) -> dict[str, Any]:
        return {
            "course": self.text,
            "device": self.device,
            "limits_missed": list(self.misses),
            "blocked_by_rule": self.blocked,
            "robust_gain": self.value,
            "bands": [
                {"outcome": name, "unit": unit_of(name), "width": width, "floor": floor}
                for name, (width, floor) in self.bands.items()
            ],
        }


@dataclass(frozen=True)
class Row:
    """One measurement of one course, or of two beside each other. places: of the courses; narrowed: bands of the first of them.

    effective: draws that a reading leaves, at the median; why_not: in words why no figure is given, "" where one is.
    """

    what: Measurement
    places: tuple[int, ...]
    visits: int
    weeks: float
    narrowed: tuple[Narrowing, ...]
    worth: Worth | None
    effective: float
    short: float
    why_not: str = ""

    @property
    def share(self) -> float:
        """Of the widths of all bands, what is expected to go, on average; what cannot be told from none counts nothing."""
        return sum(each.share for each in self.narrowed if each.told) / max(len(self.narrowed), 1)

    @property
    def most(self) -> Narrowing | None:
        """The band that it narrows most, by share; None where none can be told."""
        return max((each for each in self.narrowed if each.told), key=lambda each: each.share, default=None)

    def to_json(self) -> dict[str, Any]:
        people = self.what.people
        n = int(self.what.n.value)
        return {
            "measurement": self.what.name,
            "measurement_title": self.what.title,
            "observes": self.what.observes,
            "clinic": self.what.clinic,
            "courses": [place + 1 for place in self.places],
            "clients": n if people else 0,
            "samples": 0 if people else n,
            "visits_each": self.visits,
            "visits_all": self.visits * n if people else 0,
            "weeks": self.weeks,
            "cost": self.what.cost,
            "assumed_numbers": list(self.what.assumed),
            "narrowing": [_narrowing(each) for each in self.narrowed],
            "mean_share": self.share,
            "decision": None if self.worth is None else _worth(self.worth),
            "effective_draws": self.effective,
            "short_of_draws": self.short,
            "no_figure": self.why_not or None,
        }


@dataclass(frozen=True)
class LearningPlan:
    """rows: those that narrow most first. best: place of the course that is best before anything is learned, None where none
    fits. ceiling: what knowing the law and the clinic would be worth."""

    client: Any
    courses: tuple[Contender, ...]
    rows: tuple[Row, ...]
    best: int | None
    value: float
    ceiling: Worth
    confidence: float
    draws: int
    persons: int
    seed: int

    def of(self, place: int) -> tuple[Row, ...]:
        """The measurements whose bands are those of one course."""
        return tuple(row for row in self.rows if row.places[0] == place)

    def to_json(self) -> dict[str, Any]:
        return {
            "schema": "rederm.learn/1",
            "provisional": self.client.provisional,
            "questions": self.client.questions(),
            "client": client_summary(self.client),
            "courses": [course.to_json() for course in self.courses],
            "best": None if self.best is None else self.best + 1,
            "robust_gain": self.value,
            "confidence": self.confidence,
            "ceiling": _worth(self.ceiling),
            "measurements": [row.to_json() for row in self.rows],
            "draws": self.draws,
            "persons": self.persons,
            "seed": self.seed,
            "statement": STATEMENT,
        }


def unit_of(outcome: str) -> str:
    """Days or none."""
    return "d" if outcome == "downtime_days" else "1"


def _narrowing(each: Narrowing) -> Mapping[str, Any]:
    return {
        "outcome": each.outcome,
        "unit": unit_of(each.outcome),
        "width_before": each.before,
        "width_after": each.after,
        "width_low": each.low,
        "width_high": each.high,
        "floor": each.floor,
        "law_left": each.law_left,
        "told": each.told,
    }


def _worth(worth: Worth) -> Mapping[str, Any]:
    return {
        "robust_gain_after": worth.after,
        "choosing": _ends(worth.choosing),
        "within_limits": _ends(worth.within),
        "otherwise": worth.otherwise,
    }


def _ends(told: tuple[float, float, float]) -> Mapping[str, Any]:
    worth, low, high = told
    return {"worth": worth, "worth_low": low, "worth_high": high, "told": low > 0}
