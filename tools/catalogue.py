"""The gettext catalogues of what rederm says: found in the code, in templates and in tables, merged into every language.

`make catalogue` rewrites src/rederm/data/locale/rederm.pot, adds new messages to each rederm.po (translations kept, dead ones
dropped) and compiles the .mo files that the product reads. A new language begins with an empty folder <code>/LC_MESSAGES.
"""

import io
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "rederm"
LOCALE = SOURCE / "data" / "locale"
KEYWORDS = {"sentence": None, "counted": (1, 2), "mark": None, "tr": None, "trn": (1, 2)}
TYPST = re.compile(r'\btr\("((?:[^"\\]|\\.)*)"\)')
TABLES = {  # keys of tables of data/ whose text is shown to people
    "rules": ("title", "reason", "do", "says"),
    "devices": ("title", "feel", "summary", "reason"),
    "tissue": ("title",),  # of clinical scales
    "aftercare": ("title", "text", "endpoint", "neutraliser", "gel", "name"),
}
_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)  # the files follow their messages, not the clock


def found() -> Catalog:
    """Every message, with the files it stands in."""
    catalogue = Catalog(
        project="rederm",
        charset="utf-8",
        fuzzy=False,
        version="0.1",
        creation_date=_ALWAYS,
        header_comment="# Messages of rederm, BSD-3-Clause.",
    )
    for path in sorted(SOURCE.rglob("*")):
        for message in _messages(path):
            catalogue.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return catalogue


def _messages(path: Path) -> Iterator[Any]:
    if path.suffix == ".py":
        yield from _extracted("python", path)
    elif path.suffix == ".j2":
        yield from _extracted("jinja2.ext:babel_extract", path)
    elif path.suffix == ".typ":
        yield from (found[1].replace('\\"', '"') for found in TYPST.finditer(path.read_text(encoding="utf-8")))
    elif path.suffix == ".toml" and path.parent.parent == SOURCE / "data":
        keys = TABLES.get(path.parent.name, ())
        yield from _texts(tomllib.loads(path.read_text(encoding="utf-8")), keys) if keys else ()


def _extracted(method: str, path: Path) -> Iterator[Any]:
    for _, message, _, _ in extract(method, io.BytesIO(path.read_bytes()), KEYWORDS):
        if message and message != ("", ""):
            yield message


def _texts(table: Any, keys: tuple[str, ...], key: str = "") -> Iterator[str]:
    if isinstance(table, dict):
        for name, value in table.items():
            yield from _texts(value, keys, name)
    elif isinstance(table, list):
        for value in table:
            yield from _texts(value, keys, key)
    elif isinstance(table, str) and table and key in keys:
        yield table


def merged(template: Catalog, language: str) -> Catalog:
    """The catalogue of a language with the messages of now; what was translated stays."""
    path = LOCALE / language / "LC_MESSAGES" / "rederm.po"
    old = read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)
    new = Catalog(
        locale=language,
        project="rederm",
        charset="utf-8",
        fuzzy=False,
        version="0.1",
        creation_date=_ALWAYS,
        revision_date=_ALWAYS,
        last_translator="The rederm authors",
        language_team=language,
        header_comment=template.header_comment,
    )
    for message in template:
        if message.id:
            known = old.get(message.id)
            new.add(message.id, known.string if known is not None else "", locations=message.locations)
    return new


def text_of(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=120, sort_output=True, include_lineno=False)
    return buffer.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> None:
    template = found()
    (LOCALE / "rederm.pot").write_bytes(text_of(template))
    for folder in sorted(path for path in LOCALE.iterdir() if path.is_dir()):
        catalogue = merged(template, folder.name)
        files = folder / "LC_MESSAGES"
        files.mkdir(exist_ok=True)
        (files / "rederm.po").write_bytes(text_of(catalogue))
        (files / "rederm.mo").write_bytes(compiled(catalogue))
        empty = sum(not _whole(message) for message in catalogue if message.id)
        print(f"{folder.name}: {len(catalogue)} messages, {empty} without a translation", file=sys.stderr)


def _whole(message: Any) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


if __name__ == "__main__":
    main()
