"""What adapting hands over beside the plans: what was seen, what of it counted, what it changed, and what stops the course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from rederm.course import Course
from rederm.draws import band
from rederm.planning.adapt_belief import Belief
from rederm.planning.adapt_resumed import Resumed
from rederm.planning.adapt_stop import Stop
from rederm.planning.adapt_use import Use
from rederm.planning.goal import HORIZON_DAYS, Goal
from rederm.planning.observed import Reading
from rederm.planning.planned import RISKS
from rederm.planning.trial import Trial
from rederm.sources import Sentence


@dataclass(frozen=True)
class Change:
    """One predicted quantity before and after what was seen. read: the reading of it, None for what is only predicted."""

    quantity: str
    session: int | None
    unit: str
    read: Reading | None
    before: Mapping[str, float | None]
    after: Mapping[str, float | None]

    def to_json(self) -> dict[str, Any]:
        return {
            "quantity": self.quantity,
            "session": self.session,
            "unit": self.unit,
            "read": None if self.read is None else written(self.read),
            "before": dict(self.before),
            "after": dict(self.after),
        }


@dataclass(frozen=True)
class Ways:
    """The best way on without and with what was seen, None where none fits. compared: whether both were searched for."""

    before: Trial | None
    after: Trial | None
    compared: bool


@dataclass(frozen=True)
class Adapted:
    """belief: draws before and after. ways: the best way on without and with what was seen. words: all of it in sentences."""

    belief: Belief
    start: date
    changes: tuple[Change, ...]
    ways: Ways
    words: tuple[Sentence, ...]

    @property
    def stops(self) -> tuple[Stop, ...]:
        return self.belief.stops

    def to_json(self) -> dict[str, Any]:
        observed, weights = self.belief.observed, self.belief.weights
        return {
            "words": list(self.words),
            "done": observed.done.text,
            "done_sessions": len(observed.visits),
            "seen_until_day": observed.day,
            "stopped": bool(self.belief.open_stops),
            "stops": [stop.to_json() for stop in self.stops],
            "readings": [_told(use) for use in self.belief.uses],
            "weights": None
            if weights is None
            else {"prior_draws": len(weights.weights), "effective_draws": weights.effective, "power": weights.power},
            "changes": [change.to_json() for change in self.changes],
            "rest_before": way(self.ways.before, self.start),
            "rest_after": way(self.ways.after, self.start),
        }


def changes_of(belief: Belief, goals: Sequence[Goal]) -> list[Change]:
    """What was read, then gain and risks of the course as if it ended now."""
    found = []
    for reading in (use.seen for use in belief.uses if use.counts):
        if isinstance(reading, Reading):
            samples = belief.prior.samples(reading)
            told = band(samples), belief.band(samples)
            found.append(Change(reading.quantity, reading.visit, reading.unit, reading, *told))
    names = [*(f"gain.{goal.key}.{HORIZON_DAYS}" for goal in goals), *RISKS]
    for name in names:
        samples = belief.prior.outlook.samples(name)
        found.append(Change(name, None, "1", None, band(samples), belief.band(samples)))
    return found


def way(trial: Trial | None, start: date) -> dict[str, Any] | None:
    """What is still to be done on one way on."""
    if trial is None:
        return None
    days, rest = resumed(trial).rest_days, rest_course(trial)
    return {
        "sessions_left": len(days),
        "course_left": None if rest is None else rest.text,
        "days": list(days),
        "dates": [(start + timedelta(days=day)).isoformat() for day in days],
        "robust_gain": trial.value,
        "fits": trial.fits,
    }


def rest_course(trial: Trial) -> Course | None:
    """The sessions still to come, counted from the first of them; None where there are none."""
    rest = resumed(trial).rest
    return Course.of(replace(s, day=s.day - rest[0].day) for s in rest) if rest else None


def resumed(trial: Trial) -> Resumed:
    """The half-done course of a trial."""
    candidate = trial.candidate
    if not isinstance(candidate, Resumed):
        raise TypeError(f"{candidate.course.text} was not resumed")
    return candidate


def written(reading: Reading) -> str:
    """The figure as it was written down: 5, or >5."""
    return f"{reading.side}{reading.value:g}"


def _told(use: Use) -> dict[str, Any]:
    seen = use.seen
    head: dict[str, Any] = {"day": seen.day, "session": seen.visit}
    if isinstance(seen, Reading):
        head |= {"quantity": seen.quantity, "value": written(seen), "unit": seen.unit, "rater": seen.rater or None}
    else:
        head |= {"quantity": seen.kind, "value": "yes" if seen.there else "no", "unit": None, "rater": None}
    return head | {"counts": use.counts, "why_not": use.why or None}
