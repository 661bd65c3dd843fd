"""A database that crashes under load and comes back, while the server stays up."""

import json
import os
import subprocess
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection

from tests import postgres
from tests.torture import FULL
from tests.torture.test_killing import OPTIONS, answers

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="a server of PostgreSQL is restarted")
AWAY = 10 if FULL else 3
STORED = "import json; from quizzes.models import Response; print(json.dumps({f'{a}/{n}': c for a, n, c in "
STORED += "Response.objects.values_list('attempt', 'number', 'answer__choice')}))"


@pytest.fixture
def crashing() -> Iterator[tuple[str, Path, Path]]:
    """The address of a PostgreSQL of our own, its programs and its data."""
    folder = Path("/tmp", f"pilcrow-crash-{os.getpid()}")
    folder.mkdir()
    programs = postgres.installed() or postgres.unpacked(folder)
    assert programs, "The programs of PostgreSQL are not installed."
    try:
        # A commit is on the disk's side of the wire before it is told of, as on a server that matters.
        with postgres.started(programs, folder, "-c fsync=off") as url:
            yield url, programs, folder / "data"
    finally:
        subprocess.run(["rm", "-rf", str(folder)], check=True)


def copy(programs: Path, origin: str, to: str) -> None:
    dump = subprocess.run([programs / "pg_dump", "--no-owner", "--dbname", origin], capture_output=True, check=True)
    subprocess.run([programs / "psql", "--quiet", "--dbname", to], input=dump.stdout, capture_output=True, check=True)


class Load(Thread):
    """One learner's browser, which answers and answers again until it is stopped."""

    def __init__(self, site, own: list[tuple], stopped: Event) -> None:
        super().__init__(daemon=True)
        self.site, self.own, self.stopped = site, own, stopped
        self.told: list[tuple[float, float, int, str]] = []
        self.last: dict[str, str] = {}

    def run(self) -> None:
        for turn in count():
            attempt, session, number, _option = self.own[turn % len(self.own)]
            if self.stopped.is_set():
                return
            option, begin = OPTIONS[(turn // len(self.own)) % 3], time.monotonic()
            path = f"/attempts/{attempt}/questions/{number}/answer/"
            answer = self.site.post(path, session, answer=option, go="next")
            self.told.append((begin, time.monotonic() - begin, answer.status, answer.headers.get("retry-after", "")))
            if answer.status == 204:
                self.last[f"{attempt}/{number}"] = option
            else:
                # What was not acknowledged may be there or not: it is the next answer that counts.
                self.last.pop(f"{attempt}/{number}", None)
                time.sleep(0.2)


def test_it_says_so_meanwhile_and_goes_on_by_itself_afterwards(make_site, born, begun, crashing):
    url, programs, data = crashing
    copy(programs, born[0].environment["DATABASE_URL"], url)
    site = make_site(url)
    site.start("--workers", "2")
    by_learner = {attempt: [one for one in answers(begun) if one[0] == attempt] for attempt, _session in begun.attempts}
    stopped = Event()
    loads = [Load(site, own, stopped) for own in list(by_learner.values())[:8]]
    for load in loads:
        load.start()
    time.sleep(2)
    postgres.run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    time.sleep(AWAY)
    assert (site.get("/health/live/").status, site.get("/health/ready/").status) == (200, 503)
    page = site.get("/account/sign-in/", "a" * 32)
    assert (page.status, "Wait 10 seconds, and open it again" in page.body) == (503, True)
    options = f"-k {data} -c listen_addresses='' {postgres.HASTE}"
    postgres.run(programs / "pg_ctl", "-D", data, "-l", data.parent / "log", "-w", "-o", options, "start")
    site.wait_for(lambda: site.get("/health/ready/").status == 200, "It did not come back.", seconds=15)
    back = time.monotonic()
    time.sleep(4)
    stopped.set()
    for load in loads:
        load.join()

    told = [one for load in loads for one in load.told]
    assert {status for _begin, _took, status, _retry in told} == {204, 503}
    assert {retry for _begin, _took, status, retry in told if status == 503} == {"10"}
    assert max(took for _begin, took, _status, _retry in told) < 15
    assert {status for begin, _took, status, _retry in told if begin > back + 2} == {204}
    stored = json.loads(site.shell(STORED))
    acknowledged = {key: option for load in loads for key, option in load.last.items()}
    assert acknowledged
    assert {key: stored[key] for key in acknowledged} == acknowledged
