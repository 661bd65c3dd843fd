"""How tables and queries grow with learners and answers, on PostgreSQL.

    python -m benchmarks.scale [--answers 50000,500000,5000000]     a line a table or query; 50 answers a learner

The rows of one real attempt are multiplied inside the database by generate_series, in the schema of this release: five
attempts of ten questions for each learner, a thousand learners to a course. Everything is made for the run, on a
server of its own, and removed after it. 50,000,000 answers are a million learners and need 60 GB of disk.
"""

import argparse
import json
import math
import os
import sys
import tempfile
from collections.abc import Callable
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.measures import Measure
from tests import postgres

if TYPE_CHECKING:
    from django.db.models import QuerySet

A_LEARNER, A_QUIZ, A_COURSE = 5, 10, 1_000
"""Attempts, questions, learners."""

BASE = 1_000_000_000
"""The first key of what is made here."""

UNITS = {"sql": "ms", "pages": "pages", "table": "bytes an answer", "index": "bytes an answer"}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--answers", default="50000,500000,5000000")
    sizes = [int(size) for size in parser.parse_args().answers.split(",")]
    with tempfile.TemporaryDirectory(prefix="pilcrow-scale-") as folder, postgres.own() as url:
        if url is None:
            print("No PostgreSQL could be had, so nothing was measured.")
            return 0
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PILCROW_DATA": folder, "DATABASE_URL": url}
        measure_all(sizes)
    return 0


def measure_all(sizes: list[int]) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    first = one_of_each()
    found: list[dict[str, float]] = []
    for before, size in zip([0, *sizes], sizes, strict=False):
        grow(first, before, size)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        found.append(asked(size) | sizes_of_tables(size))
        for name, value in found[-1].items():
            print(Measure(name, size, value, UNITS[name.partition("_")[0]]), flush=True)
    for name in found[-1] if len(sizes) > 1 else ():
        if name.startswith(("sql_", "pages_")):
            growth = math.log(found[-1][name] / found[0][name]) / math.log(sizes[-1] / sizes[0])
            print(Measure(f"exponent_{name}", sizes[-1], growth, ""), flush=True)
    connection.close()


def one_of_each() -> dict[type, Any]:
    """A row of every table that grows, as a real learner leaves it who has handed in an attempt."""
    from django.utils import timezone

    from accounts.models import User
    from benchmarks.stage import fill
    from content.models import Course, Membership
    from quizzes.finishing import finish
    from quizzes.models import Attempt, LedgerEntry, Memory, Quiz, Response, Review

    fill(1)
    attempt, now = Attempt.objects.select_related("learner", "quiz").get(), timezone.now()
    for number in range(1, A_QUIZ + 1):
        attempt.answer(number, {"answer": ["k2"]}, now)
    finish(attempt, now)
    models = (User, Course, Membership, Quiz, Attempt, Response, LedgerEntry, Review, Memory)
    return {model: model.objects.order_by("pk").first() for model in models}


def grow(first: dict[type, Any], before: int, size: int) -> None:
    """Rows for the learners from that many answers to this many; keys follow from the number of the learner."""
    from accounts.models import User
    from content.models import Course, Membership
    from quizzes.models import Attempt, LedgerEntry, Memory, Quiz, Response, Review

    low, high = before // (A_LEARNER * A_QUIZ), size // (A_LEARNER * A_QUIZ)
    learner, course = f"{BASE} + n", f"{BASE} + n / {A_COURSE}"
    copy(
        first[Course],
        -(-low // A_COURSE),
        -(-high // A_COURSE),
        id=f"{BASE} + n",
        slug="'c' || n",
        join_code="'c' || n",
    )
    copy(first[Quiz], -(-low // A_COURSE), -(-high // A_COURSE), id=f"{BASE} + n", course=f"{BASE} + n")
    copy(first[User], low, high, id=learner, username="'u' || n", email="''")
    copy(first[Membership], low, high, id=learner, user=learner, course=course)
    each = f"{BASE} + n / {A_LEARNER}"
    of_course = f"{BASE} + n / {A_LEARNER * A_COURSE}"
    number, attempt = f"1 + n % {A_LEARNER}", f"{BASE} + n"
    copy(first[Attempt], low * A_LEARNER, high * A_LEARNER, id=attempt, learner=each, quiz=of_course, number=number)
    copy(
        first[LedgerEntry],
        low * A_LEARNER,
        high * A_LEARNER,
        id=attempt,
        learner=each,
        course=of_course,
        attempt=attempt,
    )
    answers = {"id": f"{BASE} + n", "attempt": f"{BASE} + n / {A_QUIZ}", "number": f"1 + n % {A_QUIZ}"}
    copy(first[Response], before, size, **answers)
    learner_of_answer = f"{BASE} + n / {A_LEARNER * A_QUIZ}"
    copy(first[Review], before, size, id=f"{BASE} + n", learner=learner_of_answer, response=f"{BASE} + n")
    points = [memory.key_point_id for memory in Memory.objects.order_by("pk")[:A_QUIZ]]
    point = f"(ARRAY{points})[1 + n % {A_QUIZ}]"
    copy(
        first[Memory], low * A_QUIZ, high * A_QUIZ, id=f"{BASE} + n", learner=f"{BASE} + n / {A_QUIZ}", key_point=point
    )


def copy(row: Any, low: int, high: int, **expressions: str) -> None:
    """The row again for each n from low to below high, but for what the expressions give; foreign keys go unchecked."""
    from django.db import connection

    quote = connection.ops.quote_name
    table = quote(row._meta.db_table)
    fields = [field for field in row._meta.concrete_fields if not field.generated]
    columns = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(expressions.get(field.name) or f"t.{quote(field.column)}" for field in fields)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} t, "  # noqa: S608 - names of our own
            f"generate_series({low}::bigint, {high - 1}) n WHERE t.id = {row.pk}"
        )


def asked(size: int, rounds: int = 100) -> dict[str, float]:
    """What a learner's requests ask of the database, of learners at random: milliseconds in it, and pages touched."""
    chance, learners = Random(size), size // (A_LEARNER * A_QUIZ)  # noqa: S311 - nothing is secret here
    found = {}
    for name, ask in asks().items():
        plans = [
            json.loads(ask(chance.randrange(learners)).explain(format="json", analyze=True, buffers=True))[0]
            for _ in range(rounds)
        ]
        found[f"sql_{name}"] = median(plan["Execution Time"] for plan in plans)
        found[f"pages_{name}"] = median(
            plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"] for plan in plans
        )
    return found


def asks() -> dict[str, Callable[[int], "QuerySet[Any, Any]"]]:
    """By the number of a learner."""
    from accounts.models import User
    from quizzes.models import Attempt, LedgerEntry, Memory, Quiz, Response

    return {
        "person": lambda n: User.objects.filter(pk=BASE + n),
        "attempt": lambda n: Attempt.objects.visible_to(User(pk=BASE + n)).filter(pk=BASE + n * A_LEARNER),
        "question": lambda n: Response.objects.filter(attempt=BASE + n * A_LEARNER, number=3),
        "steps": lambda n: Response.objects.filter(attempt=BASE + n * A_LEARNER).values_list("number"),
        "attempts_of_learner": lambda n: Attempt.objects.filter(learner=BASE + n, quiz=BASE + n // A_COURSE),
        "points_of_learner": lambda n: LedgerEntry.objects.filter(learner=BASE + n).values_list("points"),
        "memories_of_learner": lambda n: Memory.objects.filter(learner=BASE + n).values_list("pk")[:20],
        "quizzes_of_course": lambda n: Quiz.objects.filter(course=BASE + n // A_COURSE),
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
