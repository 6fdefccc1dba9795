"""Where each open question is answered."""

from collections.abc import Iterable
from functools import cache

from rederm.safety.vocabulary import question
from rederm.skin.history import QUESTIONS


@cache
def _fields() -> dict[str, str]:
    """Name of the intake's field behind each question."""
    return {
        question("weight_kg"): "weight_kg",
        question("device.new"): "treatments_before",
        **{text: f"history.{key}" for key, text in QUESTIONS.items()},
    }


def questions_with_links(questions: Iterable[str]) -> list[tuple[str, str]]:
    """Each question with the anchor of its field in the intake, "" where it has none."""
    return [(text, f"#field-{_fields()[text]}" if text in _fields() else "") for text in questions]


def links_in(text: str) -> list[tuple[str, str]]:
    """The questions that a finding asks in one breath, each with its anchor; the text itself where it is no known one."""
    found = [asked for asked in _fields() if asked in text]
    return questions_with_links(found or [text] * bool(text))
