"""Handing in an attempt: its score, what it says of each memory, and what it earns. The one door."""

from datetime import datetime

from django.db import transaction

from accounts.http import User
from quizzes.models import Attempt, LedgerEntry, Memory, Quiz
from quizzes.models.memory import Recall
from quizzes.scoring import rating


@transaction.atomic
def finish(attempt: Attempt, now: datetime) -> None:
    """Hand in an attempt; nothing happens to one that was handed in before."""
    if attempt.close(now):
        Memory.objects.record_all(attempt.learner, recalls(attempt), now)
        LedgerEntry.objects.settle(attempt.learner, attempt.quiz, now)


def finish_overdue(learner: User, quiz: Quiz, now: datetime) -> None:
    """Hand in what was left open when its time was up."""
    for attempt in Attempt.objects.of(learner).filter(quiz=quiz).open():
        if attempt.is_over(now):
            finish(attempt, now)


def hand_in_overdue(now: datetime) -> int:
    """Hand in what was left open when its time and the grace were over, for those who never came back. How many."""
    left = Attempt.objects.overdue(now).select_related("learner", "quiz").order_by("deadline", "pk")
    overdue = [attempt for attempt in left if attempt.is_over(now)]
    for attempt in overdue:
        finish(attempt, now)
    return len(overdue)


def recalls(attempt: Attempt) -> list[Recall]:
    """What each answer says of its key point. A question left open says nothing."""
    answered = attempt.responses.filter(answered_at__isnull=False, question__key_point__isnull=False)
    return [
        Recall(response.question.key_point, rating(response.fraction), response=response, seconds=response.seconds)
        for response in answered.select_related("question__key_point").order_by("number")
        if response.question.key_point is not None and response.fraction is not None
    ]
