"""The whole story, as its people walk it: on the built wheel, in Chromium, from the first run to the follow-up."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from journey_served import Served, serving, unpacked_wheel
from playwright.sync_api import Browser, Page, sync_playwright

PASSWORD = "a long enough phrase"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
DESKTOP, TABLET = {"width": 1280, "height": 900}, {"width": 820, "height": 1180}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("journey")
    with serving(unpacked_wheel(folder), folder / "clinic") as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path is not None, "no chromium on the path: tools/browser.sh says how to install it"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Person:
    """Someone with a browser of their own. seen: a folder for pictures of what they saw; wrong: what their console told."""

    def __init__(self, chromium: Browser, served: Served, screen: dict[str, int], seen: Path) -> None:
        self.page: Page = chromium.new_context(viewport=screen, base_url=served.address).new_page()  # type: ignore[arg-type]
        self.page.set_default_timeout(30_000)
        self.seen, self.wrong = seen, list[str]()
        self.page.on("console", lambda told: self.wrong.append(told.text) if told.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def look(self, name: str) -> None:
        """Keep a picture of the page, and see that it does not run over the side of the screen."""
        width = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1], f"{name} is wider than the screen: {width}"
        self.page.screenshot(path=self.seen / f"{name}.png", full_page=True)

    def welcome(self, link: str, name: str, email: str) -> None:
        page = self.page
        page.goto(link)
        page.get_by_label("Your name").fill(name)
        page.get_by_label("E-mail, to log in with").fill(email)
        page.get_by_label("New password", exact=True).fill(PASSWORD)
        page.get_by_label("New password confirmation").fill(PASSWORD)
        page.get_by_role("button", name="Set the password and go in").click()
        page.get_by_role("heading", name="Clients").wait_for()


def test_the_whole_story(served: Served, chromium: Browser, tmp_path: Path) -> None:
    owner = Person(chromium, served, DESKTOP, tmp_path)
    owner.welcome(served.link, "Invented Owner", "owner@example.net")
    owner.look("01-start")
    clinician, assistant = (Person(chromium, served, screen, tmp_path) for screen in (DESKTOP, TABLET))
    for person, role in ((clinician, "Clinician"), (assistant, "Assistant")):
        owner.page.goto("/clinic/")
        owner.page.get_by_label("Name", exact=True).first.fill(f"Invented {role}")
        owner.page.get_by_label("E-mail").fill(f"{role.lower()}@example.net")
        owner.page.get_by_label("Role").select_option(label=role)
        owner.page.get_by_role("button", name="Invite").click()
        link = owner.page.get_by_label("One-time link").input_value()
        person.welcome(link, f"Invented {role}", f"{role.lower()}@example.net")
    owner.page.goto("/clinic/")
    owner.look("02-clinic")

    page = assistant.page
    page.get_by_role("link", name="New client").click()
    page.get_by_label("Name").fill("Maria Invented")
    page.get_by_label("Date of birth").fill("1974-05-02")
    page.get_by_role("button", name="Go on to the consult").click()
    page.get_by_role("heading", name="Maria Invented").wait_for()
    assistant.look("03-chart")

    for person in (owner, clinician, assistant):
        assert person.wrong == []
