"""The worker that runs beside the server."""

import signal
import time
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

import pytest

from quizzes.management import keeper

READY = get_context("fork").Semaphore(0)


def obedient() -> None:
    READY.release()
    time.sleep(60)


def deaf() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    obedient()


@pytest.fixture
def started(monkeypatch):
    """Processes in which something else is done than the worker's work."""
    processes = []
    begin = keeper.Keeper.begin

    def kept(one: keeper.Keeper) -> BaseProcess:
        processes.append(begin(one))
        return processes[-1]

    def start(what) -> list[BaseProcess]:
        monkeypatch.setattr(keeper, "work", what)
        monkeypatch.setattr(keeper.Keeper, "begin", kept)
        monkeypatch.setattr(keeper, "SECONDS_TO_END_BY_ITSELF", 0.1)
        monkeypatch.setattr(keeper, "SECONDS_TO_END", 0.5)
        return processes

    return start


def ready() -> None:
    assert READY.acquire(timeout=10)


@pytest.mark.parametrize(("what", "end"), [(obedient, -15), (deaf, -9)], ids=["obedient", "deaf"])
def test_the_worker_ends_with_the_server(started, what, end):
    processes = started(what)
    with keeper.worker():
        ready()
        assert processes[0].exitcode is None
    assert processes[0].exitcode == end


def test_the_worker_ends_when_the_server_fails(started):
    processes = started(obedient)

    def fail() -> None:
        with keeper.worker():
            ready()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert processes[0].exitcode == -15


def test_one_that_ended_by_itself_is_left_alone(started):
    processes = started(READY.release)
    with keeper.worker():
        ready()
        processes[0].join()
    assert [process.exitcode for process in processes] == [0]


def test_one_that_died_is_replaced(started, monkeypatch):
    monkeypatch.setattr(keeper, "SECONDS_TO_START_AGAIN", 0.1)
    processes = started(obedient)
    with keeper.worker():
        ready()
        processes[0].kill()
        ready()
    assert [process.exitcode for process in processes] == [-9, -15]
