"""A PDF from a template and a view: tagged, in the vendored typeface, the same bytes for the same content."""

import json
import re
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rederm.output.language import language_now, tr
from rederm.output.page import TEMPLATES
from rederm.output.theme import FONTS

_MESSAGE = re.compile(r'\btr\("((?:[^"\\]|\\.)*)"\)')
_IMPORT = re.compile(r'#(?:import|include) "([^"@]+\.typ)"')


def messages(template: str) -> dict[str, str]:
    """Every text that a typst template, or one it imports, says with tr("..."), in the language of now."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    found = {message: tr(message) for message in (said.replace('\\"', '"') for said in _MESSAGE.findall(text))}
    for name in _IMPORT.findall(text):
        found |= messages(name)
    return found


def pdf(template: str, view: Mapping[str, Any], files: Mapping[str, str | bytes]) -> bytes:
    """The PDF of a typst template that reads view.json, and `files` beside it by name; it may import any other template.

    The view is given the words of the template ("messages") and their language ("language") as well.
    view["start"]: ISO date, the only clock that the bytes may follow.
    """
    import typst

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = {**view, "messages": messages(template), "language": language_now()}
        templates = {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}
        beside = {**files, "view.json": json.dumps(whole, ensure_ascii=False), **templates}
        for file, content in beside.items():
            (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)
        made: bytes = typst.compile(
            str(folder / template),
            root=name,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format="pdf",
            timestamp=int((date.fromisoformat(view["start"]) - date(1970, 1, 1)).total_seconds()),
        )
        return made
