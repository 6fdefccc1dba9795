"""Calendars of one course in four time zones (`calendar_cases`), byte for byte; the clock shows the same hour on each side of a
change."""

from datetime import datetime, timedelta

import pytest
from icalendar import Calendar

from calendar_cases import ZONES, kept, made

OFFSETS = {  # hours from UTC at the three visits
    "europe-berlin": [2, 1, 2],
    "america-new-york": [-4, -5, -4],
    "australia-sydney": [10, 11, 10],
    "asia-kolkata": [5.5, 5.5, 5.5],
}


@pytest.mark.parametrize("name", ZONES)
def test_the_calendar_is_the_kept_one(name: str) -> None:
    assert made(name) == kept(name)


@pytest.mark.parametrize("name", ZONES)
def test_appointments_keep_their_time_on_the_clock(name: str) -> None:
    events = Calendar.from_ical(kept(name)).walk("VEVENT")
    visits = [event for event in events if isinstance(event.decoded("dtstart"), datetime)]
    starts = [event.decoded("dtstart") for event in visits]
    assert [(start.hour, start.minute) for start in starts] == [(10, 0)] * 3
    assert [start.utcoffset() / timedelta(hours=1) for start in starts] == OFFSETS[name]
    assert [event.decoded("dtend") - event.decoded("dtstart") for event in visits] == [timedelta(minutes=95)] * 3
