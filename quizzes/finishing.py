"""Handing in an attempt: its score, what it says of each memory, and what it earns. The one door."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from math import fsum

from django.db import DatabaseError, transaction
from django.db.models import Subquery

from accounts.http import User
from accounts.prepared import Prepared
from quizzes.models import Attempt, LedgerEntry, Memory, Quiz, Response
from quizzes.models.asked import COUNTING
from quizzes.models.attempt import AttemptQuerySet
from quizzes.models.review import Recall
from quizzes.scoring import rating

logger = logging.getLogger(__name__)


@transaction.atomic
def finish(attempt: Attempt, now: datetime) -> None:
    """Hand in an attempt; nothing happens to one that was handed in before."""
    weigh = partial(WEIGHED.all, attempt.learner_id, attempt.quiz_id)
    held, _is_new = hold_and_close(attempt.learner, weigh, attempt.pk, now, attempt.quiz)
    attempt.score, attempt.finished_at = held.score, held.finished_at


@transaction.atomic
def finish_own(learner: User, pk: int, now: datetime) -> tuple[Attempt, bool]:
    """Hand in an attempt that is visible to its learner; with it, whether it was open until now.

    :raises Attempt.DoesNotExist: when this is none of theirs
    """
    weigh = partial(WEIGHED_BESIDE.all, learner.pk, pk, root=learner.is_superuser)
    return hold_and_close(learner, weigh, pk, now)


def hold_and_close(
    learner: User, weigh: Callable[[], list[Attempt]], pk: int, now: datetime, quiz: Quiz | None = None
) -> tuple[Attempt, bool]:
    """Of all attempts of a learner at a quiz, which `weigh` reads and holds, close one; with it, whether it was open
    until now.
    """
    breaks = Memory.objects.hold(learner)  # before the attempts, as everywhere: see regrading.hold
    taken = weigh()
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


def weighed_of(learner: int, quiz: int) -> AttemptQuerySet:
    return LedgerEntry.objects.weigh(Attempt.objects.filter(learner_id=learner, quiz_id=quiz))


def weighed_beside(learner: int, attempt: int, *, root: bool) -> AttemptQuerySet:
    """All at the quiz of one of them, with quiz and course."""
    quiz = Attempt.objects.filter(pk=attempt).values("quiz")
    visible = Attempt.objects.visible_to(User(pk=learner, is_superuser=root)).filter(quiz=Subquery(quiz))
    return LedgerEntry.objects.weigh(visible.select_related("quiz__course"))


WEIGHED, WEIGHED_BESIDE = Prepared(weighed_of), Prepared(weighed_beside, int, int, root=False)
OPEN = Prepared(
    lambda learner, quiz: Attempt.objects.open().filter(learner_id=learner, quiz_id=quiz).order_by(), int, int
)


def finish_overdue(learner: User, quiz: Quiz, now: datetime) -> None:
    """Hand in what was left open when its time was up."""
    for attempt in OPEN.all(learner.pk, quiz.pk):
        if attempt.is_over(now):
            attempt.learner, attempt.quiz = learner, quiz
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
