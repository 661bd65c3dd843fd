"""The quizzes of a course and how a learner did in them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from accounts.http import User
from content.models import Course
from quizzes.models import Attempt, Quiz, Status


@dataclass(frozen=True, slots=True)
class Trial:
    """A quiz and how the learner did in it. `best` is their best finished attempt, `open` one to go on with."""

    quiz: Quiz
    questions: int
    attempts: int
    best: Attempt | None
    open: Attempt | None

    @property
    def is_perfect(self) -> bool:
        return self.best is not None and self.best.score == self.best.max_score


def trials(course: Course, learner: User) -> list[Trial]:
    """The open quizzes of a course. Two queries."""
    askable = Count("slots", filter=Q(slots__question__status=Status.APPROVED))
    quizzes = course.quizzes.open().annotate(size=askable).filter(size__gt=0)
    taken: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.of(learner).filter(quiz__course=course):
        taken[attempt.quiz_id].append(attempt)
    return [trial(quiz, taken[quiz.pk]) for quiz in quizzes.order_by("pk")]


def trial(quiz: Quiz, taken: Sequence[Attempt]) -> Trial:
    finished = [attempt for attempt in taken if attempt.is_finished]
    return Trial(
        quiz=quiz,
        questions=quiz.size,  # type: ignore[attr-defined]
        attempts=len(finished),
        best=max(finished, key=share, default=None),
        open=next((attempt for attempt in taken if not attempt.is_finished), None),
    )


def share(attempt: Attempt) -> Decimal:
    return (attempt.score or Decimal(0)) / (attempt.max_score or 1)
