"""One treated region through a course: its skin, the injury of each session, the healing that answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from rederm.course import Course, Session, resolve
from rederm.devices import outside_studied, published
from rederm.draws import Draws
from rederm.healing import Healing, heal
from rederm.injury import Injury, injure
from rederm.outlook.regions import sessions_on
from rederm.outlook.risks import Risks, course_risks
from rederm.skin import Skin, skin_at

DARKEST = 6  # Fitzpatrick type


@dataclass(frozen=True)
class Region:
    """A site that the course names, with what happens on it. `sessions` carry resolved aftercare, in the order of days."""

    site: str
    skin: Skin
    sessions: tuple[Session, ...]
    injuries: tuple[Injury, ...]
    healing: Healing
    risks: Risks
    outside: tuple[str, ...]  # where the course leaves published use, one sentence each


def treat(client: Any, course: Course, site: str, draws: Draws, days: np.ndarray) -> Region:
    """Injure and heal one region; like sessions are injured once."""
    skin = skin_at(client, site)
    sessions = tuple(_resolved(s, client) for s in sessions_on(course, site))
    injuries = _injuries(sessions, skin, draws)
    healing = heal(injuries, sessions, skin, client, draws, days)
    settings = {str(s.setting.key()): s.setting for s in sessions}
    outside = [line for setting in settings.values() for line in outside_studied(setting, skin.site.group, client.fitzpatrick)]
    unseen = any(_unseen(s, skin, client.fitzpatrick) for s in sessions)
    cares = [s.aftercare for s in sessions]
    return Region(
        site=site,
        skin=skin,
        sessions=sessions,
        injuries=injuries,
        healing=healing,
        risks=course_risks(injuries, healing, cares, skin, client, draws, unseen),
        outside=tuple(dict.fromkeys(outside)),
    )


def _unseen(session: Session, skin: Skin, fitzpatrick: int) -> bool:
    """Whether no study of the device on such a site has skin as dark as this, or darker."""
    return not any(published(session.setting.device, skin.site.group, darker) for darker in range(fitzpatrick, DARKEST + 1))


def _resolved(session: Session, client: Any) -> Session:
    return replace(session, aftercare=resolve(session.aftercare, session.setting.device, client.habits, session.sites))


def _injuries(sessions: Sequence[Session], skin: Skin, draws: Draws) -> tuple[Injury, ...]:
    done: dict[str, Injury] = {}
    for session in sessions:
        key = _injury_key(session)
        if key not in done:
            done[key] = injure(session.setting, skin, draws, session.aftercare.skin_cooling)
    return tuple(done[_injury_key(session)] for session in sessions)


def _injury_key(session: Session) -> str:
    return f"{session.setting.key()} under {session.aftercare.skin_cooling}"


def mixed(shares: Mapping[str, float], values: Mapping[str, np.ndarray], rest: np.ndarray) -> np.ndarray:
    """Mean over a site of which some regions are treated and the rest is left alone."""
    return sum((share * values[site] for site, share in shares.items()), (1 - sum(shares.values())) * rest)
