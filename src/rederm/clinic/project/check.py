"""Whether a clinic is whole: its database, its audit log against what was anchored, and every file of its vault.

An anchor is the number and the code of a row of the log, written down as it was the last: whoever puts back an older copy of
the database, or writes the log anew, does not meet it. They stand in anchors.txt; a copy kept elsewhere is worth more.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from rederm.sources import InputError

ANCHORS = "anchors.txt"


@dataclass(frozen=True)
class State:
    """faults: what is wrong, one line each; rows of the log, files of the vault; lost: files that no row names."""

    faults: tuple[str, ...]
    rows: int
    files: int
    lost: int


def anchors(path: Path) -> tuple[tuple[int, str], ...]:
    """What was anchored: (number, code) of rows. Raises InputError where a line is none."""
    if not path.exists():
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        parts = line.split()
        if len(parts) < 2 or not parts[0].isdecimal():
            raise InputError(f"{path}: line {number} is no anchor; a line is: number code time")
        found.append((int(parts[0]), parts[1]))
    return tuple(found)


def anchor(path: Path) -> str:
    """Write down the end of the log as it is now; the line."""
    from django.utils import timezone

    from rederm.clinic.audit.models import Head

    head = Head.objects.get()
    line = f"{head.seq} {head.mac} {timezone.now():%Y-%m-%dT%H:%M:%SZ}"
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
    return line


def state(anchored: tuple[tuple[int, str], ...]) -> State:
    """Look at everything; reads and decrypts every file."""
    from rederm.clinic.audit.log import verify
    from rederm.clinic.audit.models import Entry
    from rederm.clinic.vault.models import Sealed
    from rederm.clinic.vault.vault import folder, opened

    found = [*database(), *(f"audit log: {fault}" for fault in verify(anchored))]
    known = set()
    for row in Sealed.objects.iterator(chunk_size=200):
        known.add(f"{row.id.hex}.sealed")
        try:
            opened(row)
        except InputError as error:
            found.append(str(error))
    lost = sum(path.name not in known for path in folder().glob("*/*"))
    return State(tuple(found), Entry.objects.count(), len(known), lost)


def database() -> list[str]:
    """What the database says of itself; PostgreSQL checks its pages as it reads them."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        told = [str(row[0]) for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        loose = cursor.fetchall()
    said = [] if told == ["ok"] else [f"database: {line}" for line in told]
    return said + [f"database: a row of {row[0]} refers to one of {row[2]} that is not there" for row in loose]
