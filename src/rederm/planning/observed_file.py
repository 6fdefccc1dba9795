"""A file of what was observed, read into `Observed`.

    0,1,done,"1 session of opus-plasma on face at 60 W, 3 passes"     what was really done that day, as a course text
    6,1,erythema_days,5                                               figures by the names and units of an outlook
    20,1,erythema_days,>20                                            still red on day 20
    90,2,score.wrinkles,0.7,,blinded                                  1 as on day 0; by blinded, investigator or client
    90,2,improvement_pct.wrinkles,40,%,client                         share of today's severity that is gone
    40,2,pigment_change,yes                                           or blister, delayed_closure, infection; yes or no
    47,,answered,"physician: settled, go on"                          lifts what stopped the course before

Where no session is named, a row belongs to the last visit before it.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rederm.course import Course, Session
from rederm.planning.observed import FIGURES, RATERS, SCORES, SIGNS, Answer, Observed, Reading, Sign, visit_days
from rederm.planning.observed_table import LAST_DAY, Row, read_rows
from rederm.sources import InputError, nearest

_EXAMPLE = "1 session of opus-plasma on face at 60 W, 3 passes"
_UNITS = {  # of a quantity's unit: other spellings, and how many of its own they are
    "h": {"h": 1.0, "hours": 1.0, "d": 24.0, "days": 24.0},
    "d": {"d": 1.0, "days": 1.0, "weeks": 7.0, "h": 1 / 24, "hours": 1 / 24},
    "1": {"1": 1.0, "of 10": 1.0},
    "%": {"%": 1.0},
}
_RANGES = {"pain_0_10": (0.0, 10.0), "score": (0.0, 4.0), "improvement_pct": (-100.0, 100.0)}


def read_observed(path: Path, client: Any) -> Observed:
    """What this file says of a client. Raises InputError with file, line and column for the first thing that is wrong."""
    rows = sorted(read_rows(path), key=lambda row: row.whole("day", 0, LAST_DAY))
    done = _done(path, [row for row in rows if row.text("quantity") == "done"], client)
    scores = [f"{kind}.{key}" for kind in SCORES for key in client.keys()]  # noqa: SIM118 - of concerns, no mapping
    seen = [row for row in rows if row.text("quantity") != "done"]
    readings: list[Reading] = []
    signs: list[Sign] = []
    answers: list[Answer] = []
    for row in seen:
        quantity = row.text("quantity")
        if quantity == "answered":
            _no_more(row)
            answers.append(Answer(row.whole("day", 0, LAST_DAY), row.text("value"), row.line))
        elif quantity in SIGNS:
            signs.append(_sign(row, visit_days(done)))
        elif quantity in FIGURES or quantity in scores:
            readings.append(_reading(row, visit_days(done)))
        else:
            raise _unknown(row, quantity, scores)
    _once(path, readings)
    return Observed(done, tuple(readings), tuple(signs), tuple(answers))


def _done(path: Path, rows: Sequence[Row], client: Any) -> Course:
    """Every session done, on its day."""
    if not rows:
        raise InputError(f'{path}: no row says what was done; add one a session, for example 0,1,done,"{_EXAMPLE}"')
    if rows[0].whole("day", 0, LAST_DAY) != 0:
        raise rows[0].wrong("day", "the first session is day 0; count all days from it")
    sessions: list[Session] = []
    for row in rows:
        day = row.whole("day", 0, LAST_DAY)
        _no_more(row)
        try:
            given = Course.parse(row.text("value")).at_sites((client.concerns[0].site,))
            if any(session.day for session in given.sessions):
                raise InputError(f'say what was done on this day alone, for example "{_EXAMPLE}"')
            sessions += [replace(session, day=float(day)) for session in given.sessions]
            course = Course.of(sessions)
        except InputError as error:
            raise row.wrong("value", str(error)) from None
        visit = len(visit_days(course))
        if "session" in row.cells and row.whole("session", 1, len(rows)) != visit:
            raise row.wrong("session", f"{row.cells['session']} is session {visit} by its day; number sessions by their days")
    return course


def _no_more(row: Row) -> None:
    """A text that was cut at its commas would lose a dial without a word."""
    for column in ("unit", "rater"):
        if column in row.cells:
            what = f"{row.cells[column][:30]!r} has no place in a row of {row.cells['quantity']}"
            raise row.wrong(column, f"{what}; put a text that holds commas between double quotes")


def _visit(row: Row, visits: Sequence[int], before: bool) -> int:
    """The visit that a row belongs to. before: a row on the day of a visit was seen before it, where none is named."""
    day = row.whole("day", 0, LAST_DAY)
    if "session" not in row.cells:
        return max(1, sum(start < day if before else start <= day for start in visits))
    visit = row.whole("session", 1, len(visits))
    if day < visits[visit - 1]:
        raise row.wrong("day", f"day {day} lies before session {visit}, which was on day {visits[visit - 1]}")
    return visit


def _sign(row: Row, visits: Sequence[int]) -> Sign:
    value = row.text("value").lower()
    if value not in ("yes", "no"):
        raise row.wrong("value", f"{value[:30]!r} is not yes or no")
    visit = _visit(row, visits, True)
    return Sign(row.whole("day", 0, LAST_DAY), visit, row.text("quantity"), value == "yes", row.line)


def _reading(row: Row, visits: Sequence[int]) -> Reading:
    quantity, day = row.text("quantity"), row.whole("day", 0, LAST_DAY)
    scored = "." in quantity
    visit = _visit(row, visits, scored)
    side, given = row.number("value")
    reading = Reading(day, visit, quantity, 0.0, side, _rater(row, scored), row.line)
    value = given * _factor(row, reading.unit)
    low, high = _RANGES.get(reading.kind, (0.0, float(LAST_DAY * 24)))
    if not low <= value <= high:
        raise row.wrong("value", f"{given:g} is outside {low:g}..{high:g}")
    after = day - visits[visit - 1]
    lasted = value / (24 if reading.unit == "h" else 1)
    if reading.unit in ("h", "d") and side != "<" and lasted > after + 1:
        raise row.wrong("value", f"{given:g} cannot have been seen {after} days after the session; day is when it was seen")
    if scored and visit < len(visits) and day > visits[visit]:
        raise row.wrong("session", f"on day {day} the skin shows session {visit + 1} too; a score belongs to the last session")
    return replace(reading, value=value)


def _rater(row: Row, scored: bool) -> str:
    if not scored:
        return ""
    rater = row.cells.get("rater", "").lower()
    if rater not in RATERS:
        raise row.wrong("rater", f"{rater[:30]!r} is not one of {', '.join(RATERS)}; a score needs who gave it")
    return rater


def _factor(row: Row, unit: str) -> float:
    given = row.cells.get("unit", unit).lower()
    if given not in _UNITS[unit]:
        raise row.wrong("unit", f"{given[:30]!r} is not one of {', '.join(_UNITS[unit])}")
    return _UNITS[unit][given]


def _unknown(row: Row, quantity: str, scores: Sequence[str]) -> InputError:
    known = ["done", *FIGURES, *SIGNS, "answered", *scores]
    return row.wrong(
        "quantity", f"unknown {quantity[:40]!r}{nearest(quantity[:40], known) or ';'} known for this client: {', '.join(known)}"
    )


def _once(path: Path, readings: Sequence[Reading]) -> None:
    """The same thing read twice on one day is a slip of the pen."""
    first: dict[tuple[object, ...], int] = {}
    for reading in readings:
        line = first.setdefault((reading.day, reading.visit, reading.quantity, reading.rater), reading.line)
        if line != reading.line:
            twice = f"{reading.quantity} of that day stands on line {line} too; keep one"
            raise InputError(f"{path}: line {reading.line}, column quantity: {twice}")
