"""Dates of a course and their calendar: whole, neutral, the same bytes, right in every zone."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from calendar_cases import RULES, finding, invented_course, session
from rederm.output.calendar import NAME, calendar_files, clock
from rederm.output.course_dates import CourseDate, course_dates
from rederm.output.zones import changes, timezone_part, zone_of
from rederm.safety.rules import load_rules
from rederm.sources import DATA, InputError, bibliography, read_toml

HEALTH = ("skin", "acne", "scar", "laser", "peel", "plasma", "needle", "retinoid", "antiviral", "pigment", "infection", "wound")
HEALTH += ("heal", "redness", "device", "treat", "client", "downtime", "photograph", "co2")


def titled(dates: list[CourseDate], start: str) -> list[tuple[int, int]]:
    return [(d.day, d.until) for d in dates if d.title.startswith(start)]


def test_sessions_of_one_day_are_one_appointment_that_takes_both() -> None:
    both = session(0), session(0, "tca-peel", chair_minutes=41.0), session(60)
    visits = [d for d in course_dates(invented_course(*both)) if d.minutes is not None]
    assert [(d.title, d.day, d.minutes) for d in visits] == [("Appointment 1 of 2", 0, 135), ("Appointment 2 of 2", 60, 95)]


def test_the_next_appointment_is_possible_after_the_slowest_of_healing_and_never_before_the_floor() -> None:
    red = course_dates(invented_course(session(0, erythema_days=40.2), session(90)))
    assert titled(red, "Next appointment") == [(41, 41)]
    quick = course_dates(invented_course(session(0, erythema_days=1.0), session(90)))
    assert titled(quick, "Next appointment") == [(21, 21)]  # the floor of fractional-co2
    assert titled(course_dates(invented_course(session(0, erythema_days=95.0), session(90))), "Next appointment") == []


def test_a_window_ends_the_day_before_the_next_session() -> None:
    close = invented_course(session(0), session(28), rules=("pigment-check", "infection-check"))
    assert titled(course_dates(close), "Photo") == [(21, 27), (49, 70)]
    assert titled(course_dates(close), "Call, week 5") == [(63, 63)]


def test_preparation_stands_only_where_a_rule_spoke_to_the_device_of_the_session() -> None:
    assert titled(course_dates(invented_course()), "Preparation") == []
    both = invented_course(session(0), session(60, "tca-peel"))
    both["plans"] = [{"findings": [finding("stop-actives", "tca-peel"), finding("cold-sores-timing")]}]
    assert titled(course_dates(both), "Preparation") == [(-1, -1), (53, 53)]


def test_months_are_counted_from_the_last_session() -> None:
    assert titled(course_dates(invented_course(session(0), session(60))), "Visit") == [
        (60 + day, 60 + day) for day in (28, 91, 182, 364)
    ]


def test_of_a_course_under_way_only_what_is_ahead_is_told() -> None:
    three = session(0), session(60), session(120)
    ahead = course_dates(invented_course(*three, rules=RULES, adapted={"seen_until_day": 90.0}))
    assert min(d.until for d in ahead) > 90
    assert [d.title for d in ahead if d.minutes] == ["Appointment 3 of 3"]
    assert titled(ahead, "Photo") == [(81, 102), (141, 162)]  # a window that is open still stands


def test_no_downtime_is_no_date() -> None:
    assert titled(course_dates(invented_course(session(0, social_downtime_days=0.0))), "Ready again") == []
    peel = session(0)
    peel["social_downtime_days"] = dict.fromkeys(("low", "median", "high"))
    assert titled(course_dates(invented_course(peel)), "Ready again") == []


def test_nothing_about_health_stands_in_the_file() -> None:
    text = calendar_files(invented_course(rules=RULES))[NAME].decode().lower()
    assert [word for word in HEALTH if re.search(rf"\b{word}", text)] == []


def test_every_date_names_rules_and_sources_that_exist() -> None:
    known = {rule.id for rule in load_rules()}
    for entry in read_toml(DATA / "aftercare" / "dates.toml")["date"]:
        assert set(entry.get("rules", [])) <= known
        assert set(entry["source"]) <= set(bibliography())
        assert entry["days"][0] <= entry["days"][1]


def test_events_are_known_again_and_differ_from_each_other() -> None:
    plan = invented_course(rules=RULES)
    assert calendar_files(plan) == calendar_files(plan)

    def identities(at: time, zone: ZoneInfo | None, **changed: str) -> list[str]:
        calendar = Calendar.from_ical(calendar_files(plan | changed, at, zone)[NAME])
        return [str(event["uid"]) for event in calendar.walk("VEVENT")]

    first = identities(time(10), None)
    assert len(set(first)) == len(first)
    assert identities(time(15, 30), ZoneInfo("Asia/Kolkata")) == first
    assert not set(identities(time(10), None, id="ba9876543210")) & set(first)


def test_without_a_zone_the_time_floats() -> None:
    text = calendar_files(invented_course(), time(14, 30))[NAME].decode()
    assert "DTSTART:20260928T143000\r\n" in text
    assert "TZID" not in text
    assert "VTIMEZONE" not in text


def test_every_line_is_short_and_every_event_that_asks_for_something_reminds_a_day_before() -> None:
    content = calendar_files(invented_course(rules=RULES), zone=ZoneInfo("Europe/Berlin"))[NAME]
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    for event in Calendar.from_ical(content).walk("VEVENT"):
        alarms = event.walk("VALARM")
        quiet = str(event["summary"]).startswith(("Ready", "Next"))
        assert len(alarms) == (0 if quiet else 1)
        timed = isinstance(event.decoded("dtstart"), datetime)
        assert all(alarm.decoded("trigger") == timedelta(hours=-24 if timed else -15) for alarm in alarms)


def offset_by_rfc(part: Timezone, moment: datetime) -> timedelta:
    """UTC offset as RFC 5545 reads a VTIMEZONE: of the last observance that has begun."""
    begun = [(o["dtstart"].dt - o["tzoffsetfrom"].td, o["tzoffsetto"].td) for o in part.subcomponents if "dtstart" in o]
    return max((when, offset) for when, offset in begun if when <= moment.replace(tzinfo=None))[1]


ZONES = ["Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo"]


@pytest.mark.parametrize("name", [*ZONES, "Europe/Dublin", "Africa/Casablanca"])
def test_a_written_zone_is_the_tz_database_in_every_quarter_of_an_hour(name: str) -> None:
    first, last = date(2026, 9, 1), date(2027, 11, 30)
    zone = ZoneInfo(name)
    part = timezone_part(zone, first, last)
    moment, end = datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 12, 1, tzinfo=UTC)
    near = [c + timedelta(minutes=15 * k) for c in changes(zone, first, last) for k in range(-8, 9)]
    while moment < end:
        near.append(moment)
        moment += timedelta(hours=11)
    for each in near:
        assert offset_by_rfc(part, each) == each.astimezone(zone).utcoffset(), each


@settings(max_examples=25)
@given(st.dates(date(2024, 1, 1), date(2036, 1, 1)), st.sampled_from(ZONES), st.times())
def test_an_appointment_begins_at_its_time_on_the_clock_of_its_zone(start: date, name: str, at: time) -> None:
    at = at.replace(second=0, microsecond=0)
    content = calendar_files(invented_course(start=start.isoformat()), at, ZoneInfo(name))[NAME]
    timed = [e.decoded("dtstart") for e in Calendar.from_ical(content).walk("VEVENT") if "T" in e["dtstart"].to_ical().decode()]
    assert [(t.date(), t.time(), str(t.tzinfo)) for t in timed] == [
        (start + timedelta(days=98 * k), at, name) for k in range(3)
    ]


@pytest.mark.parametrize("text", ["10", "25:00", "10:60", "ten", "10:00:00", ""])
def test_what_is_no_time_on_the_clock_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="14:30"):
        clock(text)


@pytest.mark.parametrize(
    ("name", "near"), [("Europe/Berln", "Europe/Berlin"), ("CET+1", "area and a city"), ("", "area and a city")]
)
def test_an_unknown_zone_is_refused(name: str, near: str) -> None:
    with pytest.raises(InputError, match=near):
        zone_of(name)
