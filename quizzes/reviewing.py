"""Grading a card: what it does to the memory, and what it earns."""

from datetime import datetime

from django.db import transaction

from accounts.http import User
from quizzes.models import Card, LedgerEntry, Memory, Review
from quizzes.models.review import Recall


@transaction.atomic
def review_card(
    learner: User, card: Card, rating: int, now: datetime, seconds: float | None = None, *, seen: int | None = None
) -> Review | None:
    """One grade. None, and nothing written, when there are other reviews than the `seen` ones by now:
    the form was sent twice, or from another tab.
    """
    breaks = Memory.objects.hold(learner)
    memory = Memory.objects.of(learner).filter(key_point=card.key_point_id).first()
    if seen is not None and seen != (memory.reps if memory else 0):
        return None
    kept = {memory.key_point_id: memory} if memory else {}
    recall = Recall(card.key_point, rating, card=card, seconds=seconds)
    (review,) = Memory.objects.write_all(learner, [recall], kept, breaks, now)
    LedgerEntry.objects.credit_review(review, now, held=0)
    return review


@transaction.atomic
def undo_review(review: Review, now: datetime) -> None:
    """Take a grade back, with what it earned."""
    review.undo(now)
    LedgerEntry.objects.revoke_review(review, now)
