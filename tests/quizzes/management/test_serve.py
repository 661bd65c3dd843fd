"""The worker that runs beside the server."""

import signal
import time
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

import pytest
from django.core.management import CommandError

from quizzes.management.commands import serve

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
    begin = serve.Keeper.begin

    def kept(keeper: serve.Keeper) -> BaseProcess:
        processes.append(begin(keeper))
        return processes[-1]

    def start(what) -> list[BaseProcess]:
        monkeypatch.setattr(serve, "work", what)
        monkeypatch.setattr(serve.Keeper, "begin", kept)
        monkeypatch.setattr(serve, "SECONDS_TO_END_BY_ITSELF", 0.1)
        monkeypatch.setattr(serve, "SECONDS_TO_END", 0.5)
        return processes

    return start


def ready() -> None:
    assert READY.acquire(timeout=10)


@pytest.mark.parametrize(("what", "end"), [(obedient, -15), (deaf, -9)], ids=["obedient", "deaf"])
def test_the_worker_ends_with_the_server(started, what, end):
    processes = started(what)
    with serve.worker():
        ready()
        assert processes[0].exitcode is None
    assert processes[0].exitcode == end


def test_the_worker_ends_when_the_server_fails(started):
    processes = started(obedient)

    def fail() -> None:
        with serve.worker():
            ready()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert processes[0].exitcode == -15


def test_one_that_ended_by_itself_is_left_alone(started):
    processes = started(READY.release)
    with serve.worker():
        ready()
        processes[0].join()
    assert [process.exitcode for process in processes] == [0]


def test_one_that_died_is_replaced(started, monkeypatch):
    monkeypatch.setattr(serve, "SECONDS_TO_START_AGAIN", 0.1)
    processes = started(obedient)
    with serve.worker():
        ready()
        processes[0].kill()
        ready()
    assert [process.exitcode for process in processes] == [-9, -15]


def test_what_is_prepared_apart_leaves_nothing_behind(capfd):
    held: list[int] = []

    def prepare() -> None:
        held.append(1)
        print("Prepared.", flush=True)

    serve.apart(prepare)
    assert held == []
    assert capfd.readouterr().out == "Prepared.\n"


def test_where_that_fails_the_server_ends_with_its_sentence(capfd):
    def fail() -> None:
        raise CommandError("The database cannot be used.")

    with pytest.raises(SystemExit) as end:
        serve.apart(fail)
    assert end.value.code == 1
    assert capfd.readouterr().err == "CommandError: The database cannot be used.\n"
