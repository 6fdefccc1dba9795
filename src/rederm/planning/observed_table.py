"""The table of an observed course: its rows, and errors that name file, line and column.

    day, session, quantity, value          needed; session may be empty
    unit, rater, note                      optional

Commas, or semicolons as spreadsheets with decimal commas write them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rederm.sources import InputError, TableForm, read_csv

NEEDED = ("day", "session", "quantity", "value")
COLUMNS = (*NEEDED, "unit", "rater", "note")
LAST_DAY = 3650
_FORM = TableForm(
    what="a CSV of what was observed",
    empty="nothing observed",
    example=f'{",".join(NEEDED)} and below it 0,1,done,"1 session of opus-plasma on face"',
    columns=COLUMNS,
    needed=NEEDED,
    wide="put a course text that holds commas between double quotes",
)


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
    return [Row(path, line, cells) for line, cells in read_csv(path, _FORM)]
