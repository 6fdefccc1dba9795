"""A backup of a whole clinic in one encrypted file, and a clinic made from it.

The file is a tar, encrypted as `archive` says: the database (SQLite by its own online backup, any other as rows), the files of
the vault as they lie (encrypted), the anchors, and at the end a manifest with the SHA-256 of each. The clinic may be at work
meanwhile: the database is copied first, and a file that its rows name never changes.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from rederm.clinic.project.archive import Opening, Sealing
from rederm.clinic.project.check import ANCHORS, anchor, anchors, state
from rederm.clinic.project.place import Place
from rederm.sources import InputError
from rederm.sources.files import hold

DATABASE, ROWS, MANIFEST, VAULT, KEYS = "clinic.sqlite3", "rows.jsonl", "manifest.json", "vault", "keys"
_FORMAT = "rederm.backup/1"


def backup(place: Place, to: Path, passphrase: str, with_keys: bool = False) -> str:
    """Write the backup; the anchor of its log. Raises InputError, and writes nothing, where the clinic is not whole."""
    from rederm.clinic.audit.log import record as log

    if to.exists():
        raise InputError(f"{to} exists; give a new file, so that the older backup stays until this one is whole")
    found = state(anchors(place.folder / ANCHORS))
    if found.faults:
        more = f" (and {len(found.faults) - 1} more)" if len(found.faults) > 1 else ""
        raise InputError(f"the clinic is not whole, and no backup was made: {found.faults[0]}{more}; see rederm clinic verify")
    log(None, "backup")
    line = anchor(place.folder / ANCHORS)
    with _written(to) as out, closing(Sealing(out, passphrase)) as sealed, tarfile.open(fileobj=sealed, mode="w|") as tar:
        _fill(tar, place, with_keys)
    return line


def _fill(tar: tarfile.TarFile, place: Place, with_keys: bool) -> None:
    from rederm import __version__
    from rederm.clinic.vault.models import Sealed
    from rederm.clinic.vault.vault import path_of

    said: dict[str, str] = {}
    with tempfile.TemporaryDirectory(dir=place.folder, prefix=".backup-") as work:  # beside the database, as open as that is
        _add(tar, *_copied(Path(work)), said)
    for key in Sealed.objects.order_by("made", "id").values_list("id", flat=True):
        path = path_of(key)
        _add(tar, path, f"{VAULT}/{path.parent.name}/{path.name}", said)
    _add(tar, place.folder / ANCHORS, ANCHORS, said)
    for path in sorted(place.keys.iterdir()) if with_keys else ():
        _add(tar, path, f"{KEYS}/{path.name}", said)
    told = {"format": _FORMAT, "rederm": __version__, "keys": with_keys, "files": said}
    _put(tar, MANIFEST, json.dumps(told).encode())


def _copied(work: Path) -> tuple[Path, str]:
    """The database as one file, and its name in the archive."""
    from django.db import connection

    from rederm.clinic.project.rows import dump

    if connection.vendor != "sqlite":
        with (work / ROWS).open("wb") as out:
            dump(out)
        return work / ROWS, ROWS
    connection.ensure_connection()
    with closing(sqlite3.connect(work / DATABASE)) as copy:
        connection.connection.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise InputError("the copy of the database is not whole; see rederm clinic verify")
    return work / DATABASE, DATABASE


def _add(tar: tarfile.TarFile, path: Path, name: str, said: dict[str, str]) -> None:
    with path.open("rb") as file:
        said[name] = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        head = tarfile.TarInfo(name)
        head.size = os.fstat(file.fileno()).st_size
        tar.addfile(head, file)


def _put(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    head = tarfile.TarInfo(name)
    head.size = len(content)
    tar.addfile(head, io.BytesIO(content))


@contextmanager
def _written(to: Path) -> Iterator[BinaryIO]:
    """A file for its owner alone that gets its name once it is whole and on the disk."""
    to.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(to)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    hold(to.parent)


def unpack(source: Path, folder: Path, passphrase: str, keys: Path | None = None) -> dict[str, Any]:
    """Make the folder of a clinic from a backup: whole or not at all. The manifest, with "rows" true where the database is rows
    that are still to be loaded. keys: the folder of the keys, where they are not in the backup."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"--data {folder}: is not empty; a clinic is restored into a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))  # for its owner alone
    try:
        told = _taken_out(source, work, passphrase)
        if keys is not None:
            shutil.copytree(keys, work / KEYS, dirs_exist_ok=True)
        (work / KEYS).mkdir(mode=0o700, exist_ok=True)
        for each in (work / KEYS).iterdir():
            each.chmod(0o600)
        if folder.exists():
            folder.rmdir()
        work.replace(folder)
        hold(folder.parent)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return told | {"rows": (folder / ROWS).exists()}


def _taken_out(source: Path, work: Path, passphrase: str) -> dict[str, Any]:
    try:
        with source.open("rb") as file, tarfile.open(fileobj=io.BufferedReader(Opening(file, passphrase)), mode="r|") as tar:
            for entry in tar:
                tar.extract(entry, work, filter="data")
        told: dict[str, Any] = json.loads((work / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise InputError(f"{source}: no such file; give the file that rederm clinic backup wrote") from None
    except InputError as error:
        raise InputError(f"{source}: {error}") from None
    except (tarfile.TarError, ValueError) as error:
        raise InputError(f"{source}: is no whole backup: {error}") from None
    if told.get("format") != _FORMAT:
        raise InputError(f"{source}: is of the form {told.get('format')!r}, which this version does not read")
    for name, digest in told["files"].items():
        with (work / name).open("rb") as kept:
            if hashlib.file_digest(kept, "sha256").hexdigest() != digest:
                raise InputError(f"{source}: {name} is not as it was; take another backup")
    (work / MANIFEST).unlink()
    return told
