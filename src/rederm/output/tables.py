"""A plan as tidy CSV tables (one row an observation, one column a variable) with a dictionary of every column and quantity.

    sessions.csv    a row for each session of the first course: day, date, device, sites, every dial, aftercare as it will be
    outlook.csv     a row for each figure of that course: quantity, what it is of, on which day, band, unit
    plans.csv       a row for each ranked course        excluded.csv    a row for each reason why a device is not among them
    dictionary.csv  a row for each column of the others and each quantity of the outlook, in the words of the glossary

An empty cell is what does not apply or is not known, never 0. Numbers carry a point, lists are joined by "; ".
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from rederm.course import Course, resolve
from rederm.output.glossary import Term, terms
from rederm.output.outlook_rows import outlook_rows
from rederm.skin import Client

Row = Mapping[str, Any]
ENDS = ("median", "low", "high")
_CHANCE = "chance_within"


def table_files(plan: Mapping[str, Any]) -> dict[str, bytes]:
    """Every table of a plan, by file name."""
    tables = {
        "sessions": _sessions(plan),
        "outlook": list(outlook_rows(plan["first_outlook"], plan["plans"][0]["rank"])),
        "plans": [_plan_row(entry) for entry in plan["plans"]],
        "excluded": _excluded(plan["excluded"]),
    }
    tables["dictionary"] = list(_dictionary(tables))
    return {f"{name}.csv": _written(rows) for name, rows in tables.items()}


def _sessions(plan: Mapping[str, Any]) -> list[Row]:
    """Aftercare is resolved: where the plan says nothing, the usual of the device and the habit of the client."""
    course, start = Course.parse(plan["plans"][0]["course"]), date.fromisoformat(plan["start"])
    habits = Client.parse(plan["client"]["file"]).habits
    dials = list(dict.fromkeys(name for session in course.sessions for name in session.setting.values))
    rows: list[Row] = []
    for number, session in enumerate(course.sessions, 1):
        setting = session.setting
        rows.append(
            {
                "rank": plan["plans"][0]["rank"],
                "session": number,
                "day": session.day,
                "calendar_date": (start + timedelta(days=session.day)).isoformat(),
                "device": setting.device.name,
                "sites": list(session.sites),
                **{name: setting.values.get(name) for name in dials},
                **asdict(resolve(session.aftercare, setting.device, habits, session.sites)),
            }
        )
    return rows


def _plan_row(entry: Mapping[str, Any]) -> Row:
    bands = {name: entry[name] for name in ("weighted_gain", "downtime_days_course", "pain", "price")} | entry["risks"]
    return {
        "rank": entry["rank"],
        "device": entry["device"],
        "course": entry["course"],
        "sessions": entry["sessions"],
        "interval_days": entry["interval_days"],
        "robust_gain": entry["robust_gain"],
        **{f"{name}_{end}": band[end] for name, band in bands.items() for end in ENDS},
        "currency": entry["outlook"]["currency"],
        **{f"{_CHANCE}_{limit}": share for limit, share in entry[_CHANCE].items()},
        "why": entry["why"],
    }


def _excluded(excluded: Sequence[Mapping[str, Any]]) -> list[Row]:
    columns = ("device", "kind", "rule", "reason", "nearest", "source")
    return [{name: entry[name] for name in columns} for entry in excluded] or [dict.fromkeys(columns)]


def _dictionary(tables: Mapping[str, Sequence[Row]]) -> Iterator[Row]:
    for table, rows in tables.items():
        for column in rows[0]:
            yield _entry(table, "column", column)
    for quantity in dict.fromkeys(row["quantity"] for row in tables["outlook"]):
        yield _entry("outlook", "quantity", quantity)
    for column in ("table", "stands_as", "name", "unit", "meaning"):
        yield _entry("dictionary", "column", column)


def _entry(table: str, stands_as: str, name: str) -> Row:
    term = meaning_of(name)
    return {"table": table, "stands_as": stands_as, "name": name, "unit": term.unit, "meaning": term.meaning}


def meaning_of(column: str) -> Term:
    """What a column holds: a name of the glossary, an end of its band (pain_low), or the chance of a limit."""
    known = terms()
    if column in known:
        return known[column]
    if column.startswith(_CHANCE):
        return Term(known[_CHANCE].unit, f"{known[_CHANCE].meaning} Limit: {known[column.removeprefix(f'{_CHANCE}_')].meaning}")
    whole, _, end = column.rpartition("_")
    return Term(known[whole].unit, f"{known[whole].meaning} {end.capitalize()}: {known[end].meaning}")


def _written(rows: Sequence[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: _cell(value) for name, value in row.items()} for row in rows if any(v is not None for v in row.values())
    )
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
