"""Downtime as a calendar: what is seen on each day, quiet weeks in one line, and the same words in page and paper."""

import io
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pypdf
import pytest
from jinja2 import Environment, FileSystemLoader

from calendar_cases import invented_course
from rederm.output.downtime_calendar import downtime_calendar, downtime_weeks
from rederm.output.language import speaking
from rederm.output.page import TEMPLATES
from rederm.output.paper import pdf

START = "2026-12-01"  # a Tuesday


def visit(day: float, downtime: tuple[Any, Any], redness: tuple[Any, Any], device: str = "fractional-co2") -> dict[str, Any]:
    """A session with (median, high) of what a calendar reads of it."""
    told = {"social_downtime_days": downtime, "erythema_days": redness}
    bands = {
        name: {"low": None if high is None else 0.0, "median": middle, "high": high} for name, (middle, high) in told.items()
    }
    return {"day": day, "device": device} | bands


def plan(*sessions: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return invented_course(*sessions, start=START, **changed)


def kinds(told: dict[str, Any]) -> dict[int, str]:
    """{day of the course: kind} of the weeks that are shown."""
    return {cell["day"]: cell["kind"] for row in downtime_weeks(told) for cell in row["days"]}


def test_a_day_is_told_by_the_first_that_holds_whole_days_after_the_session() -> None:
    found = kinds(plan(visit(0, (2.3, 4.0), (5.5, 6.1))))
    assert found[-1] == ""
    assert [found[day] for day in range(8)] == [
        *["away"] * 3,
        "perhaps-away",
        *["pink"] * 2,
        "perhaps-pink",
        "",
    ]


def test_of_sessions_that_overlap_the_worse_is_told() -> None:
    found = kinds(plan(visit(0, (1.0, 2.0), (20.0, 30.0)), visit(14, (3.0, 4.0), (5.0, 6.0))))
    assert [found[day] for day in (13, 14, 17, 18, 19, 20, 29, 30)] == [
        "pink",
        "away",
        "perhaps-away",
        "pink",
        "pink",
        "perhaps-pink",
        "perhaps-pink",
        "",
    ]


def test_sessions_of_one_day_are_one_with_the_colour_of_each_device() -> None:
    both = visit(0, (1.0, 2.0), (None, None)), visit(0, (3.0, 3.0), (None, None), "tca-peel")
    cell = downtime_weeks(plan(*both))[0]["days"][1]
    assert (cell["session"], len(cell["colors"]), cell["date"]) == ("Session 1", 2, START)
    assert kinds(plan(*both))[2] == "away"


def test_weeks_run_from_monday_and_quiet_ones_are_one_line() -> None:
    rows = downtime_weeks(plan(visit(0, (2.0, 3.0), (4.0, 5.0)), visit(56, (2.0, 3.0), (4.0, 5.0))))
    assert [row["head"] or row["gap"] for row in rows] == ["Week 1", "7 quiet weeks", "Week 9"]
    for row in rows:
        assert [date.fromisoformat(cell["date"]).weekday() for cell in row["days"]] == (list(range(7)) if row["days"] else [])


def test_weeks_that_are_alike_are_one_line_that_says_what_is_seen() -> None:
    rows = downtime_weeks(plan(visit(0, (2.0, 3.0), (4.0, 50.0))))
    assert [row["head"] or row["gap"] for row in rows] == ["Week 1", "6 more weeks: may be pink", "Week 8"]
    shown = sum(kind == "perhaps-pink" for kind in kinds(plan(visit(0, (2.0, 3.0), (4.0, 50.0)))).values())
    assert shown + 6 * 7 == 50 - 4


def test_every_week_from_the_first_session_to_the_last_redness_is_shown_or_counted() -> None:
    for high in (1.0, 12.0, 40.0, 200.0):
        rows = downtime_weeks(plan(visit(0, (1.0, 1.0), (1.0, high)), visit(60, (1.0, 1.0), (1.0, high))))
        counted = sum(int(row["gap"].split()[0]) if row["gap"] else 1 for row in rows)
        last = 60 + high - 1
        assert counted == (last + 1) // 7 + 1  # the first week begins on day -1


def test_the_month_stands_at_the_head_of_a_week_and_on_its_first_day() -> None:
    numbers = [cell["number"] for row in downtime_weeks(plan(visit(0, (2.0, 30.0), (2.0, 32.0)))) for cell in row["days"]]
    assert numbers[:8] == ["30 Nov", "1 Dec", "2", "3", "4", "5", "6", "28 Dec"]
    assert numbers[11] == "1 Jan"


def test_without_downtime_the_sessions_alone_stand_and_the_caption_says_so() -> None:
    nothing = visit(0, (None, None), (None, None)), visit(28, (0.0, 0.0), (0.0, 0.0))
    told = downtime_calendar(plan(*nothing))
    assert [row["head"] or row["gap"] for row in told["rows"]] == ["Week 1", "3 quiet weeks", "Week 5"]
    assert told["legend"] == []
    assert told["caption"] == "From the first session on 1 December 2026; no downtime is expected"


def test_of_a_course_under_way_weeks_that_are_over_are_left_out() -> None:
    sessions = visit(0, (2.0, 3.0), (4.0, 5.0)), visit(56, (2.0, 3.0), (4.0, 5.0))
    rows = downtime_weeks(plan(*sessions, adapted={"seen_until_day": 40.0}))
    assert [row["head"] or row["gap"] for row in rows] == ["3 quiet weeks", "Week 9"]
    assert rows[1]["days"][1]["session"] == "Session 2"


def test_the_legend_explains_each_word_that_is_used_and_no_other() -> None:
    told = downtime_calendar(plan(visit(0, (2.0, 2.0), (1.0, 40.0))))
    used = {cell["label"] for row in told["rows"] for cell in row["days"]} - {""}
    assert {entry["label"] for entry in told["legend"]} == used == {"not presentable", "may be pink"}


def test_days_and_months_are_named_in_the_language_of_now() -> None:
    with speaking("es"):
        told = downtime_calendar(plan(visit(0, (2.0, 3.0), (4.0, 5.0))))
    assert [day["long"] for day in told["weekdays"]][:2] == ["lunes", "martes"]
    assert told["rows"][0]["days"][1]["number"] == "1 dic"


LONG = plan(visit(0, (2.0, 9.0), (4.0, 80.0)), visit(200, (2.0, 9.0), (4.0, 12.0)))


class Cells(HTMLParser):
    """Rows of a table as lists of (tag, scope, text)."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, str, str]]] = []
        self.caption = ""
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append((tag, dict(attrs).get("scope") or "", ""))
        self._open = tag if tag in ("td", "th", "caption") else self._open

    def handle_data(self, data: str) -> None:
        if self._open == "caption":
            self.caption += data
        elif self._open and self.rows and self.rows[-1]:
            tag, scope, text = self.rows[-1][-1]
            self.rows[-1][-1] = tag, scope, text + data

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag in ("tr", "caption", "table") else self._open


@pytest.fixture(scope="module")
def page() -> Cells:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    macro = '{% from "calendar.html.j2" import calendar %}{{ calendar(told) }}'
    parsed = Cells()
    parsed.feed(environment.from_string(macro).render(told=downtime_calendar(LONG)))
    return parsed


def test_the_page_has_a_caption_heads_of_rows_and_columns_and_the_words_of_every_day(page: Cells) -> None:
    told = downtime_calendar(LONG)
    assert page.caption == told["caption"]
    assert [(tag, scope) for tag, scope, _ in page.rows[0]] == [("td", ""), *[("th", "col")] * 7]
    for row, cells in zip(told["rows"], page.rows[1:], strict=True):
        if row["gap"]:
            assert [text for _, _, text in cells] == [row["gap"]]
            continue
        assert cells[0] == ("th", "row", row["head"])
        for day, (_, _, text) in zip(row["days"], cells[1:], strict=True):
            assert text == day["number"] + day["session"] + day["label"]


def test_the_paper_says_what_the_page_says(page: Cells, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "calendar.typ").write_bytes((TEMPLATES / "calendar.typ").read_bytes())
    head = '#import "calendar.typ": calendar\n#let view = json("view.json")\n#set document(title: "t")\n'
    (tmp_path / "test.typ").write_text(head + '#set text(font: "Inter")\n#calendar(view.calendar)')
    monkeypatch.setattr("rederm.output.paper.TEMPLATES", tmp_path)
    made = pdf("test.typ", {"start": START, "calendar": downtime_calendar(LONG)}, {})
    text = "".join("".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(made)).pages).split())
    for cells in page.rows:
        for _, _, said in cells:
            assert "".join(said.split()) in text
