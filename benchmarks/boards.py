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
from statistics import median
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
from benchmarks.measures import Measure  # noqa: E402
from content.models import Course  # noqa: E402
from quizzes.models import Board, LedgerEntry  # noqa: E402
from quizzes.models.standing import Key, Standing, keys_at  # noqa: E402
from quizzes.pages.leaderboard import ABOVE, BELOW, board  # noqa: E402

SERIES = {
    "postgresql": "SELECT generate_series(1, {n}) AS n",
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {n}) SELECT n FROM s",
}
REFRESH = {"postgresql": "VACUUM ANALYZE", "sqlite": "ANALYZE"}
"""As autovacuum leaves it; after so many rows at once it would still be at work."""
FEW_HIGH = "1 + CAST(n AS BIGINT) * 7919 % (1 + CAST(n AS BIGINT) * 104729 % 6007)"
"""Points from 1 to 6,007, low ones more often."""


def main() -> int:
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
        found = [one for learners in map(int, asked.learners.split(",")) for one in told(learners, asked.rounds)]
        found += growth(found)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0 if all(one.met for one in found) else 1


def told(learners: int, rounds: int) -> list[Measure]:
    found = measure(learners, rounds)
    for one in found:
        print(one, flush=True)
    return found


def growth(found: list[Measure]) -> list[Measure]:
    """How many times as long it takes with the most learners as with the fewest."""
    grown = []
    for name in ("board_top", "board_my_rank", "board_five_around"):
        values = [one.value for one in found if one.name == name]
        grown.append(Measure(f"{name}_growth", connection.vendor, values[-1] / values[0], "times", 2))
        print(grown[-1], flush=True)
    return grown


def measure(learners: int, rounds: int) -> list[Measure]:
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
    size = f"{connection.vendor} {learners}"

    def timed(name: str, goal: float | None, took: list[float]) -> Measure:
        return Measure(name, size, median(took), "ms", goal)

    return [
        timed("board_top", 1, sql_of(lambda one: list(kept.standings.ranked().select_related("learner")[:13]), ranks)),
        timed("board_my_rank", 1, sql_of(lambda one: kept.place(one[0]), ranks)),
        timed(
            "board_five_around",
            1,
            sql_of(lambda one: list(around(kept, one).select_related("learner")), ranks),
        ),
        timed(
            "board_next_page",
            1,
            sql_of(lambda one: list(kept.standings.below(*one).select_related("learner")[:13]), ranks),
        ),
        timed("board_whole_page", None, page_of(course, viewers)),
        timed("board_gain", None, gain_of(course, viewers)),
        Measure("board_filled", size, filled, "s"),
    ]


def around(kept: Board, one: tuple[int, int]) -> Any:
    """In one query, as the page asks for them beside others."""
    return Standing.objects.together(kept.standings.above(*one)[:ABOVE], kept.standings.below(*one)[:BELOW])


def sql_of(ask: Any, ranks: list[tuple[int, int]]) -> list[float]:
    """The time in the database of what is asked for each rank, fetching included: the best of three tries, as what
    else the machine does is not meant.
    """
    took = []
    for one in ranks:
        with CaptureQueriesContext(connection) as queries:
            ask(one)
        took.append(min(milliseconds([query["sql"] for query in queries]) for _ in range(3)))
    return took


def milliseconds(statements: list[str]) -> float:
    spent = 0.0
    with connection.cursor() as cursor:
        for sql in statements:
            started = perf_counter()
            cursor.execute(sql.replace("%", "%%"), [])
            cursor.fetchall()
            spent += perf_counter() - started
    return 1000 * spent


def page_of(course: Course, viewers: list[int]) -> list[float]:
    """All that the board's page reads, Python included."""
    took = []
    for viewer in User.objects.filter(pk__in=viewers[:50]):
        started = perf_counter()
        board(course, "all", viewer, timezone.now())
        took.append(1000 * (perf_counter() - started))
    return took


def gain_of(course: Course, viewers: list[int]) -> list[float]:
    """Points that come into the ledger and are counted on three boards, commit included."""
    took, now = [], timezone.now()
    for viewer in viewers:
        started = perf_counter()
        LedgerEntry.objects.create(
            course=course, learner_id=viewer, source="reading", points=3, counts_at=now, written_at=now
        )
        took.append(1000 * (perf_counter() - started))
    return took


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
        cursor.execute(REFRESH[connection.vendor])


if __name__ == "__main__":
    sys.exit(main())
