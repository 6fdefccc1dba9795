"""The validation page answers first and unfolds the rest; figures, lesions, comparisons and misses are all told."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from invented_validation import invented_validation
from rederm.evidence import Validation
from rederm.evidence.validate import UNITS, WHAT
from rederm.output import write_validation
from rederm.output.credibility import credibility, credibility_page
from rederm.output.validation import _UNITS, COLUMNS, TITLES
from rederm.output.validation_text import print_validation


@pytest.fixture(scope="module")
def validation() -> Validation:
    return invented_validation()


@pytest.fixture(scope="module")
def folder(validation: Validation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("validation")
    write_validation(validation, found)
    return found


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    return (folder / "validation.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def result(folder: Path) -> Mapping[str, Any]:
    return dict(json.loads((folder / "validation.json").read_text(encoding="utf-8")))


def test_every_kind_has_its_words_its_unit_and_its_panel() -> None:
    assert set(UNITS) == set(WHAT) == set(TITLES) - {"lesion"} == set(_UNITS) - {"lesion"}


def test_the_page_answers_first_and_unfolds_the_rest(page: str) -> None:
    places = [page.index(word) for word in ("Does it come", "What it is held to", "By quantity", "Which of two", "<details>")]
    assert places == sorted(places)
    assert "not the manufacturer" in page


def test_the_page_shows_a_lesion_in_sample_and_unseen(page: str) -> None:
    for shown in (
        "deep",
        "120 (60 to 240)",
        "431 (216 to 862)",
        "at least 100",
        "contraction is not modelled",
        "-0.7",
        "missed",
    ):
        assert shown in page, shown


def test_the_page_tells_a_comparison_that_came_out_the_other_way(page: str) -> None:
    for shown in ("pain, face, 12 people", "fractional-co2, 20 mJ, no cold air", "more with the first, significant", "31 %"):
        assert shown in page, shown
    assert "0 of 1" in page


def test_what_is_missed_is_named_on_the_page(page: str, result: Mapping[str, Any]) -> None:
    missed = result["tables"][0]["missed"]
    assert missed
    assert all(name in page for name in missed)


def test_every_study_has_its_section(page: str, result: Mapping[str, Any]) -> None:
    for row in result["rows"]:
        if row["kind"] != "lesion":
            assert f"<summary>{row['study']} " in page


def test_the_json_holds_both_predictions_of_every_figure_with_its_unit(result: Mapping[str, Any]) -> None:
    assert result["rows"][0]["left_out"]["predicted"]["median"] == 431.0
    for row in result["rows"]:
        assert row["unit"]
        for side in (row, row["left_out"]):
            assert set(side["predicted"]) == {"median", "low", "high"}
            assert side["in_band"] in (True, False)


def test_a_figure_that_no_law_was_fitted_on_says_so(page: str, result: Mapping[str, Any]) -> None:
    uses = {row["kind"]: row["use"] for row in result["rows"]}
    assert (uses["pih"], uses["pain"]) == ("fitted", "not fitted")
    assert "not fitted" in page


def test_the_table_as_csv_has_one_line_a_figure(folder: Path, result: Mapping[str, Any]) -> None:
    with (folder / "validation.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == len(result["rows"])
    assert list(lines[0]) == list(COLUMNS)
    for line, row in zip(lines, result["rows"], strict=True):
        assert float(line["observed"]) == row["observed"]
        assert float(line["left_out_high"]) == row["left_out"]["predicted"]["high"]


def test_the_credibility_statement_is_filled_and_says_what_was_not_done(page: str, result: Mapping[str, Any]) -> None:
    sections = credibility(result)
    titles = [section["title"] for section in sections]
    assert titles[0] == "Question of interest"
    assert titles[-1] == "What was not verified"
    assert not any("{" in point for section in sections for point in section["points"])
    assert all(section["title"].replace("&", "&amp;") in page for section in sections)
    assert "<code>tests/analytic</code>" in page
    assert "mean error D 12, V 10 points" in credibility_page(result)


def test_the_terminal_marks_a_miss(validation: Validation, capsys: pytest.CaptureFixture[str]) -> None:
    print_validation(validation.to_json())
    out = capsys.readouterr().out
    assert "deep" in out
    assert "MISS" in out
    assert "does not hold" in out
