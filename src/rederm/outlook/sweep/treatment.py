"""The course that a sweep turns: one device, equal sessions at equal intervals, and any of its dials set anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from rederm.course import Aftercare, Course
from rederm.course.parse import build_course
from rederm.devices import Device, DialValue, outside_studied
from rederm.devices.variant import PHYSICS, variant
from rederm.draws import Same
from rederm.outlook.sweep.axis import Axis
from rederm.skin import Client, load_site
from rederm.sources import InputError, Value, nearest

COURSE = {"sessions": "1", "interval_days": "d"}
"""What is turned beside dials: name and unit."""
_LONE = "a sweep turns one block: equal sessions of one device at equal intervals; for several blocks use rederm compare"


@dataclass(frozen=True)
class Treatment:
    """dials: those that the text says, and the defaults. interval_days: of one session the device's default."""

    device: Device
    dials: Mapping[str, DialValue]
    sessions: int
    interval_days: float
    sites: tuple[str, ...]
    aftercare: Aftercare

    @classmethod
    def of(cls, course: Course) -> "Treatment":
        """Raises InputError for a course of several blocks."""
        first, days = course.sessions[0], [session.day for session in course.sessions]
        gaps = {later - day for day, later in pairwise(days)}
        if any((s.setting, s.sites, s.aftercare) != (first.setting, first.sites, first.aftercare) for s in course.sessions):
            raise InputError(f"{course.text!r}: {_LONE}")
        if len(gaps) > 1:
            raise InputError(f"{course.text!r}: {_LONE}")
        device = first.setting.device
        interval = gaps.pop() if gaps else device.number("interval.default", "d")
        dials = {name: value for name, value in first.setting.values.items() if value is not None}
        return cls(device, dials, len(days), interval, first.sites, first.aftercare)

    def with_values(self, values: Mapping[str, Any]) -> Course:
        """The course with these dials, sessions, interval_days and properties of the device. Raises InputError."""
        said = {name: value for name, value in values.items() if name in self.device.dials}
        properties = tuple((name, value) for name, value in values.items() if name.startswith(PHYSICS))
        return build_course(
            _varied(Same(self.device), properties),
            {**self.dials, **said},
            int(values.get("sessions", self.sessions)),
            values.get("interval_days", self.interval_days),
            self.sites,
            self.aftercare,
        )

    def checked(self, axis: Axis) -> Axis:
        """The axis, once every value that it can take was set. Raises InputError for one outside the limits."""
        ends = () if axis.low is None or axis.high is None else (axis.low, axis.high)
        for value in (*axis.levels, *ends):
            self.with_values({axis.name: value})
        return axis


@lru_cache(maxsize=1024)
def _varied(device: Same, properties: tuple[tuple[str, float], ...]) -> Device:
    """One object a variant, so that courses with it share what they have in common."""
    given: Any = device.thing
    return variant(given, dict(properties))


def leaves(treatment: Treatment, values: Mapping[str, Any], client: Client) -> list[str]:
    """Where a point leaves published use in this client, one sentence each; of a variant those of the published device, too."""
    properties = {name: value for name, value in values.items() if name.startswith(PHYSICS)}
    setting = (
        treatment.with_values({name: value for name, value in values.items() if name not in properties}).sessions[0].setting
    )
    told = [_unstudied(treatment.device.values[name], name, value) for name, value in properties.items()]
    for site in treatment.sites:
        group = load_site(site).group
        never = setting.refused_on(group)
        told += [*([never] if never else []), *outside_studied(setting, group, client.fitzpatrick)]
    return list(dict.fromkeys(told))


def _unstudied(value: Value, name: str, given: float) -> str:
    unit = "" if value.unit == "1" else f" {value.unit}"
    stated = f"{value.value:g}" if value.low is None else f"{value.value:g}, {value.low:g} to {value.high:g}"
    return f"{name} = {given:g}{unit}: no such device was studied (the device file has {stated})."


def dial_axis_of(device: Device, name: str) -> tuple[str, bool]:
    """(unit, whole) of a dial. Raises InputError that names the dials."""
    if name in device.aliases:
        raise InputError(f"{name} is another name of the dial {device.aliases[name][0]}; write {device.aliases[name][0]}")
    if name not in device.dials:
        known = [*device.dials, *COURSE]
        raise InputError(f"unknown dial {name!r} for {device.name}{nearest(name, known) or ';'} dials: {', '.join(known)}")
    return device.dials[name].unit, device.dials[name].whole
