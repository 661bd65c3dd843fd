"""A backup that is made while a class answers, and restored elsewhere."""

import json
from itertools import cycle
from threading import Event, Thread

import pytest

from tests.torture import FULL
from tests.torture.test_killing import answers, of, send

pytestmark = pytest.mark.skipif(not FULL, reason="part of make torture")
HELD = """
from quizzes.models import Response
print(sorted([*map(list, Response.objects.filter(answered_at__isnull=False).values_list("attempt", "number"))]))
"""


def test_it_is_of_one_moment_and_holds_what_was_acknowledged_before(site, make_site, begun, databases, tmp_path):
    site.start()
    given = answers(begun)
    before = [one for one in given[:60] if send(site, *one) == 204]
    stopped = Event()

    def go_on(own: list) -> None:
        for one in cycle(own):
            if stopped.is_set():
                return
            send(site, *one)

    threads = [Thread(target=go_on, args=[given[number::4]]) for number in range(4)]
    for thread in threads:
        thread.start()
    site.manage("backup", str(tmp_path / "class.backup"))
    stopped.set()
    for thread in threads:
        thread.join()
    other = make_site(databases.new())
    assert "21 people" in other.manage("restore", str(tmp_path / "class.backup"))
    held = json.loads(other.shell(HELD))
    assert [one for one in of(before) if one[:2] not in held] == []
    assert len(before) == 60
    well = other.manage("doctor", "migrations", "database", "citations", "points", "boards", "memories", "deadlines")
    assert "WRONG" not in well
