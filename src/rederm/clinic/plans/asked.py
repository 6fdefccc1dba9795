"""What the dials say, read into a course; and a course laid out on the dials."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from rederm.course import Aftercare, Course, build_course, parse_course
from rederm.course.aids import read_aids, write_aids
from rederm.devices import Device, device_names, load_device, show
from rederm.sources import InputError, nearest

DIAL = "dial-"  # before the name of a dial, in the form
AIDS = (  # of DESIGN 4.3, as they are ticked; numbing and steroid take a number
    "no numbing",
    "nerve block",
    "cold air",
    "contact cooling",
    "cool mask",
    "moist care",
    "dry care",
    "sun protected",
    "no sunscreen",
    "antiviral",
    "hydroquinone after",
)
_MOST_SESSIONS, _LONGEST_DAYS = 60, 3650


@dataclass(frozen=True)
class Asked:
    """A course as the dials show it: one device, one setting, equal intervals. dials: those that were named."""

    device: Device
    sites: tuple[str, ...]
    sessions: int
    interval_days: int
    dials: Mapping[str, float | str]
    aids: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)  # "numbing" and "steroid", as typed

    @property
    def course(self) -> Course:
        """The course. Raises InputError for a value outside the limits of its dial, or aids that contradict."""
        return build_course(self.device, self.dials, self.sessions, self.interval_days, self.sites, self.aftercare)

    @property
    def aftercare(self) -> Aftercare:
        numbered = {"numbing": "numbing {} min", "steroid": "steroid {} days"}
        return read_aids([*self.aids, *(numbered[key].format(value) for key, value in self.more.items())])


def usual(device: Device, sites: tuple[str, ...]) -> Asked:
    """The device as it is usually set: where the dials start."""
    count = int(device.values["sessions.usual"].value) if "sessions.usual" in device.values else 3
    return Asked(device, sites, count, round(device.number("interval.default", "d")), {})


def known_device(name: str) -> Device:
    """The device of this name. Raises InputError for one that is not known."""
    if name not in device_names():
        raise InputError(f"there is no device {name[:40]!r}{nearest(name, device_names()) or ';'} choose one of the list")
    return load_device(name)


def read_form(form: Any) -> Asked:
    """The dials as they were posted (a QueryDict). Raises InputError: what was given and what is allowed."""
    device = known_device(form.get("device", ""))
    dials: dict[str, float | str] = {}
    for key in (key for key in form if key.startswith(DIAL)):
        name, value = key.removeprefix(DIAL), form[key].strip()
        if name not in device.dials:
            raise InputError(f"{name[:40]} is no dial of {device.name}; its dials are {', '.join(device.dials)}")
        if value:
            dials[name] = _value(device, name, value)
    sites, aids = tuple(form.getlist("site")), tuple(form.getlist("aid"))
    if not sites:
        raise InputError("no site is chosen; tick at least one")
    unknown = [aid for aid in aids if aid not in AIDS]
    if unknown:
        raise InputError(f"{unknown[0][:40]!r} is no aftercare of the list; allowed: {', '.join(AIDS)}")
    more = {key: form[key].strip() for key in ("numbing", "steroid") if form.get(key, "").strip()}
    count = _whole(form.get("sessions", ""), "sessions", _MOST_SESSIONS)
    interval = _whole(form.get("interval", ""), "days between sessions", _LONGEST_DAYS)
    return Asked(device, sites, count, interval, dials, aids, more)


def of_course(text: str) -> Asked | None:
    """A course text on the dials; None where they cannot show it: several devices, settings or intervals.

    Raises InputError for a text that is no course.
    """
    course = parse_course(text)
    first, days = course.sessions[0], [session.day for session in course.sessions]
    if any((s.setting, s.sites, s.aftercare) != (first.setting, first.sites, first.aftercare) for s in course.sessions):
        return None
    gaps = {after - before for before, after in pairwise(days)}
    if len(gaps) > 1:
        return None
    device = first.setting.device
    interval = round(gaps.pop()) if gaps else round(device.number("interval.default", "d"))
    dials = {name: value for name, value in first.setting.values.items() if value is not None}
    aids = write_aids(first.aftercare)
    more = {aid.split(" ")[0]: aid.split(" ")[1] for aid in aids if aid.split(" ")[0] in ("numbing", "steroid")}
    ticked = tuple(aid for aid in aids if aid in AIDS)
    if len(ticked) + len(more) < len(aids):
        return None
    return Asked(device, first.sites, len(days), interval, dials, ticked, more)


def _value(device: Device, name: str, given: str) -> float | str:
    """A number where it reads as one; choices that are numbers too."""
    choices = {show(choice): choice for choice in device.dials[name].choices}
    if choices:
        return choices.get(given, given)
    try:
        return float(given.replace(",", "."))
    except ValueError:
        low, high = device.dials[name].limits or (0.0, 0.0)
        raise InputError(f"{name} = {given[:20]!r} is not a number; give one from {low:g} to {high:g}") from None


def _whole(given: str, what: str, most: int) -> int:
    if not given.strip().isdecimal() or not 1 <= int(given) <= most:
        raise InputError(f"{what}: {given[:20]!r} is not a whole number from 1 to {most}")
    return int(given)
