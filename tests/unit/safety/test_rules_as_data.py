"""Every rule fires on its own example and stays silent on its counter-example; both are part of the rule's data."""

from collections.abc import Mapping
from typing import Any

import pytest

from rederm.devices import device_names, load_device
from rederm.safety import Rule, check, load_rules
from rederm.safety.conditions import names
from rederm.safety.examples import case
from rederm.safety.vocabulary import FACTS, HISTORY, groups
from rederm.sources import reference

RULES = load_rules()


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


def test_every_dial_and_every_fact_that_a_rule_reads_exists() -> None:
    dials = {f"dial.{dial}" for name in device_names() for dial in load_device(name).dials}
    assert {fact for rule in RULES for fact in names(rule.when)} <= {*FACTS, *dials}


@pytest.mark.parametrize("device", device_names())
def test_every_device_has_a_stop_sign_and_every_acid_says_what_ends_it(device: str) -> None:
    rules = [rule for rule in RULES if rule.devices and device in rule.devices]
    stops = [rule for rule in rules if any(word in rule.id for word in ("-stop", "-neutralise", "salicylic-time"))]
    assert len(stops) == 1
    if load_device(device).family == "chemical":
        assert "neutralise" in f"{stops[0].title} {stops[0].reason} {stops[0].do}"
