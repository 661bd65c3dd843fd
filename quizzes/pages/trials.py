"""The quizzes of a course and how a learner did in them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

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
    """The open quizzes of a course. Two queries."""
    quizzes = Quiz.objects.open().filter(course=course).sized().filter(size__gt=0)  # type: ignore[misc]  # annotated
    taken: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.of(learner).filter(quiz__course=course):
        taken[attempt.quiz_id].append(attempt)
    return [trial(quiz, taken[quiz.pk], now) for quiz in quizzes.order_by("pk")]


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
