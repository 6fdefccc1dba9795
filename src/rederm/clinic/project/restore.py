"""A clinic from its backup, looked through before it is called one."""

import shutil
from pathlib import Path

from rederm.clinic.project.backup import ROWS, unpack
from rederm.clinic.project.check import ANCHORS, anchors, state
from rederm.clinic.project.serve import prepare
from rederm.sources import InputError


def restore(source: Path, folder: Path, passphrase: str, database: str | None = None, keys: Path | None = None) -> str:
    """What was restored, in words. Raises InputError where it cannot be; the folder is then as it was."""
    told = unpack(source, folder, passphrase, keys)
    try:
        if not told["rows"] and database is not None:
            raise InputError("this backup holds an SQLite database, which goes into the folder; leave --database-url out")
        if not any((folder / "keys").iterdir()):
            if told["rows"]:
                raise InputError("its keys are not in this backup; give their folder with --keys DIR")
            return (
                f"the clinic is in {folder}, without its keys: put them into {folder / 'keys'} before it is started, "
                "then run rederm clinic verify"
            )
        prepare(folder, database)
        if told["rows"]:
            from rederm.clinic.project.rows import load

            with (folder / ROWS).open("rb") as lines:
                load(lines)
            (folder / ROWS).unlink()
        found = state(anchors(folder / ANCHORS))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if found.faults:
        raise InputError(f"the clinic is in {folder}, but not whole: {found.faults[0]}; see rederm clinic verify")
    return f"the clinic is in {folder}, and whole: {found.rows} rows of the audit log, {found.files} encrypted files"
