"""SQLite, whose writers wait for each other in a queue.

By itself a writer that finds another one at work sleeps and looks again, in the end a tenth of a second later each
time, and luck decides who comes first: under load somebody waits until the time is out. Here who begins a transaction
first locks a file beside the database, and looks again after a millisecond.
"""

import fcntl
import os
from time import monotonic, sleep
from typing import Any

from django.db.backends.sqlite3 import base

LOOK_AGAIN = 0.001
"""Seconds."""


class DatabaseWrapper(base.DatabaseWrapper):
    _queue: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._wait()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()  # type: ignore[misc]
        finally:
            self._leave()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            if self._queue is not None:
                os.close(self._queue)
                self._queue = None

    def _wait(self) -> None:
        """Until it is this connection's turn, or so long as SQLite itself would wait: then SQLite says no."""
        if self.is_in_memory_db():
            return
        until = monotonic() + self.settings_dict["OPTIONS"].get("timeout", 5)
        try:
            if self._queue is None:
                name = f"{self.settings_dict['NAME']}-queue"
                self._queue = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            while monotonic() < until:
                try:
                    return fcntl.flock(self._queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    sleep(LOOK_AGAIN)
        except OSError:
            # Without the file, on a full disk say, writers meet at the database as ever.
            return

    def _leave(self) -> None:
        if self._queue is not None:
            fcntl.flock(self._queue, fcntl.LOCK_UN)
