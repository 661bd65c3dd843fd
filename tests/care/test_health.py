"""The two addresses that a proxy or a supervisor asks, and the pages of passing faults."""

import errno
import sqlite3

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from care import views
from care.faults import Fault, fault_of

LIVE, READY = "/health/live/", "/health/ready/"


@pytest.fixture
def away(monkeypatch):
    """A database to which nobody gets through."""

    def refuse() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    connection.close()


@pytest.mark.django_db
def test_a_server_with_its_database_is_ready(client):
    answer = client.get(READY)
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "database": "current"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_database_of_an_earlier_release_is_not(client):
    MigrationRecorder(connection).record_unapplied("accounts", "0001_start")
    answer = client.get(READY)
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": "behind"})


def test_the_migrations_of_this_release_are_those_that_django_finds():
    assert views.migrations_of_this_release() == set(MigrationLoader(None).disk_migrations)


def test_without_a_database_it_lives_and_is_not_ready(client, away):
    assert client.get(LIVE).status_code == 200
    answer = client.get(READY)
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": "away"})


def test_it_is_asked_without_tls_and_only_asked(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(LIVE).status_code == 200
    assert client.post(LIVE).status_code == client.post(READY).status_code == 405


@pytest.mark.parametrize("path", ["/", "/account/profile/", "/account/sign-in/"])
def test_a_page_that_needs_the_database_says_when_to_come_back(client, away, path):
    client.raise_request_exception = False
    client.cookies["sessionid"] = "a" * 32
    answer = client.get(path)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Wait 10 seconds, and open it again" in page
    assert f'href="{path}">Open it again</a>' in page
    assert f"reference {answer['X-Request-ID']}" in page
    assert "Content-Security-Policy" in answer


def test_what_was_sent_meanwhile_is_to_be_sent_again(client, away):
    client.raise_request_exception = False
    answer = client.post("/account/sign-in/", {"username": "linh", "password": "correct horse battery"})
    assert answer.status_code == 503
    assert "wait 10 seconds, and send it again" in answer.content.decode()
    assert "Open it again" not in answer.content.decode()


def caused(error: Exception, **facts) -> Exception:
    error.__cause__ = type("Cause", (Exception,), facts)()
    return error


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OperationalError("the connection is closed"), Fault.AWAY),
        (InterfaceError("connection already closed"), Fault.AWAY),
        (caused(OperationalError(), sqlite_errorcode=sqlite3.SQLITE_BUSY), Fault.AWAY),
        (caused(OperationalError(), sqlite_errorcode=sqlite3.SQLITE_FULL), Fault.FULL),
        (caused(OperationalError(), sqlite_errorcode=sqlite3.SQLITE_IOERR_SHMSIZE), Fault.FULL),
        (caused(OperationalError(), sqlite_errorcode=sqlite3.SQLITE_BUSY_SNAPSHOT), Fault.AWAY),
        (caused(OperationalError(), sqlite_errorcode=sqlite3.SQLITE_ERROR), None),
        (caused(OperationalError(), sqlstate="57P01"), Fault.AWAY),
        (caused(OperationalError(), sqlstate="53100"), Fault.FULL),
        (OSError(errno.ENOSPC, "No space left on device"), Fault.FULL),
        (OSError(errno.EACCES, "Permission denied"), None),
        (ValueError(), None),
        (None, None),
    ],
)
def test_only_what_passes_is_a_passing_fault(error, fault):
    assert fault_of(error) is fault


def test_a_full_disk_has_a_page_of_its_own(rf):
    try:
        raise OSError(errno.ENOSPC, "No space left on device")
    except OSError:
        answer = views.fault(rf.get(reverse("login")))
    assert (answer.status_code, answer["Retry-After"]) == (503, "120")
    assert "The disk of this server is full or fails" in answer.content.decode()
