"""What may still be done of a course, as a lattice around the setting last used.

Same device, same sites, same care. A dial goes down as far as was studied, and up by one level of what was studied and a
quarter at most, one dial at a time; after something that stopped the course it goes up no more. The dials that no plan turns
stay as the clinic set them.
Nothing outside what was studied, no more sessions than were published, and none before the skin has closed and paled, before
the shortest interval of the device, or before the last day of which anything is known.

A point is as in `space.Space`; the places along a dial are steps from the setting last used: 0 as it was, -1 one level less.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rederm.course import Aftercare, Course, Session
from rederm.devices import Device, Dial, DialValue, Setting, make_setting, outside_studied, studied_range
from rederm.planning.adapt_resumed import Resumed
from rederm.planning.candidates import Candidate, by_group
from rederm.planning.observed import Observed, visit_days
from rederm.planning.space import LEVELS, Point, Space, setting_at, space_of
from rederm.skin import load_site
from rederm.sources import Sentence, joined, sentence

Ladder = Mapping[int, DialValue]  # steps from what was last used -> value of a dial
_HEALED = ("closure_hours", "crust_days", "edema_days", "erythema_days")  # what is over before the next session
MORE = 1.25  # times what was last used: levels of a wide range lie far apart at its low end
_OTHER = sentence("another device was used here last; whether to go on with it is a question for a new plan")


@dataclass(frozen=True, kw_only=True)
class Rest(Space):
    """The rest of a course. last: the last visit, one session a site group; ladders: dial -> that of each of these sessions;
    wait: days from the last visit to the first on which another may be given."""

    done: Course
    last: tuple[Session, ...]
    ladders: Mapping[str, tuple[Ladder, ...]]
    wait: int

    def point(self, level: float, count: int) -> Point:
        """As last used at a level of one half; the least below, the most above."""
        wanted = 2 * LEVELS * (level - 1 / 2)  # beyond any ladder, or 0
        dials = [_nearest(steps, wanted) for steps in self.dials.values()]
        days = visit_days(self.done)
        usual = days[-1] - days[-2] if len(days) > 1 else self.device.number("interval.default", "d")
        return self.whole((*dials, _nearest(self.counts, count), _nearest(self.intervals, usual)))

    def whole(self, point: Point) -> Point:
        """No further session stands at one point alone; of several dials that go up, the first does."""
        if point[-2] == 0:
            return (*(_nearest(steps, 0.0) for steps in self.dials.values()), 0, 0)
        kept, up = [], False
        for place, steps in zip(point, self.dials.values(), strict=False):
            rises = steps[place] > 0
            kept.append(_nearest(steps, 0.0) if rises and up else place)
            up = up or rises
        return (*kept, *point[-2:])

    def settings(self, point: Point) -> dict[str, Setting]:
        """Setting of each session of a visit, by its sites."""
        return {" and ".join(session.sites): self.setting(k, point) for k, session in enumerate(self.last)}

    def setting(self, k: int, point: Point) -> Setting:
        steps = {name: levels[place] for (name, levels), place in zip(self.dials.items(), point, strict=False)}
        ladders = {name: self.ladders[name][k] for name in steps}
        turned = {name: ladder[min(max(int(steps[name]), min(ladder)), max(ladder))] for name, ladder in ladders.items()}
        standing = {name: value for name, value in self.last[k].setting.values.items() if value is not None}
        return make_setting(self.device, standing | turned)

    def candidate(self, point: Point, care: Aftercare | None = None) -> Candidate:
        """What was done, and the sessions that stand at a point."""
        more, interval = self.counts[point[-2]] - self.counts[0], self.intervals[point[-1]]
        start = self.done.sessions[-1].day + max(interval, self.wait)
        rest = [
            Session(start + interval * visit, self.setting(k, point), session.sites, care or session.aftercare)
            for visit in range(more)
            for k, session in enumerate(self.last)
        ]
        devices = {s.setting.device.name: s.setting.device for s in self.done.sessions}
        course = Course.of([*self.done.sessions, *rest])
        return Resumed(tuple(devices.values()), course, interval, self.left, len(self.done.sessions))


def rest_of(client: Any, observed: Observed, *, rise: bool) -> tuple[Rest | None, str]:
    """The lattice of the rest; where nothing more may be given, None and why. rise: whether a dial may go up a level."""
    visit = [s for s in observed.done.sessions if s.day == observed.visits[-1]]
    device = visit[0].setting.device
    space = space_of(client, device, tuple(site for s in visit if s.setting.device is device for site in s.sites))
    if space is None:
        never = sentence("no use of {device} was published on these sites in this skin type", device=device.title)
        return None, never
    had = sum(any(s.day == day and s.setting.device is device for s in observed.done.sessions) for day in observed.visits)
    if had >= space.counts[-1]:
        most = sentence(
            "no more than {sessions} sessions of {device} were published", sessions=space.counts[-1], device=device.title
        )
        return None, most
    treated = {site for sites in space.places.values() for site in sites}
    last = tuple(
        replace(s, sites=tuple(site for site in sites if site in treated))
        for s in visit
        for sites in by_group(s.sites).values()
        if s.setting.device is device and treated & set(sites)
    )
    ladders = {name: tuple(_ladder(client, s, name, rise) for s in last) for name in device.search}
    dials = {name: tuple(map(float, _steps(of_session))) for name, of_session in ladders.items()}
    rest = Rest(
        device=device,
        fitzpatrick=client.fitzpatrick,
        places=space.places,
        dials=dials,
        counts=tuple(range(had, space.counts[-1] + 1)),
        intervals=_intervals(space, observed, rise),
        left=(*space.left, *((site, _OTHER) for s in visit if s.setting.device is not device for site in s.sites)),
        done=observed.done,
        last=last,
        ladders=ladders,
        wait=_wait(observed, device),
    )
    outside = _outside(rest)
    if outside:
        return None, sentence("the setting last used lies outside what was studied: {how}", how=joined(" ", outside))
    return rest, ""


def _ladder(client: Any, session: Session, name: str, rise: bool) -> dict[int, DialValue]:
    """Values of a dial that was studied here: below what was last used, that itself, and one level above."""
    device, group = session.setting.device, load_site(session.sites[0]).group
    others = {key: value for key, value in session.setting.values.items() if key != name and value is not None}
    studied, last = studied_range(device, name, group, client.fitzpatrick, others), session.setting[name]
    if studied is None or last is None:
        return {} if last is None else {0: last}
    words = bool(device.dials[name].choices)
    levels = list(studied) if words else _levels(device.dials[name], studied)
    rank: Callable[[DialValue], float] = levels.index if words else float
    if words and last not in levels:
        return {}
    below = [value for value in levels if rank(value) < rank(last)][::-1]
    above = [_risen(device.dials[name], last, value) for value in levels if rank(value) > rank(last)][:1]
    down = [last, *below] if rank(last) <= rank(levels[-1]) else below
    return {-k: value for k, value in enumerate(down)} | ({1: above[0]} if above and rise else {})


def _levels(dial: Dial, studied: Sequence[DialValue]) -> list[DialValue]:
    """The levels of a plan's lattice, as `space` turns a dial."""
    low, high = float(studied[0]), float(studied[1])
    values = (low + k / (LEVELS - 1) * (high - low) for k in range(LEVELS))
    rounded = (math.floor(v + 0.5) if dial.whole else float(f"{v:.3g}") for v in values)
    return list(dict.fromkeys(float(min(max(v, low), high)) for v in rounded))


def _risen(dial: Dial, last: DialValue, level: DialValue) -> DialValue:
    """The level above what was last used, or a quarter more where that is far; whole numbers may rise by one."""
    if dial.choices:
        return level
    more = float(f"{MORE * float(last):.3g}")
    return min(float(level), max(math.floor(more), float(last) + 1) if dial.whole else more)


def _steps(ladders: Sequence[Ladder]) -> tuple[int, ...]:
    """Steps that any session of the visit can make; one that has come to its end stands still. None where one has no place."""
    if not all(ladders):
        return ()
    return tuple(range(min(min(ladder) for ladder in ladders), max(max(ladder) for ladder in ladders) + 1))


def _intervals(space: Space, observed: Observed, rise: bool) -> tuple[float, ...]:
    """Intervals of the device that leave time to heal as was read; after something that stopped the course none shorter than
    the last."""
    days = observed.visits
    least = max(_healed(observed), 0 if rise or len(days) < 2 else days[-1] - days[-2])
    return tuple(i for i in space.intervals if i >= least) or (float(least),)


def _wait(observed: Observed, device: Device) -> int:
    """Days from the last visit to the first on which another may be given."""
    floor = math.ceil(device.number("interval.floor", "d"))
    return max(floor, _healed(observed), observed.day - observed.visits[-1])


def _healed(observed: Observed) -> int:
    """Days after which a session has healed, by what was read of the last; 0 where nothing was."""
    last = len(observed.visits)
    read = [r for r in (observed.of_visit(last, name) for name in _HEALED) if r is not None and r.side != "<"]
    return max((math.floor(r.value / (24 if r.unit == "h" else 1)) + 1 for r in read), default=0)


def _outside(rest: Rest) -> list[Sentence]:
    """What of the setting leaves published use however the dials are turned down, beyond what every plan has to leave open."""
    found: list[Sentence] = []
    for k, session in enumerate(rest.last):
        group = load_site(session.sites[0]).group
        turnable = all(ladders[k] for ladders in rest.ladders.values())
        setting = rest.setting(k, rest.point(0.0, rest.counts[-1])) if turnable else session.setting
        usual = outside_studied(setting_at(rest.device, group, rest.fitzpatrick, {}), group, rest.fitzpatrick)
        found += [line for line in outside_studied(setting, group, rest.fitzpatrick) if line not in usual]
    return found


def _nearest(values: Sequence[float], wanted: float) -> int:
    return min(range(len(values)), key=lambda place: abs(values[place] - wanted))
