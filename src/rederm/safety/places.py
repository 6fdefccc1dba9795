"""Where a course treats with what: the sites on which the same setting and care stand in the same sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rederm.course import Course, Session
from rederm.skin import FACE_PARTS


@dataclass(frozen=True)
class Place:
    """One setting and aftercare, the sessions in which it stands, and the sites that have it in all of these.

    sites: with their rank among all sites of the course, by which findings are ordered.
    """

    device: str
    sessions: tuple[Session, ...]
    sites: tuple[tuple[int, str], ...]


def parts(sites: Sequence[str]) -> tuple[str, ...]:
    """Sites with the face taken apart."""
    return tuple(dict.fromkeys(p for site in sites for p in (FACE_PARTS if site == "face" else (site,))))


def whole(sites: Sequence[str]) -> str:
    """Sites in words, the face put together again."""
    if set(FACE_PARTS) <= set(sites):
        sites = ["face", *(s for s in sites if s not in FACE_PARTS)]
    return ", ".join(sites)


def places(course: Course) -> list[Place]:
    """Where a course treats with what, in the order of the sessions."""
    settings: dict[int, Any] = {}  # sessions of one course mostly share their setting
    on: dict[tuple[Any, ...], list[Session]] = {}
    for session in course.sessions:
        key = settings.setdefault(id(session.setting), tuple(session.setting.key().items()))
        for site in parts(session.sites):
            on.setdefault((key, session.aftercare, site), []).append(session)
    together: dict[tuple[Any, ...], tuple[list[Session], list[tuple[int, str]]]] = {}
    for rank, ((key, care, site), sessions) in enumerate(on.items()):
        _, sites = together.setdefault((key, care, *map(id, sessions)), (sessions, []))
        sites.append((rank, site))
    return [Place(s[0].setting.device.name, tuple(s), tuple(sites)) for s, sites in together.values()]
