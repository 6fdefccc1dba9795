"""The language of pages and papers: gettext catalogues in data/locale, one language at a time, English where none is set.

`tr` says a text now, in the language set by `speaking`; rooms above make a `Sentence` and leave the language to who shows it.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from rederm.sources import DATA, InputError, Sentence, counted, in_words, nearest, sentence

LOCALE = DATA / "locale"
ENGLISH = "en"
_NOW: ContextVar[str] = ContextVar("language", default=ENGLISH)


def languages() -> list[str]:
    """The languages that have a catalogue, English first."""
    return [ENGLISH, *sorted(path.name for path in LOCALE.iterdir() if (path / "LC_MESSAGES" / "rederm.mo").exists())]


def known_language(name: str) -> str:
    """The language by its code. Raises InputError for one without a catalogue."""
    if name not in languages():
        raise InputError(
            f"--language {name!r} has no catalogue{nearest(name, languages()) or ';'} languages: {', '.join(languages())}"
        )
    return name


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything said inside the block is said in this language."""
    before = _NOW.set(known_language(language))
    try:
        yield
    finally:
        _NOW.reset(before)


def language_now() -> str:
    return _NOW.get()


def locale_now() -> str:
    """By whose rules dates are written: in English, too, the day stands before the month."""
    return "en_GB" if language_now() == ENGLISH else language_now()


def tr(text: str, /, **values: Any) -> str:
    """The text in the language of now: a message with values filled in, or a sentence or plain text made elsewhere."""
    return in_words(sentence(text, **values) if values else text, _translate)


def trn(one: str, many: str, count: int, /, **values: Any) -> str:
    """The form that the count asks for; {count} stands for it."""
    return in_words(counted(one, many, count, **values), _translate)


def said(content: Any) -> Any:
    """JSON-like content with every sentence in the language of now; keys and numbers as they are.

    Plain text is left alone: it may be a name or a key that only happens to read like a message.
    """
    if isinstance(content, float):  # most of a plan: asked first
        return content
    if isinstance(content, Sentence):
        return tr(content)
    if isinstance(content, dict):
        return {key: said(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [said(value) for value in content]
    return content


def _translate(one: str, many: str | None, count: int | None) -> str:
    catalogue = _catalogue(_NOW.get())
    return catalogue.gettext(one) if many is None or count is None else catalogue.ngettext(one, many, count)


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation("rederm", LOCALE, [language])
