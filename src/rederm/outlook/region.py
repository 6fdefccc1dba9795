"""One treated region through a course: its skin, the injury of each session, the healing that answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from rederm.course import Course, Session, resolve
from rederm.devices import Setting, outside_studied, published
from rederm.draws import Draws, Same, remembered
from rederm.healing import Healing, heal
from rederm.injury import Injury, injure
from rederm.outlook.regions import places_on
from rederm.outlook.risks import Risks, course_risks
from rederm.skin import Skin, skin_at
from rederm.sources import Sentence, listed, sentence

DARKEST = 6  # Fitzpatrick type


@dataclass(frozen=True, eq=False)
class Region:
    """A site that the course names, with what happens on it. `sessions` carry resolved aftercare, in the order of days;
    `places` are theirs in the course."""

    site: str
    skin: Skin
    places: tuple[int, ...]
    sessions: tuple[Session, ...]
    injuries: tuple[Injury, ...]
    healing: Healing
    risks: Risks
    outside: tuple[Sentence, ...]  # where the course leaves published use, one sentence each
    _told: dict[bytes, Healing] = field(default_factory=dict, repr=False)

    def told(self, days: np.ndarray) -> Healing:
        """The healing on some of its days."""
        if days is self.healing.days:
            return self.healing
        key = days.tobytes()
        if key not in self._told:
            self._told[key] = self.healing.on(days)
        return self._told[key]


def treat(client: Any, course: Course, site: str, draws: Draws, days: np.ndarray) -> Region:
    """Injure and heal one region; like sessions are injured once, in all courses that share these draws."""
    skin, places = skin_at(client, site), places_on(course, site)
    sessions = tuple(_as_known(course.sessions[place], client, draws) for place in places)
    injuries = tuple(_injury(s.setting, s.aftercare.skin_cooling, skin, draws) for s in sessions)
    healing = heal(injuries, sessions, skin, client, draws, days)
    use = [_use(s.setting, skin, client.fitzpatrick, draws.law) for s in sessions]
    mixture, cares = _mixture(sessions), [s.aftercare for s in sessions]
    return Region(
        site=site,
        skin=skin,
        places=places,
        sessions=sessions,
        injuries=injuries,
        healing=healing,
        risks=course_risks(injuries, healing, cares, skin, client, draws, any(unseen for _, unseen in use) or bool(mixture)),
        outside=tuple(dict.fromkeys([*(line for lines, _ in use for line in lines), *mixture])),
    )


def _mixture(sessions: Sequence[Session]) -> list[Sentence]:
    """That several devices treat one site, which nobody studied: bands are widened as for any use that was not published."""
    devices = list(dict.fromkeys(session.setting.device.name for session in sessions))
    if not devices[1:]:
        return []
    return [sentence("{devices} on one site in one course: no study of them together was found.", devices=listed(devices))]


@remembered
def _use(setting: Setting, skin: Skin, fitzpatrick: int, draws: Draws) -> tuple[list[Sentence], bool]:
    """Where a setting leaves published use, and whether no study of its device on such a site has skin as dark, or darker."""
    darker = range(fitzpatrick, DARKEST + 1)
    unseen = not any(published(setting.device, skin.site.group, kind) for kind in darker)
    return outside_studied(setting, skin.site.group, fitzpatrick), unseen


@remembered
def _injury(setting: Setting, cooling: str, skin: Skin, draws: Draws) -> Injury:
    """The injury hangs on the law and the skin, and on nobody's own noise: persons under one law share it."""
    if draws.law is draws:
        return injure(setting, skin, draws, cooling)
    return _injury(setting, cooling, skin, draws.law).at(draws.places)


def _as_known(session: Session, client: Any, draws: Draws) -> Session:
    """The session with resolved aftercare; an equal setting or care that these draws have met before takes its place, so that
    what was made of it serves again."""
    given, said = session.setting, session.aftercare
    setting = draws.law.memory.answer(("setting", Same(given.device), *given.values.items()), lambda: given)
    care = draws.memory.answer(
        ("care", said, Same(given.device), Same(client.habits), session.sites),
        lambda: resolve(said, given.device, client.habits, session.sites),
    )
    return replace(session, setting=setting, aftercare=care)


def mixed(shares: Mapping[str, float], values: Mapping[str, np.ndarray], rest: np.ndarray) -> np.ndarray:
    """Mean over a site of which some regions are treated and the rest is left alone."""
    return sum((share * values[site] for site, share in shares.items()), (1 - sum(shares.values())) * rest)
