"""The first lines of a report: the answer once, in short and then in full."""

from typing import Any

import pytest

from invented_plan import invented_plan
from rederm.output.view_answer import answer, headline
from rederm.output.view_tables import excluded_rows, reading_row

NONE = "No course meets the limits with this certainty (80 % of draws). Nearest comes Microneedling, which misses: pain."


def told(verdict: str, gain: float = 0.3, **changed: Any) -> dict[str, Any]:
    plan = invented_plan(verdict=verdict)
    plans = [entry | {"weighted_gain": {"median": gain}, "why": "why it is first"} for entry in plan["plans"]]
    return plan | {"plans": plans} | changed


def test_the_best_course_is_the_headline_and_why_it_is_first_stands_below() -> None:
    plan = told("A: gives most.")
    assert headline(plan) == "Fractional Er:YAG laser × 3 gives most within these limits"
    assert answer(plan) == ["why it is first"]


def test_a_stopped_search_claims_no_more_than_it_tried() -> None:
    assert headline(told("A: gives most.", partial=True)).endswith("gives most of what was tried")


def test_a_course_that_changes_hardly_anything_is_no_headline() -> None:
    plan = told("Nothing within the limits changes much: the best gains 1 %.", gain=0.01)
    assert headline(plan) == "Nothing within the limits changes much: the best gains 1 %"
    assert answer(plan) == ["why it is first"]


@pytest.mark.parametrize(
    ("verdict", "head", "below"),
    [
        (NONE, "No course meets the limits with this certainty (80 % of draws)", [NONE]),
        ("No safe course.", "No safe course", []),
        (
            f"No further session may be given here: {'because of something long ' * 4}.",
            "No further session may be given here",
            [f"No further session may be given here: {'because of something long ' * 4}."],
        ),
    ],
)
def test_where_nothing_fits_the_headline_is_what_the_verdict_says_first(verdict: str, head: str, below: list[str]) -> None:
    plan = told(verdict, plans=[])
    assert headline(plan) == head
    assert answer(plan) == below


def test_what_to_do_now_is_the_headline_of_an_adapted_plan() -> None:
    plan = told("Go on: 1 session. Then look again.", adapted={"words": [], "readings": [], "stopped": False})
    assert headline(plan) == "Go on: 1 session"
    assert answer(plan) == ["Go on: 1 session. Then look again.", "why it is first"]


def test_a_reading_says_what_was_seen_in_plain_words() -> None:
    seen = {"day": 63, "session": 2, "unit": "%", "rater": "client", "counts": False, "why_not": "too early", "value": "30"}
    row = reading_row(seen | {"quantity": "improvement_pct.acne-scars"})
    assert row["what"] == "Improvement of acne scars (client)"
    assert row["value"] == "30 %"
    assert row["counts"] == "does not count: too early"


def test_a_device_is_named_once_and_the_same_way_out_is_said_once() -> None:
    entry = {"device": "full-co2", "kind": "operator", "reason": "one", "nearest": "ask", "source": ()}
    rows = excluded_rows([entry, entry | {"reason": "two"}, entry | {"device": "full-eryag"}])
    assert [row["title"] for row in rows] == ["Full-field CO2 laser", "", "Full-field Er:YAG laser"]
    assert [row["reason"] for row in rows] == ["one", "two", "one"]
    assert [row["nearest"] for row in rows] == ["ask", "", ""]
