"""Time zones as a calendar file holds them: each change of the offset on its own, straight from the tz database.

Read from the database and not from the calendar library, whose VTIMEZONE begins summer time an hour late.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from rederm.sources import InputError, nearest

if TYPE_CHECKING:
    from icalendar import Timezone

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


def zone_of(name: str) -> ZoneInfo:
    """The zone of this name, for example Europe/Berlin. Raises InputError for an unknown one."""
    known = available_timezones()
    if name not in known:
        near = nearest(name, known) or ";"
        raise InputError(f"--zone {name!r} is not a time zone{near} a zone is an area and a city, for example Europe/Berlin")
    return ZoneInfo(name)


def changes(zone: ZoneInfo, first: date, last: date) -> Iterator[datetime]:
    """The moments (UTC) at which the offset changes from the start of `first` to the end of `last`."""
    low = datetime.combine(first, time(), UTC)
    while low.date() <= last:
        high = low + _DAY
        if _offset(zone, low) != _offset(zone, high):
            yield _between(zone, low, high)
        low = high


def timezone_part(zone: ZoneInfo, first: date, last: date) -> "Timezone":
    """The VTIMEZONE that is right for the days from `first` to `last`."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    part = Timezone()
    part.add("tzid", zone.key)
    start = datetime.combine(first, time(), UTC)
    for moment in [start, *changes(zone, first, last)]:
        after, before = moment.astimezone(zone), (moment - _MINUTE).astimezone(zone)
        observance = TimezoneDaylight() if after.dst() else TimezoneStandard()
        # The onset is written as a clock showed it that had not been changed yet.
        observance.add("dtstart", moment.replace(tzinfo=None) + (before.utcoffset() or timedelta()))
        observance.add("tzoffsetfrom", before.utcoffset())
        observance.add("tzoffsetto", after.utcoffset())
        observance.add("tzname", after.tzname())
        part.add_component(observance)
    return part


def _offset(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _between(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first minute of the new offset, by halving."""
    old = _offset(zone, low)
    while high - low > _MINUTE:
        middle = low + (high - low) // _MINUTE // 2 * _MINUTE
        low, high = (middle, high) if _offset(zone, middle) == old else (low, middle)
    return high
