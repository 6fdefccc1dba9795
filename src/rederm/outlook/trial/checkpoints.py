"""Chunks that are done, kept in a folder, so that a trial that was stopped goes on where it was.

A chunk is found by a hash of all that its columns hang on: the trial, its persons, the devices as they are loaded, and the code
and tables of the model. A file is whole or is not taken: it is written under another name first, and a torn one is made anew.
"""

import errno
import hashlib
import io
import json
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from rederm.draws import model_version
from rederm.outlook.trial.chunk import Chunk, Columns, concerns_of, names_of
from rederm.outlook.trial.spec import TrialSpec
from rederm.sources import InputError, write_whole

_MODEL = ("sources", "draws", "skin", "devices", "course", "injury", "healing", "look", "outlook")
_TABLES = tuple(f"data/{name}" for name in ("tissue", "sites", "devices", "posterior", "aftercare", "appearance"))
_PLAIN = ("allocation", "visits", "rater", "n", "replicates", "seed")
_FULL = (errno.ENOSPC, errno.EDQUOT)


class Checkpoints:
    """The chunks of one trial below `folder`/chunks."""

    def __init__(self, folder: Path, spec: TrialSpec) -> None:
        self.folder = folder / "chunks"
        said = {name: getattr(spec, name) for name in _PLAIN}
        arms = [(arm.name, repr(arm.course)) for arm in spec.arms]
        self._trial = json.dumps([said, arms, concerns_of(spec), model_version(*_MODEL, *_TABLES)])

    def path(self, chunk: Chunk) -> Path:
        """Where the columns of a chunk are kept."""
        digest = hashlib.sha256(self._trial.encode())
        for group in chunk.groups:
            digest.update(repr(group.client).encode())
            digest.update(np.asarray(group.numbers, "<i8").tobytes())
        return self.folder / f"{digest.hexdigest()}.npz"

    def found(self, chunk: Chunk) -> Columns | None:
        """The columns of a chunk that was done, None where it was not, or not to the end."""
        try:
            content = io.BytesIO(self.path(chunk).read_bytes())
            with np.load(content, allow_pickle=False) as file:
                return {name: file[name] for name in ("row", *names_of(chunk.spec))}
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def keep(self, chunk: Chunk, columns: Columns) -> None:
        """Write down a chunk. Raises InputError, in one line, where the disk is full or cannot be written."""
        buffer = io.BytesIO()
        np.savez(buffer, **columns)  # type: ignore[arg-type]
        try:
            write_whole(self.path(chunk), buffer.getvalue())
        except OSError as error:
            remedy = "make room" if error.errno in _FULL else "give another folder or mend this one"
            raise InputError(
                f"{self.folder} cannot be written: {error.strerror or error}; {remedy}, then start the same trial again: "
                "chunks that are done are kept"
            ) from None
