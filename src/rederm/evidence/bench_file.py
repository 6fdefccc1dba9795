"""A bench test as a clinic writes it down: one row a setting, read from CSV with errors that name row and column.

    power_W, passes, crater_depth_um, crater_diameter_um, count_per_cm2          passes where a count is given
    speed_mm_s, tip, n, crater_depth_sd_um, crater_diameter_sd_um, count_sd_per_cm2, measured, diameter_at       optional

`n` craters (and counted fields) stand behind a row, the sd is that from one to the next. `measured`: fresh (in tissue as it
is, by OCT or profilometry) or section (in a biopsy, which shrinks). `diameter_at`: half-depth or mouth. Cells may be empty.
Commas, or semicolons with decimal commas, as spreadsheets write them.
"""

import csv
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rederm.devices import Device
from rederm.sources import InputError, given_text, nearest

OBSERVED = ("crater_depth_um", "crater_diameter_um", "count_per_cm2")
SPREAD = {
    "crater_depth_um": "crater_depth_sd_um",
    "crater_diameter_um": "crater_diameter_sd_um",
    "count_per_cm2": "count_sd_per_cm2",
}
WORDS = {"measured": ("fresh", "section"), "diameter_at": ("half-depth", "mouth")}
DIALS = ("power_W", "passes", "speed_mm_s", "tip")
COLUMNS = (*DIALS, *OBSERVED, "n", *SPREAD.values(), *WORDS)
LARGEST = {"crater_depth_um": 5000.0, "crater_diameter_um": 5000.0, "count_per_cm2": 1e4}  # beyond, a unit was mixed up


@dataclass(frozen=True)
class BenchRow:
    """One setting and what was seen at it, empty cells left out. sd: from one crater, or counted field, to the next."""

    place: str  # "row 2 (line 3)"
    power_W: float
    passes: float | None
    speed_mm_s: float
    tip: str
    observed: Mapping[str, float]
    sd: Mapping[str, float]
    n: int
    measured: str
    diameter_at: str


def read_bench(path: Path, device: Device) -> list[BenchRow]:
    """The rows of a bench test. Raises InputError with file, row and column for the first thing that cannot be used."""
    table = _cells(path)
    rows = [_row(f"{path}: row {k} (line {line})", cells, device) for k, (line, cells) in enumerate(table, 1)]
    if not any(row.observed for row in rows):
        raise InputError(f"{path}: no row holds a measurement; fill one of {', '.join(OBSERVED)}")
    return rows


def _cells(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Line number and cells of every row that is not empty."""
    text = given_text(path, f"a CSV with the columns power_W, passes, {', '.join(OBSERVED)}", "CSV, UTF-8")
    mark = ";" if ";" in text.partition("\n")[0] else ","
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=mark, strict=True))
    except csv.Error as error:
        raise InputError(f"{path} is not valid CSV: {error}") from None
    filled = [(k, [cell.strip() for cell in line]) for k, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if not filled:
        raise InputError(f"{path} is empty; the first line names the columns: {', '.join(COLUMNS[:2] + OBSERVED)}")
    head = filled[0][1]
    for column in head:
        if column not in COLUMNS:
            raise InputError(
                f"{path}: unknown column {column!r}{nearest(column, COLUMNS) or ';'} columns: {', '.join(COLUMNS)}"
            )
        if head.count(column) > 1:
            raise InputError(f"{path}: column {column} stands twice")
    if "power_W" not in head or not set(head) & set(OBSERVED):
        raise InputError(f"{path}: needs the column power_W and one of {', '.join(OBSERVED)}")
    found = []
    for k, (line, cells) in enumerate(filled[1:], 1):
        if len(cells) > len(head):
            raise InputError(f"{path}: row {k} (line {line}) has {len(cells)} cells for {len(head)} columns")
        told = dict(zip(head, cells, strict=False))
        found.append((line, {c: t.replace(",", ".") if mark == ";" else t for c, t in told.items() if t}))
    if not found:
        raise InputError(f"{path}: no row below the heading; one row a setting")
    return found


def _row(place: str, cells: Mapping[str, str], device: Device) -> BenchRow:
    numbers = {name: _number(place, name, cells[name]) for name in cells if name not in (*WORDS, "tip")}
    if "power_W" not in numbers:
        raise InputError(f"{place}, column power_W is empty; every row needs the power")
    for name in ("power_W", "passes", "speed_mm_s"):
        low, high = device.dials[name].limits or (-math.inf, math.inf)
        if name in numbers and not low <= numbers[name] <= high:
            raise InputError(
                f"{place}, column {name}: {numbers[name]:g} is outside {low:g}..{high:g} {device.dials[name].unit.strip('1')}"
            )
    for name in ("passes", "n"):
        if numbers.get(name, 1) != int(numbers.get(name, 1)) or numbers.get(name, 1) < 1:
            raise InputError(f"{place}, column {name}: {cells[name]} is not a whole number from 1")
    observed = {name: numbers[name] for name in OBSERVED if name in numbers}
    for name, value in observed.items():
        if not 0 <= value <= LARGEST[name] or (value == 0 and name != "count_per_cm2"):
            hint = "leave the cell empty where no crater was seen" if value == 0 else f"give a figure up to {LARGEST[name]:g}"
            raise InputError(f"{place}, column {name}: {value:g} cannot be; {hint}")
    if "count_per_cm2" in observed and "passes" not in numbers:
        raise InputError(f"{place}, column passes is empty; a count needs the passes that made it")
    sd = {name: numbers[column] for name, column in SPREAD.items() if column in numbers and name in observed}
    for name, value in sd.items():
        if value <= 0:
            raise InputError(f"{place}, column {SPREAD[name]}: {value:g} cannot be; give a positive sd or leave the cell empty")
    tip = _word(place, "tip", cells, tuple(str(c) for c in device.dials["tip"].choices))
    return BenchRow(
        place=place.rpartition(": ")[2],
        power_W=numbers["power_W"],
        passes=numbers.get("passes"),
        speed_mm_s=numbers.get("speed_mm_s", float(device.dials["speed_mm_s"].default or 0)),
        tip=tip,
        observed=observed,
        sd=sd,
        n=int(numbers.get("n", 1)),
        measured=_word(place, "measured", cells, WORDS["measured"]),
        diameter_at=_word(place, "diameter_at", cells, WORDS["diameter_at"]),
    )


def _number(place: str, column: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise InputError(f"{place}, column {column}: {text!r} is not a number") from None
    if not math.isfinite(value):
        raise InputError(f"{place}, column {column}: {text!r} is not a finite number")
    return value


def _word(place: str, column: str, cells: Mapping[str, str], allowed: tuple[str, ...]) -> str:
    """The word of a cell; the first allowed one where it is empty."""
    word = cells.get(column, allowed[0])
    if word not in allowed:
        raise InputError(f"{place}, column {column}: {word!r}{nearest(word, allowed) or ';'} allowed: {', '.join(allowed)}")
    return word
