"""Chunks of a sweep, spread over cores or a cluster, kept where a folder is given, and put into place by number."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol, TypeVar

from rederm.draws import model_version
from rederm.draws.parallel import as_done
from rederm.outlook.kept_parts import Columns, KeptParts, model_now

ROW = "row"


class Chunk(Protocol):
    """Some rows of a sweep. asked: all that their figures hang on, beside the code and tables of the model."""

    def asked(self) -> str: ...

    def names(self) -> tuple[str, ...]: ...


Part = TypeVar("Part", bound=Chunk)


def worked(
    work: Callable[[Part], Columns], chunks: Sequence[Part], folder: Path | None, cluster: str | None
) -> Iterator[Columns]:
    """The columns of every chunk, "row" among them, in any order. folder: where they are kept, so that a stopped run goes on;
    cluster: address of a Dask scheduler. Raises InputError."""
    kept = None if folder is None else KeptParts(folder, "sweep")
    model = json.dumps([model_now(), model_version("data/prices")]).encode()
    missing = []
    for chunk in chunks:
        part = None if kept is None else kept.read(kept.at(model, chunk.asked().encode()), (ROW, *chunk.names()))
        if part is None:
            missing.append(chunk)
        else:
            yield part
    with closing(as_done(work, missing, cluster=cluster)) as done:
        for place, part in done:
            if kept is not None:
                kept.write(kept.at(model, missing[place].asked().encode()), part)
            yield part
