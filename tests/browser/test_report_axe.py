"""Every page is for all people and all screens: WCAG by axe, no scrolling sideways, no request, no empty sheet in print."""

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page
from shown_pages import PAGES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = {"360": (360, 1), "768": (768, 1), "1280": (1280, 1), "1280 at 200 %": (640, 2)}  # width in CSS pixels, scale
UNFOLDED = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"


LONG = {"validation": [pytest.mark.slow]}  # a page of thousands of rows, for developers


@pytest.fixture(scope="session", params=[pytest.param(name, marks=LONG.get(name, [])) for name in PAGES])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return PAGES[request.param](tmp_path_factory.mktemp("page"))


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "passes"]})
    assert len(found.response["passes"]) > 10, "axe looked at nothing"
    return [
        f"{rule['id']}: {rule['help']}: {len(rule['nodes'])} nodes, first {rule['nodes'][0]['html'][:300]}"
        for rule in found.response["violations"]
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_violation_in_an_unfolded_page(page: Page, file: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(file.as_uri())
    page.evaluate(UNFOLDED)
    assert violations(page) == []


def test_axe_would_find_one(page: Page) -> None:
    page.set_content("<html lang='en'><title>x</title><main><h1>x</h1><img src='data:,'><p>x</p></main></html>")
    assert any(found.startswith("image-alt") for found in violations(page))


def test_no_error_is_logged_and_no_request_leaves_the_file(page: Page, file: Path) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri(), wait_until="networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert said == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_never_scrolls_sideways(browser: Browser, file: Path, screen: str) -> None:
    width, scale = SCREENS[screen]
    context = browser.new_context(viewport={"width": width, "height": 800}, device_scale_factor=scale)
    page = context.new_page()
    page.goto(file.as_uri())
    page.evaluate(UNFOLDED)
    reached = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert reached <= width


def sheets(pdf: bytes, folder: Path) -> Iterator[Image.Image]:
    """Each page of a PDF as a small grey picture."""
    (folder / "printed.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", "30", "-gray", "-png", "printed.pdf", "sheet"]
    subprocess.run(command, cwd=folder, check=True)
    for path in sorted(folder.glob("sheet-*.png")):
        yield Image.open(io.BytesIO(path.read_bytes()))


def test_a_print_has_no_empty_sheet(page: Page, file: Path, tmp_path: Path) -> None:
    page.goto(file.as_uri())
    printed = list(sheets(page.pdf(format="A4", print_background=True), tmp_path))
    assert printed
    assert [place for place, sheet in enumerate(printed, 1) if sheet.convert("L").getextrema()[0] > 200] == []
