"""Run a virtual trial: every client of every replicate through the course of their arm.

Clients who are alike in what the model reads as one number for all (a stratum) go through one run, each as one draw of it. Work
goes in chunks, spread over cores or a cluster; their columns fall into place by number, so that nothing hangs on how many
work, in which order, or whether the run was stopped and taken up again. Memory holds the columns and the chunks in hand.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rederm.draws import person_uniform
from rederm.draws.cluster import WorkersGone
from rederm.draws.parallel import as_done
from rederm.outlook.trial.checkpoints import Checkpoints
from rederm.outlook.trial.chunk import Columns, chunks_of, names_of, observed
from rederm.outlook.trial.enrolled import Enrolled
from rederm.outlook.trial.spec import TrialSpec
from rederm.sources import InputError

MOST = 20_000  # rows of a chunk: about a second of work
STRATUM = 200  # rows whose work is that of one more stratum
KINDS = {"event": bool}  # of what is observed; the rest are floats


@dataclass(frozen=True)
class Chunks:
    """How far a run has come: chunks done of all, and those of them that a run before had done."""

    done: int
    of: int
    kept: int


def run(
    spec: TrialSpec,
    folder: Path | str | None = None,
    cluster: str | None = None,
    progress: Callable[[Chunks], None] | None = None,
) -> Columns:
    """One row a client and arm, in the order of clients: "replicate", "client", "arm" (its place), the covariates as
    `Clients.coded` has them, what `chunk.names_of` lists, and "dropped_after" [days after the last session], NaN where never.

    Visits after a client has dropped out are NaN; events, downtime and pain are known of all. folder: where chunks are kept, so
    that a stopped run goes on; cluster: address of a Dask scheduler; progress: called when the work begins and
    after every chunk. Raises InputError.
    """
    enrolled = Enrolled.of(spec)
    names = names_of(spec)
    clients = spec.cohort.sample(enrolled.clients, spec.seed)
    chunks = chunks_of(spec, clients.strata(spec.age_step), MOST, STRATUM)
    columns = enrolled.columns() | {name: np.repeat(values, enrolled.sides) for name, values in clients.coded.items()}
    columns |= {name: np.zeros(enrolled.rows, KINDS.get(name.partition(".")[0], float)) for name in names}

    def fill(part: Columns) -> None:
        for name in names:
            columns[name][part["row"]] = part[name]

    kept = None if folder is None else Checkpoints(Path(folder), spec)
    missing = []
    for chunk in chunks:
        part = None if kept is None else kept.found(chunk)
        if part is None:
            missing.append(chunk)
        else:
            fill(part)
    before = len(chunks) - len(missing)

    def tell(worked: int) -> None:
        if progress is not None:
            progress(Chunks(before + worked, len(chunks), before))

    tell(0)
    try:
        with closing(as_done(observed, missing, cluster=cluster)) as done:
            for worked, (place, part) in enumerate(done, 1):
                if kept is not None:
                    kept.keep(missing[place], part)
                fill(part)
                tell(worked)
    except WorkersGone as error:
        again = "nothing is kept without --out" if kept is None else f"finished chunks are kept in {kept.folder}"
        raise InputError(f"{error}; {again}; start the same command again") from None
    return columns | {"dropped_after": _leave(spec, columns)}


def _leave(spec: TrialSpec, columns: Columns) -> np.ndarray:
    """The day on which each row's client drops out, at an even rate so that the stated share has by the last visit; what they
    would have shown later is not seen."""
    client, last = columns["client"], float(max(spec.visits))
    dropped = np.full(client.size, np.nan)
    if spec.dropout > 0:
        days = last * np.log1p(-person_uniform(spec.seed, "trial.dropout", client)) / np.log1p(-spec.dropout)
        dropped = np.where(days < last, days, np.nan)
    for name, values in columns.items():
        kind, _, rest = name.partition(".")
        if kind in ("gain", "score"):
            values[dropped < float(rest.rpartition(".")[2])] = np.nan
    return dropped
