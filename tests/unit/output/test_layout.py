"""Published schemas hold every real answer with all its keys, and refuse a broken one."""

import copy
import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from exchanged_plan import made_plan, outlook, plan_file
from jsonschema import Draft202012Validator

from invented_trial import result as trial_result
from invented_trial import small_spec
from rederm.course import Course, course_json
from rederm.injury import lesion_report
from rederm.outlook.sweep.result import sweep
from rederm.output.glossary import glossary_page, terms
from rederm.output.layout import schema, schema_names
from rederm.output.page import json_text
from rederm.output.sweep_page import sweep_answer
from rederm.output.trial_page import trial_answer
from rederm.planning import adapt, read_observed
from rederm.planning.comparison import Comparison
from rederm.planning.limits import judge
from rederm.planning.trial import Case
from rederm.safety import check
from rederm.skin import Client
from rederm.sources import InputError
from small_learning import learning_answer
from small_sweep import small_analysis, small_design

EXAMPLES = Path(__file__).parents[3] / "examples"
CLIENTS = sorted([*EXAMPLES.glob("*.toml"), *(EXAMPLES / "clients").glob("*.toml")])
COURSE = (
    "3 sessions of opus-plasma on cheek at 60 W, 3 passes, 4 weeks apart, with moist care, numbing 40 min; "
    "same days 2 sessions of tca-peel on hand at 20 %"
)


@cache
def answers() -> dict[str, Any]:
    made = outlook()
    case = Case.of(made.client, made_plan().start)
    verdicts, findings = judge(case.limits, made), tuple(check(made.client, made.course, made))
    pair = (made, made), (np.zeros(made.draws), np.zeros(made.draws)), (findings, ()), (verdicts, verdicts)
    told = {
        "client": made.client.to_json(),
        "course": course_json(Course.parse(COURSE)),
        "outlook": made.to_json() | {"findings": [finding.to_json() for finding in findings]},
        "plan": plan_file(),
        "lesion": lesion_report("salicylic-peel", {}, draws=2).to_json(),
        "comparison": Comparison(made.client, *pair).to_json(),
        "trial": trial_answer(trial_result(), small_spec()),
        "learn": learning_answer(),
        "sweep": sweep_answer(sweep(small_design())),
    }
    return {name: json.loads(json_text(answer)) for name, answer in told.items()}


def faults(name: str, answer: Any, layout: dict[str, Any] | None = None) -> list[str]:
    return [error.message for error in Draft202012Validator(layout or schema(name)).iter_errors(answer)]


def closed(node: Any) -> Any:
    """The schema with every key that it does not name refused."""
    if isinstance(node, list):
        return [closed(part) for part in node]
    if not isinstance(node, dict):
        return node
    tight = {key: closed(part) for key, part in node.items()}
    return tight | {"additionalProperties": False} if "properties" in node else tight


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_a_schema_with_its_version(name: str) -> None:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert made["$id"] == schema_names()[name]
    if name != "client":
        assert made["properties"]["schema"]["const"] == answers()[name]["schema"] == made["$id"]


@pytest.mark.parametrize("name", schema_names())
def test_a_real_answer_holds_to_its_schema_and_has_no_key_beyond(name: str) -> None:
    assert faults(name, answers()[name]) == []
    assert faults(name, answers()[name], closed(schema(name))) == []


@pytest.mark.parametrize("method", ["sobol", "morris"])
def test_a_sensitivity_analysis_holds_to_the_schema_of_sweeps(method: str) -> None:
    pytest.importorskip("SALib")
    told = json.loads(json_text(sweep_answer(sweep(small_analysis(method=method)))))
    assert faults("sweep", told, closed(schema("sweep"))) == []


@pytest.mark.parametrize("path", CLIENTS, ids=lambda path: path.stem)
def test_every_example_client_holds_to_the_schema_as_toml_and_as_json(path: Path) -> None:
    assert faults("client", Client.load(path).to_json()) == []
    assert faults("client", json.loads(json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=str))) == []


@pytest.mark.parametrize("pigment", ["no", "yes"])
def test_the_plan_of_a_course_under_way_holds_to_the_schema_and_has_no_key_beyond(
    pigment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rederm.planning.adapt_belief.PRIOR", 100)
    client = Client.load(EXAMPLES / "maria.toml")
    seen = f"0,1,done,1 session of microneedling on cheek\n3,1,erythema_days,3\n30,1,pigment_change,{pigment}\n"
    (tmp_path / "seen.csv").write_text(f"day,session,quantity,value\n{seen}")
    made = adapt(client, read_observed(tmp_path / "seen.csv", client), draws=4, start=date(2027, 1, 4)).to_json()
    told = json.loads(json_text(made))
    assert told["adapted"]["stopped"] is (pigment == "yes")
    assert (told["first_outlook"] is None) is (told["plans"] == [])
    assert faults("plan", told, closed(schema("plan"))) == []


def test_a_key_beyond_is_seen_by_the_closed_schema() -> None:
    assert faults("course", answers()["course"] | {"colour": "red"}, closed(schema("course"))) != []


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every key of named objects, the first of each list; keys that are days or concerns left out."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield (*path, key)
            yield from leaves(value, (*path, key))
    elif isinstance(node, list) and node:
        yield from leaves(node[0], (*path, 0))


def changed(answer: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    broken = copy.deepcopy(answer)
    holder = broken
    for part in path[:-1]:
        holder = holder[part]
    change(holder, path[-1])
    return broken


def test_every_key_of_a_lesion_and_a_course_is_required_and_of_one_kind() -> None:
    for name in ("lesion", "course"):
        whole = answers()[name]
        for path in leaves(whole):
            if path[-2:-1] in [("units",), ("setting",)]:
                continue
            assert faults(name, changed(whole, path, lambda holder, key: holder.pop(key))), f"{name}: {path} may be missing"
            assert faults(name, changed(whole, path, lambda holder, key: holder.update({key: {"no": [1]}}))), path


BROKEN: list[tuple[str, tuple[Any, ...], Any]] = [
    ("client", ("fitzpatrick",), 7),
    ("client", ("age",), "old"),
    ("client", ("smokr",), False),
    ("client", ("concerns",), []),
    ("client", ("concerns", 0, "kind"), "freckles"),
    ("client", ("history", "diabetes"), "some"),
    ("client", ("limits", "pih_risk"), 5),
    ("outlook", ("schema",), "rederm.plan/1"),
    ("outlook", ("scores", "wrinkles", "median"), None),
    ("outlook", ("days", 0), "0"),
    ("outlook", ("sessions", 0, "feel"), 3),
    ("outlook", ("findings", 0, "strength"), "maybe"),
    ("plan", ("schema",), "rederm.plan/2"),
    ("plan", ("start",), 20270104),
    ("plan", ("client", "file", "sex"), "none"),
    ("plan", ("plans", 0, "rank"), "first"),
    ("plan", ("plans", 0, "price", "high"), "dear"),
    ("plan", ("plans", 0, "chance_within", "pain"), 80),
    ("plan", ("plans", 0, "outlook", "no_data"), None),
    ("plan", ("first_outlook", "sessions"), {}),
    ("comparison", ("outlooks", 0, "gain"), []),
    ("trial", ("outcomes", 0, "arms", 0, "mean"), "much"),
    ("trial", ("outcomes", 0, "comparisons", 0, "power", "share"), 1.5),
    ("comparison", ("against_first", 0, "gains_more_in"), 2),
]


@pytest.mark.parametrize(("name", "path", "value"), BROKEN, ids=[f"{n}-{'.'.join(map(str, p))}" for n, p, _ in BROKEN])
def test_a_broken_answer_is_refused(name: str, path: tuple[Any, ...], value: Any) -> None:
    def change(holder: Any, key: Any) -> None:
        holder[key] = value

    assert faults(name, changed(answers()[name], path, change)) != []


def test_an_unknown_schema_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="plan"):
        schema("plans")


def test_keys_are_described_in_the_words_of_the_glossary() -> None:
    described = schema("lesion")["properties"]["ablation_depth_um"]["description"]
    assert described == f"{terms()['ablation_depth_um'].meaning} Unit: um."
    undescribed = {
        key
        for name in schema_names()
        for table in [schema(name), *schema(name).get("$defs", {}).values()]
        for key, part in table.get("properties", {}).items()
        if "description" not in part
    }
    assert undescribed == set()


def test_the_glossary_page_is_made_from_the_list() -> None:
    assert (EXAMPLES.parent / "docs" / "glossary.md").read_text(encoding="utf-8") == glossary_page()
