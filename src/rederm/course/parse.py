"""Course text read into a course.

    N sessions of DEVICE [on SITE [and SITE]] [at DIAL=VALUE, ..] [, K days|weeks apart] [, with AID, ..]

Blocks are joined by "; after K days|weeks .." (counted from the last session so far) or "; same days .." (session by session
with the block before, on another site). Dials not named stand at the device's defaults; no site named leaves it open for
`Course.at_sites`; no interval named is the device's default. Capitals and spacing do not matter.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rederm.course.aids import read_aids
from rederm.course.dials import read_dial
from rederm.course.model import Aftercare, Course, Session
from rederm.course.numbers import NUMBER, span_days
from rederm.course.sites import read_sites
from rederm.devices import Device, DialValue, Setting, device_names, load_device, make_setting
from rederm.skin.names import SITE_NAMES
from rederm.sources import InputError, nearest

EXAMPLE = "3 sessions of opus-plasma on face at 60 W, 3 passes, 4 weeks apart, with moist care"
_MOST = 60
_SPAN = rf"({NUMBER})\s*(days?|weeks?)"
_APART = re.compile(rf",?\s*{_SPAN}\s+apart")
_AFTER = re.compile(rf"after\s+{_SPAN}\s*,?\s*(.*)")
_SAME = re.compile(r"same\s+days?\s*,?\s*(.*)")
_HEAD = re.compile(r"(\S+)\s+sessions?\s+of\s+(.+?)(?:\s+on\s+(.+?))?(?:\s+at\s+(.+))?")


@dataclass(frozen=True)
class _Block:
    count: int
    setting: Setting
    sites: tuple[str, ...]
    interval_days: float | None
    aftercare: Aftercare


def parse_course(text: str) -> Course:
    """The course that the text describes. Raises InputError: what was read, what is allowed, and an example."""
    plain = " ".join(text.lower().split()).strip(" ;.")
    try:
        if not plain:
            raise InputError("it is empty; say what is to be done")
        return Course.of(_sessions(plain))
    except InputError as error:
        raise InputError(f'course text: {error}; example: "{EXAMPLE}"') from None


def build_course(
    device: Device | str,
    dials: Mapping[str, DialValue],
    sessions: int,
    interval_days: float,
    sites: tuple[str, ...],
    aftercare: Aftercare | None = None,
) -> Course:
    """The course of `sessions` equal sessions, `interval_days` apart, with its canonical text."""
    setting = make_setting(load_device(device) if isinstance(device, str) else device, dials)
    interval = span_days(str(interval_days), "days")
    return Course.of(Session(interval * k, setting, sites, aftercare or Aftercare()) for k in range(_count(str(sessions))))


def _sessions(text: str) -> list[Session]:
    sessions: list[Session] = []
    days: list[float] = []  # of the block that "same days" would pair with
    for place, part in enumerate(text.split(";")):
        part, last = part.strip(), max((s.day for s in sessions), default=0.0)
        after, same = _AFTER.fullmatch(part), _SAME.fullmatch(part)
        if place and not (after or same):
            raise InputError(f'{part!r} after ";" must start with "after K weeks" or "same days"')
        if not place and (after or same):
            raise InputError(f"the first block {part!r} cannot refer to one before it; start with N sessions of DEVICE")
        block = _block(after[3] if after else same[1] if same else part)
        if same:
            _pairs(block, days, part)
            days = days[: block.count]
        else:
            start = last + span_days(after[1], after[2]) if after else 0.0
            interval = block.interval_days or block.setting.device.number("interval.default", "d")
            days = [start + interval * k for k in range(block.count)]
        sessions += [Session(day, block.setting, block.sites, block.aftercare) for day in days]
    return sessions


def _pairs(block: _Block, days: list[float], part: str) -> None:
    if block.interval_days:
        raise InputError(f'"same days" keeps the days of the block before it; leave "apart" out of {part!r}')
    if block.count > len(days):
        raise InputError(f'"same days" pairs with {len(days)} session{"s" if len(days) > 1 else ""}, not {block.count}')
    if not block.sites:
        raise InputError(f'"same days" treats another site; say which in {part!r}, for example "on neck"')


def _block(text: str) -> _Block:
    intervals = _APART.findall(text)
    if len(intervals) > 1:
        raise InputError(f"{text!r} names {len(intervals)} intervals; keep one")
    rest, _, aids = _split_once(_APART.sub("", text), r",?\s*\bwith\s+")
    head, *more = [item.strip() for item in rest.split(",")]
    match = _HEAD.fullmatch(head)
    if not match:
        raise InputError(f"{head!r} cannot be read; a block reads N sessions of DEVICE on SITE at DIAL=VALUE")
    count, device, sites = _count(match[1]), _device(match[2]), read_sites(match[3])
    if intervals and count == 1:
        raise InputError(f"1 session has no interval; leave {' '.join(intervals[0])} apart out, or say how many sessions")
    items = ([match[4]] if match[4] else []) + more
    return _Block(
        count=count,
        setting=_setting(device, items),
        sites=sites,
        interval_days=span_days(*intervals[0]) if intervals else None,
        aftercare=read_aids([aid.strip() for aid in re.split(r",|\band\b", aids) if aid.strip()]),
    )


def _split_once(text: str, pattern: str) -> tuple[str, str, str]:
    match = re.search(pattern, text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _count(text: str) -> int:
    if not re.fullmatch(r"\d{1,4}", text) or not 1 <= int(text) <= _MOST:
        raise InputError(f"{text!r} sessions: give a whole number from 1 to {_MOST}")
    return int(text)


def _device(given: str) -> Device:
    name = re.sub(r"[\s_-]+", "-", given.strip())
    if name not in device_names():
        raise InputError(f"unknown device {given!r}{nearest(name, device_names()) or ';'} devices: {', '.join(device_names())}")
    return load_device(name)


def _setting(device: Device, items: list[str]) -> Setting:
    dials: dict[str, DialValue] = {}
    for item in items:
        if item.endswith(" apart"):
            raise InputError(f"{item!r}: give the interval in days or weeks, for example 4 weeks apart")
        if item in SITE_NAMES:
            raise InputError(f"{item!r} is a site; join sites with and, for example on cheek and {item}")
        name, value = read_dial(device, item)
        if name in dials:
            raise InputError(f"{name} is given twice, the second time as {item!r}; keep one")
        dials[name] = value
    return make_setting(device, dials)
