"""The quizzes of a course and how a learner did in them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, FilteredRelation, Q

from accounts.http import User
from content.models import Course
from quizzes.models import Attempt, Counts, Quiz
from quizzes.scoring import SCORE


@dataclass(frozen=True, slots=True)
class Trial:
    """A quiz and how the learner did in it. `best` is the finished attempt that counts, of those whose score may be
    shown by now; where the average counts, the best. `open` is one to go on with."""

    quiz: Quiz
    questions: int
    attempts: int
    best: Attempt | None
    open: Attempt | None

    @property
    def is_perfect(self) -> bool:
        return self.best is not None and self.best.score == self.best.max_score


def trials(course: Course, learner: User, now: datetime) -> list[Trial]:
    """The open quizzes of a course. One query: a row for each attempt."""
    columns = ("number", "rules", "started_at", "finished_at", "score", "max_score", "is_excluded")
    taken = FilteredRelation("attempts", condition=Q(attempts__learner=learner.pk))
    values = {f"taken_{name}": F(f"taken__{name}") for name in ("id", *columns)}
    quizzes: Any = Quiz.objects.open().filter(course=course).sized()
    found: dict[int, Quiz] = {}
    attempts: dict[int, list[Attempt]] = defaultdict(list)
    rows = quizzes.filter(size__gt=0).annotate(taken=taken, **values).order_by("pk", "taken_number")
    for row in rows:
        quiz = found.setdefault(row.pk, row)
        if row.taken_id:
            held = {name: getattr(row, f"taken_{name}") for name in columns}
            attempts[row.pk].append(Attempt(pk=row.taken_id, quiz=quiz, learner_id=learner.pk, **held))
    return [trial(quiz, attempts[quiz.pk], now) for quiz in found.values()]


def trial(quiz: Quiz, taken: Sequence[Attempt], now: datetime) -> Trial:
    finished = [attempt for attempt in taken if attempt.is_finished]
    told = [attempt for attempt in finished if SCORE in attempt.terms.shown(attempt.finished_at, now)]
    return Trial(
        quiz=quiz,
        questions=quiz.size,  # type: ignore[attr-defined]
        attempts=len(finished),
        best=counting(told, quiz.counts),
        open=next((attempt for attempt in taken if not attempt.is_finished), None),
    )


def counting(finished: Sequence[Attempt], counts: str) -> Attempt | None:
    """Of these attempts the one that counts."""
    if counts in (Counts.BEST, Counts.AVERAGE):
        return max(finished, key=share, default=None)
    in_order = sorted(finished, key=lambda attempt: attempt.number)
    return next(iter(in_order[::-1] if counts == Counts.LAST else in_order), None)


def share(attempt: Attempt) -> Decimal:
    return (attempt.score or Decimal(0)) / (attempt.max_score or 1)
