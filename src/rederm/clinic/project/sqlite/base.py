"""SQLite whose writers of one process wait in a line.

SQLite lets one transaction write at a time; the others ask again after pauses that grow to a tenth of a second, in no order.
Every page writes a row of the audit log, so that among ten people the unlucky one waited for seconds. Here a thread waits for
the one before it and goes on as soon as that has ended. Another process (the worker) is waited for as SQLite does it.
"""

import threading
from collections import defaultdict

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

_LINES: dict[str, threading.Lock] = defaultdict(threading.Lock)  # one for each database file


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with a lock from the BEGIN of a transaction to its end, however it ends."""

    _turn: "threading.Lock | None" = None  # held by this connection

    def _start_transaction_under_autocommit(self) -> None:
        if not self.is_in_memory_db():
            line, patience = _LINES[str(self.settings_dict["NAME"])], self.settings_dict["OPTIONS"].get("timeout", 5.0)
            if not line.acquire(timeout=patience):
                raise OperationalError("database is locked")
            self._turn = line
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:  # where it fails, Django rolls back
        super()._commit()  # type: ignore[misc]
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave()

    def _leave(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()
