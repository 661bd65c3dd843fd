"""Writers of one SQLite file wait for each other in a queue, and none of them too long."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.db import OperationalError
from django.db.backends.sqlite3 import base as stock

from config.sqlite import base

pytestmark = pytest.mark.django_db  # only so that connections may be opened


@pytest.fixture
def connect(tmp_path):
    """connect() opens one more connection to the same file, with an empty table."""
    opened = []

    def connect(timeout=10.0, engine=base):
        options = {"transaction_mode": "IMMEDIATE", "timeout": timeout, "check_same_thread": False}
        settings = {
            "ENGINE": "config.sqlite",
            "NAME": tmp_path / "db.sqlite3",
            "OPTIONS": options,
            "TIME_ZONE": None,
            "CONN_HEALTH_CHECKS": False,
            "CONN_MAX_AGE": None,
            "AUTOCOMMIT": True,
            "ATOMIC_REQUESTS": False,
        }
        connection = engine.DatabaseWrapper(settings, "queue")
        connection.inc_thread_sharing()
        opened.append(connection)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS written (by INTEGER)")
        return connection

    yield connect
    for connection in opened:
        connection.close()


def write(connection, number, seconds=0.0):
    begun = monotonic()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO written VALUES (%s)", [number])
    sleep(seconds)
    connection.commit()
    connection.set_autocommit(True)
    return monotonic() - begun


def test_many_writers_write_all_and_none_waits_for_long(connect):
    writers = [connect() for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        waits = pool.map(lambda n: max(write(writers[n], n, 0.002) for _ in range(25)), range(8))
    with writers[0].cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM written")
        assert cursor.fetchone() == (200,)
    # Each waits for seven others at 2 ms each, more or less; by itself SQLite lets somebody wait for half a second.
    assert max(waits) < 5


def gap(first, second) -> float:
    """Seconds from the end of one writer to that of another, who began to wait a third of a second before."""
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(lambda: (write(second, 2), monotonic()))
        sleep(0.34)
        first.commit()
        first.set_autocommit(True)
        ended = monotonic()
        return waiting.result()[1] - ended


def test_who_waits_goes_on_as_soon_as_it_can(connect):
    """SQLite itself would look again after 328 and 428 ms."""
    first, second = connect(), connect()
    assert min(gap(first, second) for _ in range(3)) < 0.05


def test_who_waits_in_vain_is_told_when_the_time_is_out(connect):
    first, second = connect(), connect(timeout=0.2)
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(OperationalError, match="locked"):
        write(second, 2)
    first.rollback()
    first.set_autocommit(True)
    assert write(second, 2) < 5, "the queue is left, and can be entered again"


def test_who_is_not_in_the_queue_is_waited_for_as_ever(connect):
    ours, stranger = connect(timeout=0.2), connect(engine=stock)
    stranger.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(OperationalError, match="locked"):
        write(ours, 1)
    stranger.rollback()
    stranger.set_autocommit(True)
    other = connect(timeout=0.2)
    assert write(other, 2) < 5, "who was refused holds nobody up"


def test_without_its_file_there_is_no_queue_and_writing_goes_on(connect, monkeypatch):
    monkeypatch.setattr(base.os, "open", lambda *_: (_ for _ in ()).throw(OSError("No space left on device")))
    assert write(connect(), 1) < 5


def test_a_closed_connection_keeps_no_file_open(connect):
    connection = connect()
    write(connection, 1)
    held = {Path(f"/proc/self/fd/{number}") for number in (connection._queue,)}
    assert all(path.exists() for path in held)
    connection.close()
    assert connection._queue is None
