"""Conditions as data: three-valued, and refused with a sentence when malformed."""

from itertools import product
from typing import Any

import pytest

from rederm.safety.conditions import both, either, holds, missing
from rederm.safety.rules import parse_rule
from rederm.sources import InputError

FACTS: dict[str, Any] = {
    "months": 3,
    "never": "never",
    "unknown": None,
    "yes": True,
    "kinds": ["scars", "laxity"],
    "drug": ["Aspirin 75"],
}


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ({"months": {"below": 6}}, True),
        ({"months": {"below": 3}}, False),
        ({"months": {"at_least": 3, "below": 4}}, True),
        ({"months": {"above": "months"}}, False),
        ({"never": {"below": 6}}, False),
        ({"unknown": {"below": 6}}, None),
        ({"unknown": True}, None),
        ({"absent": True}, False),
        ({"months": {"below": "absent"}}, False),
        ({"months": {"below": "unknown"}}, None),
        ({"kinds": "scars"}, True),
        ({"kinds": ["redness", "laxity"]}, True),
        ({"drug": {"mentions": ["aspirin"]}}, True),
        ({"drug": {"mentions": ["warfarin"]}}, False),
        ({"drug": {"given": True}}, True),
        ({"yes": True, "unknown": True}, None),
        ({"yes": False, "unknown": True}, False),
        ({"any": [{"yes": True}, {"unknown": True}]}, True),
        ({"any": [{"yes": False}, {"unknown": True}]}, None),
        ({"not": {"unknown": True}}, None),
        ({"not": {"absent": True}}, True),
    ],
)
def test_condition_is_true_false_or_unknown(condition: dict[str, Any], truth: bool | None) -> None:
    assert holds(condition, FACTS) is truth


def test_and_and_or_are_each_others_mirror() -> None:
    turned = {True: False, False: True, None: None}
    for a, b in product(turned, repeat=2):
        assert turned[both([a, b])] is either([turned[a], turned[b]])


def test_what_is_missing_is_named() -> None:
    assert missing({"yes": True, "any": [{"unknown": True}, {"absent": 1}]}, FACTS) == ("unknown",)


GOOD: dict[str, Any] = {
    "strength": "ask",
    "title": "t",
    "reason": "r.",
    "when": {"history.pregnant": True},
    "source": ["rederm-assumption"],
    "date": 2026,
    "fires": {},
    "clear": {},
}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"strength": "forbid"}, "block, ask, note"),
        ({"sorce": ["x"]}, "did you mean source"),
        ({"source": ["no-such-paper"]}, "no-such-paper"),
        ({"when": {"history.pregnnt": True}}, "did you mean history.pregnant"),
        ({"when": {"age": {"under": 3}}}, "unknown test 'under'"),
        ({"when": {}}, "a condition is a table"),
        ({"devices": ["fractional-c02"]}, "did you mean fractional-co2"),
        ({"unknown": "no"}, "covered"),
    ],
)
def test_a_bad_rule_is_refused_with_what_to_do(change: dict[str, Any], word: str) -> None:
    assert parse_rule("r", GOOD, "x.toml").id == "r"
    with pytest.raises(InputError, match=word):
        parse_rule("r", GOOD | change, "x.toml")


def test_a_rule_without_an_example_is_refused() -> None:
    with pytest.raises(InputError, match="fires is missing"):
        parse_rule("r", {k: v for k, v in GOOD.items() if k != "fires"}, "x.toml")
