"""A learning plan as people read it: page and terminal hold every measurement, what is assumed and what it cannot tell."""

import re
from html import unescape
from pathlib import Path

import pytest

from rederm.output.learn_charts import bands_chart
from rederm.output.learn_page import learning_page, write_learning
from rederm.output.learn_view import NONE, answers, measured_rows, narrowed, outcome_words, points, takes
from rederm.output.text_learn import print_learning
from small_learning import learning_answer, learning_text


def words_of(page: str) -> str:
    plain = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(plain).split())


def test_the_page_tells_courses_measurements_reasons_and_statement() -> None:
    answer = learning_answer()
    page = learning_page(answer)
    text = words_of(page)
    for course in answer["courses"]:
        assert course["course"] in text
    for row in answer["measurements"]:
        assert row["measurement_title"] in text
        assert (row["no_figure"] or "") in text
    for word in (answer["statement"], NONE, "assumed", "no more", *answers(answer)):
        assert word in text
    assert "None" not in text
    assert not re.search(r"\bnan\b", text)
    assert not re.search(r"(src|href)=\"?https?:", page)


def test_a_worth_whose_interval_holds_zero_is_never_shown_as_a_figure() -> None:
    assert points({"worth": 0.02, "worth_low": -0.001, "worth_high": 0.04, "told": False}) == NONE
    assert points({"worth": 0.02, "worth_low": 0.01, "worth_high": 0.03, "told": True}) == "2 (1 to 3)"


def test_widths_carry_units_and_shares_are_points() -> None:
    told = {"width_before": 0.52, "width_after": 0.15, "width_low": 0.14, "width_high": 0.17, "outcome": "pih"}
    assert narrowed(told) == "52 \u2192 15 (14 to 17) points"
    days = {"width_before": 8.0, "width_after": 3.0, "width_low": 2.0, "width_high": 4.0, "outcome": "downtime_days"}
    assert narrowed(days).endswith("days")
    assert outcome_words("gain.wrinkles.90") == "gain, wrinkles, day 90"


def test_what_it_takes_counts_all_visits() -> None:
    row = {"samples": 0, "clients": 20, "visits_all": 80, "weeks": 29.1}
    assert takes(row) == "20 clients, 80 visits, 29 weeks"
    assert takes({"samples": 10}) == "10 samples"


def test_the_chart_says_every_panel_in_words() -> None:
    drawn = bands_chart(learning_answer())
    assert drawn.startswith("<svg")
    for place in (1, 2):
        assert f"course {place}, chance of dark marks" in drawn


def test_the_terminal_tells_the_answer_first(capsys: pytest.CaptureFixture[str]) -> None:
    answer = learning_answer()
    print_learning(answer)
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith(next(iter(answers(answer))))
    assert "Expected values under this model" in said
    assert answer["statement"] in said


def test_files_are_the_same_bytes_again(tmp_path: Path) -> None:
    one, two = (write_learning(learning_answer(), tmp_path / name) for name in ("a", "b"))
    assert [path.name for path in one] == ["learn.json", "report.html"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert one[0].read_text(encoding="utf-8") == learning_text()


def test_every_measurement_with_figures_has_a_row() -> None:
    answer = learning_answer()
    assert len(measured_rows(answer)) == sum(row["decision"] is not None for row in answer["measurements"])
