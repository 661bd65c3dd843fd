"""How tables and queries grow with learners and answers, on PostgreSQL.

    python -m benchmarks.scale [--answers 50000,500000,5000000] [--months 24] [--within FOLDER]

A line a table or query; 50 answers a learner, five attempts of ten questions, a thousand learners to a course. All
is made for the run, on a server of its own in the folder, and removed after it. 50,000,000 answers are a million
learners and need 60 GB of disk. With --months, the ledger and the answers are divided at the end, and asked again.
"""

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.measures import Measure
from benchmarks.multiply import A_COURSE, A_LEARNER, A_QUIZ, BASE, Part, grow, one_of_each
from tests import postgres

if TYPE_CHECKING:
    from django.db.models import QuerySet

SETTINGS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c wal_level=minimal "
    "-c max_wal_senders=0 -c max_wal_size=4GB -c shared_buffers=1GB -c maintenance_work_mem=512MB"
)
"""Haste is for what is made; what is measured only reads."""

UNITS = {"sql": "ms", "first": "ms", "pages": "pages", "table": "bytes an answer", "index": "bytes an answer"}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--answers", default="50000,500000,5000000")
    parser.add_argument("--months", type=int, default=0)
    parser.add_argument("--within", default="/tmp")  # noqa: S108 - where postgres.own makes a folder of its own
    given = parser.parse_args()
    sizes = [int(size) for size in given.answers.split(",")]
    with tempfile.TemporaryDirectory(prefix="pilcrow-scale-") as folder, postgres.own(SETTINGS, given.within) as url:
        if url is None:
            print("No PostgreSQL could be had, so nothing was measured.")
            return 0
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PILCROW_DATA": folder, "DATABASE_URL": url}
        measure_all(sizes, given.months)
    return 0


def measure_all(sizes: list[int], months: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from benchmarks import partitions

    call_command("migrate", verbosity=0)
    first = one_of_each()
    found: list[dict[str, float]] = []
    for before, size in zip([0, *sizes], sizes, strict=False):
        started = perf_counter()
        grow(first, Part(before // (A_LEARNER * A_QUIZ), size // (A_LEARNER * A_QUIZ)))
        made = perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(Measure("made", size, made - started, "s"), flush=True)
        print(Measure("vacuumed", size, perf_counter() - made, "s"), flush=True)
        found.append(sizes_of_tables(size) | asked(size))
        for name, value in found[-1].items():
            print(Measure(name, size, value, UNITS[name.partition("_")[0]]), flush=True)
    for name in found[-1] if len(sizes) > 1 else ():
        if name.startswith(("sql_", "pages_")):
            growth = math.log(found[-1][name] / found[0][name]) / math.log(sizes[-1] / sizes[0])
            print(Measure(f"exponent_{name}", sizes[-1], growth, ""), flush=True)
    if months:
        partitions.measure(sizes[-1], months)
    connection.close()


def asked(size: int, rounds: int = 100) -> dict[str, float]:
    """What a learner's requests ask of the database, of learners at random: milliseconds in it and pages touched; the
    first time, when they may have to come from the disk, and again at once.
    """
    chance, learners = Random(size), size // (A_LEARNER * A_QUIZ)  # noqa: S311 - nothing is secret here
    found: dict[str, float] = {}
    for name, ask in asks().items():
        once, again = zip(*(twice(ask, chance, learners) for _ in range(rounds)), strict=True)
        found[f"sql_{name}"] = median(plan["Execution Time"] for plan in again)
        found[f"first_{name}"] = median(plan["Execution Time"] for plan in once)
        found[f"pages_{name}"] = median(
            plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"] for plan in again
        )
    return found


def twice(ask: Callable[[int, int], "QuerySet[Any, Any]"], chance: Random, learners: int) -> tuple[Any, Any]:
    """The plans that were carried out."""
    number = chance.randrange(learners)
    attempt = chance.choice(attempts_of(number))
    once, again = (
        json.loads(ask(number, attempt).explain(format="json", analyze=True, buffers=True))[0] for _ in range(2)
    )
    return once, again


def attempts_of(number: int) -> list[int]:
    from quizzes.models import Attempt

    return list(Attempt.objects.filter(learner=BASE + number).order_by("pk").values_list("pk", flat=True))


def asks() -> dict[str, Callable[[int, int], "QuerySet[Any, Any]"]]:
    """By the number of a learner and the key of an attempt of theirs."""
    from accounts.models import User
    from quizzes.models import Attempt, LedgerEntry, Memory, Quiz, Response, Review
    from quizzes.models.asked import counting, seated
    from quizzes.models.board import weighed

    month = datetime(2025, 11, 1, tzinfo=UTC), datetime(2025, 12, 1, tzinfo=UTC)
    return {
        "person": lambda n, _: User.objects.filter(pk=BASE + n),
        "attempt": lambda n, attempt: Attempt.objects.visible_to(User(pk=BASE + n)).filter(pk=attempt),
        "question_page": lambda n, attempt: seated(attempt, 3, BASE + n),
        "one_question": lambda _, attempt: Response.objects.filter(attempt=attempt, number=3),
        "steps": lambda _, attempt: Response.objects.filter(attempt=attempt).values_list("number"),
        "answers_to_hand_in": lambda n, attempt: counting(attempt, BASE + n),
        "attempts_with_worth": lambda n, _: weighed(
            Attempt.objects.filter(learner=BASE + n, quiz=BASE + n // A_COURSE)
        ),
        "points_of_learner": lambda n, _: LedgerEntry.objects.filter(learner=BASE + n).values_list("points"),
        "points_of_course_in_month": lambda n, _: (
            LedgerEntry.objects.filter(course=BASE + n // A_COURSE).counting(*month).values_list("learner", "points")
        ),
        "memories_to_ask": lambda n, _: Memory.objects.filter(learner=BASE + n).order_by("asked_from")[:20],
        "days_of_learner": lambda n, _: (
            Review.objects.filter(learner=BASE + n).standing().values_list("day").order_by()
        ),
        "quizzes_of_course": lambda n, _: Quiz.objects.filter(course=BASE + n // A_COURSE),
    }


def sizes_of_tables(size: int) -> dict[str, float]:
    """Bytes of each table and its indexes for each answer."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class WHERE relkind = 'r' "
            "AND relname ~ '^(accounts|content|quizzes)_' AND reltuples > %s",
            [size // 100],
        )
        rows = sorted(cursor.fetchall())
    return {
        f"{kind}_{name}": bytes_ / size
        for name, *both in rows
        for kind, bytes_ in zip(("table", "index"), both, strict=True)
    }


if __name__ == "__main__":
    sys.exit(main())
