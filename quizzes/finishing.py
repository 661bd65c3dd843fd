"""Handing in an attempt: its score, what it says of each memory, and what it earns. The one door."""

import logging
from collections.abc import Iterable
from datetime import datetime
from math import fsum

from django.db import DatabaseError, transaction
from django.db.models import Subquery

from accounts.http import User
from quizzes.models import Attempt, LedgerEntry, Memory, Quiz, Response
from quizzes.models.asked import COUNTING
from quizzes.models.attempt import AttemptQuerySet
from quizzes.models.review import Recall
from quizzes.scoring import rating

logger = logging.getLogger(__name__)


@transaction.atomic
def finish(attempt: Attempt, now: datetime) -> None:
    """Hand in an attempt; nothing happens to one that was handed in before."""
    attempts = Attempt.objects.of(attempt.learner).filter(quiz=attempt.quiz_id)
    held, _is_new = hold_and_close(attempt.learner, attempts, attempt.pk, now, attempt.quiz)
    attempt.score, attempt.finished_at = held.score, held.finished_at


@transaction.atomic
def finish_own(learner: User, pk: int, now: datetime) -> tuple[Attempt, bool]:
    """Hand in an attempt that is visible to its learner; with it, whether it was open until now.

    :raises Attempt.DoesNotExist: when this is none of theirs
    """
    quiz = Attempt.objects.filter(pk=pk).values("quiz")
    attempts = Attempt.objects.visible_to(learner).filter(quiz=Subquery(quiz)).select_related("quiz__course")
    return hold_and_close(learner, attempts, pk, now)


def hold_and_close(
    learner: User, attempts: AttemptQuerySet, pk: int, now: datetime, quiz: Quiz | None = None
) -> tuple[Attempt, bool]:
    """Of all attempts of a learner at a quiz, close one; with it, whether it was open until now."""
    breaks = Memory.objects.hold(learner)  # before the attempts, as everywhere: see regrading.hold
    taken = LedgerEntry.objects.weigh(attempts)
    held = next((attempt for attempt in taken if attempt.pk == pk), None)
    if held is None:
        raise Attempt.DoesNotExist
    if held.is_finished:
        return held, False
    # Read when the attempt was held, as an answer may have come in until then.
    responses = COUNTING.all(pk, learner.pk)
    held.close(responses, now)
    held.marks = fsum(response.fraction or 0.0 for response in responses)  # type: ignore[attr-defined]  # see weighed
    Memory.objects.write_all(learner, recalls(responses), memories(responses), breaks, now)
    LedgerEntry.objects.level(taken, quiz or held.quiz, now)
    return held, True


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


def recalls(responses: Iterable[Response]) -> list[Recall]:
    """What each answer says of its key point. A question left open says nothing."""
    return [
        Recall(response.question.key_point, rating(response.fraction), response=response, seconds=response.seconds)
        for response in responses
        if response.is_answered and response.question.key_point is not None and response.fraction is not None
    ]


def memories(responses: Iterable[Response]) -> dict[int, Memory]:
    """By their key points, of responses that were read with what the learner keeps of each."""
    found: list[Memory | None] = [getattr(response, "memory", None) for response in responses]
    return {memory.key_point_id: memory for memory in found if memory}
