"""An invented simulation for tests of adapting: one person's strength sets days, pain, gain and risk; no rule reads it."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from rederm.course import Course, Price
from rederm.draws import Draws, Samples
from rederm.look import ConcernScore
from rederm.planning.observed import Observed
from rederm.safety.vocabulary import HISTORY
from rederm.skin import Client

SPREAD = 0.5  # sd of ln of the strength over draws
DAYS = np.arange(0.0, 400.0)
COURSE = "1 session of opus-plasma on cheek at 60 W, 3 passes"


@dataclass(frozen=True)
class Visit:
    day: float
    figures: dict[str, Samples]


@dataclass(eq=False)
class Invented:
    """Stands for an Outlook."""

    client: Any
    course: Course
    drawn: Draws
    price: Price = field(init=False)
    regions: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        total = 400.0 * len(self.sessions)
        self.price = Price(total, total, total, "USD", "example", ())

    @property
    def draws(self) -> int:
        return self.drawn.n

    @property
    def seed(self) -> int:
        return self.drawn.seed

    @property
    def sessions(self) -> list[Visit]:
        found = []
        for session in self.course.sessions:
            x = self._strength(session.setting)
            days = {name: share * x for name, share in SHARES.items()}
            found.append(Visit(session.day, days | {"closure_hours": 48 * x, "pain_0_10": 10 * (1 - np.exp(-x / 2))}))
        return found

    def _strength(self, setting: Any) -> Samples:
        dose = np.prod([float(setting[name]) / float(setting.device.dials[name].default) for name in setting.device.search])
        return np.asarray(dose**0.5 * np.exp(SPREAD * self.drawn.normal("invented.strength")))

    def _hazard(self) -> Samples:
        return np.asarray(sum(0.2 * self._strength(s.setting) for s in self.course.sessions))

    @property
    def scores(self) -> dict[str, ConcernScore]:
        """The whole effect is there at once."""
        hazard = np.zeros((self.draws, len(DAYS)))
        for session in self.course.sessions:
            hazard += 0.2 * self._strength(session.setting)[:, None] * (session.day <= DAYS)
        still = np.ones_like(hazard)
        keys = self.client.keys()
        return {key: ConcernScore(DAYS, still, np.exp(-hazard), 0 * still) for key in keys}

    @property
    def downtime_days_course(self) -> Samples:
        return np.asarray(sum(visit.figures["social_downtime_days"] for visit in self.sessions))

    def samples(self, name: str) -> Samples:
        if name.startswith("gain."):
            return np.asarray(1 - np.exp(-self._hazard()))
        risk = 0.1 * self._strength(self.course.sessions[0].setting)
        given = {
            "downtime_days": np.max([v.figures["social_downtime_days"] for v in self.sessions], axis=0),
            "downtime_days_course": self.downtime_days_course,
            "pain": np.max([v.figures["pain_0_10"] for v in self.sessions], axis=0),
            "visits": np.full(self.draws, float(len({v.day for v in self.sessions}))),
            "price": np.full(self.draws, 400.0 * len(self.sessions)),
        }
        return given.get(name, np.minimum(risk, 0.9))

    def to_json(self) -> dict[str, Any]:
        return {"gain": {"wrinkles": {"180": 0}}, "scores": {}}


SHARES = {"crust_days": 4.0, "edema_days": 2.0, "erythema_days": 6.0, "social_downtime_days": 4.0}


def invented(client: Any, course: Course, *, draws: Any, days: int = 365, seed: int = 0, prices: Any = None) -> Invented:
    """Stands for `simulate`."""
    return Invented(client, course, draws if isinstance(draws, Draws) else Draws(draws, seed))


ROOMS = ("trial", "tell", "adapt_belief")


def person(**changes: Any) -> Client:
    """A client who has answered every question, with wrinkles of the cheek."""
    answered: dict[str, Any] = dict.fromkeys(HISTORY, False)
    answered |= {"isotretinoin_stopped_months": "never", "diabetes": "none", "pigmented_lesions_examined": True}
    answered |= dict.fromkeys(("filler_or_toxin_weeks", "surgery_in_field_months", "last_resurfacing_weeks"), "never")
    answered |= {"allergies": [], "medications": []}
    concerns = [{"kind": "wrinkles", "site": "cheek", "severity": 3}]
    base: dict[str, Any] = {"age": 50, "sex": "female", "fitzpatrick": 3, "concerns": concerns, "history": answered}
    return Client.parse(base | changes)


def done(*days: int, course: str = COURSE) -> Course:
    """The same session on each of these days."""
    once = Course.parse(course).sessions
    return Course.of(replace(session, day=float(day)) for day in days for session in once)


def seen(*days: int, **what: Any) -> Observed:
    """What was seen of sessions on these days."""
    return Observed(done(*days), **what)
