"""The table of an observed course: its rows, and errors that name file, line and column.

    day, session, quantity, value          needed; session may be empty
    unit, rater, note                      optional

Commas, or semicolons as spreadsheets with decimal commas write them.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rederm.sources import InputError, nearest

NEEDED = ("day", "session", "quantity", "value")
COLUMNS = (*NEEDED, "unit", "rater", "note")
LAST_DAY = 3650
_EXAMPLE = f'{",".join(NEEDED)} and below it 0,1,done,"1 session of opus-plasma on face"'


@dataclass(frozen=True)
class Row:
    """One row; cells by column, those that are empty left out."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def wrong(self, column: str, what: str) -> InputError:
        """The error to raise for a cell."""
        return InputError(f"{self.path}: line {self.line}, column {column}: {what}")

    def text(self, column: str) -> str:
        if column not in self.cells:
            raise self.wrong(column, f"is empty; fill {', '.join(c for c in NEEDED if c != 'session')} in every row")
        return self.cells[column]

    def whole(self, column: str, low: int, high: int) -> int:
        text = self.text(column)
        if not re.fullmatch("[0-9]{1,6}", text) or not low <= int(text) <= high:
            raise self.wrong(column, f"{text[:30]!r} is not a whole number from {low} to {high}")
        return int(text)

    def number(self, column: str) -> tuple[str, float]:
        """Side and value: ("", 40.0) of 40, (">", 5.0) of >5."""
        text = self.text(column)
        read = re.fullmatch(r"([<>]?)\s*([+-]?[0-9]{1,7}(?:[.,][0-9]{1,6})?)", text)
        if read is None:
            raise self.wrong(column, f"{text[:30]!r} is not a number; write 5, 2.5, or >5 for what still goes on then")
        return read[1], float(read[2].replace(",", "."))


def read_rows(path: Path) -> list[Row]:
    """The rows below the heading that are not empty. Raises InputError for a file that is no such table."""
    text = _text(path)
    mark = ";" if ";" in text.strip().partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        lines = [(reader.line_num, cells) for line in reader if (cells := _filled(line))]
    except csv.Error as error:
        raise InputError(f"{path}: line {reader.line_num} is not valid CSV: {error}") from None
    if len(lines) < 2:
        raise InputError(f"{path} holds nothing observed; the first line names the columns, for example {_EXAMPLE}")
    head = [cell.lower() for cell in lines[0][1]]
    _check_head(path, lines[0][0], head)
    for line, cells in lines[1:]:
        if len(cells) > len(head):
            raise InputError(
                f"{path}: line {line} has {len(cells)} cells for {len(head)} columns; put a course text that holds commas "
                "between double quotes"
            )
    return [Row(path, line, {c: t for c, t in zip(head, cells, strict=False) if t}) for line, cells in lines[1:]]


def _filled(line: list[str]) -> list[str]:
    """The cells up to the last that is not empty."""
    cells = [cell.strip() for cell in line]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; give a CSV of what was observed, for example observed.csv") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder; give a CSV file of what was observed") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text; save it as CSV, UTF-8") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _check_head(path: Path, line: int, head: list[str]) -> None:
    for column in head:
        if column not in COLUMNS:
            near = nearest(column[:30], COLUMNS) or ";"
            raise InputError(f"{path}: line {line}: unknown column {column[:30]!r}{near} columns: {', '.join(COLUMNS)}")
        if head.count(column) > 1:
            raise InputError(f"{path}: line {line}: column {column} stands twice; keep one of them")
    for column in NEEDED:
        if column not in head:
            raise InputError(f"{path}: line {line}: column {column} is missing; needed are {', '.join(NEEDED)}")
