"""A client reads and signs on a tablet, with a finger or by keyboard alone, and every page is for all people."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_clinic import chromium, screen, served  # noqa: F401  fixtures
from consent_cases import NAME, signed, told_course
from django.urls import reverse
from playwright.sync_api import Page

from rederm.clinic.consents.models import Consent
from rederm.clinic.consents.questions import questions
from rederm.clinic.consents.standing import standing
from rederm.clinic.plans.models import ChosenCourse

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "an invented password"


@pytest.fixture
def course(record: Any) -> ChosenCourse:
    return told_course(record)


@pytest.fixture
def tablet(screen: Page, settings: Any, course: ChosenCourse) -> Iterator[Page]:  # noqa: F811
    """A tablet that says nothing in its console, in the hands of a clinician with a password."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    course.by.set_password(PASSWORD)
    course.by.save()
    screen.context.clear_cookies()
    screen.set_viewport_size({"width": 820, "height": 1180})
    said: list[str] = []
    screen.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    screen.on("pageerror", lambda error: said.append(str(error)))
    yield screen
    assert [line for line in said if "422" not in line] == []


def log_in(page: Page, course: ChosenCourse) -> None:
    page.goto(reverse("login"))
    page.get_by_label("E-mail").fill(course.by.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "log-in" not in url)
    page.goto(reverse("consent-sign", kwargs={"key": course.pk}))


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found.response["violations"]]


def answer_all(page: Page) -> None:
    for question in questions():
        page.locator(f"input[name={question.key}]").first.check()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(tablet: Page, course: ChosenCourse) -> None:
    log_in(tablet, course)
    for width in (640, 820):
        tablet.set_viewport_size({"width": width, "height": 1180})
        tablet.reload()
        assert violations(tablet) == []
        assert tablet.evaluate("document.documentElement.scrollWidth") <= width
    tablet.get_by_role("button", name="Sign the consent").click()
    tablet.wait_for_selector("#open")
    assert violations(tablet) == []
    tablet.goto(reverse("consent", kwargs={"key": signed(course).pk}))
    tablet.set_viewport_size({"width": 640, "height": 1180})
    assert violations(tablet) == []
    assert tablet.evaluate("document.documentElement.scrollWidth") <= 640


def test_axe_finds_nothing_on_the_texts(tablet: Page, course: ChosenCourse) -> None:
    course.by.role = "owner"
    course.by.save()
    log_in(tablet, course)
    tablet.goto(reverse("consent-texts") + "?text=plasma")
    tablet.locator("textarea").fill("# Ours\nAnother text.")
    tablet.get_by_role("button", name="Put version 2 in force").click()
    tablet.wait_for_selector(".diff")
    assert violations(tablet) == []


def test_a_client_signs_with_a_finger_and_the_strokes_survive_an_open_answer(tablet: Page, course: ChosenCourse) -> None:
    log_in(tablet, course)
    answer_all(tablet)
    tablet.get_by_label("Your full name", exact=True).fill(NAME)
    field = tablet.locator("canvas")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box is not None
    tablet.mouse.move(box["x"] + 60, box["y"] + 150)
    tablet.mouse.down()
    for place in range(30):
        tablet.mouse.move(box["x"] + 60 + 12 * place, box["y"] + (170 if place % 4 < 2 else 60))
    tablet.mouse.up()
    tablet.get_by_role("button", name="Sign the consent").click()  # without the password
    tablet.wait_for_selector("#open")
    assert not Consent.objects.exists()
    tablet.get_by_label("Your password again").fill(PASSWORD)
    tablet.get_by_role("button", name="Sign the consent").click()
    tablet.wait_for_url("**/consents/**")
    consent = Consent.objects.get()
    assert consent.manner == "drawn"
    assert consent.signature.size > 500
    assert standing(course)


def test_everything_can_be_done_by_keyboard(tablet: Page, course: ChosenCourse) -> None:
    log_in(tablet, course)
    asked = {question.key: question for question in questions()}

    def here() -> dict[str, str]:
        return tablet.evaluate("({name: document.activeElement.name || '', text: document.activeElement.textContent.trim()})")

    for _ in range(80):
        tablet.keyboard.press("Tab")
        now = here()
        if now["name"] in asked:
            tablet.keyboard.press("Space")
        elif now["name"] in ("signer", "written"):
            tablet.keyboard.type(NAME)
        elif now["name"] == "mine":
            tablet.keyboard.press("Space")
        elif now["name"] == "password":
            tablet.keyboard.type(PASSWORD)
        elif now["text"] == "Sign the consent":
            tablet.keyboard.press("Enter")
            break
    tablet.wait_for_url("**/consents/**")
    assert Consent.objects.get().manner == "typed"
    assert tablet.get_by_text("This consent stands.").is_visible()
