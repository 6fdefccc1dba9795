"""Parts of a long computation, kept in a folder, so that a run that was stopped goes on where it was.

A part is found by a hash of all that its arrays hang on: what was asked, and the code and tables of the model. A file is whole
or is not taken: it is written under another name first, and a torn one is made anew.
"""

import errno
import hashlib
import io
from collections.abc import Iterable
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from rederm.draws import model_version
from rederm.sources import InputError, write_whole

Columns = dict[str, np.ndarray]

_MODEL = ("sources", "draws", "skin", "devices", "course", "injury", "healing", "look", "outlook")
_TABLES = tuple(f"data/{name}" for name in ("tissue", "sites", "devices", "posterior", "aftercare", "appearance"))
_FULL = (errno.ENOSPC, errno.EDQUOT)


def model_now() -> str:
    """Hash of the code and tables that an outlook hangs on."""
    return model_version(*_MODEL, *_TABLES)


class KeptParts:
    """Parts of one computation below `folder`/chunks; what: its name in a message, such as "trial"."""

    def __init__(self, folder: Path, what: str) -> None:
        self.folder, self._what = folder / "chunks", what

    def at(self, *asked: bytes) -> Path:
        """Where the part is kept that answers this."""
        digest = hashlib.sha256()
        for part in asked:
            digest.update(part)
        return self.folder / f"{digest.hexdigest()}.npz"

    def read(self, path: Path, names: Iterable[str]) -> Columns | None:
        """The arrays of a part that was done, None where it was not, or not to the end."""
        try:
            content = io.BytesIO(path.read_bytes())
            with np.load(content, allow_pickle=False) as file:
                return {name: file[name] for name in names}
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def write(self, path: Path, columns: Columns) -> None:
        """Write down a part. Raises InputError, in one line, where the disk is full or cannot be written."""
        buffer = io.BytesIO()
        np.savez(buffer, **columns)  # type: ignore[arg-type]
        try:
            write_whole(path, buffer.getvalue())
        except OSError as error:
            remedy = "make room" if error.errno in _FULL else "give another folder or mend this one"
            raise InputError(
                f"{self.folder} cannot be written: {error.strerror or error}; {remedy}, then start the same "
                f"{self._what} again: chunks that are done are kept"
            ) from None
