"""A PDF from a template and a view: tagged, in the vendored typeface, the same bytes for the same content."""

import json
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rederm.output.page import TEMPLATES
from rederm.output.theme import FONTS


def pdf(template: str, view: Mapping[str, Any], files: Mapping[str, str | bytes]) -> bytes:
    """The PDF of a typst template that reads view.json, and `files` beside it by name; it may import any other template.

    view["start"]: ISO date, the only clock that the bytes may follow.
    """
    import typst

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        templates = {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}
        beside = {**files, "view.json": json.dumps(view, ensure_ascii=False), **templates}
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
