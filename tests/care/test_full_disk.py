"""No room: for the database, and for an upload that is too large to be kept in memory."""

import gc
import logging
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from content.models import Upload

TEXT = ("Diplomacy rests on three pillars: trust, patience and law. " * 20 + "\n\n") * 200


@pytest.fixture
def client(sign_in, instructor):
    client = sign_in(instructor)
    client.raise_request_exception = False
    return client


@contextmanager
def no_page_left() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages + 20}")
        yield
        cursor.execute("PRAGMA max_page_count = 1073741823")


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def send(client, text: str):
    file = SimpleUploadedFile("pillars.txt", text.encode())
    return client.post(reverse("content:uploads", args=["diplomacy"]), {"file": file, "replaces": ""})


def says_so(answer) -> bool:
    page = answer.content.decode()
    return (
        answer.status_code == 503
        and answer["Retry-After"] == "120"
        and "The disk of this server is full or fails" in page
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a disk of PostgreSQL is not filled by its client")
def test_a_database_without_room_says_so_and_keeps_nothing_of_it(client):
    with no_page_left():
        assert says_so(send(client, TEXT))
    assert not Upload.objects.exists()
    assert send(client, TEXT).status_code == 303
    assert bytes(Upload.objects.get().data).decode() == TEXT


@pytest.fixture
def no_log() -> Iterator[None]:
    """Of the fault: its frames would hold the half file, which could not be closed, until after the test."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("no_log")
def test_an_upload_for_which_there_is_no_room_says_so(client):
    large = TEXT * 12
    with no_file_larger_than(1_000_000):
        assert says_so(send(client, large))
    assert not Upload.objects.exists()
    assert send(client, large).status_code == 303
    gc.collect()
