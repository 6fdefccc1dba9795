"""An invented simulation for tests of planning: gain, downtime and risk rise with the dose; the device sets the scale."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from rederm.course import Course, Price
from rederm.draws import Draws

SCALE = {"fractional-co2": 1.0, "opus-plasma": 0.6, "nonablative-fractional": 0.5, "microneedling": 0.4, "glycolic-peel": 0.2}


@dataclass(frozen=True)
class Visit:
    day: float
    figures: dict[str, np.ndarray]


@dataclass
class Invented:
    """Stands for an Outlook; `figures` holds the draws by name."""

    course: Course
    draws: int
    figures: dict[str, np.ndarray]
    sessions: list[Visit]
    price: Price
    regions: dict[str, Any]

    def samples(self, name: str) -> np.ndarray:
        return self.figures["gain" if name.startswith("gain.") else name]

    @property
    def downtime_days_course(self) -> np.ndarray:
        return self.figures["downtime_days_course"]

    def to_json(self) -> dict[str, Any]:
        return {"gain": {"wrinkles": {"180": 0}}, "scores": {}}


def dose(course: Course) -> float:
    """0..1 over the dials that plans turn, as a share of their limits, times the scale of the device."""
    setting = course.sessions[0].setting
    shares = [setting[n] / setting.device.dials[n].limits[1] for n in setting.device.search if setting.device.dials[n].limits]
    return SCALE.get(setting.device.name, 0.3) * (0.5 + 0.5 * float(np.mean(shares or [0.5])))


def invented(client: Any, course: Course, *, draws: Draws, prices: Any = None, downtime_scale: float = 1.0) -> Invented:
    """A fast stand-in of `simulate`."""
    drawn, draws = draws, draws.n
    visits = sorted({s.day for s in course.sessions})
    strength = dose(course) * np.exp(0.2 * drawn.normal("invented.strength"))
    downtime = 10 * downtime_scale * strength
    care = course.sessions[0].aftercare
    pih = 0.3 * strength * (client.fitzpatrick / 6) * (0.5 if care.steroid_days else 1.0)
    figures = {
        "gain": 1 - np.exp(-strength * np.sqrt(len(visits))),
        "downtime_days": downtime,
        "downtime_days_course": downtime * len(visits),
        "pih": pih,
        "hypopigmentation": 0.02 * strength,
        "scar": 0.01 * strength,
        "infection": 0.01 * strength,
        "pain": 6 * strength,
        "visits": np.full(draws, float(len(visits))),
        "price": np.full(draws, 900.0 * len(visits)),
    }
    per_visit = np.tile(strength[:, None], len(visits))
    calm = {"melanin": np.ones_like(per_visit), "barrier": np.ones_like(per_visit), "swelling": np.zeros_like(per_visit)}
    healing = SimpleNamespace(closure_hours=24 * per_visit, crust_days=5 * per_visit, erythema_days=8 * per_visit)
    healing.days, healing.states, healing.untreated = np.array(visits), calm, calm
    regions = {
        site: SimpleNamespace(healing=healing, sessions=course.on(site), injuries=(), skin=None) for site in course.sites
    }
    sessions = [Visit(day, {"social_downtime_days": downtime}) for day in visits]
    total = 900.0 * len(visits)
    return Invented(course, draws, figures, sessions, Price(total, total, total, "USD", "example", ()), regions)
