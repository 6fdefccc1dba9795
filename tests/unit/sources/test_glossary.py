"""The glossary holds every public name once: keys of the client file, dials, aids, devices and names of the JSON answers."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rederm.course import Course, course_json
from rederm.course.aids import AIDS
from rederm.devices import device_names, load_device
from rederm.injury import lesion_report
from rederm.look.photo import read_photo, score
from rederm.outlook import pictured, simulate
from rederm.outlook.sweep.entry import SweepEntry
from rederm.outlook.trial.spec import SpecEntry
from rederm.output.export import Export
from rederm.output.layout import schema
from rederm.output.picture_series import Series
from rederm.output.story import told
from rederm.output.tables import table_files
from rederm.planning.candidates import Candidate
from rederm.planning.comparison import Comparison
from rederm.planning.limits import LIMITS, judge
from rederm.planning.plan_types import Exclusion, Plan
from rederm.planning.planned import PlannedCourse
from rederm.planning.trade import Trade
from rederm.planning.trial import Case, Trial
from rederm.safety import check
from rederm.skin import Client
from rederm.skin.names import CONCERN_KINDS, SITE_NAMES

GLOSSARY = Path(__file__).parents[3] / "docs" / "glossary.md"
ROW = re.compile(r"^\| `(?P<name>[^`]+)` \| (?P<unit>[^|]+) \| (?P<meaning>[^|]+) \|$", re.MULTILINE)
MARIA = Path(__file__).parents[3] / "examples" / "maria.toml"
START = date(2027, 1, 4)


@cache
def rows() -> list[dict[str, str]]:
    return [match.groupdict() for match in ROW.finditer(GLOSSARY.read_text(encoding="utf-8"))]


@cache
def names() -> frozenset[str]:
    return frozenset(row["name"] for row in rows())


def schema_keys(schema: dict[str, Any]) -> set[str]:
    tables = [schema, *schema.get("$defs", {}).values()]
    return {key for table in tables for key in table.get("properties", {})}


def dials() -> set[str]:
    devices = [load_device(name) for name in device_names()]
    return {dial for device in devices for dial in device.dials}


def aids() -> set[str]:
    return {*AIDS, "numbing M min", "steroid D days"}


def keys(content: Any) -> Iterator[str]:
    """Every key of a JSON answer; days such as "180" are numbers, kind@site is its kind, what stands under texts is no name."""
    if isinstance(content, dict):
        for key, value in content.items():
            if not key.isdigit():
                yield key.partition("@")[0]
            yield from keys(value) if key != "sentences" else ()
    elif isinstance(content, list):
        for value in content:
            yield from keys(value)


def columns(plan: dict[str, Any]) -> set[str]:
    """Columns of the tables of a plan that are names of their own; the others are a name with an ending."""
    heads = [text.decode().partition("\n")[0].split(",") for text in table_files(plan).values()]
    ending = re.compile(r"_(low|median|high)$|^chance_within_")
    return {column for head in heads for column in head if not ending.search(column)}


@cache
def answers() -> dict[str, dict[str, Any]]:
    """One cheap answer of each kind: a peel, which solves no heat, on two draws."""
    client = Client.load(MARIA)
    course = Course.parse("2 sessions of glycolic-peel on cheek, 2 weeks apart")
    outlook = simulate(client, course, days=40, draws=2)
    findings = tuple(check(client, Course.parse("1 session of full-co2 on face")))
    planned = PlannedCourse(
        rank=1,
        device="glycolic-peel",
        course=course,
        interval_days=14.0,
        outlook=outlook,
        gain=np.zeros(2),
        chance_within=dict.fromkeys(LIMITS, 1.0),
        limits=dict.fromkeys(LIMITS, "what binds"),
        findings=findings,
        untreated=(("hand", "why"),),
        why="why",
    )
    excluded = Exclusion("full-co2", "limit", "downtime_days", "reason", "nearest", ())
    case = Case.of(client, START)
    verdicts = judge(case.limits, outlook)
    trial = Trial(Candidate.of(course), np.zeros(2), verdicts, findings, 0.0, 0.0)
    trade = Trade(case.limits[0], 0.1, trial)
    found = {"goals": case.goals, "limits": case.limits, "front": (trial,), "trades": (trade,)}
    both = (outlook, outlook), (np.zeros(2), np.zeros(2)), (findings, findings), (verdicts, verdicts)
    plan = Plan(client, (planned,), (excluded,), "verdict", START, 0, 2, **found).to_json()
    return {
        "lesion": lesion_report("salicylic-peel", {}, draws=2).to_json(),
        "simulate": outlook.to_json(),
        "plan": plan,
        "compare": Comparison(client, *both).to_json(),
        "export": Export(plan, (), {"runsheet": "why"}).to_json(),
        "course": course_json(course),
        "tables": dict.fromkeys(columns(plan), True),
        "picture": Series(outlook, "cheek", (0.0, 3.0), "front", *pictured(outlook, "cheek", (0.0, 3.0)), {}, None).to_json(),
        "story": told(outlook, "cheek", 3).to_json(),
        "score": score(read_photo(GLOSSARY.parents[1] / "examples" / "simulated-skin.jpg")).to_json(),
    }


def test_no_name_stands_twice() -> None:
    assert [name for name, times in Counter(row["name"] for row in rows()).items() if times > 1] == []


def test_every_key_of_a_client_file_stands_in_the_glossary() -> None:
    assert schema_keys(Client.model_json_schema()) - names() == set()


def test_every_key_of_a_trial_file_stands_in_the_glossary() -> None:
    assert schema_keys(SpecEntry.model_json_schema()) - names() == set()


def test_every_name_of_a_learning_plan_stands_in_the_glossary() -> None:
    assert schema_keys(schema("learn")) - names() == set()


def test_every_key_of_a_sweep_file_stands_in_the_glossary() -> None:
    assert schema_keys(SweepEntry.model_json_schema()) - names() == set()


def test_every_dial_device_aid_concern_and_site_stands_in_the_glossary() -> None:
    assert (dials() | aids() | {*device_names(), *CONCERN_KINDS, *SITE_NAMES}) - names() == set()


@pytest.mark.parametrize(
    "verb", ["lesion", "simulate", "plan", "compare", "export", "course", "tables", "picture", "story", "score"]
)
def test_every_name_of_a_json_answer_stands_in_the_glossary(verb: str) -> None:
    assert set(keys(answers()[verb])) - names() == set()


def test_the_glossary_names_nothing_that_is_not_there() -> None:
    there = schema_keys(Client.model_json_schema()) | schema_keys(SpecEntry.model_json_schema()) | dials() | aids()
    there |= schema_keys(SweepEntry.model_json_schema()) | schema_keys(schema("sweep"))
    there |= {*device_names(), *CONCERN_KINDS, *SITE_NAMES} | schema_keys(schema("plan"))
    there |= schema_keys(schema("trial")) | schema_keys(schema("learn"))
    assert names() - there.union(*(keys(answer) for answer in answers().values())) == set()


def test_every_entry_has_a_unit_and_one_sentence() -> None:
    for row in rows():
        assert row["unit"].strip(), row["name"]
        assert row["meaning"].strip().endswith("."), row["name"]
        assert ". " not in row["meaning"], f"{row['name']}: one sentence only"
