"""For any client and course: worse answers never take a block away, and what was worked out beforehand changes nothing."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rederm.course import Aftercare, Course, Session
from rederm.devices import device_names, load_device, make_setting
from rederm.safety import check, load_rules
from rederm.safety.amend import changed_rule, own_rule
from rederm.safety.conditions import holds
from rederm.safety.examples import HEALTHY
from rederm.safety.vocabulary import FACTS
from rederm.skin import Client
from rederm.sources import InputError

ADVERSE: dict[str, list[Any]] = {
    **{name: [True] for name, benign in HEALTHY.items() if benign is False},
    "isotretinoin_stopped_months": [0.0, 3.0, 5.9],
    "diabetes": ["controlled", "uncontrolled"],
    "pigmented_lesions_examined": [False],
    "filler_or_toxin_weeks": [0.0, 1.0, 3.0],
    "surgery_in_field_months": [1.0, 11.0],
    "last_resurfacing_weeks": [0.0, 2.0, 8.0],
    "allergies": [["lidocaine"], ["nickel", "kiwi"], ["aspirin"]],
    "medications": [["isotretinoin"], ["warfarin", "doxycycline"], ["something new"]],
}
DEVICES, NAMES = st.sampled_from(device_names()), sorted(ADVERSE)
ANSWERS = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2), max_size=8).map(
    lambda picked: {name: ADVERSE[name][i % len(ADVERSE[name])] for name, i in picked.items()}
)
UNASKED = st.sets(st.sampled_from(NAMES), max_size=6)
SITES = st.sampled_from([("face",), ("cheek", "neck"), ("eyelid",), ("upper-lip",), ("abdomen",)])


@st.composite
def courses(draw: st.DrawFn) -> Course:
    sites = draw(SITES)
    care = Aftercare(numbing_minutes=draw(st.sampled_from([None, 0.0, 60.0])), antiviral=draw(st.booleans()))
    devices = draw(st.lists(DEVICES, min_size=1, max_size=3))
    gap = draw(st.sampled_from([3.0, 20.0, 45.0, 100.0]))
    return Course(tuple(Session(i * gap, make_setting(load_device(d), {}), sites, care) for i, d in enumerate(devices)), "")


def person(history: dict[str, Any], kind: str = "age-spots") -> Client:
    concerns = [{"kind": kind, "site": "cheek"}]
    base = {"age": 40, "sex": "female", "fitzpatrick": 3, "concerns": concerns, "weight_kg": 60.0}
    return Client.parse(base | {"history": history, "limits": {"operator": "physician"}})


def blocks(client: Client, course: Course) -> set[tuple[str, str]]:
    return {(f.rule, f.device) for f in check(client, course) if f.strength == "block"}


@given(courses(), ANSWERS, st.sampled_from(NAMES), st.integers(0, 2), UNASKED)
@settings(max_examples=150, deadline=None)
def test_an_adverse_answer_never_takes_a_block_away(
    course: Course, others: dict[str, Any], name: str, which: int, unasked: set[str]
) -> None:
    benign = {k: v for k, v in (HEALTHY | others | {name: HEALTHY[name]}).items() if k not in unasked - {name}}
    adverse = benign | {name: ADVERSE[name][which % len(ADVERSE[name])]}
    assert blocks(person(benign), course) <= blocks(person(adverse), course)


@given(courses(), ANSWERS, UNASKED)
@settings(max_examples=60, deadline=None)
def test_a_client_who_was_seen_before_hears_the_same(course: Course, answers: dict[str, Any], unasked: set[str]) -> None:
    history = {k: v for k, v in (HEALTHY | answers).items() if k not in unasked}
    seen = person(history)
    check(seen, Course.parse("1 session of opus-plasma on cheek"))
    assert check(seen, course) == check(seen, course) == check(person(history), course)


FACT = st.sampled_from(["age", "fitzpatrick", "sessions"])
VALUE = st.one_of(st.none(), st.integers(0, 6))


def condition() -> st.SearchStrategy[dict[str, Any]]:
    bound = st.builds(lambda kind, at: {kind: at}, st.sampled_from(["below", "above"]), st.integers(0, 6))
    test = st.one_of(st.integers(0, 6), bound)
    leaf = st.builds(lambda fact, t: {fact: t}, FACT, test)
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(lambda c: {"not": c}, inner),
            st.builds(lambda kind, c: {kind: c}, st.sampled_from(["any", "all"]), st.lists(inner, min_size=1, max_size=3)),
        ),
        max_leaves=6,
    )


@given(condition(), st.dictionaries(FACT, VALUE), st.dictionaries(FACT, VALUE))
def test_what_holds_on_part_of_the_facts_holds_on_all(when: dict[str, Any], part: dict[str, Any], rest: dict[str, Any]) -> None:
    early = holds(when, part, absent=None)
    if early is not None:
        assert holds(when, rest | part) is early


WORDS = st.sampled_from(["history.keloids", "age", "below", "any", "not", "mentions", "device", "dial.energy_mJ", "{age"])
SCALARS = st.one_of(WORDS, st.integers(-3, 30), st.booleans(), st.floats(0, 9), st.dates())
TREES = st.recursive(SCALARS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)))
KEYS = ["strength", "title", "reason", "do", "when", "source", "by", "date", "fires", "clear", "devices", "offers"]
OWN = {
    "strength": "ask",
    "title": "t",
    "reason": "r.",
    "when": {"history.keloids": True},
    "source": "our protocol",
    "by": "Dr Ada",
    "date": 2026,
}


def refusal(make: Callable[[], object]) -> str:
    try:
        make()
    except InputError as error:
        return str(error)
    return ""


@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=3))
@settings(max_examples=150, deadline=None)
def test_whatever_a_clinic_writes_is_a_rule_or_one_line(written: dict[str, Any]) -> None:
    shipped = next(rule for rule in load_rules() if rule.id == "keloids-ask")
    entry = OWN | written
    for said in (
        refusal(lambda: own_rule("ours", entry, "ours.toml")),
        refusal(lambda: changed_rule(shipped, entry, "ours.toml")),
    ):
        assert not said or said.startswith("ours.toml")
        assert "\n" not in said


def test_conditions_of_the_property_read_facts_that_exist() -> None:
    assert {"age", "fitzpatrick", "sessions"} <= set(FACTS)
    assert all(rule.id for rule in load_rules())
