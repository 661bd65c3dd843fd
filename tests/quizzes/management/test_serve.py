"""The worker that runs beside the server."""

import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from django.core.management import CommandError

from quizzes.management.commands import serve


@pytest.fixture
def started(monkeypatch):
    """Processes started instead of the worker; the script they run stands for it."""
    processes = []

    def start(script: str) -> list[subprocess.Popen]:
        def popen(command):
            assert command[2:] == ["work", "--verbosity", "0", "--no-reload"]
            processes.append(real([sys.executable, "-c", script], stdout=subprocess.PIPE))
            return processes[-1]

        real = subprocess.Popen
        monkeypatch.setattr(serve, "subprocess", SimpleNamespace(Popen=popen, TimeoutExpired=subprocess.TimeoutExpired))
        monkeypatch.setattr(serve, "SECONDS_TO_END_BY_ITSELF", 0.1)
        monkeypatch.setattr(serve, "SECONDS_TO_END", 0.5)
        return processes

    return start


def ready(process: subprocess.Popen) -> None:
    assert process.stdout.readline() == b"ready\n"


OBEDIENT = "import time; print('ready', flush=True); time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {OBEDIENT}"


@pytest.mark.parametrize(("script", "end"), [(OBEDIENT, -15), (DEAF, -9)], ids=["obedient", "deaf"])
def test_the_worker_ends_with_the_server(started, script, end):
    processes = started(script)
    with serve.worker():
        ready(processes[0])
        assert processes[0].poll() is None
    assert processes[0].returncode == end
    processes[0].stdout.close()


def test_the_worker_ends_when_the_server_fails(started):
    processes = started(OBEDIENT)

    def fail() -> None:
        with serve.worker():
            ready(processes[0])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert processes[0].returncode == -15
    processes[0].stdout.close()


def test_one_that_ended_by_itself_is_left_alone(started):
    processes = started("print('ready', flush=True)")
    with serve.worker():
        ready(processes[0])
    assert processes[0].returncode == 0
    processes[0].stdout.close()


def test_one_that_died_is_replaced(started, monkeypatch):
    monkeypatch.setattr(serve, "SECONDS_TO_START_AGAIN", 0.1)
    processes = started(OBEDIENT)
    with serve.worker():
        ready(processes[0])
        processes[0].kill()
        while len(processes) < 2:
            time.sleep(0.05)
        ready(processes[1])
    assert [process.returncode for process in processes] == [-9, -15]
    for process in processes:
        process.stdout.close()


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
