"""Handing in an attempt: its score, what it says of each memory, and what it earns. The one door."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction

from accounts.http import User
from quizzes.models import Attempt, LedgerEntry, Memory, Quiz
from quizzes.models.review import Recall
from quizzes.scoring import rating

logger = logging.getLogger(__name__)


@transaction.atomic
def finish(attempt: Attempt, now: datetime) -> None:
    """Hand in an attempt; nothing happens to one that was handed in before."""
    breaks = Memory.objects.hold(attempt.learner)  # before the attempt, as everywhere: see regrading.hold
    if attempt.close(now):
        Memory.objects.record_all(attempt.learner, recalls(attempt), now, breaks)
        LedgerEntry.objects.settle(attempt.learner, attempt.quiz, now)


def finish_overdue(learner: User, quiz: Quiz, now: datetime) -> None:
    """Hand in what was left open when its time was up."""
    for attempt in Attempt.objects.of(learner).filter(quiz=quiz).open():
        if attempt.is_over(now):
            finish(attempt, now)


def hand_in_overdue(now: datetime) -> int:
    """Hand in what was left open when its time and the grace were over, for those who never came back. How many.

    One that cannot be handed in is told of in the log and keeps no other one waiting.
    """
    left = Attempt.objects.overdue(now).select_related("learner", "quiz").order_by("deadline", "pk")
    handed_in = 0
    for attempt in [attempt for attempt in left if attempt.is_over(now)]:
        try:
            finish(attempt, now)
            handed_in += 1
        except DatabaseError:
            raise
        except Exception:
            logger.exception("Attempt %s could not be handed in", attempt.pk)
    return handed_in


def recalls(attempt: Attempt) -> list[Recall]:
    """What each answer says of its key point. A question left open says nothing."""
    answered = attempt.responses.counting().filter(answered_at__isnull=False, question__key_point__isnull=False)
    return [
        Recall(response.question.key_point, rating(response.fraction), response=response, seconds=response.seconds)
        for response in answered.select_related("question__key_point").order_by("number")
        if response.question.key_point is not None and response.fraction is not None
    ]
