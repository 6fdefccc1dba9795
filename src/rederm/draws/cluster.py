"""Work on the machines of a Dask cluster, one by one as it is done, and what is said where the cluster goes away.

An item whose worker dies is given to another. A scheduler that goes away ends the work at once, also where it comes back: it
has forgotten everything. One that has no worker is waited for, since workers may be on their way, but not for ever. Every
machine needs this package in the same version.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from rederm.sources import InputError

if TYPE_CHECKING:
    from distributed import Client

Item = TypeVar("Item")
Result = TypeVar("Result")
_PATIENCE = "10s"  # for an answer of the scheduler
_LOOK = 5.0  # seconds without a result after which it is asked for its workers
_NOBODY = 60.0  # seconds without a worker
_TALK = ("distributed.client", "distributed.core", "distributed.comm", "distributed.batched")


class WorkersGone(InputError):
    """Nobody is left to work, which is no fault of the work: what is done may be kept and the rest be asked for again."""


def on_cluster(work: Callable[[Item], Result], todo: Sequence[Item], address: str) -> Iterator[tuple[int, Result]]:
    """(place of the item, result) as they are done. Raises InputError where no scheduler answers, WorkersGone where it goes."""
    try:
        from distributed import KilledWorker
    except ImportError:
        raise InputError("a cluster needs the extra of that name: pip install 'rederm[cluster]'") from None
    with _connected(address) as client:
        done: SimpleQueue[Any] = SimpleQueue()
        places = {client.submit(work, item, pure=False): place for place, item in enumerate(todo)}
        for future in places:
            future.add_done_callback(done.put)
        seen = monotonic()  # when there was last a worker
        while places:
            try:
                future = done.get(timeout=_LOOK)
            except Empty:
                if _workers(client, address):
                    seen = monotonic()
                elif monotonic() - seen > _NOBODY:
                    raise WorkersGone(f"the scheduler at {address} has had no worker for {_NOBODY:.0f} s") from None
                continue
            seen = monotonic()
            try:
                result = _result(client, future, address)
            except KilledWorker as error:
                raise WorkersGone(f"workers of {address} died one after the other over the same work: {error}") from None
            yield places.pop(future), result


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    """A client of the scheduler. What Dask has to say of a connection that breaks is left out: it is said in one line."""
    from distributed import Client

    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {address} ({' '.join(str(error).split())})") from None
    before = {log: log.disabled for log in map(logging.getLogger, _TALK)}
    for log in before:
        log.disabled = True
    try:
        with client:
            yield client
    finally:
        for log, disabled in before.items():
            log.disabled = disabled


def _result(client: "Client", future: Any, address: str) -> Any:
    from concurrent.futures import CancelledError

    try:
        return future.result()
    except CancelledError:
        raise _gone(address) from None
    except OSError:
        if client.status == "running":  # it is the work's own
            raise
        raise _gone(address) from None


def _workers(client: "Client", address: str) -> int:
    """How many workers the scheduler has."""
    try:
        if client.status == "running":
            return len(client.sync(client.scheduler.ncores, callback_timeout=_PATIENCE))
    except (OSError, TimeoutError):
        pass
    raise _gone(address)


def _gone(address: str) -> WorkersGone:
    return WorkersGone(f"the scheduler at {address} went away")
