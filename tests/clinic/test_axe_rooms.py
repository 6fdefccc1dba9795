"""The frame, the chart, treatment and follow-up in Chromium: no violation of WCAG, no scrolling sideways at 200 %, no error."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from browser_clinic import chromium, screen, served  # noqa: F401  fixtures
from clinic_objects import consented
from django.urls import reverse
from playwright.sync_api import Page
from test_consult_browser import violations

from rederm.clinic.accounts.links import link_for
from rederm.clinic.charts.models import Record
from rederm.clinic.followups.keep import see
from rederm.clinic.treatments.keep import finish, happened, open_visit, report_event
from rederm.clinic.treatments.models import Visit

FIRST = date(2026, 1, 12)
SETTING = {"power_W": 60.0, "passes": 2.0, "speed_mm_s": 15.0, "tip": "roller"}
DONE = [{"device": "opus-plasma", "sites": ["cheek"], "setting": SETTING, "lot": "7", "endpoint": "pink"}]


def open_one(record: Record) -> Visit:
    course = consented(record)
    visit = open_visit(course.by, course, FIRST)
    happened(course.by, visit, "numbing-on", "")
    return visit


def done_one(record: Record) -> Visit:
    visit = open_one(record)
    finish(visit.by, visit, DONE, {"0.passes": "much redness"}, note="drier on the left")
    report_event(visit.by, record, what="blister", severity="mild", seen=FIRST, words="left cheek", visit=visit)
    see(visit.by, visit.course, date(2026, 1, 20), "erythema_days", "5")
    see(visit.by, visit.course, date(2026, 2, 8), "score.wrinkles", "0.9", "blinded", "Dr Invented")
    return visit


PLACES: dict[str, Callable[[Record], str]] = {
    "start": lambda record: reverse("start"),
    "nobody found": lambda record: reverse("start") + "?q=nobody",
    "new client": lambda record: reverse("client-new"),
    "chart": lambda record: reverse("client", args=[record.pk]),
    "chart under way": lambda record: reverse("client", args=[done_one(record).course.record_id]),
    "verdict": lambda record: reverse("verdict"),
    "visits": lambda record: reverse("visits", args=[consented(record).pk]),
    "visit": lambda record: reverse("visit", args=[open_one(record).pk]),
    "visit done": lambda record: reverse("visit", args=[done_one(record).pk]),
    "adverse events": lambda record: reverse("adverse", args=[done_one(record).course.record_id]),
    "follow-up": lambda record: reverse("followup", args=[done_one(record).course_id]),
    "not for this account": lambda record: reverse("clinic"),
    "no such page": lambda record: "/nowhere/",
    "welcome": lambda record: link_for(record.versions.get().by),
}
REFUSED = ("not for this account", "no such page")  # whose status the console tells


@pytest.mark.parametrize("name", PLACES)
def test_axe_finds_nothing_and_no_page_runs_over_the_side(name: str, screen: Page, record: Record) -> None:  # noqa: F811
    said: list[str] = []
    screen.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    screen.on("pageerror", lambda error: said.append(str(error)))
    screen.goto(PLACES[name](record))
    screen.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert violations(screen) == []
    screen.set_viewport_size({"width": 640, "height": 900})
    assert screen.evaluate("document.documentElement.scrollWidth") <= 640
    assert screen.locator("h1").count() == 1
    assert [words for words in said if name not in REFUSED or "status of 40" not in words] == []


def test_the_log_in_too(chromium: Any, served: str) -> None:  # noqa: F811
    context = chromium.new_context(viewport={"width": 640, "height": 900}, base_url=served)
    page = context.new_page()
    page.goto("/log-in/")
    page.get_by_label("E-mail").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    page.locator("[role=alert]").first.wait_for()
    assert violations(page) == []
    context.close()
