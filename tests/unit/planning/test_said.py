"""What a plan says is sentences: each keeps the message and the values that another language needs."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from invented_visits import ROOMS, invented, person, seen
from rederm.course import Course
from rederm.output.page import json_text
from rederm.planning import adapt
from rederm.planning.observed import Answer, Reading, Sign
from rederm.safety import check
from rederm.sources import Sentence, in_words, with_sentences
from told_plan import CLIENT, REFUSED, told_plan

PROSE = re.compile(r"\b[a-z]{2,}\b")
NO_SENTENCES = {  # keys whose text is a notation, a key, or the person's own
    "course",
    "done",
    "course_left",
    "site",  # sites by their names, with commas
    "unit",
    "file",  # of the client
}


def backwards(one: str, many: str | None, count: int | None) -> str:
    """A language in which every message stands between brackets."""
    return f"<{one if many is None or count == 1 else many}>"


def texts(content: Any, under: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a JSON-like content with the key nearest above it."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key not in (*NO_SENTENCES, "sentences"):
                yield from texts(value, under if key[:1].islower() and "@" in key else key)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from texts(value, under)
    elif isinstance(content, str):
        yield under, content


def plain_prose(content: Any) -> list[tuple[str, str]]:
    return [
        (key, text) for key, text in texts(content) if " " in text and PROSE.search(text) and not isinstance(text, Sentence)
    ]


def has_values(text: str | None) -> bool:
    return isinstance(text, Sentence) and "{" in text.message and bool(text.values)


def test_no_text_of_a_plan_is_without_its_message() -> None:
    assert plain_prose(told_plan().to_json()) == []


def test_no_text_of_an_adapted_plan_is_without_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ROOMS:
        monkeypatch.setattr(f"rederm.planning.{room}.simulate", invented)
    readings = (
        Reading(3, 1, "erythema_days", 9.0, ">"),
        Reading(20, 1, "crust_days", 5.0),
        Reading(29, 1, "score.wrinkles", 1.3, "", "blinded"),
    )
    for signs, answers in (
        ((), ()),
        ((Sign(20, 1, "blister", True),), ()),
        ((Sign(20, 1, "blister", True),), (Answer(21, "Dr A", 2),)),
    ):
        plan = adapt(
            person(), seen(0, readings=readings, signs=signs, answers=answers), draws=20, start=date(2027, 1, 4)
        ).to_json()
        assert (
            plain_prose({"adapted": plan["adapted"] | {"stops": [s | {"answered": None} for s in plan["adapted"]["stops"]]}})
            == []
        )
        assert has_values(plan["verdict"])


def test_the_chief_texts_of_a_plan_have_messages_with_values() -> None:
    told = told_plan().to_json()
    first = told["plans"][0]
    chief = [told["verdict"], told["rank_rule"], told["client"]["line"], first["why"], first["outlook"]["feel_per_session"]]
    assert all(map(has_values, [*chief, *first["limits"].values(), *(trade["words"] for trade in told["trades"])]))
    assert all(has_values(excluded["reason"]) for excluded in told["excluded"])
    assert any(has_values(gap["reason"]) for gap in first["outlook"]["no_data"])
    assert all(isinstance(question, Sentence) for question in told["questions"])


def test_a_finding_keeps_its_facts_beside_its_reason() -> None:
    found = {f.rule: f for f in check(CLIENT, Course.parse(REFUSED))}
    operator = found["operator"].reason
    assert isinstance(operator, Sentence)
    assert operator.message.startswith("{device.name} at this setting is for a {operator.required_word};")
    assert operator.values["operator.available_word"] == "nurse"
    asked = next(f for f in found.values() if f.question)
    assert isinstance(asked.reason, Sentence)
    assert asked.reason.values["questions"] == asked.question


def test_a_plan_file_read_again_says_the_same_in_any_language() -> None:
    fresh = told_plan().to_json()
    content = json.loads(json_text(fresh))
    again = with_sentences(content, content["sentences"])
    assert again == content
    pairs = list(zip(texts(fresh), texts(again), strict=True))
    assert all(isinstance(mine, Sentence) for (_, made), (_, mine) in pairs if isinstance(made, Sentence))
    assert [in_words(mine, backwards) for (_, made), (_, mine) in pairs if isinstance(made, Sentence)] == [
        in_words(made, backwards) for (_, made), _ in pairs if isinstance(made, Sentence)
    ]


def test_the_id_of_a_plan_does_not_depend_on_its_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    name = told_plan().to_json()["id"]
    monkeypatch.setattr("rederm.planning.plan_types.sentences_of", lambda content: {})
    assert told_plan().to_json()["id"] == name


def test_a_file_keeps_only_sentences_that_stand_in_it() -> None:
    told = told_plan().to_json()
    assert set(told["sentences"]) <= {text for _, text in texts(told)}


def test_sites_inside_a_sentence_make_no_sentences_of_keys() -> None:
    content = json.loads(json_text(told_plan().to_json()))
    again = with_sentences(content, content["sentences"])
    assert not any(isinstance(goal[key], Sentence) for goal in again["goals"] for key in ("site", "concern"))
