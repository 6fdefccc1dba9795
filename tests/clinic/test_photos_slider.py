"""The edge between two photographs moves by keys and by buttons, and the page breaks no rule of its own policy."""

import shutil
from datetime import date
from typing import Any

from clinic_objects import photographed
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Route, sync_playwright

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CUT = "getComputedStyle(document.getElementById('pair')).getPropertyValue('--cut').trim()"


def test_the_edge_between_before_and_after_moves_by_keys_and_buttons(signed_in: Any, record: Any) -> None:
    photographed(record)
    photographed(record, taken_on=date(2026, 11, 20))
    browser, address = signed_in("assistant"), reverse("photo-compare", kwargs={"key": record.pk})
    answers = {address: browser.get(address)}
    for photo in record.photos.all():
        place = reverse("photo-image", kwargs={"key": photo.pk})
        answers[place] = browser.get(place)
    errors: list[str] = []

    def answer(route: Route) -> None:
        path = "/" + route.request.url.split("/", 3)[3]
        if path in answers:
            made = answers[path]
            route.fulfill(status=made.status_code, body=made.content, headers=dict(made.items()))
        else:
            route.fulfill(path=settings.STATIC_ROOT / path.removeprefix("/static/"))

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = opened.new_page()
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.route("**/*", answer)
        page.goto(f"http://localhost{address}")
        assert page.evaluate(CUT) == "50%"
        page.focus("#cut")
        page.keyboard.press("ArrowLeft")
        assert page.evaluate(CUT) == "49%"
        assert page.inner_text("#cut-said") == "Before on the left 49 %, after on the right 51 %"
        page.get_by_role("button", name="After", exact=True).press("Enter")
        assert page.evaluate(CUT) == "0%"
        page.get_by_role("button", name="Side by side").press("Enter")
        first, second = (page.locator(f".pair .{which} img").bounding_box() for which in ("before", "after"))
        assert first
        assert second
        assert first["x"] + first["width"] <= second["x"]
        opened.close()
    assert errors == []
