"""The one seam through which work is spread over cores, or over the machines of a Dask cluster.

Results do not depend on who worked.
"""

import os
import warnings
from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

from rederm.draws.cluster import WorkersGone, on_cluster

Item = TypeVar("Item")
Result = TypeVar("Result")


def worker_count() -> int:
    """REDERM_WORKERS where set, else the cores this process may use."""
    given = os.environ.get("REDERM_WORKERS", "")
    if given.isdigit():
        return max(1, int(given))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Item], Result], items: Iterable[Item], *, python: bool = False, cluster: str | None = None
) -> list[Result]:
    """Apply `work` to every item; results in the order of the items. Threads for kernels that release the GIL, processes for
    Python code (`python=True`), or the workers of the Dask scheduler at the address `cluster`."""
    todo = list(items)
    workers = min(worker_count(), len(todo))
    if cluster is None and workers > 1 and not python:
        from joblib import Parallel, delayed

        results: list[Result] = Parallel(n_jobs=workers, backend="threading")(delayed(work)(item) for item in todo)
        return results
    done = dict(as_done(work, todo, cluster=cluster))
    return [done[place] for place in range(len(todo))]


def as_done(
    work: Callable[[Item], Result], items: Iterable[Item], *, cluster: str | None = None
) -> Generator[tuple[int, Result], None, None]:
    """(place of the item, result) one by one, as they are done by processes or a cluster: none is held once it is given. Raises
    WorkersGone."""
    todo = list(items)
    workers = min(worker_count(), len(todo))
    if cluster is not None:
        yield from on_cluster(work, todo, cluster)
    elif workers <= 1:
        yield from ((place, work(item)) for place, item in enumerate(todo))
    else:
        from joblib import Parallel, delayed
        from joblib.externals.loky.process_executor import TerminatedWorkerError

        parallel = Parallel(n_jobs=workers, backend="loky", return_as="generator_unordered")
        done = parallel(delayed(_placed)(work, place, item) for place, item in enumerate(todo))
        try:
            for each in done:  # noqa: UP028 - `yield from` would close it before it is our turn
                yield each
        except GeneratorExit:  # whoever asked gives up: so are the items in hand, and nobody is to be warned of it
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                done.close()
            raise
        except TerminatedWorkerError:
            raise WorkersGone(
                "a worker process was killed, as a system does that runs out of memory (REDERM_WORKERS=1 needs the least)"
            ) from None


def _placed(work: Callable[[Item], Result], place: int, item: Item) -> tuple[int, Result]:
    return place, work(item)
