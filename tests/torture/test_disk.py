"""A disk that fills up while a class answers, and is emptied again."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection

from tests.torture import FULL
from tests.torture.test_killing import SAVED, answers, of, send

pytestmark = [
    pytest.mark.skipif(not FULL or os.geteuid() != 0, reason="part of make torture, as root: it mounts a small disk"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the database is a file on that disk"),
]


@pytest.fixture
def small(tmp_path) -> Iterator[Path]:
    """A disk of 16 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as filler, suppress(OSError):
        while filler.write(b"x" * 4096):
            pass


def test_what_was_acknowledged_is_there_and_the_rest_can_be_sent_again(small, born, begun, make_site):
    shutil.copy(born[0].environment["DATABASE_URL"].removeprefix("sqlite:///"), small / "class.sqlite3")
    site = make_site(f"sqlite:///{small}/class.sqlite3")
    site.start()
    given = answers(begun)
    acknowledged = [one for one in given[:50] if send(site, *one) == 204]
    assert len(acknowledged) == 50
    fill(small / "filler")
    told = {send(site, *one): one for one in given[50:]}
    assert 503 in told
    assert set(told) <= {204, 503}
    page = site.post(
        f"/attempts/{begun.attempts[0][0]}/questions/1/answer/", begun.attempts[0][1], answer="k1", go="next"
    )
    assert (page.status, page.headers["retry-after"]) == (503, "120")

    (small / "filler").unlink()
    assert [one for one in of(acknowledged) if one not in json.loads(site.shell(SAVED))] == []
    assert {send(site, *one) for one in given} == {204}
    assert json.loads(site.shell(SAVED)) == of(given)
    assert "well    database" in site.manage("doctor", "database")
