"""What a plan tries: for one device, settings from the low to the high end of what was studied, a few session counts.

The dials of `device.search` turn together (low, middle, high of their studied range for this site group and skin type); every
other dial stands at its default, or at the nearest studied value where the default lies outside. Each site group has its own
setting, since ranges are published by site group: the face and an eyelid get two, on the same days.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rederm.course import Aftercare, Course, Session
from rederm.devices import Device, Dial, DialValue, Setting, make_setting, published, studied_range
from rederm.skin import FACE_PARTS, load_site

LEVELS = (0.0, 0.5, 1.0)
_SETTLE_DAYS = 14  # kept free between the last session and the day on which the client wants to be ready, where that can be


@dataclass(frozen=True)
class Candidate:
    """One course of one device that a plan may try. `level`: 0 the low, 1 the high end of what was studied.

    left: sites of concerns that it does not treat, each with the reason.
    """

    device: Device
    level: float
    sessions: int
    interval_days: float
    course: Course
    left: tuple[tuple[str, str], ...] = ()

    def with_care(self, care: Mapping[str, Any]) -> "Candidate":
        """The same course with these aids in every session."""
        sessions = [replace(s, aftercare=replace(s.aftercare, **care)) for s in self.course.sessions]
        return replace(self, course=Course.of(sessions))

    def spaced(self, interval_days: float) -> "Candidate":
        """The same course with another interval."""
        days = {day: interval_days * k for k, day in enumerate(sorted({s.day for s in self.course.sessions}))}
        sessions = [replace(s, day=days[s.day]) for s in self.course.sessions]
        return replace(self, interval_days=interval_days, course=Course.of(sessions))

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


def candidates(client: Any, device: Device, sites: Sequence[str], days: int | None = None) -> list[Candidate]:
    """Courses of one device on those of the sites where its use was published for this skin type; no two the same.

    days: from the first session to the day on which the client wants to be ready; it may shorten the interval.
    """
    places = {g: s for g, s in by_group(sites).items() if g in device.sites and published(device, g, client.fitzpatrick)}
    if not places or device.simulation_only:
        return []
    treated = {site for there in places.values() for site in there}
    left = tuple((site, f"no published use of {device.name} here in this skin type") for site in sites if site not in treated)
    found: dict[str, Candidate] = {}
    for level in LEVELS:
        settings = {group: setting_at(device, group, client.fitzpatrick, level) for group in places}
        for count in session_counts(client, device):
            interval = interval_days(device, count, days)
            course = Course.of(
                Session(interval * k, settings[group], sites_there, Aftercare())
                for k in range(count)
                for group, sites_there in places.items()
            )
            found.setdefault(course.text, Candidate(device, level, count, interval, course, left))
    return list(found.values())


def session_counts(client: Any, device: Device) -> list[int]:
    """One, the usual and the most sessions, as far as the client's visits go."""
    visits = client.limits.visits or math.inf
    usual, most = (int(device.number(f"sessions.{key}", "1")) for key in ("usual", "most"))
    return sorted({int(min(count, visits)) for count in (1, usual, most)})


def interval_days(device: Device, count: int, days: int | None) -> float:
    """The device's usual interval; shorter, down to its floor, where the course would else end too late."""
    usual, floor = (device.number(f"interval.{key}", "d") for key in ("default", "floor"))
    if days is None or count == 1 or usual * (count - 1) <= days - _SETTLE_DAYS:
        return usual
    return max(floor, float((days - _SETTLE_DAYS) // (count - 1)))


def default_course(device: Device, sites: Iterable[str]) -> Course:
    """One session at the device's defaults: what the rules are asked about before anything is known of evidence."""
    return Course.of([Session(0.0, make_setting(device, {}), tuple(sites), Aftercare())])


def setting_at(device: Device, group: str, fitzpatrick: int, level: float) -> Setting:
    """The setting at this level of what was studied on this site group in this skin type."""
    chosen: dict[str, DialValue] = {}
    in_order = sorted(device.dials.values(), key=lambda dial: not dial.choices)  # ranges may hang on a tip: choices first
    for dial in in_order:
        standing = make_setting(device, chosen).values
        others = {name: value for name, value in standing.items() if name != dial.name and value is not None}
        studied = studied_range(device, dial.name, group, fitzpatrick, others)
        value = None if studied is None else _turned(dial, studied, level, dial.name in device.search)
        if value is not None:
            chosen[dial.name] = value
    return make_setting(device, chosen)


def _turned(dial: Dial, studied: Sequence[DialValue], level: float, searched: bool) -> DialValue | None:
    """A dial's value; None leaves it at its default."""
    if dial.choices:
        if searched:
            return studied[math.floor(level * (len(studied) - 1) + 0.5)]
        return None if dial.default in studied else studied[0]
    low, high = float(studied[0]), float(studied[1])
    if searched:
        value = low + level * (high - low)
        return float(math.floor(value + 0.5)) if dial.whole else float(f"{value:.3g}")
    return None if dial.default is None else min(max(float(dial.default), low), high)
