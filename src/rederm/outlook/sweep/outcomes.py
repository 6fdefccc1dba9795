"""What a sweep asks of a course: outputs of the lesion, gain by concern and day, downtime, pain, risks, price, minutes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rederm.course import Course, resolve
from rederm.draws import Draws, Samples
from rederm.injury import Injury, injure
from rederm.injury.report import BANDS
from rederm.injury.report import UNITS as LESION_UNITS
from rederm.outlook.days import HORIZONS
from rederm.outlook.outlook import RISKS
from rederm.outlook.sessions import PER_SESSION
from rederm.outlook.simulate import simulate
from rederm.outlook.units import UNITS
from rederm.skin import Client, skin_at
from rederm.sources import InputError, nearest

MORE, LESS = "more", "less"
PLAIN = ("downtime_days", "downtime_days_course", "pain", "price", *RISKS, *(f"{name}_per_session" for name in PER_SESSION))
_UNITS = {"downtime_days": "d", "pain": "1", "price": "currency"} | dict.fromkeys(RISKS, "1")


def known_outcomes(client: Client) -> list[str]:
    """Every outcome that can be asked of a course of this client."""
    keys = client.keys()
    return [*(f"gain.{key}.{day}" for key in keys for day in HORIZONS), *PLAIN, *BANDS]


def check_outcomes(client: Client, names: Sequence[str], aims: Mapping[str, str]) -> None:
    """Raises InputError for an outcome that is not known or an aim of one that is not asked."""
    known = known_outcomes(client)
    for name in names:
        if name not in known:
            raise InputError(f"no outcome {name!r}{nearest(name, known) or ';'} for example {known[2]}, pain, pih, {BANDS[0]}")
        if list(names).count(name) > 1:
            raise InputError(f"the outcome {name} stands {list(names).count(name)} times; keep it once")
    for name in aims:
        if name not in names:
            raise InputError(f"aims: {name!r} is not among the outcomes{nearest(name, names)}")


def unit_of(name: str) -> str:
    if name in LESION_UNITS:
        return LESION_UNITS[name]
    return "1" if name.startswith("gain.") else _UNITS.get(name) or UNITS[name]


def usual_aim(name: str) -> str | None:
    """More of a gain and less of everything that a client puts up with; an output of the lesion is neither."""
    return None if name in BANDS else MORE if name.startswith("gain.") else LESS


def figures(client: Client, course: Course, names: Sequence[str], draws: Draws) -> dict[str, Samples]:
    """Samples (n,) of each outcome; outputs of the lesion are those of the first session on the first site."""
    if all(name in BANDS for name in names):
        return {name: getattr(_injury(client, course, draws), name) for name in names}
    outlook = simulate(client, course, days=1, draws=draws)
    injury = outlook.regions[course.sites[0]].injuries[0]
    return {name: _full(getattr(injury, name), draws) if name in BANDS else outlook.samples(name) for name in names}


def _injury(client: Client, course: Course, draws: Draws) -> Injury:
    """The first session alone, without the healing that nobody asked for."""
    session = course.sessions[0]
    care = resolve(session.aftercare, session.setting.device, client.habits, session.sites)
    return injure(session.setting, skin_at(client, session.sites[0]), draws, care.skin_cooling)


def _full(samples: Any, draws: Draws) -> Samples:
    return np.broadcast_to(np.asarray(samples, float), (draws.n,))
