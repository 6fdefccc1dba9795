"""The consult in Chromium: the map by keyboard alone, no violation of WCAG, no scrolling sideways, no error."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_clinic import chromium, screen, served  # noqa: F401  fixtures
from django.urls import reverse
from playwright.sync_api import Page

from rederm.clinic.charts.models import Record
from rederm.clinic.consult.keep import held

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ("intake", "concerns", "skin-type", "screening")


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "passes"]})
    assert len(found.response["passes"]) > 10, "axe looked at nothing"
    return [f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:300]}" for rule in found.response["violations"]]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways_or_logs_an_error(name: str, screen: Page, record: Record) -> None:  # noqa: F811
    said: list[str] = []
    screen.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    screen.on("pageerror", lambda error: said.append(str(error)))
    screen.goto(reverse(name, args=[record.pk]) + ("?site=chin" if name == "concerns" else ""))
    screen.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert violations(screen) == []
    screen.set_viewport_size({"width": 640, "height": 900})
    assert screen.evaluate("document.documentElement.scrollWidth") <= 640
    assert said == []


def test_a_concern_is_placed_by_keyboard_alone(screen: Page, record: Record) -> None:  # noqa: F811
    screen.goto(reverse("concerns", args=[record.pk]))
    for _ in range(60):
        screen.keyboard.press("Tab")
        if screen.evaluate("document.activeElement.id") == "region-face-chin":
            break
    assert screen.evaluate("document.activeElement.getAttribute('aria-label')") == "chin"
    stroke = "getComputedStyle(document.querySelector('#region-face-chin path')).strokeWidth"
    assert screen.evaluate(stroke) == "3.5px"  # the focus is seen
    screen.keyboard.press("Enter")
    screen.wait_for_selector("#concern")
    screen.wait_for_selector("#concern h3:focus")
    assert screen.input_value("#id_site") == "chin"
    screen.keyboard.press("Tab")
    screen.keyboard.press("Tab")
    screen.keyboard.press("Space")
    screen.keyboard.press("Tab")
    screen.keyboard.press("ArrowRight")
    screen.keyboard.press("Enter")
    screen.wait_for_selector(".marks li:nth-child(4)")
    assert held(record).content["concerns"][-1] == {"kind": "fine-lines", "site": "chin", "severity": 0.0}
    assert screen.get_attribute("#region-face-chin", "aria-label") == "chin: 4 Fine lines"


def test_a_refused_concern_is_shown_in_place(screen: Page, record: Record) -> None:  # noqa: F811
    screen.goto(reverse("concerns", args=[record.pk]) + "?site=cheek")
    screen.check("input[value='acne-scars']")
    screen.click("#concern button.main")
    screen.wait_for_selector("#concern [role=alert]")
    assert "stands 2 times" in screen.inner_text("#concern [role=alert]")
    assert screen.is_checked("input[value='acne-scars']")


def test_the_suggestion_follows_the_answers(screen: Page, record: Record) -> None:  # noqa: F811
    screen.goto(reverse("skin-type", args=[record.pk]))
    for group in screen.query_selector_all("[id^='field-answer']"):
        group.query_selector_all("input")[5].check()
    screen.wait_for_selector("#found:has-text('type VI (40 points)')")
