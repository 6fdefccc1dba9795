"""What a course is expected to do, as draws: every figure keeps its samples, and is told as a band."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rederm.course import Course, Price
from rederm.draws import Samples, band, bands
from rederm.look import LEVEL, ConcernScore
from rederm.outlook.days import HORIZONS
from rederm.outlook.readings import Reading, SkinReadings
from rederm.outlook.region import Region
from rederm.outlook.risks import Risks
from rederm.outlook.units import UNITS
from rederm.sources import InputError, nearest

LEVEL_HORIZON = 180  # days after the last session on which gain is told for three levels of clinics
SCHEMA = "rederm.outlook/1"
PER_SESSION = (
    "closure_hours",
    "crust_days",
    "edema_days",
    "erythema_days",
    "social_downtime_days",
    "pain_0_10",
    "heat_hours",
    "treatment_minutes",
    "chair_minutes",
)
RISKS = ("pih", "hypopigmentation", "scar", "infection", "prolonged_redness")
_SHORT = {"downtime_days": "social_downtime_days_per_session", "pain": "pain_0_10_per_session", "price": "price_course"} | {
    risk: f"{risk}_risk_course" for risk in RISKS
}


@dataclass(frozen=True)
class SessionOutlook:
    """One visit. `figures`: the names of PER_SESSION, each (n,)."""

    day: float
    device: str
    sites: tuple[str, ...]
    setting: Mapping[str, Any]
    figures: Mapping[str, Samples]
    feel: str

    def to_json(self) -> dict[str, Any]:
        head = {"day": self.day, "device": self.device, "sites": list(self.sites), "setting": dict(self.setting)}
        return head | {name: band(self.figures[name]) for name in PER_SESSION} | {"feel": self.feel}


@dataclass(frozen=True)
class Outlook:
    """Prediction for one client and course; arrays have shape (draws,) or (draws, days).

    scores: {concern: over `days`}; late: {concern: at HORIZONS days after the last session}; apparent_age: at `age_day`.
    gain_levels: {concern: {level: gain (draws,) at LEVEL_HORIZON}}; every other band is that of any clinic.
    scales: {concern: on each clinical scale by each rater, at HORIZONS}; skin: instruments on the first site, over `days`.
    regions: what was computed for each treated site, for pictures and the story; not in the JSON.
    """

    course: Course
    draws: int
    seed: int
    days: np.ndarray
    scores: Mapping[str, ConcernScore]
    late: Mapping[str, ConcernScore]
    gain_levels: Mapping[str, Mapping[str, Samples]]
    scales: Mapping[str, tuple[Reading, ...]]
    skin: SkinReadings
    apparent_age: Mapping[str, Samples] | None
    age_day: float
    sessions: tuple[SessionOutlook, ...]
    risks: Risks
    price: Price
    no_data: tuple[Mapping[str, str], ...]
    warnings: tuple[str, ...]
    sources: tuple[str, ...]
    regions: Mapping[str, Region] = field(repr=False)

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
        scalars = self._scalars()
        if name in scalars:
            return scalars[name]
        kind, _, rest = name.partition(".")
        key, _, day = rest.rpartition(".")
        if kind == "gain" and key in self.late and day in map(str, HORIZONS):
            return self.late[key].gain[:, HORIZONS.index(int(day))]
        gains = [f"gain.{concern}.{days}" for concern in self.late for days in HORIZONS]
        known = [*_SHORT, *scalars, *gains]
        raise InputError(f"no figure {given!r} in this outlook{nearest(given, known)}; for example {gains[2]}, pain, pih")

    def _scalars(self) -> dict[str, Samples]:
        price = np.nan if self.price.total is None else self.price.total
        return {
            "downtime_days_course": self.downtime_days_course,
            "visits": np.full(self.draws, float(len({s.day for s in self.sessions}))),
            "price_course": np.full(self.draws, price),
            **{f"{name}_per_session": self.per_session(name) for name in PER_SESSION},
            **{f"{risk}_risk_course": getattr(self.risks, risk) for risk in RISKS},
        }

    def to_json(self) -> dict[str, Any]:
        """The outlook as the command line prints it: bands of 90 %, keys in a fixed order."""
        age = self.apparent_age
        told: dict[str, Any] = {
            "schema": SCHEMA,
            "course": self.course.text,
            "draws": self.draws,
            "seed": self.seed,
            "level": LEVEL,
            "days": self.days.tolist(),
            "scores": {key: bands(score.treated) for key, score in self.scores.items()},
            "scores_untreated": {key: bands(score.untreated) for key, score in self.scores.items()},
            "gain": {key: _at_horizons(score.gain) for key, score in self.late.items()},
            "gain_levels": {key: _levels(given) for key, given in self.gain_levels.items()},
            "of_which_swelling": {key: _at_horizons(score.swelling) for key, score in self.late.items()},
            "swelling": {key: bands(score.swelling) for key, score in self.scores.items()},
            "scales": {key: [reading.to_json() for reading in given] for key, given in self.scales.items()},
            "skin_site": self.skin.site,
            "skin": {name: bands(samples) for name, samples in self.skin.treated.items()},
            "skin_untreated": {name: bands(samples) for name, samples in self.skin.untreated.items()},
            "apparent_age_years": None if age is None else {name: band(samples) for name, samples in age.items()},
            "apparent_age_day": self.age_day,
            "sessions": [session.to_json() for session in self.sessions],
        }
        for name in PER_SESSION:
            told[f"{name}_per_session"] = band(self.per_session(name))
        told["feel_per_session"] = self._hardest().feel
        told["downtime_days_course"] = band(self.downtime_days_course)
        for risk in RISKS:
            told[f"{risk}_risk_course"] = band(getattr(self.risks, risk))
        told |= {
            "price_course": self.price.total,
            "price_range": {"low": self.price.low, "high": self.price.high},
            "price_source": self.price.source,
            "price_notes": list(self.price.notes),
            "currency": self.price.currency,
            "no_data": [dict(entry) for entry in self.no_data],
            "warnings": list(self.warnings),
            "sources": list(self.sources),
        }
        return told | {"units": dict(UNITS)}

    def _hardest(self) -> SessionOutlook:
        return max(self.sessions, key=lambda s: float(np.median(s.figures["pain_0_10"])))


def _at_horizons(gain: Samples) -> dict[str, Any]:
    return {str(days): band(gain[:, i]) for i, days in enumerate(HORIZONS)}


def _levels(gain: Mapping[str, Samples]) -> dict[str, Any]:
    return {level: band(samples) for level, samples in gain.items()}


def _worst(samples: list[Samples]) -> Samples:
    return np.asarray(np.fmax.reduce(samples))
