"""The first course of a plan in the formats that others read: run sheets, a calendar, tables, netCDF, FHIR.

Each kind is one function from the content of plan.json to files, which loads what it needs beyond the core when it is called.
A kind that cannot be written is told as skipped, or refused where it was asked for by name. What people read is written in a
language of theirs; what programs read stays English, so that it means the same everywhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rederm.output.calendar import calendar_files
from rederm.output.fhir import fhir_files
from rederm.output.language import ENGLISH, known_language, speaking
from rederm.output.netcdf import netcdf_files
from rederm.output.page import write_files
from rederm.output.runsheet import runsheet_files
from rederm.output.tables import table_files
from rederm.sources import InputError, nearest

Maker = Callable[[Mapping[str, Any]], dict[str, bytes]]
EXTRA = "pip install 'rederm[exchange]'"
TEN = time(10)
FOR_PEOPLE = ("runsheet", "ics")


@dataclass(frozen=True)
class Export:
    """What was written, and {kind: reason} of what was not."""

    plan: Mapping[str, Any]
    written: tuple[Path, ...]
    skipped: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        first = self.plan["plans"][0]
        return {
            "schema": "rederm.export/1",
            "id": self.plan["id"],
            "rank": first["rank"],
            "course": first["course"],
            "start": self.plan["start"],
            "provisional": self.plan["provisional"],
            "written": [str(path) for path in self.written],
            "skipped": [{"kind": kind, "reason": reason} for kind, reason in self.skipped.items()],
            "statement": self.plan["statement"],
        }


def export(
    plan: Mapping[str, Any],
    folder: Path,
    kind: str | None = None,
    *,
    at: time = TEN,
    zone: ZoneInfo | None = None,
    language: str = ENGLISH,
) -> Export:
    """Write the first course of a plan into a folder, as one kind, or as every kind that can be written here.

    at, zone: when an appointment of the calendar begins; without a zone the clock where the file is opened counts.
    language: of run sheet and calendar. Raises InputError for a language or a kind that is not known.
    """
    known_language(language)
    makers = _makers(at, zone)
    if kind is not None and kind not in makers:
        raise InputError(f"--as {kind!r} is not known{nearest(kind, makers) or ';'} kinds: {', '.join(makers)}")
    content: dict[str, bytes] = {}
    skipped: dict[str, str] = {}
    for name in makers if kind is None else [kind]:
        try:
            with speaking(language if name in FOR_PEOPLE else ENGLISH):
                content |= _made(name, makers[name], plan)
        except InputError as error:
            if kind is not None:
                raise
            skipped[name] = str(error)
    return Export(plan, tuple(write_files(folder, content)), skipped)


def _made(kind: str, maker: Maker, plan: Mapping[str, Any]) -> dict[str, bytes]:
    try:
        return maker(plan)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("rederm"):
            raise
        raise InputError(f"{kind} needs the library {error.name}, which is not installed; {EXTRA}") from None


def _makers(at: time, zone: ZoneInfo | None) -> dict[str, Maker]:
    return {
        "runsheet": runsheet_files,
        "ics": partial(calendar_files, at=at, zone=zone),
        "netcdf": netcdf_files,
        "fhir": fhir_files,
        "csv": table_files,
    }
