"""A table that a person wrote as CSV: a row of column names, then rows; what is wrong is said with file, line and column.

Commas or semicolons, whichever the first line holds; UTF-8, with or without a byte order mark; empty rows and cells are left
out.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rederm.sources.errors import InputError, nearest
from rederm.sources.files import given_text


@dataclass(frozen=True)
class TableForm:
    """What a table must be. what: in words, for example "a price list"; empty: what it lacks without a row; example: its first
    lines; wide: what to do where a row has more cells than columns."""

    what: str
    empty: str
    example: str
    columns: Sequence[str]
    needed: Sequence[str]
    wide: str


def read_csv(path: Path, form: TableForm) -> list[tuple[int, Mapping[str, str]]]:
    """The rows that are not empty, each with its line: column -> cell. Raises InputError for a file that is no such table."""
    text = given_text(path, form.what, "CSV, UTF-8")
    mark = ";" if ";" in text.strip().partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        lines = [(reader.line_num, cells) for line in reader if (cells := _filled(line))]
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num} is not valid CSV: {error}") from None
    if len(lines) < 2:
        raise InputError(f"{path} holds {form.empty}; the first line names the columns, for example {form.example}")
    head = [cell.lower() for cell in lines[0][1]]
    _check_head(path, lines[0][0], head, form)
    for line, cells in lines[1:]:
        if len(cells) > len(head):
            raise InputError(f"{path}: line {line} has {len(cells)} cells for {len(head)} columns; {form.wide}")
    return [(line, {c: t for c, t in zip(head, cells, strict=False) if t}) for line, cells in lines[1:]]


def _filled(line: list[str]) -> list[str]:
    """The cells up to the last that is not empty."""
    cells = [cell.strip() for cell in line]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _check_head(path: Path, line: int, head: list[str], form: TableForm) -> None:
    for column in head:
        if column not in form.columns:
            near = nearest(column[:30], form.columns) or ";"
            raise InputError(f"{path}: line {line}: unknown column {column[:30]!r}{near} columns: {', '.join(form.columns)}")
        if head.count(column) > 1:
            raise InputError(f"{path}: line {line}: column {column} stands twice; keep one of them")
    for column in form.needed:
        if column not in head:
            raise InputError(f"{path}: line {line}: column {column} is missing; needed are {', '.join(form.needed)}")
