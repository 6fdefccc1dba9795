"""The medical history as FHIR: the questions, and the answers that were given. What was not asked has no answer.

A time since something is a choice of never or ago, and the time stands below "ago"; a list is a yes or no, and its entries
stand below yes, so that an empty list is told from one that was not asked for.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rederm.output.fhir_bundle import Entries
from rederm.output.fhir_codes import Part, coding, quantity, table
from rederm.skin.history import QUESTIONS

if TYPE_CHECKING:
    from rederm.skin import Client

URL, VERSION = "urn:rederm:questionnaire:history", "1"
_UNITS = {"months": ("mo", "months"), "weeks": ("wk", "weeks")}
_DIABETES = "diabetes"
_LISTS = ("allergies", "medications")
_TIME, _ENTRY = "How long ago?", "Which?"


def add_history(entries: Entries, client: "Client", patient: Part) -> Part:
    """The questions and the client's answers; return the reference to the answers."""
    entries.add(_questionnaire())
    answered = [(key, getattr(client.history, key)) for key in QUESTIONS]
    response: Part = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{URL}|{VERSION}",
        "status": "in-progress" if client.provisional else "completed",
        "subject": patient,
    }
    items = [_answer(key, value) for key, value in answered if value is not None]
    return entries.add(response | ({"item": items} if items else {}), "as-given")


def _questionnaire() -> Part:
    return {
        "resourceType": "Questionnaire",
        "url": URL,
        "version": VERSION,
        "name": "RedermHistory",
        "title": "History before skin resurfacing",
        "status": "draft",
        "subjectType": ["Patient"],
        "item": [_question(key) for key in QUESTIONS],
    }


def _question(key: str) -> Part:
    item: Part = {"linkId": key, "text": QUESTIONS[key]}
    return item | _kind(key)[0](key)


def _answer(key: str, value: Any) -> Part:
    return {"linkId": key, "text": QUESTIONS[key], "answer": [_kind(key)[1](key, value)]}


def _kind(key: str) -> tuple[Callable[[str], Part], Callable[[str, Any], Part]]:
    """How a question is asked, and how its answer is written."""
    if key in _LISTS:
        return _asks_list, _tells_list
    if key == _DIABETES:
        return _asks_diabetes, _tells_diabetes
    if key.rpartition("_")[2] in _UNITS:
        return _asks_time, _tells_time
    return (lambda _: {"type": "boolean"}), (lambda _, value: {"valueBoolean": value})


def _asks_list(key: str) -> Part:
    when = {"question": key, "operator": "=", "answerBoolean": True}
    below = {"linkId": f"{key}.which", "text": _ENTRY, "type": "string", "repeats": True, "enableWhen": [when]}
    return {"type": "boolean", "item": [below]}


def _tells_list(key: str, value: tuple[str, ...]) -> Part:
    named = [{"valueString": entry} for entry in value if entry.strip()]  # a FHIR string is never blank
    below = {"linkId": f"{key}.which", "text": _ENTRY, "answer": named}
    return {"valueBoolean": bool(value)} | ({"item": [below]} if named else {})


def _asks_diabetes(key: str) -> Part:
    return {"type": "choice", "answerOption": [{"valueCoding": coding(f"{key}.{name}")} for name in table()[key]]}


def _tells_diabetes(key: str, value: str) -> Part:
    return {"valueCoding": coding(f"{key}.{value}")}


def _asks_time(key: str) -> Part:
    when = {"question": key, "operator": "=", "answerCoding": coding("answer.ago")}
    below = {"linkId": f"{key}.time", "text": _TIME, "type": "quantity", "enableWhen": [when]}
    options = [{"valueCoding": coding(f"answer.{name}")} for name in table()["answer"]]
    return {"type": "choice", "answerOption": options, "item": [below]}


def _tells_time(key: str, value: float | str) -> Part:
    if isinstance(value, str):  # never
        return {"valueCoding": coding("answer.never")}
    answer = {"valueQuantity": quantity(value, *_UNITS[key.rpartition("_")[2]])}
    return {
        "valueCoding": coding("answer.ago"),
        "item": [{"linkId": f"{key}.time", "text": _TIME, "answer": [answer]}],
    }
