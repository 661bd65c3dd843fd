"""What a board costs with 1,000 to 1,000,000 learners: its SQL, in milliseconds, and a gain that is counted.

    python benchmarks/boards.py [--learners 1000,100000,1000000] [--rounds 200]

It works in a database of its own, which it makes and removes: SQLite, or with DATABASE_URL the server named there. The
rows are made by the database itself; their figures are spread as those of classes are, most of them low.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("PILCROW_DATA", tempfile.mkdtemp(prefix="boards-"))

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.http import User  # noqa: E402
from content.models import Course  # noqa: E402
from quizzes.models import Board, LedgerEntry  # noqa: E402
from quizzes.models.standing import Key, keys_at  # noqa: E402
from quizzes.pages.leaderboard import board  # noqa: E402

SERIES = {
    "postgresql": "SELECT generate_series(1, {n}) AS n",
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {n}) SELECT n FROM s",
}
FEW_HIGH = "1 + CAST(n AS BIGINT) * 7919 % (1 + CAST(n AS BIGINT) * 104729 % 6007)"
"""Points from 1 to 6,007, low ones more often."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", default="1000,100000,1000000")
    parser.add_argument("--rounds", type=int, default=200)
    asked = parser.parse_args()
    test = connection.settings_dict["TEST"]
    test["NAME"] = test["NAME"] or (
        None if connection.vendor == "postgresql" else f"{tempfile.mkdtemp()}/boards.sqlite3"
    )
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        print(f"{connection.vendor}; ms, median and lowest tenth of {asked.rounds}: a busy machine spoils the first")
        for learners in map(int, asked.learners.split(",")):
            print(
                f"{learners:>9,} learners: " + ", ".join(f"{what} {ms}" for what, ms in measure(learners, asked.rounds))
            )
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure(learners: int, rounds: int) -> list[tuple[str, str]]:
    course = populate(learners)
    started = perf_counter()
    kept = Board.objects.open(course, [Key()])[Key()]
    filled = perf_counter() - started
    Board.objects.open(course, keys_at(course, timezone.now()))
    refresh_statistics()
    first = User.objects.order_by("pk").filter(memberships__course=course).values_list("pk", flat=True)[0]
    chance = Random(7)  # noqa: S311
    viewers = [first + chance.randrange(learners) for _ in range(rounds)]
    standings = {one.learner_id: one for one in kept.standings.filter(learner__in=viewers)}
    ranks = [(standings[pk].rank, pk) for pk in viewers]
    return [
        ("top", sql_of(lambda one: list(kept.standings.ranked().select_related("learner")[:13]), ranks)),
        ("my rank", sql_of(lambda one: kept.place(one[0]), ranks)),
        (
            "five around",
            sql_of(lambda one: [list(side.select_related("learner")[:3]) for side in sides(kept, one)], ranks),
        ),
        ("next page", sql_of(lambda one: list(kept.standings.below(*one).select_related("learner")[:13]), ranks)),
        ("whole page", page_of(course, viewers)),
        ("a gain", gain_of(course, viewers)),
        ("filled from the ledger in", f"{filled:.1f} s"),
    ]


def sides(kept: Board, one: tuple[int, int]) -> tuple[Any, Any]:
    return kept.standings.above(*one), kept.standings.below(*one)


def sql_of(ask: Any, ranks: list[tuple[int, int]]) -> str:
    """The time in the database of what is asked for each rank, fetching included."""
    took = []
    for one in ranks:
        with CaptureQueriesContext(connection) as queries:
            ask(one)
        spent = 0.0
        with connection.cursor() as cursor:
            for query in queries:
                started = perf_counter()
                cursor.execute(query["sql"].replace("%", "%%"), [])
                cursor.fetchall()
                spent += perf_counter() - started
        took.append(1000 * spent)
    return middle_and_lowest(took)


def middle_and_lowest(took: list[float]) -> str:
    return f"{median(took):.3f} ({quantiles(took, n=10)[0]:.3f})"


def page_of(course: Course, viewers: list[int]) -> str:
    """All that the board's page reads, Python included."""
    took = []
    for viewer in User.objects.filter(pk__in=viewers[:50]):
        started = perf_counter()
        board(course, "all", viewer, timezone.now())
        took.append(1000 * (perf_counter() - started))
    return middle_and_lowest(took)


def gain_of(course: Course, viewers: list[int]) -> str:
    """Points that come into the ledger and are counted on three boards, commit included."""
    took, now = [], timezone.now()
    for viewer in viewers:
        started = perf_counter()
        LedgerEntry.objects.create(
            course=course, learner_id=viewer, source="reading", points=3, counts_at=now, written_at=now
        )
        took.append(1000 * (perf_counter() - started))
    return middle_and_lowest(took)


def populate(learners: int) -> Course:
    now = timezone.now()
    course = Course.objects.create(slug=f"of-{learners}", title=f"Of {learners}", created_at=now)
    base = User.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    series = SERIES[connection.vendor].format(n=learners)
    insert(
        "accounts_user",
        {
            **{field.column: empty(field) for field in User._meta.concrete_fields if field.column != "id"},
            "username": f"'{learners}-' || n",
            "display_name": "'Learner ' || n",
            "on_boards": "CASE n % 10 WHEN 0 THEN 'hidden' ELSE 'name' END",
        }
        | {"id": f"n + {base}"},
        series,
    )
    mine = {"course_id": str(course.pk), "user_id": f"n + {base}", "role": "'learner'", "joined_at": f"'{now}'"}
    insert("content_membership", mine, series)
    entry = {"course_id": str(course.pk), "learner_id": f"n + {base}", "source": "'quiz'", "points": FEW_HIGH}
    moments = {"counts_at": f"'{now}'", "written_at": f"'{now}'"}
    insert("quizzes_ledgerentry", {**entry, "attempts": "n % 7", **moments}, series)
    return course


def empty(field: Any) -> str:
    """A value in SQL that the column takes."""
    default = field.get_default()
    if isinstance(default, bool):
        return str(default).upper()
    if default is None:
        return "NULL" if field.null else f"'{timezone.now()}'"
    return f"'{default}'"


def insert(table: str, values: dict[str, str], series: str) -> None:
    columns = ", ".join(values)
    with connection.cursor() as cursor:
        cast = ", ".join(f"{value}{typed(table, name)}" for name, value in values.items())
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {cast} FROM ({series}) AS numbers")  # noqa: S608


def typed(table: str, column: str) -> str:
    return "::timestamptz" if connection.vendor == "postgresql" and column.endswith(("_at", "_joined")) else ""


def refresh_statistics() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
