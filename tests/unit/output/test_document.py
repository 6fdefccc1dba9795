"""The report says what the plan says, opens offline, and is the same bytes for the same plan."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from paper_read import is_tagged, numbers, words_of
from rederm.output import report, write_plan
from rederm.output.annex import figure
from rederm.output.document import LENGTHS
from rederm.output.report_parts import parts_of
from rederm.planning import STATEMENT, Plan, plan
from rederm.skin import Client
from rederm.sources import InputError
from small_plan import made_small_plan

CLIENTS = Path(__file__).parents[3] / "examples" / "clients"
SOFIA = CLIENTS / "07-sofia.toml"  # several courses, open questions, a short search
PAULO = CLIENTS / "18-paulo.toml"  # the shortest
START = date(2026, 12, 1)
FILES = {"plan.json", "report.html", "report.pdf", "client.html", "client.pdf"}


@pytest.fixture(scope="module")
def made() -> Plan:
    return plan(Client.load(SOFIA), draws=8, start=START)


@pytest.fixture(scope="module")
def folder(made: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("plan")
    write_plan(made, place)
    return place


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def paper_of(folder: Path) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(folder / "report.pdf").pages).split())


def test_the_page_opens_offline(folder: Path) -> None:
    page = (folder / "report.html").read_text()
    outside = re.findall(r"(?:src|href)\s*=\s*[\"']?(?!#|data:)([^\"'\s>]+)", page)
    assert [link for link in outside if not link.startswith("#")] == []
    assert "@import" not in page
    assert "<script" not in page


def test_page_and_pdf_say_what_the_plan_says(made: Plan, folder: Path) -> None:
    page = words((folder / "report.html").read_text())
    paper = paper_of(folder)
    told = made.to_json()
    assert STATEMENT in page
    assert STATEMENT[:80] in paper
    for planned in told["plans"]:
        assert planned["course"] in page
        assert planned["course"][:60] in paper
    for excluded in told["excluded"]:
        assert " ".join(excluded["reason"].split()) in page
    for line in ("Open questions", "Aftercare", "Sources used", "What was ruled out, and why"):
        assert line in page
        assert line in paper


def test_no_quantity_is_shown_without_its_band(folder: Path) -> None:
    page = (folder / "report.html").read_text()
    assert "nan" not in words(page).lower().split()
    assert "None" not in words(page)
    assert "&lt;svg" not in page


def test_the_json_is_the_plan(made: Plan, folder: Path) -> None:
    assert json.loads((folder / "plan.json").read_text()) == json.loads(json.dumps(made.to_json()))


def test_the_text_of_the_paper_holds_every_number_of_the_json(folder: Path) -> None:
    words = words_of(folder / "report.pdf")
    told = json.loads((folder / "plan.json").read_text())
    del told["sentences"]  # what texts are made of: their numbers stand in the texts
    given = {figure(number) for number in numbers(told)}
    assert len(given) > 1000
    assert given - words == set()


@pytest.mark.parametrize("name", ["report.pdf", "client.pdf"])
def test_the_paper_is_tagged(folder: Path, name: str) -> None:
    assert is_tagged(folder / name)


def test_the_same_plan_gives_the_same_bytes_all_at_once_or_one_by_one(
    made: Plan, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = parts_of(made)
    monkeypatch.setattr("rederm.output.document.parts_of", lambda plan: anew)
    write_plan(made, tmp_path)
    for name in sorted(FILES):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name
    for length, name in LENGTHS.items():
        for kind in ("html", "pdf"):
            alone = report(made, tmp_path / f"alone.{kind}", length)
            assert alone.read_bytes() == (folder / f"{name}.{kind}").read_bytes(), alone


def test_a_report_of_another_kind_is_refused(made: Plan, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.html or \.pdf"):
        report(made, tmp_path / "plan.docx")
    assert list(tmp_path.iterdir()) == []


def test_nothing_half_written_is_left_when_writing_fails(tmp_path: Path) -> None:
    place = tmp_path / "report.html"
    place.mkdir()
    with pytest.raises(OSError, match=r"directory|folder"):
        report(made_small_plan(), place)
    assert list(tmp_path.iterdir()) == [place]


def test_the_command_writes_beside_the_client_file(tmp_path: Path) -> None:
    client = tmp_path / "client.toml"
    client.write_bytes(PAULO.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "rederm.cli", "plan", str(client), "--draws", "4", "--start", "2026-12-01"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "rederm-plan").iterdir()} == FILES


def test_a_partial_plan_is_marked_on_page_and_paper(folder: Path, tmp_path: Path) -> None:
    write_plan(replace(made_small_plan(), partial=True), tmp_path)
    mark = "Partial: The search was stopped before its end"
    first = " ".join(PdfReader(tmp_path / "report.pdf").pages[0].extract_text().split())
    assert mark in words((tmp_path / "report.html").read_text())
    assert mark in first
    assert "Partial" not in words((folder / "report.html").read_text())


def test_what_was_observed_stands_in_the_report_and_a_stop_before_it(tmp_path: Path) -> None:
    reading = {"day": 30, "session": 1, "quantity": "crust_days", "value": ">5", "unit": "d", "rater": None}
    told = {
        "words": ["1 session done, the last on day 0.", "0 of 1 reading counts."],
        "done": "1 session of nonablative-fractional on cheek",
        "seen_until_day": 30,
        "stopped": True,
        "stops": [],
        "readings": [reading | {"counts": False, "why_not": "nobody looked"}],
    }
    seen = replace(made_small_plan(), adapted=SimpleNamespace(to_json=lambda: told), verdict="Stopped: an infection.")
    write_plan(seen, tmp_path)
    for text in (words((tmp_path / "report.html").read_text()), paper_of(tmp_path)):
        assert text.index("Stopped: an infection") < text.index("No further session until a clinician has answered")
        assert "1 session done, the last on day 0." in text
        assert "> 5 days does not count: nobody looked" in text.replace(">5", "> 5")


def test_goals_and_limits_stand_with_source_and_reason(made: Plan, folder: Path) -> None:
    page = words((folder / "report.html").read_text())
    clinician = page[page.index("For the clinician") :]
    assert clinician.count("client file: what the client accepts") == len(made.limits)
    assert clinician.count("client file: the client's wish") == len(made.goals)


def test_the_client_comes_first_and_the_clinician_after(folder: Path) -> None:
    for text in (words((folder / "report.html").read_text()), paper_of(folder)):
        order = ["The courses, ranked", "The trade", "The time course", "Aftercare", "For the clinician", "Goals and limits"]
        places = [text.index(title) for title in order]
        assert places == sorted(places)


def test_the_story_of_the_first_course_stands_before_the_table_of_courses(folder: Path) -> None:
    page = (folder / "report.html").read_text()
    for text in (words(page), paper_of(folder)):
        assert text.index("Inside the skin") < text.index("The courses, ranked")
        assert "5 years after the last session" in text
    assert page.count("data:image/webp;base64,") == 8 + 2 * 5  # the story, and the strip of pictures: typical and left alone
    assert (folder / "report.html").stat().st_size < 3_000_000


def test_nothing_is_said_of_a_course_twice_in_what_is_not_known(folder: Path) -> None:
    page = (folder / "report.html").read_text()
    gaps = re.findall(r"<li>(.*?) <small>", page[page.index("What is not known") : page.index("What was ruled out")])
    assert gaps
    assert len(gaps) == len(set(gaps))
