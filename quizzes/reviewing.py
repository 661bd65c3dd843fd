"""Grading a card: what it does to the memory, and what it earns."""

from datetime import datetime

from django.db import transaction

from accounts.http import User
from quizzes.models import Card, LedgerEntry, Memory, Review


@transaction.atomic
def review_card(
    learner: User, card: Card, rating: int, now: datetime, seconds: float | None = None, *, seen: int | None = None
) -> Review | None:
    """One grade. None, and nothing written, when there are other reviews than the `seen` ones by now:
    the form was sent twice, or from another tab.
    """
    Memory.objects.hold(learner)
    if seen is not None and seen != reviews_of(learner, card):
        return None
    review = Memory.objects.record(learner, card.key_point, rating, now, card=card, seconds=seconds)
    LedgerEntry.objects.credit_review(review, now)
    return review


@transaction.atomic
def undo_review(review: Review, now: datetime) -> None:
    """Take a grade back, with what it earned."""
    review.undo(now)
    LedgerEntry.objects.revoke_review(review, now)


def reviews_of(learner: User, card: Card) -> int:
    reps = Memory.objects.of(learner).filter(key_point=card.key_point_id).values_list("reps", flat=True)
    return reps.first() or 0
