"""One visit of a course as its figures: the worst of the regions that it treats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rederm.course import Course, Session, chair_minutes, treatment_minutes
from rederm.draws import Draws, Samples, band
from rederm.healing import Told
from rederm.outlook.comfort import Comfort, comfort
from rederm.outlook.downtime import social_downtime_days
from rederm.outlook.region import Region

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


@dataclass(frozen=True, eq=False)
class SessionOutlook:
    """One visit. `figures`: the names of PER_SESSION, each (n,), worked out when it is first asked for."""

    day: float
    device: str
    sites: tuple[str, ...]
    setting: Mapping[str, Any]
    figures: Mapping[str, Samples]
    comforts: tuple[Comfort, ...]  # a region

    @cached_property
    def feel(self) -> str:
        """What it feels like where it hurts most."""
        return max((float(np.median(here.pain)), here.feel) for here in self.comforts)[1]

    def to_json(self) -> dict[str, Any]:
        head = {"day": self.day, "device": self.device, "sites": list(self.sites), "setting": dict(self.setting)}
        return head | {name: band(self.figures[name]) for name in PER_SESSION} | {"feel": self.feel}


def session_outlook(index: int, course: Course, regions: Mapping[str, Region], history: Any, draws: Draws) -> SessionOutlook:
    """The session at this place of the course."""
    session = course.sessions[index]
    here = [(region, region.places.index(index)) for region in regions.values() if index in region.places]
    resolved = here[-1][0].sessions[here[-1][1]]
    comforts = tuple(_comfort(region, k, history, draws) for region, k in here)

    def worst(of: Callable[[Region, int], Samples]) -> Callable[[], Samples]:
        return lambda: np.asarray(np.fmax.reduce([of(region, k) for region, k in here]))

    figures: dict[str, Callable[[], Samples]] = {
        "closure_hours": worst(lambda region, k: region.healing.closure_hours[:, k]),
        "crust_days": worst(lambda region, k: region.healing.crust_days[:, k]),
        "edema_days": worst(lambda region, k: region.healing.edema_days[:, k]),
        "erythema_days": worst(lambda region, k: region.healing.erythema_days[:, k] * draws["healing.redness.person"]),
        "social_downtime_days": worst(lambda region, k: social_downtime_days(region.healing)[:, k]),
        "pain_0_10": lambda: np.asarray(np.fmax.reduce([each.pain for each in comforts])),
        "heat_hours": lambda: np.asarray(np.fmax.reduce([each.heat_hours for each in comforts])),
        "treatment_minutes": lambda: treatment_minutes(resolved, draws),
        "chair_minutes": lambda: chair_minutes(resolved, draws),
    }
    setting = {name: value for name, value in session.setting.values.items() if value is not None}
    return SessionOutlook(session.day, session.setting.device.name, session.sites, setting, Told(figures), comforts)


def _comfort(region: Region, place: int, history: Any, draws: Draws) -> Comfort:
    own: Session = region.sessions[place]
    return comfort(region.injuries[place], own.setting.device, own.aftercare, region.skin, draws, history)
