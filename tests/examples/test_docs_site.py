"""The site of docs/ builds without a warning, hangs together, and needs no net."""

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

pytest.importorskip("sphinx")

ROOT = Path(__file__).parents[2]
ROOMS = sorted(path.parent.name for path in (ROOT / "src" / "rederm").glob("*/__init__.py"))
LOADED = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"), ("object", "data")}


class Page(HTMLParser):
    """What a page leads to, what it loads, and the names of its places."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.places.add(value)
            elif (tag, name) in {("a", "href"), ("form", "action")} and value:
                self.links.append(value)
            elif (tag, name) in LOADED and value:
                self.loaded.append(value)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    words = ["-b", "html", "-W", "--keep-going", "-n", "-q", "-d", str(folder / "read"), "docs", str(folder / "html")]
    built = subprocess.run([sys.executable, "-m", "sphinx", *words], cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return folder / "html"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def inner(page: Path, links: list[str]) -> Iterator[tuple[Path, str]]:
    """File and place of every link that stays within the site."""
    for link in links:
        if not re.match(r"[a-z]+:", link):
            target, place = urldefrag(link)
            yield (page.parent / unquote(target.split("?")[0])).resolve() if target else page, place


def test_every_link_and_picture_of_the_site_is_there(site: Path, pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        for target, place in inner(path, page.links + page.loaded):
            assert target.is_file(), f"{path.relative_to(site)} leads to {target}"
            if place and target in pages:
                assert unquote(place) in pages[target].places, f"{path.relative_to(site)} leads to {target.name}#{place}"


def test_every_page_is_reached_from_the_index(site: Path, pages: dict[Path, Page]) -> None:
    seen, open_ = set(), [site / "index.html"]
    while open_:
        page = open_.pop()
        if page in pages and page not in seen:
            seen.add(page)
            open_ += [target for target, _ in inner(page, pages[page].links)]
    assert set(pages) - seen == set()
    sources = [path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")]  # search.md stands in lattice.html
    assert {site / path.with_suffix(".html") for path in sources} <= seen
    assert "The search beside every course" in (site / "lattice.html").read_text(encoding="utf-8")


def test_a_page_loads_nothing_from_the_net(site: Path, pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert page.loaded
        assert [source for source in page.loaded if re.match(r"(https?:)?//", source)] == [], path
    for style in site.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", style.read_text(encoding="utf-8")), style


@pytest.mark.parametrize("room", ROOMS)
def test_every_public_name_stands_in_the_reference(site: Path, pages: dict[Path, Page], room: str) -> None:
    if room == "cli":  # the command, told by --help
        return
    places = pages[site / "api" / f"{room}.html"].places
    for name in import_module(f"rederm.{room}").__all__:
        assert any(place.startswith(f"rederm.{room}") and place.split(".")[-1] == name for place in places), name
