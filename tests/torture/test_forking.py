"""What servers and the worker are forked from, and what they take with them."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizzes.management.keeper import WORKER

pytestmark = pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="asks Linux what a process holds")

ESTABLISHED = "01"


def held(process: int) -> set[str]:
    return {os.readlink(file) for file in Path(f"/proc/{process}/fd").iterdir()}


def shared(process: int) -> set[str]:
    return {file for file in held(process) if file.startswith(("socket:", "pipe:"))}


def connected(process: int) -> set[str]:
    rows = [row.split() for row in Path(f"/proc/{process}/net/tcp").read_text().splitlines()[1:]]
    return held(process) & {f"socket:[{row[9]}]" for row in rows if row[3] == ESTABLISHED}


def workers(server: int) -> Iterator[int]:
    for thread in Path(f"/proc/{server}/task").iterdir():
        for child in map(int, (thread / "children").read_text().split()):
            if Path(f"/proc/{child}/comm").read_text().strip() == WORKER:
                yield child


def test_servers_are_forked_from_a_process_that_holds_nothing_of_the_database(site):
    site.start("--workers", "2")
    assert connected(site.process.pid) == set()
    assert [file for file in held(site.process.pid) if ".sqlite3" in file] == []


def test_a_worker_that_died_is_replaced_by_one_that_holds_nothing_of_the_server(site):
    site.start()
    (first,) = workers(site.process.pid)
    os.kill(first, signal.SIGKILL)
    site.wait_for(lambda: set(workers(site.process.pid)) - {first}, "The worker was not started again.")
    (second,) = workers(site.process.pid)
    assert shared(site.process.pid)
    assert shared(second) & shared(site.process.pid) == set()
    assert site.stop() == 0
