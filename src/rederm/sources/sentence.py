"""Sentences that can be said in another language after they were made.

A `Sentence` is its English text, and remembers the message and the values it was made of; a catalogue translates the message
and fills the values in again. Rooms that know facts make sentences; only pages and papers (`output`) decide on a language.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from string import Formatter
from typing import Any

Translate = Callable[[str, str | None, int | None], str]
"""(message, its plural or None, the count or None) -> the message in the language."""


class Sentence(str):
    """English text that knows its message. `values` may hold sentences; many, number: the plural form and what it counts."""

    message: str
    values: Mapping[str, Any]
    many: str | None
    number: int | None

    def __new__(cls, message: str, values: Mapping[str, Any], many: str | None = None, count: int | None = None) -> "Sentence":
        chosen = message if many is None or count == 1 else many
        made = super().__new__(cls, _WRITER.vformat(chosen, (), values) if values else chosen)
        made.message, made.values, made.many, made.number = message, values, many, count
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Sentence, (self.message, self.values, self.many, self.number)

    def to_json(self) -> dict[str, Any]:
        """What the sentence is made of, values that are sentences likewise; one that is its own message as its text, since in
        the place of a value any text is said as a message. The count of a plural stands among the values (`counted`)."""
        values = {name: v.to_json() if isinstance(v, Sentence) and v.values else v for name, v in self.values.items()}
        told: dict[str, Any] = {"message": self.message, "values": values}
        return told if self.many is None else told | {"many": self.many}


class _Writer(Formatter):
    """str.format by whole names ({history.pregnant} too) with three more conversions: {x!c} begins with a capital, {x!l} with a
    small letter, {x!o} is left open at its end, without its full stop."""

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs[field_name], field_name

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion in ("c", "l"):
            text = str(value)
            return (text[:1].upper() if conversion == "c" else text[:1].lower()) + text[1:]
        if conversion == "o":
            return str(value).rstrip(". ")
        return super().convert_field(value, conversion)


_WRITER = _Writer()


def mark(message: str) -> str:
    """The message as it is: so that the catalogues know a text that is said later, such as an entry of a table."""
    return message


def sentence(message: str, /, **values: Any) -> Sentence:
    """A sentence with its values filled in, as by str.format; {x!c} and {x!l} set the first letter of a value, {x!o} takes its
    full stop away."""
    return Sentence(message, values)


def counted(one: str, many: str, count: int, /, **values: Any) -> Sentence:
    """A sentence in the form that the count asks for; {count} stands for it."""
    return Sentence(one, {"count": count, **values}, many, count)


def joined(separator: str, parts: Iterable[str]) -> Sentence:
    """Parts in a row, each said in its own way; one alone is itself."""
    parts = list(parts)
    if len(parts) == 1 and isinstance(parts[0], Sentence):
        return parts[0]
    values = {f"part{place}": part for place, part in enumerate(parts)}
    return Sentence(separator.replace("{", "{{").replace("}", "}}").join(f"{{{name}}}" for name in values), values)


def listed(parts: Iterable[str]) -> Sentence:
    """Parts with "and" between them; one alone is itself."""
    first, *rest = parts
    return reduce(lambda told, part: sentence("{first} and {second}", first=told, second=part), rest, worded(first))


def worded(text: str) -> Sentence:
    """A text of a table as the message that it is; a sentence stays what it is."""
    return text if isinstance(text, Sentence) else Sentence(text, {})


def in_words(text: str, translate: Translate) -> str:
    """The text as `translate` says it: a sentence by its message, plain text as a message without values."""
    if not isinstance(text, Sentence):
        return translate(text, None, None) if text else text
    message = translate(text.message, text.many, text.number) if text.message else text.message
    if not text.values:
        return message
    values = {name: in_words(value, translate) if isinstance(value, str) else value for name, value in text.values.items()}
    return _WRITER.vformat(message, (), values)


def sentences_of(content: Any) -> dict[str, Any]:
    """{text: what it is made of, or None where it is its own message} of every sentence in a JSON-like content, for a file."""
    found: dict[str, Any] = {}
    _collect(content, found)
    return found


def _collect(content: Any, found: dict[str, Any]) -> None:
    if isinstance(content, Sentence):
        if content and content not in found:
            found[str(content)] = content.to_json() if content.values else None
    elif isinstance(content, Mapping):
        for value in content.values():
            _collect(value, found)
    elif isinstance(content, list | tuple):
        for value in content:
            _collect(value, found)


def with_sentences(content: Any, known: Mapping[str, Any]) -> Any:
    """The content of a file with its sentences made again from `sentences_of`; text it does not know stays text."""
    if isinstance(content, str):
        return _again(content, known)
    if isinstance(content, Mapping):
        return {key: with_sentences(value, known) for key, value in content.items()}
    if isinstance(content, list):
        return [with_sentences(value, known) for value in content]
    return content


def _again(text: str, known: Mapping[str, Any]) -> str:
    if text not in known:
        return text
    try:
        again = _made(known[text]) if known[text] else Sentence(text, {})
    except (KeyError, ValueError):  # a message that does not fit its values: the file was changed by hand
        return text
    return again if again == text else text


def _made(told: Mapping[str, Any]) -> Sentence:
    given: Mapping[str, Any] = told["values"]
    values = {name: _made(value) if isinstance(value, Mapping) else value for name, value in given.items()}
    return Sentence(told["message"], values, told.get("many"), given["count"] if "many" in told else None)
