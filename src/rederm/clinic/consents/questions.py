"""What client and clinician answer before a consent is signed (questions.toml). None of it may be left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rederm.clinic.consents.models import Consent
from rederm.sources import InputError, read_toml

CLIENT, CLINICIAN = "client", "clinician"


@dataclass(frozen=True)
class Question:
    """One question. stops: answers with which nothing can be signed, and what is then said."""

    key: str
    who: str
    text: str
    answers: tuple[str, ...]
    stops: Mapping[str, str]
    history: str = ""  # the key of the client file that asks the same

    def wrong(self, answer: str | None) -> str:
        """Why nothing can be signed with this answer; "" where it can."""
        if not answer:
            return "This needs an answer."
        if answer not in self.answers:
            return f"{answer[:40]!r} is no answer; choose one of: {', '.join(self.answers)}."
        return self.stops.get(answer, "")


@cache
def questions() -> tuple[Question, ...]:
    """All of them, in their order."""
    return tuple(
        Question(
            entry["key"], entry["who"], entry["text"], tuple(entry["answers"]), entry.get("stops", {}), entry.get("history", "")
        )
        for entry in read_toml(Path(__file__).parent / "questions.toml")["question"]
    )


def answered(given: Mapping[str, str]) -> list[dict[str, str]]:
    """[{"key", "text", "answer"}] as a consent keeps them. Raises InputError where one is missing or forbids to sign."""
    wrong = [f"{question.text} {said}" for question in questions() if (said := question.wrong(given.get(question.key)))]
    if wrong:
        raise InputError("the consent cannot be signed: " + "; ".join(wrong))
    return [{"key": each.key, "text": each.text, "answer": given[each.key]} for each in questions()]


def unlike_file(consent: Consent) -> list[str]:
    """The questions that the client answered with yes and whose key in the newest client file does not say so."""
    version = consent.record.file
    history = version.content.get("history", {}) if version else {}
    said = {each["key"]: each["answer"] for each in consent.answers}
    return [each.text for each in questions() if each.history and said.get(each.key) == "yes" and not history.get(each.history)]
