"""Many learners with what they leave in PostgreSQL: the rows of one real attempt, multiplied inside the database.

Rows lie as time lays them: all learners take their first attempt, then all their second, so that what one learner did
is spread over a table. All of it lies within two years, in the order of the keys.
"""

from dataclasses import dataclass
from typing import Any

A_LEARNER, A_QUIZ, A_COURSE = 5, 10, 1_000
"""Attempts, questions, learners."""

BASE = 1_000_000_000
"""The first key of what is made here."""

BEGIN, SECONDS = "2025-01-01 00:00+00", 2 * 365 * 86_400


@dataclass(frozen=True)
class Part:
    """Learners from number `low` to below `high`, with their attempts and answers; all values in SQL, of row `n`."""

    low: int
    high: int

    @property
    def attempts(self) -> tuple[int, int]:
        return A_LEARNER * self.low, A_LEARNER * self.high

    @property
    def answers(self) -> tuple[int, int]:
        return A_LEARNER * A_QUIZ * self.low, A_LEARNER * A_QUIZ * self.high

    @property
    def courses(self) -> tuple[int, int]:
        return -(-self.low // A_COURSE), -(-self.high // A_COURSE)

    def learner(self, attempt: str) -> str:
        return f"({self.low} + ({attempt} - {self.attempts[0]}) % {self.high - self.low})"

    def number(self, attempt: str) -> str:
        return f"1 + ({attempt} - {self.attempts[0]}) / {self.high - self.low}"

    def moment(self, attempt: str) -> str:
        low, high = self.attempts
        return f"('{BEGIN}'::timestamptz + ({attempt} - {low}) * '{SECONDS / (high - low)} seconds'::interval)"


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


def grow(first: dict[type, Any], part: Part) -> None:
    """The rows of these learners; keys follow from the number of the row."""
    from accounts.models import User
    from content.models import Course, Membership
    from quizzes.models import Attempt, LedgerEntry, Memory, Quiz, Response, Review

    n, learner, course = f"{BASE} + n", part.learner("n"), f"{BASE} + {part.learner('n')} / {A_COURSE}"
    copy(first[Course], *part.courses, id=n, slug="'c' || n", join_code="'c' || n")
    copy(first[Quiz], *part.courses, id=n, course=n)
    copy(first[User], part.low, part.high, id=n, username="'u' || n", email="''")
    copy(first[Membership], part.low, part.high, id=n, user=n, course=f"{BASE} + n / {A_COURSE}")

    at = part.moment("n")
    of = {"id": n, "learner": f"{BASE} + {learner}"}
    copy(first[Attempt], *part.attempts, **of, quiz=course, number=part.number("n"), started_at=at, finished_at=at)
    copy(first[LedgerEntry], *part.attempts, **of, course=course, attempt=n, counts_at=at, written_at=at)

    attempt, place = f"(n / {A_QUIZ})", f"1 + n % {A_QUIZ}"
    at = part.moment(attempt)
    points = list(Memory.objects.order_by("pk").values_list("key_point", flat=True)[:A_QUIZ])
    questions = list(Response.objects.order_by("pk").values_list("question", flat=True)[:A_QUIZ])
    seen = {"first_seen_at": at, "answered_at": at}
    asked = {"attempt": f"{BASE} + {attempt}", "number": place, "question": f"(ARRAY{questions})[{place}]"}
    copy(first[Response], *part.answers, id=n, **asked, **seen)
    of = {"id": n, "learner": f"{BASE} + {part.learner(attempt)}", "key_point": f"(ARRAY{points})[{place}]"}
    copy(first[Review], *part.answers, **of, response=n, at=at, day=f"{at}::date")
    met = (A_QUIZ * part.low, A_QUIZ * part.high)
    copy(first[Memory], *met, **(of | {"learner": f"{BASE} + n / {A_QUIZ}"}))


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
