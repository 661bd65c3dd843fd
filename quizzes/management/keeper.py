"""The worker of the tasks beside a server: started with it, started again, ended with it."""

import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread

from django.core.management import call_command

logger = logging.getLogger(__name__)

SECONDS_TO_END_BY_ITSELF = 0.5
SECONDS_TO_END = 10
SECONDS_TO_START_AGAIN = 2

WORKER = "pilcrow-work"


@contextmanager
def worker() -> Iterator[None]:
    """The one process that does what is too long for a request and watches deadlines, for as long as we serve."""
    keeper = Keeper()
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


class Keeper(Thread):
    """Starts the worker, and another one when it died: of a database that went away, say, or of too little memory."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stopping = Event()
        self.process = self.begin()

    def begin(self) -> BaseProcess:
        process = get_context("fork").Process(target=work)
        process.start()
        return process

    def run(self) -> None:
        while status := self.wait():
            if self.stopping.wait(SECONDS_TO_START_AGAIN):
                return
            logger.warning("The worker ended with status %s and was started again", status)
            self.process = self.begin()

    def wait(self) -> int | None:
        """The worker's status when it has ended."""
        self.process.join()
        return self.process.exitcode

    def stop(self) -> None:
        self.stopping.set()
        while self.is_alive():
            # Ctrl+C reached it too, and a second signal would break off what it is ending in order.
            if not self.ends(SECONDS_TO_END_BY_ITSELF):
                self.process.terminate()
            if not self.ends(SECONDS_TO_END):
                self.process.kill()

    def ends(self, seconds: float) -> bool:
        self.join(seconds)
        return not self.is_alive()


def work() -> None:
    """The worker, in a process of its own that shares what the server has loaded."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # One that is started again would keep what the server holds by then: its port, and the pipes to its processes.
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    with suppress(OSError):
        Path("/proc/self/comm").write_text(WORKER)  # what `top` calls it
    call_command("work", verbosity=0, reload=False)
