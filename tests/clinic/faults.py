"""Make every single write fail, one after the other: what a full disk or a lost database does at the worst moment.

    for fault in every_fault():
        with fault:
            keep(...)                # raises Injected at the k-th write
        assert ...                   # nothing half stands
    # the loop ends with the first run in which there was no k-th write left to fail; `fault.struck` tells

Counted are INSERT, UPDATE and DELETE, and, of each file of the vault, the moment before it is written and the one after.
"""

import errno
from collections.abc import Iterator
from types import TracebackType
from typing import Any
from unittest import mock

from django.db import OperationalError, connection

from rederm.clinic.vault import vault

WRITES = ("INSERT", "UPDATE", "DELETE")


class Fault:
    """Fails the k-th write inside its `with`, and swallows the error that comes of it."""

    def __init__(self, k: int) -> None:
        self.k, self.seen, self.struck = k, 0, False
        self._held: list[Any] = []

    def __enter__(self) -> "Fault":
        real = vault.write_whole

        def write_whole(*given: Any, **named: Any) -> None:
            self._count(OSError(errno.ENOSPC, "No space left on device"))
            real(*given, **named)
            self._count(OSError(errno.EIO, "Input/output error"))

        self._held = [
            connection.execute_wrapper(self._execute),
            mock.patch.object(vault, "write_whole", write_whole),
        ]  # and no transaction: what is tried must hold one of its own
        for each in self._held:
            each.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        for each in reversed(self._held):
            each.__exit__(kind, error, trace)
        return self.struck and isinstance(error, OperationalError | OSError)

    def _execute(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            self._count(OperationalError("disk I/O error"))
        return execute(sql, params, many, context)

    def _count(self, error: Exception) -> None:
        self.seen += 1
        if self.seen == self.k:
            self.struck = True
            raise error


def every_fault(most: int = 200) -> Iterator[Fault]:
    """One fault for each write, and a last one that finds none to fail."""
    for k in range(1, most):
        fault = Fault(k)
        yield fault
        if not fault.struck:
            return
    raise AssertionError(f"more than {most} writes")
