"""Run sheet, calendar and aftercare in another language: nothing is left out, and what identifies stays as it is."""

import io
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from exchanged_plan import plan_file
from icalendar import Calendar
from pypdf import PdfReader
from test_runsheet import PLANS, planned

from bracketed import DATE, bare, bracketed, outside
from calendar_cases import RULES, invented_course
from rederm.devices import device_names, load_device
from rederm.output import paper
from rederm.output.aftercare import aftercare_view
from rederm.output.calendar import NAME as CALENDAR
from rederm.output.calendar import calendar_files
from rederm.output.export import export
from rederm.output.language import speaking
from rederm.output.paper import messages
from rederm.output.runsheet import NAME, runsheet_files, runsheet_view
from rederm.output.runsheet_settings import _CHOICES, _WORDS
from rederm.output.site_words import _SITES
from rederm.skin import FACE_PARTS
from rederm.skin.names import SiteName
from rederm.sources import InputError

UNITS = r"\b(W|mm/s|mJ|J|ms|nm|mm|Hz|min|kPa|cm²|µm|µs|J/cm²)(?!\w)"
MORE = [
    ("sores", "2 sessions of full-eryag on upper-lip, 8 weeks apart"),
    ("maria", "1 session of phenol-croton-peel on face, with sedation, steroid 2 days, hydroquinone after"),
    ("maria", "1 session of microneedling on cheek; same days 1 session of glycolic-peel on hand"),
]
STOP = "stop"  # is taken apart into sentences, so that brackets are open there


@pytest.mark.parametrize(("who", "course"), [*PLANS, *MORE])
def test_every_text_of_run_sheet_and_aftercare_is_said(who: str, course: str) -> None:
    plan = planned(who, course)
    with bracketed():
        sheet, care = runsheet_view(plan), aftercare_view(plan)
    assert bare(sheet, [DATE, UNITS], ["id", "sources", STOP]) == []
    assert bare(care, [DATE], ["source", "level"]) == []
    assert bare(runsheet_view(plan), [DATE], ["id", "sources", STOP]) != []  # the helper sees what is bare


def test_stop_signs_are_said_and_stay_signs_in_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = planned("sores", PLANS[1][1])
    english = runsheet_view(plan)["visits"][0]["sessions"][0][STOP]
    monkeypatch.setattr("rederm.output.language._translate", lambda one, many, count: one if "{" in one else one.upper())
    said = runsheet_view(plan)["visits"][0]["sessions"][0][STOP]
    assert said == {key: [line.upper() for line in lines] for key, lines in english.items()}
    monkeypatch.setattr("rederm.output.language._translate", lambda one, many, count: one.replace(". ", ", "))
    whole = runsheet_view(plan)["visits"][0]["sessions"][0][STOP]
    assert len(whole["signs"]) + len(whole["how"]) < len(english["signs"]) + len(english["how"])
    assert any("Grey or yellow-white is too deep" in line for line in whole["signs"])  # what warns is never taken for advice


def test_every_word_on_the_paper_is_said() -> None:
    plan = planned("bare", PLANS[0][1])
    with bracketed():
        content = runsheet_files(plan)[NAME]
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)
    assert "«Stop signs»".upper() in text.upper()
    assert not re.search(r"[^\W\d_]", outside(text, [DATE, UNITS]))


@pytest.mark.parametrize(("who", "course"), PLANS)
def test_a_visit_keeps_its_two_pages_in_a_language_a_third_longer(
    who: str, course: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def longer(one: str, many: str | None, count: int | None) -> str:
        words = (one if many is None or count == 1 else many).split(" ")
        return " ".join([*words, *(word for word in words[: max(len(words) // 3, 1)] if "{" not in word and "}" not in word)])

    plan = planned(who, course)
    monkeypatch.setattr("rederm.output.language._translate", longer)
    pages = PdfReader(io.BytesIO(runsheet_files(plan)[NAME])).pages
    assert len(pages) == 2 * len(plan["first_outlook"]["sessions"])


def test_words_of_a_template_are_found_in_what_it_imports_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text('#import "b.typ": *\n= #tr("Head")\n#field(tr("Say \\"so\\""), 3mm) #str("no")')
    (tmp_path / "b.typ").write_text('#let foot = tr("Foot {page}")')
    monkeypatch.setattr(paper, "TEMPLATES", tmp_path)
    with bracketed():
        assert messages("a.typ") == {"Head": "«Head»", 'Say "so"': '«Say "so"»', "Foot {page}": "«Foot {page}»"}


def test_every_dial_choice_and_site_has_a_word() -> None:
    dials = [dial for name in device_names() for dial in load_device(name).dials.values()]
    assert {dial.name for dial in dials} == set(_WORDS)
    assert {choice for dial in dials for choice in dial.choices if isinstance(choice, str)} == set(_CHOICES)
    assert set(_SITES) == set(get_args(SiteName)) >= {"face", *FACE_PARTS}
    assert all(words == site.replace("-", " ") for site, words in _SITES.items())


def test_dates_are_written_as_the_language_does() -> None:
    plan = planned("sores", PLANS[1][1])
    with speaking("es"):
        spanish = runsheet_view(plan)["visits"][0]
        care = aftercare_view(plan)
    assert spanish["date"] == "lun, 4 ene 2027"
    assert "lun, 4 ene 2027" in care["sections"][0]["when"]
    assert runsheet_view(plan)["visits"][0]["date"] == "Mon 4 Jan 2027"


def test_a_calendar_in_another_language_replaces_the_same_events() -> None:
    plan = invented_course(rules=RULES)

    def events() -> list[Any]:
        return Calendar.from_ical(calendar_files(plan)[CALENDAR]).walk("VEVENT")

    english = events()
    with bracketed():
        said = events()
    assert [str(event["uid"]) for event in said] == [str(event["uid"]) for event in english]
    assert [str(event["summary"]) for event in said] != [str(event["summary"]) for event in english]
    assert bare([str(event[key]) for event in said for key in ("summary", "description")]) == []


def test_only_what_people_read_is_exported_in_their_language(tmp_path: Path) -> None:
    plan = plan_file()
    written = {}
    for language in ("en", "es"):
        paths = export(plan, tmp_path / language, language=language).written
        written[language] = {path.name: path.read_bytes() for path in paths}
    differ = {name for name, content in written["en"].items() if content != written["es"][name]}
    assert NAME in differ
    assert differ <= {NAME, CALENDAR}
    with pytest.raises(InputError, match="no catalogue"):
        export(plan, tmp_path / "xx", language="xx")
    assert not (tmp_path / "xx").exists()
