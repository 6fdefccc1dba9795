"""The annex holds every number of plan.json, wherever it stands, also one that nobody has thought of yet."""

import copy
import json
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import pytest

from invented_plan import invented_plan
from paper_read import numbers
from rederm.output.annex import WIDTH, annex_view, figure
from small_plan import small_plan


def content() -> dict[str, Any]:
    """A real course, with courses outside the plan, trades and readings that are invented."""
    invented = invented_plan()
    readings = [{"day": 30, "session": 1, "quantity": "crust_days", "value": ">5", "weight": 0.5}]
    told = {key: invented[key] for key in ("limits", "front", "trades", "simulated")}
    plan: dict[str, Any] = json.loads(small_plan()) | told | {"adapted": {"stopped": False, "readings": readings}}
    del plan["sentences"]  # what texts are made of: their numbers stand in the texts
    return copy.deepcopy(plan)


def numbered(node: Any, next_number: Iterator[int]) -> Any:
    """The same with a number of its own at every place of a number."""
    if isinstance(node, dict):
        return {key: numbered(value, next_number) for key, value in node.items()}
    if isinstance(node, list):
        return [numbered(value, next_number) for value in node]
    return next(next_number) if list(numbers(node)) else node


def shown(told: Mapping[str, Any]) -> list[str]:
    return [word for table in annex_view(told) for row in table["rows"] for cell in row for word in cell.split(" ")]


def test_every_number_stands_in_the_annex_and_no_other() -> None:
    told = numbered(content(), count(100_003))
    given = [figure(number) for number in numbers(told)]
    assert len(given) > 1000
    assert {word for word in shown(told) if len(word) == 6 and word.isdigit()} == set(given)


@pytest.mark.parametrize("place", [(), ("client",), ("plans", 0, "outlook"), ("front", 0), ("first_outlook",), ("trades", 0)])
def test_a_number_that_comes_later_is_not_lost(place: tuple[str | int, ...]) -> None:
    told = content()
    node: Any = told
    for step in place:
        node = node[step]
    node["later"] = {"deep": [{"x": 987_654}, {"x": {"median": 987_655, "low": None, "high": 987_656}}]}
    words = shown(told)
    assert {"987654", "987655", "987656"} <= set(words)


def test_a_band_is_one_cell_and_a_limit_stands_with_its_chance() -> None:
    tables = {table["title"]: table for table in annex_view(content())}
    outside = next(table for title, table in tables.items() if title.startswith("Courses that no other beats"))
    assert outside["heads"] == ["", "sessions", "robust gain", "downtime days course", "budget", "pih risk"]
    assert outside["rows"][0] == ["1 fractional-co2", "3", "0.6", "14 0.4", "2500 0", "0.09 0.4"]
    scores = tables["First course, scores by day"]
    assert scores["heads"][:2] == ["day", "scores acne-scars"]
    assert scores["rows"][0][:2] == ["0", "1 1 1"]


def test_every_table_is_a_table_and_fits_the_page() -> None:
    for table in annex_view(content()):
        assert table["rows"]
        assert {len(row) for row in table["rows"]} == {len(table["heads"])}
        assert max(sum(len(cell) for cell in row) for row in table["rows"]) <= WIDTH


def test_a_plan_without_courses_has_its_annex() -> None:
    told = content() | {"plans": [], "first_outlook": None, "adapted": None, "front": []}
    assert {"Limits", "The client"} <= {table["title"] for table in annex_view(told)}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((0.46094744, "0.4609"), (2127.7386, "2128"), (123456.7, "123457"), (52.0, "52"), (1550, "1550"), (-0.0, "0")),
        *((1.8038532e-134, "1.804e-134"), (-0.02, "-0.02"), (999.96, "1000"), (100003, "100003"), (243.951, "244")),
    ],
)
def test_a_figure_has_four_digits_and_its_units_in_full(value: float, text: str) -> None:
    assert figure(value) == text
