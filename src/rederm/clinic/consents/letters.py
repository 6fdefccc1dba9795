"""Which letters the paper can print: Latin, Greek, Cyrillic and what stands between them. Others would be lost from the PDF."""

import re
import unicodedata

from rederm.sources import InputError

_LACKED = re.compile(r"[^\n\x20-\x7e\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u2010-\u2022\u2026\u20ac]")


def printable(text: str, what: str) -> str:
    """The text, composed (NFC). Raises InputError where the paper cannot print a letter of it."""
    composed = unicodedata.normalize("NFC", text)
    lacked = _LACKED.search(composed)
    if lacked:
        raise InputError(
            f"{what}: the paper cannot print {lacked[0]!r}; write it in Latin, Greek or Cyrillic letters "
            "(a signature that is drawn may be in any script)"
        )
    return composed
