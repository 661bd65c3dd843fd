"""What it changes to divide the two largest tables: answers by ranges of attempts, the ledger by months.

Called by benchmarks.scale with --months, once its rows are made. Whole and divided tables lie side by side, so that
both are asked, cleaned and shortened on the same server.
"""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.measures import Measure
from benchmarks.multiply import A_LEARNER, A_QUIZ, BASE, BEGIN, SECONDS

ANSWERS, LEDGER = "quizzes_response", "quizzes_ledgerentry"
ASKED = ("question_page", "one_question", "answers_to_hand_in", "attempts_with_worth")
ASKED_OF_LEDGER = ("points_of_learner", "points_of_course_in_month")


def measure(size: int, months: int) -> None:
    attempts = size // A_QUIZ
    told(size, "whole")
    begin = datetime.fromisoformat(BEGIN.replace("+00", "+00:00")).astimezone(UTC)
    ends = [BASE + month * attempts // months for month in range(1, months)]
    days = [str(begin + timedelta(seconds=SECONDS * month / months)) for month in range(1, months)]
    for table, column, bounds in ((ANSWERS, "attempt_id", ends), (LEDGER, "counts_at", days)):
        say("divided", table, run_timed(divide, table, column, bounds))
    told(size, "divided")
    newest = f"{BASE + attempts - attempts // 500}"
    run(f"UPDATE {ANSWERS}_whole SET is_flagged = true WHERE attempt_id >= {newest}")
    run(f"UPDATE {ANSWERS} SET is_flagged = true WHERE attempt_id >= {newest}")
    for table in (f"{ANSWERS}_whole", f"{ANSWERS}_{months}"):
        say("vacuum_after_two_of_a_thousand_changed", table, run_timed(run, f"VACUUM {table}"))
    for table, column, bound in ((ANSWERS, "attempt_id", ends[0]), (LEDGER, "counts_at", f"'{days[0]}'")):
        whole = f"{table}_whole"
        say("delete_oldest_month", whole, run_timed(run, f"DELETE FROM {whole} WHERE {column} < {bound}"))
        say("vacuum_after_it", whole, run_timed(run, f"VACUUM {whole}"))
        say("drop_oldest_month", f"{table}_1", run_timed(run, f"DROP TABLE {table}_1"))


def told(size: int, state: str, rounds: int = 100) -> None:
    """Milliseconds to plan and to carry out, and pages touched; asked twice, the second time counts."""
    from benchmarks.scale import asks, twice

    chance, learners = Random(size), size // (A_LEARNER * A_QUIZ)  # noqa: S311 - nothing is secret here
    for name in (*ASKED, *ASKED_OF_LEDGER):
        plans = [twice(asks()[name], chance, learners)[1] for _ in range(rounds)]
        values: dict[str, list[float]] = {
            "plan": [plan["Planning Time"] for plan in plans],
            "sql": [plan["Execution Time"] for plan in plans],
            "pages": [plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"] for plan in plans],
        }
        for kind, each in values.items():
            unit = "pages" if kind == "pages" else "ms"
            print(Measure(f"{state}_{kind}_{name}", size, median(each), unit), flush=True)


def divide(table: str, column: str, bounds: list[Any]) -> None:
    """The table by ranges of the column, with its indexes; those that were unique without the column are so no more."""
    whole = f"{table}_whole"
    for child, name in fetched(
        f"SELECT conrelid::regclass, conname FROM pg_constraint WHERE confrelid = '{table}'::regclass"
    ):
        run(f"ALTER TABLE {child} DROP CONSTRAINT {name}")
    indexes = [one for (one,) in fetched(f"SELECT indexdef FROM pg_indexes WHERE tablename = '{table}'")]
    run(f"ALTER TABLE {table} RENAME TO {whole}")
    run(
        f"CREATE TABLE {table} (LIKE {whole} INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS) "
        f"PARTITION BY RANGE ({column})"
    )
    edges = ["MINVALUE", *(f"'{bound}'" for bound in bounds), "MAXVALUE"]
    for number, (low, high) in enumerate(pairwise(edges), start=1):
        run(f"CREATE TABLE {table}_{number} PARTITION OF {table} FOR VALUES FROM ({low}) TO ({high})")
    run(f"INSERT INTO {table} SELECT * FROM {whole}")
    for number, one in enumerate(indexes):
        unique = "UNIQUE" if "UNIQUE" in one and re.search(rf"\b{column}\b", one) else ""
        run(f"CREATE {unique} INDEX {table}_divided_{number} ON {table} {one[one.index('USING') :]}")
    run(f"VACUUM ANALYZE {table}")


def run(sql: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


def fetched(sql: str) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def run_timed(do: Any, *given: Any) -> float:
    started = perf_counter()
    do(*given)
    return perf_counter() - started


def say(name: str, table: str, seconds: float) -> None:
    print(Measure(name, table, seconds, "s"), flush=True)
