"""The one seam through which work is spread over cores; results come back in the order of the items."""

import os
from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def worker_count() -> int:
    """REDERM_WORKERS where set, else the cores this process may use."""
    given = os.environ.get("REDERM_WORKERS", "")
    if given.isdigit():
        return max(1, int(given))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[Item], Result], items: Iterable[Item], *, python: bool = False) -> list[Result]:
    """Apply `work` to every item. Threads for kernels that release the GIL, processes for Python code (`python=True`)."""
    todo = list(items)
    workers = min(worker_count(), len(todo))
    if workers <= 1:
        return [work(item) for item in todo]
    from joblib import Parallel, delayed

    backend = "loky" if python else "threading"
    results: list[Result] = Parallel(n_jobs=workers, backend=backend)(delayed(work)(item) for item in todo)
    return results
