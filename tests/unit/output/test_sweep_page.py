"""A sweep as people read it: page, terminal and table hold every outcome, and the same bytes again."""

import json
import re
from functools import cache
from html import unescape
from typing import Any

import pytest

from rederm.outlook.sweep.result import sweep
from rederm.output.page import json_text
from rederm.output.sweep_charts import effects, shares, trade
from rederm.output.sweep_page import sweep_answer, sweep_page
from rederm.output.sweep_view import axis_words, effect_rows, index_rows, outcome_words, outside_rows, point_rows
from rederm.output.text_sweep import print_sweep
from small_sweep import small_analysis, small_design


@cache
def told(kind: str) -> dict[str, Any]:
    spec = (
        small_design(outcomes=["gain.wrinkles.90", "pain", "necrosis_depth_um"])
        if kind == "design"
        else small_analysis(method=kind)
    )
    answer: dict[str, Any] = json.loads(json_text(sweep_answer(sweep(spec))))
    return answer


@pytest.fixture(params=["design", "sobol", "morris"])
def answer(request: pytest.FixtureRequest) -> dict[str, Any]:
    if request.param != "design":
        pytest.importorskip("SALib")
    return told(request.param)


def words_of(page: str) -> str:
    """What a reader sees of a page."""
    plain = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(plain).split())


def test_the_page_tells_the_course_outcomes_notes_and_statement(answer: dict[str, Any]) -> None:
    page = sweep_page(answer)
    text = words_of(page)
    for word in (answer["name"], answer["course"], answer["statement"], *answer["notes"]):
        assert word in text
    for outcome in answer["outcomes"]:
        assert outcome_words(outcome["name"]) in text
    assert "None" not in text
    assert not re.search(r"\bnan\b", text)
    assert not re.search(r"(src|href)=\"?https?:", page)
    assert page == sweep_page(answer)


def test_the_terminal_tells_the_same(answer: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    print_sweep(answer)
    said = " ".join(capsys.readouterr().out.split())
    assert answer["name"] in said
    assert answer["statement"] in said
    for note in answer["notes"]:
        assert " ".join(note.split()) in said


def test_text_from_the_file_is_escaped() -> None:
    assert "<script>alert" not in sweep_page(told("design") | {"name": "<script>alert(1)</script>"})


def test_charts_are_drawn_where_there_is_something_to_draw() -> None:
    answer = told("design")
    assert effects(answer).startswith("<svg")
    assert trade(answer).startswith("<svg")
    assert effects(answer | {"effects": []}) == ""
    assert trade(answer | {"outcomes": answer["outcomes"][:1]}) == ""
    pytest.importorskip("SALib")
    assert shares(told("sobol")).startswith("<svg")


def test_the_dial_that_matters_most_comes_first_and_every_point_has_a_row() -> None:
    answer = told("design")
    reach = {(effect["outcome"], effect["axis"]): effect["reach"]["median"] for effect in answer["effects"]}
    pain = [row["axis"] for row in effect_rows(answer) if row["outcome"] == "Pain, worst session"]
    assert pain == (
        ["concentration pct", "sessions"] if reach["pain", "concentration_pct"] > reach["pain", "sessions"] else None
    )
    assert [row["point"] for row in point_rows(answer)] == [1, 2, 3, 4, 5, 6]
    assert sum(row["outside"] for row in point_rows(answer)) == sum(
        len(answer["points"]) if held == "all" else held.count(",") + 1 for _, held in outside_rows(answer)
    )


def test_inputs_come_by_size() -> None:
    pytest.importorskip("SALib")
    rows = index_rows(told("sobol"), "necrosis_depth_um")
    totals = [row["index"]["total"]["estimate"] for row in rows]
    assert totals == sorted(totals, reverse=True)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gain.acne-scars.180", "Gain, acne scars, day 180"),
        ("pih", "Dark marks"),
        ("ablation_depth_um", "Ablation depth"),
        ("chair_minutes_per_session", "Chair, worst session"),
        ("price", "Price"),
    ],
)
def test_outcomes_have_words(name: str, words: str) -> None:
    assert outcome_words(name) == words


def test_axes_have_words_and_units() -> None:
    assert axis_words({"name": "power_W", "unit": "W", "kind": "dial"}) == "power W"
    assert axis_words({"name": "physics.root_radius", "unit": "um", "kind": "property"}) == "root radius, um"
    assert axis_words({"name": "age", "unit": "a", "kind": "covariate"}) == "age, years"
