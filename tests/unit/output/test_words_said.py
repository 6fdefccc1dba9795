"""Every word of the report goes through the catalogue: in a language of brackets none stands outside them, on page or paper."""

import importlib.util
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bracketed import DATE, bare, bracketed, outside
from rederm.devices import device_names, load_device
from rederm.output.aftercare import aftercare_view
from rederm.output.client_view import client_view
from rederm.output.downtime_calendar import downtime_calendar
from rederm.output.figures import NAMES
from rederm.output.language import said
from rederm.output.page import halves, render
from rederm.output.paper import pdf
from rederm.output.view import plan_view
from rederm.sources import bibliography
from told_plan import told_plan

ROOT = Path(__file__).parents[3]
CODES = r"\b(USD|W|mJ|ms|um|g/m2/h)\b"
CUT = r"«[^«»]*$"  # the head of a text that was said whole
MAY_STAND = (CODES, CUT)
DAYS = (DATE, r"\b\d{1,2} Jan\b", r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*")  # of the calendar, by the locale of the language
KEYS = (
    "calendar",
    "aftercare",
    "course",
    "setting",
    "colors",
    "device",
    "source",
    "sources",
    "version",
    "start",
    "language",
    "strength",
)
SEEN = [
    {"day": 3, "session": 1, "quantity": "crust_days", "value": ">5", "unit": "d", "rater": None},
    {"day": 63, "session": 2, "quantity": "improvement_pct.wrinkles", "value": "30", "unit": "%", "rater": "client"},
    {"day": 9, "session": 1, "quantity": "delayed_closure", "value": "yes", "unit": None, "rater": None},
]


def told(**changed: Any) -> dict[str, Any]:
    """What the report says of a plan that was stopped early, and of what was seen."""
    plan = told_plan()
    readings = [seen | {"counts": place > 0, "why_not": "too early"} for place, seen in enumerate(SEEN)]
    made = said(plan.to_json())
    done = {"done": made["plans"][0]["course"], "seen_until_day": 30, "stops": []}
    adapted = done | {"words": ["One session."], "stopped": True, "readings": readings}
    content = {"partial": True, "adapted": adapted}
    content = made | content | changed
    outlooks = [said(outlook.to_json()) for outlook in plan.outlooks]
    return plan_view(content, outlooks[: len(content["plans"])]) | {
        "client": client_view(content) | {"sources": []},
        "calendar": downtime_calendar(made),
        "aftercare": aftercare_view(made),
        "story": [], "story_said": "", "story_note": "", "risks": [], "risks_said": "", "look": None,
        "alternatives": dict.fromkeys(NAMES, ""), "annex": [],
    }  # fmt: skip


def closed(content: Any) -> Any:
    """The view with the brackets of texts that were cut closed again, so that a page can be read in one."""
    if isinstance(content, str):
        return content + "»" * (content.count("«") - content.count("»"))
    if isinstance(content, dict):
        return {key: closed(value) for key, value in content.items()}
    return [closed(value) for value in content] if isinstance(content, list) else content


def test_every_text_of_the_view_is_said() -> None:
    with bracketed():
        view, none = told(), told(plans=[], partial=False)
    assert bare(view, MAY_STAND, KEYS) == []
    assert bare(none, MAY_STAND, KEYS) == []
    assert len(bare(told(), MAY_STAND, KEYS)) > 100  # English shows that the helper sees what is bare


class Shown(HTMLParser):
    """The texts of a page, and those that are read aloud."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._quiet = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._quiet = tag in ("style", "script")
        self.texts += [value for name, value in attrs if name in ("alt", "title", "aria-label") and value]

    def handle_endtag(self, tag: str) -> None:
        self._quiet = False

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.texts.append(data)


def notation(view: dict[str, Any]) -> list[str]:
    """Course texts and keys of sources, which stay as they are."""
    texts = {text for plan in view["plans"] for text in (plan["course"], plan["setting"])}
    return [*map(re.escape, sorted(texts, key=len, reverse=True)), r"\[[a-z0-9, -]+\]"]


def letters(text: str, view: dict[str, Any]) -> str:
    """What is not said: the letters outside brackets."""
    return "".join(re.findall(r"[^\W\d_]", outside(" ".join(text.split()), [*notation(view), CODES, *DAYS])))


@pytest.mark.parametrize("name", ["report", "client"])
def test_every_text_of_the_page_is_said(name: str) -> None:
    with bracketed():
        view = closed(told()) | {"sources": []}
        page = render(f"{name}.html.j2", view=view, drawn=dict.fromkeys(NAMES, ""))
    assert letters(" ".join(Shown(page).texts), view) == ""


@pytest.mark.parametrize("name", ["report", "client"])
def test_every_text_of_the_paper_is_said(name: str) -> None:
    nothing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    with bracketed():
        view = closed(told()) | {"sources": [], "statement_short": "", "drawn": list(NAMES)}
        paper = pdf(f"{name}.typ", view, {f"{figure}.svg": nothing for figure in NAMES})
    text = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(paper)).pages).split())
    assert letters(text, view) == ""


def names(view: dict[str, Any]) -> list[str]:
    """What is said as it is, whatever the language: notation, keys, references, dates, and what this file invents."""
    cited = sorted((reference.cite().rstrip(".") for reference in bibliography().values()), key=len, reverse=True)
    keys = {*device_names(), *(dial for name in device_names() for dial in load_device(name).dials)}
    dates = (DATE, r"\d+ January \d+", r"January \d+, \d+")
    parts = (r"\{part\d\}", r"[a-z-]+@[a-z-]+", r"\b[IV]+\b")
    return [*notation(view), *map(re.escape, [*cited, *keys, "One session.", "too early"]), *dates, *parts, CODES]


def catalogue() -> set[str]:
    """Every message that the catalogues know, in all its forms."""
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "tools" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return {form for message in tool.found() for form in ([message.id] if isinstance(message.id, str) else message.id)}


def test_every_message_that_the_report_says_is_known_to_the_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = set()

    def remember(one: str, many: str | None, count: int | None) -> str:
        asked.add(one)
        return f"«{one}»"

    monkeypatch.setattr("rederm.output.language._translate", remember)
    view = closed(told()) | {"sources": []}
    for name in ("report", "client"):
        render(f"{name}.html.j2", view=view, drawn=dict.fromkeys(NAMES, ""))
    unknown = {message for message in asked - catalogue() if "«" not in message}
    stay = names(view)
    assert [message for message in unknown if re.search(r"[^\W\d_]", outside(message, stay))] == []
    assert len(asked & catalogue()) > 300


def test_a_head_breaks_where_its_lines_are_most_alike() -> None:
    assert halves("downtime of the course, days") == ["downtime of the", "course, days"]
    assert halves("pain, 0 to 10") == ["pain,", "0 to 10"]
    assert halves("price") == ["price"]
