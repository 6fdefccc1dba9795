"""The catalogues hold what rederm says now, whole and in every language, and the compiled files are made of them."""

import importlib.util
import io
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from rederm.output.language import LOCALE

LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())
THE_SAME = {  # messages with words in them that a language says as English does
    "es": {"abdomen", "Gel:", "h", "J/cm²", "min", "no", "pH", "Plan {id}", "Provisional.", "µm", "µs"},
}


@pytest.fixture(scope="module")
def found() -> Catalog:
    """What tools/catalogue.py finds in the source now."""
    script = Path(__file__).parents[3] / "tools" / "catalogue.py"
    spec = importlib.util.spec_from_file_location("catalogue", script)
    assert spec is not None
    assert spec.loader is not None
    catalogue = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(catalogue)
    return catalogue.found()


def _read(path: Path) -> Catalog:
    return (read_mo if path.suffix == ".mo" else read_po)(io.BytesIO(path.read_bytes()))


def _messages(language: str) -> list[Message]:
    return [message for message in _read(LOCALE / language / "LC_MESSAGES" / "rederm.po") if message.id]


def _places(catalogue: Catalog) -> dict[Any, list[str]]:
    return {message.id: sorted({file for file, _ in message.locations}) for message in catalogue if message.id}


def _pairs(message: Message) -> Iterator[tuple[str, str]]:
    """(English, translation) of each form: the first form beside the singular, all others beside the plural."""
    if isinstance(message.string, tuple):
        one, many = message.id
        yield from ((many if form else one, text) for form, text in enumerate(message.string))
    else:
        yield message.id, message.string


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _filled_in(text: str) -> set[tuple[str, str | None]]:
    """Names and formats; which first letters are capital differs between languages, so conversions are left out."""
    return {(name, form) for _, name, form, _ in Formatter().parse(text) if name is not None}


def _has_words(text: str) -> bool:
    """Whether a letter stands outside what is filled in."""
    return any(letter.isalpha() for plain, *_ in Formatter().parse(text) for letter in plain)


def _around(text: str) -> tuple[str, str, bool, int]:
    """Spaces before and behind, whether it ends in a full stop, line breaks."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], text.rstrip().endswith("."), text.count("\n")


def test_what_a_text_fills_in_is_read_by_name_and_format():
    assert _filled_in("{x!c} of {days:.1f} {history.pregnant}") == {("x", ""), ("days", ".1f"), ("history.pregnant", "")}
    assert _filled_in("25 % {{}}") == set()


def test_the_template_is_what_is_found_now(found):
    assert _places(_read(LOCALE / "rederm.pot")) == _places(found), "run make catalogue"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_holds_the_messages_that_are_found_now(language: str, found):
    assert {message.id for message in _messages(language)} == {message.id for message in found if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_in_every_form_and_none_is_doubtful(language: str):
    forms = _read(LOCALE / language / "LC_MESSAGES" / "rederm.po").num_plurals
    for message in _messages(language):
        assert not message.fuzzy, message.id
        assert all(text.strip() for _, text in _pairs(message)), message.id
        assert len(list(_pairs(message))) == (forms if isinstance(message.id, tuple) else 1), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_its_message_fills_in(language: str):
    pairs = [pair for message in _messages(language) for pair in _pairs(message)]
    assert [(english, text) for english, text in pairs if _filled_in(english) != _filled_in(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_spaces_breaks_and_full_stop_of_its_message(language: str):
    """Texts are set beside each other on a page, where a lost space, break or full stop shows."""
    pairs = [pair for message in _messages(language) for pair in _pairs(message)]
    assert [(english, text) for english, text in pairs if _around(english) != _around(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_named_messages_read_as_in_english(language: str):
    pairs = [pair for message in _messages(language) for pair in _pairs(message)]
    assert {english for english, text in pairs if english == text and _has_words(english)} == THE_SAME.get(language, set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_made_of_the_catalogue(language: str):
    files = [LOCALE / language / "LC_MESSAGES" / f"rederm.{kind}" for kind in ("mo", "po")]
    compiled, written = ({_forms(m.id): _forms(m.string) for m in _read(file) if m.id} for file in files)
    assert compiled == written, "run make catalogue"
