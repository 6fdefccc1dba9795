"""A candidate: one course that a plan may choose, with what it leaves untreated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rederm.course import Aftercare, Course, Session
from rederm.devices import Device, make_setting
from rederm.skin import FACE_PARTS, load_site
from rederm.sources import Sentence, listed


@dataclass(frozen=True)
class Candidate:
    """One course that a plan may choose. devices: in the order of first use, one unless several are combined.

    interval_days: between its sessions. left: sites of concerns that it does not treat, each with the reason.
    """

    devices: tuple[Device, ...]
    course: Course
    interval_days: float
    left: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, course: Course) -> "Candidate":
        """The candidate that a course is."""
        devices = {session.setting.device.name: session.setting.device for session in course.sessions}
        days = sorted({session.day for session in course.sessions})
        return cls(tuple(devices.values()), course, days[1] - days[0] if len(days) > 1 else 0.0)

    @property
    def device(self) -> Device:
        return self.devices[0]

    @property
    def name(self) -> str:
        """Of its device; of all of them, joined, where it combines several."""
        return "+".join(device.name for device in self.devices)

    @property
    def title(self) -> Sentence:
        return listed(device.title for device in self.devices)

    @property
    def visits(self) -> int:
        return len({session.day for session in self.course.sessions})

    def with_care(self, care: Mapping[str, Any]) -> "Candidate":
        """The same course with these aids in every session."""
        sessions = [replace(s, aftercare=replace(s.aftercare, **care)) for s in self.course.sessions]
        return replace(self, course=Course.of(sessions))

    def without(self, sites: Mapping[str, str]) -> "Candidate | None":
        """The same course without these sites (each with the reason); None where none is left."""
        kept = [replace(s, sites=tuple(x for x in s.sites if x not in sites)) for s in self.course.sessions]
        sessions = [s for s in kept if s.sites]
        return replace(self, course=Course.of(sessions), left=(*self.left, *sites.items())) if sessions else None


def concern_sites(client: Any) -> tuple[str, ...]:
    """Sites of the concerns that count, a part of the face only where the whole face is not named."""
    sites = tuple(dict.fromkeys(c.site for c in client.concerns if c.weight > 0))
    return tuple(s for s in sites if "face" not in sites or s not in FACE_PARTS)


def by_group(sites: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Sites by their group (face, eyelid, neck-chest, body)."""
    found: dict[str, tuple[str, ...]] = {}
    for site in sites:
        group = load_site(site).group
        found[group] = (*found.get(group, ()), site)
    return found


def default_course(device: Device, sites: Iterable[str]) -> Course:
    """One session at the device's defaults: what the rules are asked about before anything is known of evidence."""
    return Course.of([Session(0.0, make_setting(device, {}), tuple(sites), Aftercare())])
