"""What serving a quiz costs, beside bare views on the same server, database and machine in the same run.

    python -m benchmarks.serving [sqlite] [postgres] [--seconds N]     one line a measure; status 1: a goal was missed

Both are served by granian alike, forked from a parent that has loaded everything, and measured in turns: `ro` reads
session, person and question and renders 6 kB, `rw` inserts an answer besides (benchmarks/bare). The client shares the
processors. Everything is made for the run and removed after it; PostgreSQL waits for its disk here.
"""

import argparse
import gzip
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, sleep

from benchmarks.client import Browser, Person, Reply, play
from benchmarks.flows import answering, attempting, expect, inserting, looking
from benchmarks.measures import Measure
from benchmarks.stage import QUESTIONS, Seat, Stage
from quizzes.management.keeper import WORKER
from tests import postgres
from tests.torture.site import Site

ROUNDS = 5
CLIENTS = 16
WORKERS, THREADS = "2", "2"
# The goals in milliseconds, and what Moodle 4.5, tuned, did (attempts a second, one question a page), are of a machine
# on which the bare `rw` did so many answers a second. What it does here, in the same run, tells how fast this one is.
MOODLE, RW_THERE = 1.94, {"sqlite": 805, "postgres": 549}
LINKED = re.compile(r'(?:<link rel="stylesheet" href|<script src|<link rel="icon" href)="([^"]+)"')


class Served:
    """Pilcrow and the bare views, side by side on one database with learners in the middle of a quiz."""

    def __init__(self, folder: Path, url: str) -> None:
        self.site = Site(folder, url, PILCROW_WORKERS=WORKERS, PILCROW_THREADS=THREADS, PILCROW_LIMITS="0")
        self.site.environment["PILCROW_LOG"] = "text"
        self.site.manage("migrate", "--verbosity", "0")
        self.run(
            "manage.py",
            "migrate",
            "--verbosity",
            "0",
            "--run-syncdb",
            DJANGO_SETTINGS_MODULE="benchmarks.bare.settings",
        )
        self.stage = Stage.read(self.run("-m", "benchmarks.stage", str(4 * CLIENTS)))
        self.browsers = [Browser({"sessionid": seat.session}) for seat in self.stage.seats]

    def run(self, *words: str, **environment: str) -> str:
        command = [sys.executable, "-W", "ignore", *words]
        found = subprocess.run(  # noqa: S603
            command, env={**self.site.environment, **environment}, capture_output=True, text=True, check=True
        )
        return found.stdout

    @contextmanager
    def bare(self) -> Iterator[int]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.bare", str(port)]
        process = subprocess.Popen(command, env=self.site.environment)  # noqa: S603
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(port: int) -> None:
    for _attempt in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    raise TimeoutError("The server did not start.")


def measures(database: str, served: Served, seconds: float) -> Iterator[Measure]:
    first = perf_counter()
    served.site.start()
    served.site.stop()
    begun = perf_counter()
    served.site.start()
    yield Measure("first_start", database, begun - first, "s")
    yield Measure("start_up", database, perf_counter() - begun, "s")
    with served.bare() as bare:
        yield from rates(database, served, bare, seconds)
    yield from weights(database, served)
    yield from statements(database, served)
    yield Measure("memory_two_workers", database, memory(served), "MB", 130)
    yield Measure("memory_with_the_tasks", database, memory(served, but=""), "MB")


def rates(database: str, served: Served, bare: int, seconds: float) -> Iterator[Measure]:
    seats = list(zip(served.browsers[:CLIENTS], served.stage.seats[:CLIENTS], strict=True))
    port = served.site.port

    def page(times: list[float]) -> list[Person]:
        return [looking(one, f"/attempts/{seat.attempt}/questions/2/", times) for one, seat in seats]

    def answer(times: list[float]) -> list[Person]:
        return [answering(one, seat.attempt, QUESTIONS, times) for one, seat in seats]

    def ro(times: list[float]) -> list[Person]:
        return [looking(bare_one(seat), f"/ro/{seat.responses[1]}/", times) for _, seat in seats]

    def rw(times: list[float]) -> list[Person]:
        return [inserting(bare_one(seat), f"/rw/{seat.responses[1]}/", times) for _, seat in seats]

    # Nobody takes a quiz a hundred times: each client is a dozen learners in turn.
    turns = [cycle(served.browsers[CLIENTS + n :: 4]) for n in range(4)]
    chance = Random(4)  # noqa: S311 - nothing is secret here

    def attempt(done: list[float]) -> list[Person]:
        return [attempting(learners, served.stage.repeated, chance, done) for learners in turns]

    (pages, page_times), (reads, _) = in_turns(seconds, (port, page), (bare, ro))
    (answers, answer_times), (writes, _) = in_turns(seconds, (port, answer), (bare, rw))
    (attempts, _), (writes_beside, _) = in_turns(seconds, (port, attempt), (bare, rw))
    slower = RW_THERE[database] / writes
    yield Measure("bare_ro", database, reads, "requests/s")
    yield Measure("question_pages", database, pages, "requests/s")
    yield Measure("question_page_to_bare", database, pages / reads, "ratio", 0.70, True)
    yield Measure("bare_rw", database, writes, "requests/s")
    yield Measure("answers", database, answers, "requests/s")
    yield Measure("answer_to_bare", database, answers / writes, "ratio", 0.70, True)
    yield Measure("question_page_p95_16_clients", database, p95(page_times), "ms", 70 * slower)
    yield Measure("answer_p95_16_clients", database, p95(answer_times), "ms", 70 * slower)
    yield Measure("attempts_4_clients", database, attempts, "attempts/s")
    moodle = MOODLE * writes_beside / RW_THERE[database]
    yield Measure("attempts_to_moodle", database, attempts / moodle, "ratio", 12, True)
    yield from alone(database, served, slower)


def bare_one(seat: Seat) -> Browser:
    return Browser({"sessionid": seat.bare})


Crowd = Callable[[list[float]], list[Person]]


def in_turns(seconds: float, *sides: tuple[int, Crowd]) -> list[tuple[float, list[float]]]:
    """Requests a second of each, the median of the rounds, and what each request took; the first round warms up."""
    rates: list[list[float]] = [[] for _ in sides]
    times: list[list[float]] = [[] for _ in sides]
    for number in range(ROUNDS + 1):
        for side, (port, crowd) in enumerate(sides):
            taken: list[float] = []
            play(port, crowd(taken), seconds)
            if number:
                rates[side].append(len(taken) / seconds)
                times[side] += taken
    return [(median(rate), time) for rate, time in zip(rates, times, strict=True)]


def alone(database: str, served: Served, slower: float) -> Iterator[Measure]:
    """One learner, nobody else; `slower`: so many times as much as on the machine of the goals may it take."""
    browser, seat = served.browsers[-1], served.stage.seats[-1]
    for name, goal, person in (
        ("question_page", 9, lambda times: looking(browser, f"/attempts/{seat.attempt}/questions/2/", times)),
        ("answer", 7, lambda times: answering(browser, seat.attempt, QUESTIONS, times)),
    ):
        times: list[float] = []
        play(served.site.port, [person(times)], 3)
        yield Measure(f"{name}_p50", database, 1000 * median(times), "ms", goal * slower)
        yield Measure(f"{name}_p95", database, p95(times), "ms")


def p95(seconds: list[float]) -> float:
    return 1000 * quantiles(seconds, n=20)[-1]


def weights(database: str, served: Served) -> Iterator[Measure]:
    seat = served.stage.seats[0]
    page = fetch(served, f"/attempts/{seat.attempt}/questions/2/", served.browsers[0])
    yield Measure("question_page_html", database, len(page.body.encode()), "bytes", 20_000)
    yield Measure("question_page_gzip", database, len(gzip.compress(page.body.encode())), "bytes", 5_000)
    first = fetch(served, "/account/sign-in/", Browser())
    linked = sorted(set(LINKED.findall(first.body)))
    sizes = [int(fetch(served, path, Browser(), encoded=True).header("content-length")) for path in linked]
    yield Measure("first_visit_requests", database, 1 + len(linked), "requests", 8)
    yield Measure("first_visit_bytes", database, len(gzip.compress(first.body.encode())) + sum(sizes), "bytes", 120_000)


def fetch(served: Served, path: str, browser: Browser, encoded: bool = False) -> Reply:
    """`encoded`: as browsers ask for it, compressed; of that only the head can be read."""
    found: list[Reply] = []

    def person() -> Person:
        request = browser.get(path)
        if encoded:
            request = request.replace(b"\r\n\r\n", b"\r\nAccept-Encoding: br, gzip\r\n\r\n", 1)
        found.append(expect((yield request), 200))

    play(served.site.port, [person()])
    return found[0]


def statements(database: str, served: Served) -> Iterator[Measure]:
    found = json.loads(served.run("-m", "benchmarks.statements", str(served.stage.repeated)))
    for name, goal in (("question_page", 6), ("answer", 8), ("finish", 12), ("attempt", 120)):
        yield Measure(f"statements_{name}", database, found[name], "statements", goal)


def memory(served: Served, but: str = WORKER) -> float:
    """Megabytes of the server's own processes, what they share counted once; the tasks' worker is none of them, and
    what it shares with them is divided.
    """
    assert served.site.process
    return sum(pss(pid) for pid in processes(served.site.process.pid, but)) / 1024


def processes(parent: int, but: str) -> Iterator[int]:
    if Path(f"/proc/{parent}/comm").read_text().strip() == but:
        return
    yield parent
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        yield from processes(int(child), but)


def pss(pid: int) -> int:
    found = re.search(r"^Pss: +(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) if found else 0


@contextmanager
def address(database: str, folder: Path) -> Iterator[str | None]:
    if database == "sqlite":
        yield f"sqlite:///{folder}/bench.sqlite3"
        return
    with postgres.own("-c shared_buffers=256MB") as url:
        yield url


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgres"])
    parser.add_argument("--seconds", type=float, default=2.0, help="of one turn")
    asked, met = parser.parse_args(), True
    os.chdir(Path(__file__).resolve().parent.parent)
    for database in asked.databases:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pilcrow-bench-")))
            url = stack.enter_context(address(database, folder))
            if url is None:
                print(f"# {postgres.__name__}: no PostgreSQL could be had, so nothing was measured on it")
                continue
            served = Served(folder, url)
            stack.callback(served.site.kill)
            for measure in measures(database, served, asked.seconds):
                print(measure, flush=True)
                met &= measure.met
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
