"""Every course of one device that a plan may try, as a lattice: levels of its dials, number of sessions, weeks between them.

A dial of `device.search` has nine levels from the low to the high end of what was **studied** on this site group in this skin
type, fewer where it takes whole numbers or words; every other dial stands at its default, or at the nearest studied value where
the default lies outside. Each site group has its own ranges and so its own setting: the face and an eyelid get two, on the
same days. Sessions go from one to the most that were published, intervals from the device's floor to its ceiling.

A point is a tuple of places: one for each dial of `dials`, then into `counts`, then into `intervals`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rederm.course import Aftercare, Course, Session
from rederm.devices import Device, Dial, DialValue, Setting, make_setting, published, studied_range
from rederm.planning.candidates import Candidate, by_group
from rederm.sources import sentence

LEVELS = 9
_LONGEST_WEEKS = 12  # longer intervals are searched only where the device asks for them
_WEEK = 7
Point = tuple[int, ...]


@dataclass(frozen=True)
class Space:
    """dials: name -> its levels, 0 the low and 1 the high end of what was studied; left: sites that no published use covers."""

    device: Device
    fitzpatrick: int
    places: Mapping[str, tuple[str, ...]]  # site group -> sites
    dials: Mapping[str, tuple[float, ...]]
    counts: tuple[int, ...]
    intervals: tuple[float, ...]
    left: tuple[tuple[str, str], ...] = ()
    _settings: dict[Point, dict[str, Setting]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Places along each axis of a point."""
        return (*(len(levels) for levels in self.dials.values()), len(self.counts), len(self.intervals))

    @property
    def courses(self) -> int:
        """How many different courses the lattice holds; a single session has no interval."""
        settings = math.prod(len(levels) for levels in self.dials.values())
        return settings * sum(1 if count == 1 else len(self.intervals) for count in self.counts)

    def point(self, level: float, count: int) -> Point:
        """The point with all dials nearest to a level, so many sessions (or the most there are), at the usual interval."""
        dials = [_nearest(levels, level) for levels in self.dials.values()]
        usual = self.device.number("interval.default", "d")
        return (*dials, _nearest(self.counts, count), _nearest(self.intervals, usual))

    def whole(self, point: Point) -> Point:
        """The point itself, or with one session that at its first interval: no course stands at two points."""
        return point if self.counts[point[-2]] > 1 else (*point[:-1], 0)

    def settings(self, point: Point) -> dict[str, Setting]:
        """Setting of each site group."""
        key = point[: len(self.dials)]
        if key not in self._settings:
            levels = {name: self.dials[name][place] for name, place in zip(self.dials, key, strict=True)}
            self._settings[key] = {g: setting_at(self.device, g, self.fitzpatrick, levels) for g in self.places}
        return self._settings[key]

    def candidate(self, point: Point, care: Aftercare | None = None) -> Candidate:
        """The course that stands at a point."""
        settings, count, interval = self.settings(point), self.counts[point[-2]], self.intervals[point[-1]]
        course = Course.of(
            Session(interval * k, settings[group], sites, care or Aftercare())
            for k in range(count)
            for group, sites in self.places.items()
        )
        return Candidate((self.device,), course, interval, self.left)


def space_of(client: Any, device: Device, sites: Sequence[str]) -> Space | None:
    """The lattice of a device on those of the sites where its use was published for this skin type; None where on none."""
    groups = by_group(sites)
    places = {g: s for g, s in groups.items() if g in device.sites and published(device, g, client.fitzpatrick)}
    if not places or device.simulation_only:
        return None
    treated = {site for there in places.values() for site in there}
    never = sentence("no published use of {device} here in this skin type", device=device.name)
    left = tuple((site, never) for site in sites if site not in treated)
    most = int(device.number("sessions.most", "1"))
    dials = {name: _levels(device, name, tuple(places), client.fitzpatrick) for name in device.search}
    return Space(device, client.fitzpatrick, places, dials, tuple(range(1, most + 1)), _intervals(device), left)


def _levels(device: Device, name: str, groups: Sequence[str], fitzpatrick: int) -> tuple[float, ...]:
    """Levels of a dial that give different settings."""
    found: dict[tuple[DialValue | None, ...], float] = {}
    for step in range(LEVELS):
        level = step / (LEVELS - 1)
        values = tuple(setting_at(device, group, fitzpatrick, {name: level})[name] for group in groups)
        found.setdefault(values, level)
    return tuple(found.values())


def _intervals(device: Device) -> tuple[float, ...]:
    """Whole weeks from the floor to the ceiling of the device; its usual interval alone where that is longer."""
    usual, floor = device.number("interval.default", "d"), device.number("interval.floor", "d")
    ceiling = device.values["interval.ceiling"].value if "interval.ceiling" in device.values else math.inf
    weeks = [_WEEK * k for k in range(1, _LONGEST_WEEKS + 1) if floor <= _WEEK * k <= ceiling]
    return tuple(map(float, weeks)) if usual <= _WEEK * _LONGEST_WEEKS else (usual,)


def setting_at(device: Device, group: str, fitzpatrick: int, levels: Mapping[str, float]) -> Setting:
    """The setting with these dials at these levels of what was studied on this site group in this skin type."""
    chosen: dict[str, DialValue] = {}
    in_order = sorted(device.dials.values(), key=lambda dial: not dial.choices)  # ranges may hang on a tip: choices first
    for dial in in_order:
        standing = make_setting(device, chosen).values
        others = {name: value for name, value in standing.items() if name != dial.name and value is not None}
        studied = studied_range(device, dial.name, group, fitzpatrick, others)
        value = None if studied is None else _turned(dial, studied, levels.get(dial.name))
        if value is not None:
            chosen[dial.name] = value
    return make_setting(device, chosen)


def _turned(dial: Dial, studied: Sequence[DialValue], level: float | None) -> DialValue | None:
    """A dial's value at a level, or where none is given nearest to its default; None leaves it at its default."""
    if dial.choices:
        if level is not None:
            return studied[math.floor(level * (len(studied) - 1) + 0.5)]
        return None if dial.default in studied else studied[0]
    low, high = float(studied[0]), float(studied[1])
    if level is not None:
        value = low + level * (high - low)
        return float(math.floor(value + 0.5)) if dial.whole else float(f"{value:.3g}")
    return None if dial.default is None else min(max(float(dial.default), low), high)


def _nearest(values: Sequence[float], wanted: float) -> int:
    return min(range(len(values)), key=lambda place: abs(values[place] - wanted))
