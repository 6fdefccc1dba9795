"""The rooms of a plan in Chromium: dials, front and slider by keyboard alone, clean by axe, no error, no side scroll."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_clinic import chromium, screen, served  # noqa: F401  fixtures
from plan_cases import TEXTS, done_job
from playwright.sync_api import Page, expect

from rederm.clinic.charts.models import Record

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "plans": "/plans/{key}/",
    "room": "/plans/{key}/room/?course=" + TEXTS[0].replace("%", "%25"),
    "compare": "/plans/{key}/compare/?a=" + TEXTS[0].replace("%", "%25") + "&b=" + TEXTS[1].replace("%", "%25"),
    "choose": "/plans/{key}/choose/?course=" + TEXTS[0].replace("%", "%25"),
}
_SLOW = 30_000  # ms that a first picture may take on a busy machine


@pytest.fixture(autouse=True)
def unwarmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rederm.clinic.plans.warm.WARMER.wish", lambda *given: None)


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "passes"]})
    assert len(found.response["passes"]) > 10, "axe looked at nothing"
    return [f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:300]}" for rule in found.response["violations"]]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_no_page_scrolls_sideways_or_logs_an_error(name: str, screen: Page, record: Record) -> None:  # noqa: F811
    done_job(record)
    said: list[str] = []
    screen.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    screen.on("pageerror", lambda error: said.append(str(error)))
    screen.goto(PAGES[name].format(key=record.pk))
    if name == "compare":
        screen.wait_for_selector("[data-slider]", timeout=_SLOW)
    screen.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert violations(screen) == []
    screen.set_viewport_size({"width": 640, "height": 900})
    assert screen.evaluate("document.documentElement.scrollWidth") <= 640
    assert said == []


def test_an_arrow_key_on_a_dial_answers_anew(screen: Page, record: Record) -> None:  # noqa: F811
    screen.goto(PAGES["room"].format(key=record.pk))
    slider = screen.get_by_label("Concentration, slider")
    expect(slider).to_be_visible()
    slider.focus()
    screen.keyboard.press("ArrowRight")
    value = screen.input_value("#dial-concentration_pct")
    assert float(value) > 10
    expect(screen.locator("#answer .course-text")).to_contain_text(f"at {value} %", timeout=_SLOW)
    expect(screen.locator("#answer [role=status]")).to_contain_text("answered in")
    assert screen.locator(".charts canvas").count() == 3
    assert screen.evaluate("document.activeElement.dataset.of") == "dial-concentration_pct"


def test_a_value_that_cannot_be_is_refused_in_the_place_of_the_answer(screen: Page, record: Record) -> None:  # noqa: F811
    screen.goto(PAGES["room"].format(key=record.pk))
    screen.fill("#dial-concentration_pct", "140")
    expect(screen.locator("#answer [role=alert]")).to_contain_text("outside 5..100 %", timeout=_SLOW)
    screen.fill("#dial-concentration_pct", "60")
    expect(screen.locator("#answer .course-text")).to_contain_text("at 60 %", timeout=_SLOW)
    expect(screen.locator(".knob.out .warns")).to_be_visible()


def test_a_point_of_the_front_opens_its_course_by_keyboard(screen: Page, record: Record) -> None:  # noqa: F811
    done_job(record)
    screen.goto(PAGES["plans"].format(key=record.pk))
    screen.evaluate("document.querySelector('.front').previousElementSibling.scrollIntoView()")
    for _ in range(80):
        screen.keyboard.press("Tab")
        if screen.evaluate("document.activeElement.closest('.front svg') !== null"):
            break
    name = screen.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "in 8 of 10 draws" in name
    screen.keyboard.press("Enter")
    screen.wait_for_url("**/room/?course=**")
    assert name.split(":")[0].split(" × ")[0].lstrip("0123456789 ") in screen.locator("#answer h2").inner_text()


def test_the_edge_between_two_pictures_moves_by_keys_and_by_buttons(screen: Page, record: Record) -> None:  # noqa: F811
    screen.goto(PAGES["compare"].format(key=record.pk))
    screen.wait_for_selector("[data-slider]", timeout=_SLOW)
    edge = "getComputedStyle(document.querySelector('.slider')).getPropertyValue('--cut').trim()"
    assert screen.evaluate(edge) == "50%"
    screen.focus("#cut")
    screen.keyboard.press("ArrowRight")
    assert screen.evaluate(edge) == "55%"
    screen.keyboard.press("Shift+Tab")
    screen.keyboard.press("Enter")
    assert screen.evaluate(edge) == "100%"
    screen.get_by_role("button", name="All right").press("Enter")
    assert screen.evaluate(edge) == "0%"
    for words in ("course A", "course B", "day 90", "typical case", "simulation"):
        expect(screen.locator(".ends")).to_contain_text(words)
