"""What a course is expected to do, as draws: every figure keeps its samples, and is worked out when it is first asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np

from rederm.course import Course, Price
from rederm.draws import Draws, Samples
from rederm.look import LEVELS, ConcernScore
from rederm.outlook.apparent_age import course_ages
from rederm.outlook.course_scores import CourseScores
from rederm.outlook.days import HORIZONS, day_grid, horizon_days
from rederm.outlook.readings import Reading, SkinReadings, readings, skin_readings
from rederm.outlook.region import Region
from rederm.outlook.risks import Risks
from rederm.outlook.sessions import PER_SESSION, SessionOutlook
from rederm.outlook.source_ids import source_ids
from rederm.outlook.unknown import unknowns
from rederm.outlook.warned import warnings_of
from rederm.sources import InputError, nearest

LEVEL_HORIZON = 180  # days after the last session on which gain is told for three levels of clinics
AGE_HORIZON = 180  # and the apparent age
RISKS = ("pih", "hypopigmentation", "scar", "infection", "prolonged_redness")
_SHORT = {"downtime_days": "social_downtime_days_per_session", "pain": "pain_0_10_per_session", "price": "price_course"} | {
    risk: f"{risk}_risk_course" for risk in RISKS
}


@dataclass(frozen=True, eq=False)
class Outlook:
    """Prediction for one client and course; arrays have shape (draws,) or (draws, days).

    scores: {concern: over `days`}; late: {concern: at HORIZONS days after the last session}; apparent_age: at `age_day`.
    gain_levels: {concern: {level: gain (draws,) at LEVEL_HORIZON}}; every other band is that of any clinic.
    scales: {concern: on each clinical scale by each rater, at HORIZONS}; skin: instruments on the first site, over `days`.
    regions: what was computed for each treated site, for pictures and the story; not in the JSON. last_day: the last of `days`.
    """

    client: Any = field(repr=False)
    course: Course
    drawn: Draws = field(repr=False)
    last_day: int
    sessions: tuple[SessionOutlook, ...] = field(repr=False)
    risks: Risks = field(repr=False)
    price: Price
    regions: Mapping[str, Region] = field(repr=False)

    @property
    def draws(self) -> int:
        return self.drawn.n

    @property
    def seed(self) -> int:
        return self.drawn.seed

    @cached_property
    def days(self) -> np.ndarray:
        return day_grid(self._session_days, self.last_day)

    @property
    def _session_days(self) -> tuple[float, ...]:
        return tuple(session.day for session in self.course.sessions)

    @cached_property
    def _scores(self) -> CourseScores:
        return CourseScores(self.client, self.course, self.regions, self.drawn)

    @cached_property
    def scores(self) -> Mapping[str, ConcernScore]:
        return self._scores.on(self.days)

    def scores_on(self, days: np.ndarray) -> Mapping[str, ConcernScore]:
        """The scores on any of the days that were followed."""
        return self._scores.on(days)

    def score_on(self, key: str, days: np.ndarray) -> ConcernScore:
        """The score of one concern on any of the days that were followed."""
        return self._scores.score(dict(self._scores.concerns())[key], days, "any_clinic")

    @cached_property
    def late(self) -> Mapping[str, ConcernScore]:
        return self._scores.on(horizon_days(self._session_days))

    @cached_property
    def gain_levels(self) -> Mapping[str, Mapping[str, Samples]]:
        at, days = HORIZONS.index(LEVEL_HORIZON), horizon_days(self._session_days)
        found = {level: self._scores.on(days, level) for level in LEVELS}
        return {key: {level: score[key].gain[:, at] for level, score in found.items()} for key in found[LEVELS[0]]}

    @cached_property
    def scales(self) -> Mapping[str, tuple[Reading, ...]]:
        return {key: readings(concern, self.late[key], self.drawn) for key, concern in self._scores.concerns()}

    @cached_property
    def skin(self) -> SkinReadings:
        return skin_readings(next(iter(self.regions.values())), self.client, self.days, self.drawn)

    @property
    def age_day(self) -> float:
        return float(max(self._session_days) + AGE_HORIZON)

    @cached_property
    def _ages(self) -> tuple[dict[str, Samples] | None, str]:
        return course_ages(self.client, self.late, HORIZONS.index(AGE_HORIZON), self.age_day, self.drawn)

    @property
    def apparent_age(self) -> Mapping[str, Samples] | None:
        return self._ages[0]

    @cached_property
    def no_data(self) -> tuple[Mapping[str, str], ...]:
        lacking = self._ages[1]
        told = unknowns(self.client, list(self.regions.values()), self._scores.treated())
        return (*told, {"quantity": "apparent_age_years", "reason": lacking}) if lacking else told

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        return warnings_of(self.client, self.regions, self._scores.treated())

    @cached_property
    def sources(self) -> tuple[str, ...]:
        return source_ids(self.course, self.regions.values())

    def per_session(self, name: str) -> Samples:
        """A figure of the worst session, (n,)."""
        return _worst([s.figures[name] for s in self.sessions])

    @property
    def downtime_days_course(self) -> Samples:
        """Social downtime of all visits together, (n,): sessions of one day are over when the worst of them is."""
        days = sorted({s.day for s in self.sessions})
        visits = [_worst([s.figures["social_downtime_days"] for s in self.sessions if s.day == day]) for day in days]
        return np.asarray(np.sum(visits, axis=0))

    def samples(self, name: str) -> Samples:
        """The draws (n,) of a scalar: a key of the JSON such as "pih_risk_course", a short name such as "pih", "pain",
        "downtime_days", "downtime_days_course", "price", "visits", or "gain.CONCERN.DAYS", for example "gain.wrinkles.180".
        """
        given = name
        name = _SHORT.get(name, name)
        if name in self._scalars:
            return self._scalars[name]()
        kind, _, rest = name.partition(".")
        key, _, day = rest.rpartition(".")
        if kind == "gain" and key in self.late and day in map(str, HORIZONS):
            return self.late[key].gain[:, HORIZONS.index(int(day))]
        gains = [f"gain.{concern}.{days}" for concern in self.late for days in HORIZONS]
        known = [*_SHORT, *self._scalars, *gains]
        raise InputError(f"no figure {given!r} in this outlook{nearest(given, known)}; for example {gains[2]}, pain, pih")

    @cached_property
    def _scalars(self) -> Mapping[str, Callable[[], Samples]]:
        price = np.nan if self.price.total is None else self.price.total
        return {
            "downtime_days_course": lambda: self.downtime_days_course,
            "visits": lambda: np.full(self.draws, float(len({s.day for s in self.sessions}))),
            "price_course": lambda: np.full(self.draws, price),
            **{f"{name}_per_session": partial(self.per_session, name) for name in PER_SESSION},
            **{f"{risk}_risk_course": partial(getattr, self.risks, risk) for risk in RISKS},
        }

    def to_json(self) -> dict[str, Any]:
        """The outlook as the command line prints it: bands of 90 %, keys in a fixed order. The same each time,
        and not to be written to."""
        return self._json

    @cached_property
    def _json(self) -> dict[str, Any]:
        from rederm.outlook.outlook_json import outlook_json

        return outlook_json(self)


def _worst(samples: list[Samples]) -> Samples:
    return np.asarray(np.fmax.reduce(samples))
