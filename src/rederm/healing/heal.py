"""Injuries of a course at one site -> Healing, day by day, beside the same skin left alone.

Closure, epidermis, redness, swelling and the response are linear or known in closed form and are evaluated exactly; signals,
matrix, barrier and pigment are integrated (kernel.py). Sessions add: nothing is reset between them. The untreated skin runs
through the same steps with the same care and no injury, so that a session that hurts nothing leaves every state exactly
untreated.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from rederm.course import Session
from rederm.draws import Draws
from rederm.healing.ageing import ageing_of
from rederm.healing.closure import SOURCES
from rederm.healing.followed import Followed
from rederm.healing.host import care_of, host_of
from rederm.healing.result import Healing
from rederm.healing.states import States
from rederm.healing.told import Told
from rederm.healing.wound import Wound, stacked, wound_of
from rederm.injury import Injury
from rederm.skin import Skin


def heal(
    injuries: Sequence[Injury], sessions: Sequence[Session], skin: Skin, client: Any, draws: Draws, days: np.ndarray
) -> Healing:
    """What this client's skin makes of these injuries.

    injuries: one a session, in the order of their days, devices may differ; sessions: with aftercare resolved; client:
    attributes as in the client file; days: ascending, from 0 (the first session of the course). A state on the day of a
    session is the one before it. With no session the skin only ages.
    """
    host, days = host_of(client, skin, draws), np.asarray(days, float)
    cares = tuple(care_of(session.aftercare, draws) for session in sessions)
    wounds = tuple(wound_of(injury, skin, host, care, draws) for injury, care in zip(injuries, cares, strict=True))
    at = tuple(float(session.day) for session in sessions)
    usual = client.habits.sunscreen or "sometimes"
    course = Followed(at, wounds, cares, host, ageing_of(client, draws), usual, draws, days)
    return Healing(
        site=skin.site.name,
        days=days,
        session_days=at,
        states=States(course, days, treated=True),
        untreated=States(course, days, treated=False),
        closure_hours=stacked([wound.closed_days * 24 for wound in wounds], draws),
        crust_days=stacked([wound.crust_days for wound in wounds], draws),
        edema_days=course.edema.days(),
        erythema_days=course.redness.erythema_days(),
        closed_by=_sources(wounds, draws),
        followed=course,
    )


def _sources(wounds: Sequence[Wound], draws: Draws) -> Told:
    def share(name: str) -> np.ndarray:
        return stacked([wound.closed_by[name] for wound in wounds], draws)

    return Told({name: lambda name=name: share(name) for name in SOURCES})  # type: ignore[misc]
