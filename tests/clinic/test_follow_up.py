"""Follow-up: what was seen is judged by rederm's own reader, kept beside what was foretold, and only restrains."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from clinic_objects import consented

from rederm.clinic.audit.log import verify
from rederm.clinic.charts.models import Record
from rederm.clinic.followups.chart import courses_of_scores
from rederm.clinic.followups.keep import ask_rest, rest_of, see
from rederm.clinic.followups.models import Seen
from rederm.clinic.followups.observed import observed_of
from rederm.clinic.plans.models import ChosenCourse
from rederm.clinic.treatments.keep import finish, open_visit, report_event
from rederm.sources import InputError

FIRST = date(2026, 1, 12)
DONE = {"device": "opus-plasma", "sites": ["cheek"], "lot": "7", "endpoint": "pink"}
SETTING = {"power_W": 60.0, "passes": 3.0, "speed_mm_s": 15.0, "tip": "roller"}


@pytest.fixture
def course(record: Record) -> ChosenCourse:
    """One visit of it was done, with two passes where three were planned."""
    course = consented(record)
    visit = open_visit(course.by, course, FIRST)
    finish(course.by, visit, [DONE | {"setting": SETTING | {"passes": 2.0}}], {"0.passes": "much redness"})
    return course


def test_what_counts_is_what_was_done_not_what_was_planned(course: ChosenCourse) -> None:
    done = observed_of(course).done
    assert len(done.sessions) == 1
    assert done.sessions[0].setting["passes"] == 2


def test_a_score_needs_its_rater_by_name(course: ChosenCourse) -> None:
    day = FIRST + timedelta(days=27)
    with pytest.raises(InputError, match="name of who gave it"):
        see(course.by, course, day, "score.wrinkles", "0.8", "blinded")
    see(course.by, course, day, "score.wrinkles", "0.8", "blinded", "Dr Invented")
    (reading,) = observed_of(course).readings
    assert (reading.value, reading.rater, reading.day) == (0.8, "blinded", 27)


@pytest.mark.parametrize(
    ("quantity", "value", "after"),
    [
        ("erythema_days", "many", 5),
        ("erythema_days", "9", 5),
        ("pain_0_10", "11", 1),
        ("score.laxity", "0.5", 30),
        ("erythema_days", "3", -2),
    ],
)
def test_what_the_reader_of_tables_refuses_is_refused_and_not_kept(
    course: ChosenCourse, quantity: str, value: str, after: int
) -> None:
    with pytest.raises(InputError):
        see(course.by, course, FIRST + timedelta(days=after), quantity, value, "client" if "." in quantity else "", "C")
    assert not Seen.objects.exists()


def test_a_later_reading_of_the_same_takes_the_place_of_the_first_and_both_are_kept(course: ChosenCourse) -> None:
    for value in ("5", "6"):
        see(course.by, course, FIRST + timedelta(days=8), "erythema_days", value)
    assert [reading.value for reading in observed_of(course).readings] == [6.0]
    assert Seen.objects.count() == 2
    assert verify() == []


def test_an_improvement_stands_in_the_chart_as_a_share(course: ChosenCourse) -> None:
    see(course.by, course, FIRST + timedelta(days=27), "improvement_pct.wrinkles", "25", "client", "the client")
    (chart,) = [chart for chart in courses_of_scores(course, FIRST) if chart["title"] == "wrinkles"]
    assert chart["seen"] == [{"day": 27, "value": 0.75, "rater": "client", "name": "the client"}]
    assert all(low <= middle <= high for low, middle, high in zip(chart["low"], chart["median"], chart["high"], strict=True))


def test_a_sign_of_trouble_stops_the_course_until_a_clinician_has_looked(course: ChosenCourse) -> None:
    report_event(
        course.by, course.record, what="infection", severity="moderate", seen=FIRST + timedelta(days=4), words="crusts"
    )
    (sign,) = observed_of(course).signs
    assert sign.there
    see(course.by, course, FIRST + timedelta(days=9), "answered", "Dr Invented: settled, go on")
    assert len(observed_of(course).answers) == 1


def test_the_rest_of_the_course_never_rises(course: ChosenCourse) -> None:
    see(course.by, course, FIRST + timedelta(days=10), "erythema_days", "2")
    plan = rest_of(ask_rest(course.by, course), lambda *_: True)
    assert plan["adapted"]["done_sessions"] == 1
    assert all(float(entry["setting"]["power_W"]) <= 60 for entry in plan["plans"])


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(course: ChosenCourse, signed_in: Callable[..., Any]) -> None:
    browser = signed_in("assistant")
    given = {
        "on": "2026-02-08",
        "concern": "wrinkles",
        "kind": "score",
        "value": "nine",
        "rater": "client",
        "rater_name": "the client",
    }
    refused = browser.post(f"/courses/{course.pk}/follow-up/score/", given)
    assert refused.status_code == 422
    assert 'value="nine"' in refused.content.decode()
    assert browser.post(f"/courses/{course.pk}/follow-up/score/", given | {"value": "0.9"}).status_code == 302
    page = browser.get(f"/courses/{course.pk}/follow-up/").content.decode()
    assert "style=" not in page
    assert "Red flags" in page
