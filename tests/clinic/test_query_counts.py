"""How often a page asks the database does not grow with what is kept: one row or many, the same number of questions."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from clinic_objects import chosen, consented
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from rederm.clinic.accounts.models import User
from rederm.clinic.charts.keep import new_version
from rederm.clinic.charts.models import Record
from rederm.clinic.followups.models import Seen
from rederm.clinic.jobs.models import DONE, Job
from rederm.clinic.plans.models import REPLACED, ChosenCourse
from rederm.clinic.treatments.keep import finish, happened, open_visit, report_event
from rederm.clinic.treatments.models import Visit

FIRST = date(2026, 1, 12)
SETTING = {"power_W": 60.0, "passes": 3.0, "speed_mm_s": 15.0, "tip": "roller"}
SESSION = {"device": "opus-plasma", "sites": ["cheek"], "setting": SETTING, "lot": "7", "endpoint": "pink"}
MANY = 12


def questions(browser: Browser, address: str) -> int:
    """Asked of the database by a page that was shown before."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


@pytest.fixture
def browser(signed_in: Callable[..., Browser]) -> Browser:
    return signed_in("owner")


@pytest.fixture
def course(record: Record) -> ChosenCourse:
    """One visit done, one open, one of everything else."""
    course = consented(record)
    first = open_visit(course.by, course, FIRST)
    _add(course, first, 0)
    finish(course.by, first, [SESSION], {})
    open_visit(course.by, course, FIRST + timedelta(days=28))
    return course


def _add(course: ChosenCourse, visit: Visit, number: int) -> None:
    """A clock, an adverse event, a reading and a job that has ended."""
    user, day = course.by, FIRST + timedelta(days=1 + number)
    if visit.state != "done":
        happened(user, visit, "area-on", f"area {number}")
    report_event(user, course.record, what="blister", severity="mild", seen=day, words="left", visit=visit)
    for quantity in ("score.wrinkles", "erythema_days"):
        rater = "client" if "." in quantity else ""
        Seen.objects.create(course=course, on=day, quantity=quantity, value="0.9", rater=rater, rater_name=rater, by=user)
    Job.objects.create(record=course.record, kind="adapt", asked={"course": "another"}, state=DONE, by=user)


def _more(course: ChosenCourse) -> None:
    """Many more of everything that the pages show."""
    opened = course.visits.get(number=2)
    for number in range(1, MANY):
        _add(course, opened, number)
        other = User.objects.invite(f"more-{number}@example.org", "Another", "clinician", course.record.clinic)
        Seen.objects.create(course=course, on=FIRST + timedelta(days=40 + number), quantity="pain_0_10", value="2", by=other)


def pages(course: ChosenCourse) -> dict[str, str]:
    first, second = course.visits.order_by("number")
    return {
        "chart": f"/clients/{course.record.pk}/",
        "visits": f"/courses/{course.pk}/visits/",
        "sheet that is done": f"/visits/{first.pk}/",
        "sheet that is open": f"/visits/{second.pk}/",
        "follow-up": f"/courses/{course.pk}/follow-up/",
        "adverse events": f"/clients/{course.record.pk}/adverse-events/",
    }


def test_pages_of_a_client_ask_as_often_with_many_rows_as_with_one(course: ChosenCourse, browser: Browser) -> None:
    once = {name: questions(browser, address) for name, address in pages(course).items()}
    _more(course)
    assert {name: questions(browser, address) for name, address in pages(course).items()} == once
    assert max(once.values()) <= 35, once


def test_versions_and_courses_of_before_cost_the_chart_nothing(course: ChosenCourse, browser: Browser) -> None:
    address = pages(course)["chart"]
    once = questions(browser, address)
    for _ in range(3):
        ChosenCourse.objects.filter(pk=_old(course.record).pk).update(state=REPLACED)
    for number in range(1, 4):
        new_version(course.by, course.record, course.version.content, number)
    assert questions(browser, address) == once


def _old(record: Record) -> ChosenCourse:
    """A course that was chosen before this one."""
    first = record.courses.order_by("at").first()
    assert first is not None
    kept: dict[str, Any] = {name: getattr(first, name) for name in ("version", "text", "planned", "outlook", "digest", "by")}
    return ChosenCourse.objects.create(record=record, seed=0, draws=8, start=FIRST, **kept)


def test_a_full_page_of_clients_asks_as_often_as_one_client(record: Record, browser: Browser) -> None:
    once = questions(browser, "/")
    rows = [Record(clinic=record.clinic, number=2 + n, name=f"Invented {n}", born=FIRST) for n in range(60)]
    Record.objects.bulk_create(rows)
    assert questions(browser, "/?page=2&sort=newest") == once
    assert questions(browser, "/?q=invented") == once
    assert once <= 15


def test_a_page_that_only_names_a_course_leaves_its_outlook_in_the_database(record: Record, browser: Browser) -> None:
    course = chosen(record)
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"/courses/{course.pk}/visits/")
        browser.get(f"/clients/{record.pk}/")
    assert not [query for query in asked.captured_queries if '"outlook"' in query["sql"]]
