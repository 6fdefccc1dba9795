"""Chunks of a trial that are done, kept in a folder (`outlook/kept_parts.py`), so that a trial that was stopped goes on.

What a chunk hangs on: the trial, its persons, the devices as they are loaded, and the code and tables of the model.
"""

import json
from pathlib import Path

import numpy as np

from rederm.outlook.kept_parts import KeptParts, model_now
from rederm.outlook.trial.chunk import Chunk, Columns, concerns_of, names_of
from rederm.outlook.trial.spec import TrialSpec

_PLAIN = ("allocation", "visits", "rater", "n", "replicates", "seed")


class Checkpoints(KeptParts):
    """The chunks of one trial below `folder`/chunks."""

    def __init__(self, folder: Path, spec: TrialSpec) -> None:
        super().__init__(folder, "trial")
        said = {name: getattr(spec, name) for name in _PLAIN}
        arms = [(arm.name, repr(arm.course)) for arm in spec.arms]
        self._trial = json.dumps([said, arms, concerns_of(spec), model_now()])

    def path(self, chunk: Chunk) -> Path:
        """Where the columns of a chunk are kept."""
        persons = [(repr(group.client).encode(), np.asarray(group.numbers, "<i8").tobytes()) for group in chunk.groups]
        return self.at(self._trial.encode(), *(part for person in persons for part in person))

    def found(self, chunk: Chunk) -> Columns | None:
        """The columns of a chunk that was done, None where it was not, or not to the end."""
        return self.read(self.path(chunk), ("row", *names_of(chunk.spec)))

    def keep(self, chunk: Chunk, columns: Columns) -> None:
        """Write down a chunk. Raises InputError, in one line, where the disk is full or cannot be written."""
        self.write(self.path(chunk), columns)
