"""Every example client's plan decides as it did (`example_decisions`), answers in words and leaves no device unexplained."""

import json

import pytest

from example_clients import barred, example_clients
from example_decisions import decision, frozen, told
from rederm.devices import OPERATORS, device_names, load_device
from rederm.planning.candidates import concern_sites
from rederm.planning.space import space_of

LONG = 1000  # courses on the lattices of a client from which a plan takes ten seconds or more, where nothing is cached


def _marked(name: str) -> object:
    """The name; marked slow where the search is long."""
    client = example_clients()[name]
    spaces = (space_of(client, load_device(device), concern_sites(client)) for device in device_names())
    courses = sum(space.courses for space in spaces if space is not None)
    return pytest.param(name, marks=pytest.mark.slow) if courses > LONG and not barred(client) else name


@pytest.fixture(scope="module", params=[_marked(name) for name in example_clients()])
def name(request: pytest.FixtureRequest) -> str:
    """Of a client. All tests of one follow each other, so that the process which made a plan is asked about it."""
    return str(request.param)


def test_the_table_holds_every_example_client_and_no_other() -> None:
    assert list(frozen()) == list(example_clients())


def test_the_decision_is_the_one_kept(name: str) -> None:
    assert decision(told(name)) == frozen()[name]


def test_a_plan_names_courses_or_says_in_words_why_there_is_none(name: str) -> None:
    plan = told(name)
    assert plan["verdict"].strip().endswith(".")
    if not plan["plans"]:
        assert plan["verdict"].startswith("No ")
        assert "because" in plan["verdict"] or "misses" in plan["verdict"]
    assert all(planned["why"].strip() for planned in plan["plans"])


def test_every_device_is_ranked_or_excluded_with_a_reason(name: str) -> None:
    plan = told(name)
    ranked = {device for planned in plan["plans"] for device in planned["device"].split("+")}
    excluded = {entry["device"] for entry in plan["excluded"]}
    assert ranked | excluded == set(device_names())
    assert not ranked & excluded
    assert all(entry["reason"].strip() and entry["kind"] for entry in plan["excluded"])


def test_a_plan_is_plain_json_and_ranks_without_a_gap(name: str) -> None:
    plan = json.loads(json.dumps(told(name), allow_nan=False))
    assert [planned["rank"] for planned in plan["plans"]] == list(range(1, len(plan["plans"]) + 1))


def test_no_planned_course_is_blocked_or_beyond_the_operator(name: str) -> None:
    operator = OPERATORS.index(example_clients()[name].limits.operator)
    for planned in told(name)["plans"]:
        assert [f["rule"] for f in planned["findings"] if f["strength"] == "block"] == []
        assert all(OPERATORS.index(load_device(device).operator) <= operator for device in planned["device"].split("+"))


def test_nobody_is_planned_for_whom_every_rule_bars() -> None:
    barred_clients = [name for name, client in example_clients().items() if barred(client)]
    assert barred_clients
    for name in barred_clients:
        plan = told(name)
        assert plan["plans"] == []
        assert {entry["device"] for entry in plan["excluded"] if entry["kind"] == "rule"} == set(device_names())
