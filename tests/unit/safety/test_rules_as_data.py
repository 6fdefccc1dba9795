"""Every rule fires on its own example and stays silent on its counter-example; both are part of the rule's data."""

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rederm.course import Aftercare, Course, Session
from rederm.devices import Setting, device_names, load_device, make_setting
from rederm.safety import Rule, check, load_rules
from rederm.safety.vocabulary import HISTORY, groups
from rederm.skin import Client
from rederm.sources import reference

RULES = load_rules()
HEALTHY: dict[str, Any] = {
    **dict.fromkeys(HISTORY, False),
    "isotretinoin_stopped_months": "never",
    "diabetes": "none",
    "pigmented_lesions_examined": True,
    "filler_or_toxin_weeks": "never",
    "surgery_in_field_months": "never",
    "last_resurfacing_weeks": "never",
    "allergies": [],
    "medications": [],
}


def simulated(course: Course, facts: Mapping[str, Any]) -> Any:
    """An outlook of five draws: [median, 80 % quantile] of days by what heals; depth of a sheet as a share of the skin."""

    def days(name: str) -> np.ndarray:
        middle, late = facts.get(f"outlook.{name}", [1, 1])
        return np.tile(np.array([[middle], [middle], [middle], [late], [late]], float), len(course.sessions))

    healing = SimpleNamespace(closure_hours=24 * days("closure"), crust_days=days("crust"), erythema_days=days("erythema"))
    sheet = SimpleNamespace(layer=True, necrosis_depth_um=np.full(5, 1000.0 * facts.get("outlook.depth", 0.1)))
    skin = SimpleNamespace(thickness_um=1000.0)
    region = SimpleNamespace(healing=healing, injuries=(sheet,), skin=skin, sessions=course.sessions)
    return SimpleNamespace(regions=dict.fromkeys(course.sites, region))


def case(example: Mapping[str, Any]) -> tuple[Client, Course, Any]:
    """A healthy client and one plain session, changed as the example says."""
    known = {
        "device",
        "site",
        "sites",
        "sessions",
        "interval_days",
        "first",
        "wait",
        "before",
        "concern",
        "subtype",
        "operator",
    }
    person = {"age": 45, "sex": "female", "fitzpatrick": 2, "weight_kg": 68.0}
    history, habits, dials, care, seen = dict(HEALTHY), {"sunscreen": "daily"}, {}, {}, {}
    tables = {"history": history, "habits": habits, "dial": dials, "aftercare": care}
    for key, value in example.items():
        table, _, name = key.partition(".")
        if table == "outlook":
            seen[key] = value
        elif name:
            tables[table][name] = value
        elif key in person:
            person[key] = value
        else:
            assert key in known, key
    sites = tuple(example.get("sites", [example.get("site", "cheek")]))
    concern = {"kind": example.get("concern", "wrinkles"), "site": sites[0]}
    if "subtype" in example:
        concern["subtype"] = example["subtype"]
    client = Client.parse(
        {
            **person,
            "physician_entry": True,
            "concerns": [concern],
            "history": history,
            "habits": habits,
            "treatments_before": example.get("before", []),
            "limits": {"operator": example.get("operator", "physician-monitored")},
        }
    )
    device = load_device(example["device"])
    aftercare = Aftercare(**care)
    settings = [make_setting(device, dials)] * example.get("sessions", 1)
    days = [i * example.get("interval_days", 90) for i in range(len(settings))]
    sessions = [Session(float(d), s, sites, aftercare) for d, s in zip(days, settings, strict=True)]
    if "first" in example:
        sessions = [Session(0.0, default(example["first"]), sites, aftercare), replace(sessions[0], day=float(example["wait"]))]
    course = Course(tuple(sessions), "")
    return client, course, simulated(course, seen) if seen else None


def default(name: str) -> Setting:
    return make_setting(load_device(name), {})


def fired(rule: Rule, example: Mapping[str, Any]) -> list[Any]:
    return [f for f in check(*case(example)) if f.rule == rule.id]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_fires_on_its_example_and_not_on_its_counter_example(rule: Rule) -> None:
    found = fired(rule, rule.fires)
    assert found
    assert all(f.strength == rule.strength and f.question is None for f in found)
    assert fired(rule, rule.clear) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_can_be_looked_up_and_reads_as_a_sentence(rule: Rule) -> None:
    assert rule.source
    assert all(reference(s).title for s in rule.source)
    assert 1990 <= rule.date <= 2026
    assert rule.reason.strip().endswith(".")
    assert rule.do or rule.strength == "note"
    assert "{" not in fired(rule, rule.fires)[0].reason


@pytest.mark.parametrize("name", HISTORY)
def test_every_history_answer_is_read_by_a_rule(name: str) -> None:
    text = "".join(str(rule.when) for rule in RULES)
    assert f"history.{name}" in text or f"{name}_unmatched" in text


def test_device_groups_hold_only_devices_and_every_device_stands_in_one() -> None:
    assert {d for members in groups().values() for d in members} == set(device_names())
