"""A connection is looked at before a request gets it, without asking the server where that tells no more."""

import socket

import psycopg
import pytest
from django.db import connection
from psycopg import _queries
from psycopg.adapt import Transformer
from psycopg_pool import ConnectionPool

from config.postgres import base


class Line:
    """What `look_at` sees of a connection; `asked` counts how often the server was asked."""

    def __init__(self):
        self.ours, self.theirs = socket.socketpair()
        self.asked = 0
        self.closed = False
        self.is_dead = False

    def fileno(self):
        return self.ours.fileno()


@pytest.fixture
def line(monkeypatch):
    def ask(line):
        line.asked += 1
        if line.is_dead:
            raise psycopg.OperationalError("gone")

    monkeypatch.setattr(ConnectionPool, "check_connection", staticmethod(ask))
    line = Line()
    yield line
    line.ours.close()
    line.theirs.close()


@pytest.fixture
def clock(monkeypatch):
    times = [100.0]
    monkeypatch.setattr(base, "monotonic", lambda: times[0])
    return times


def test_who_answered_a_moment_ago_is_not_asked_again(line, clock):
    base.look_at(line)
    assert line.asked == 1, "nobody has heard of it yet"
    clock[0] += 0.9
    base.look_at(line)
    assert line.asked == 1
    clock[0] += 0.2
    base.look_at(line)
    assert line.asked == 2


@pytest.mark.parametrize("end", [lambda line: line.theirs.send(b"FATAL"), lambda line: line.theirs.close()])
def test_who_said_something_or_hung_up_is_asked(line, clock, end):
    base.look_at(line)
    end(line)
    line.is_dead = True
    with pytest.raises(psycopg.OperationalError):
        base.look_at(line)


def test_a_connection_closed_here_is_asked(line, clock):
    base.look_at(line)
    line.closed = line.is_dead = True
    with pytest.raises(psycopg.OperationalError):
        base.look_at(line)


def test_what_failed_is_not_taken_for_an_answer(line, clock):
    line.is_dead = True
    for _time in range(2):
        with pytest.raises(psycopg.OperationalError):
            base.look_at(line)
    assert line.asked == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a connection to PostgreSQL is ended")
@pytest.mark.django_db
def test_a_connection_that_the_server_ended_is_replaced():
    other = base.DatabaseWrapper(connection.settings_dict, "another pool")
    try:
        known = {backend_of(other) for _request in range(5)}
        for ended in known:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [ended])  # and wait until it has ended
        assert not known & {backend_of(other) for _request in range(5)}
    finally:
        other.close()
        other.close_pool()


def backend_of(wrapper):
    """The server's process that answers, as one request sees it."""
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (found,) = cursor.fetchone()
    wrapper.close()
    return found


def test_what_writes_some_rows_is_put_for_the_server_once():
    sql = "INSERT INTO some (a, b) VALUES " + ", ".join(["(%s, %s)"] * 100)
    assert _queries._query2pg.cache_info().maxsize <= 128
    for hits in (0, 1):
        before = _queries._query2pg.cache_info().hits
        query = _queries.PostgresQuery(Transformer())
        query.convert(sql, [0] * 200)
        assert _queries._query2pg.cache_info().hits - before == hits
        assert query.query.endswith(b"($199, $200)")
