"""Docstrings of rederm as Sphinx reads them.

They are written as plain text: names in single backticks, equations and tables indented, file names with stars and underscores.
Here names become code, what is indented stays as it is, and no sign of plain text is taken for markup.
"""

import re
from collections.abc import Iterator
from typing import Any

CODE = re.compile(r"(`[^`]+`)")
MARKUP = re.compile(r"([\\*_|<>])")


def plain(lines: list[str]) -> list[str]:
    return list(_blocks(lines))


def _blocks(lines: list[str]) -> Iterator[str]:
    inside = False  # a block that stays as it is
    for line in lines:
        indented = line.startswith(" ")
        if indented and not inside:
            yield from ("", "::", "")
        elif inside and line and not indented:
            yield ""
        if line:
            inside = indented
        yield f"    {line}" if inside else _words(line)


def _words(line: str) -> str:
    parts = CODE.split(line)
    return "".join(f"\\ `{part}`\\ " if place % 2 else MARKUP.sub(r"\\\1", part) for place, part in enumerate(parts))


def _rewrite(app: Any, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
    lines[:] = plain(lines)


def setup(app: Any) -> dict[str, Any]:
    app.connect("autodoc-process-docstring", _rewrite)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
