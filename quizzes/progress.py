"""What a learner knows and does, for pages. All derived from memories and the review log, nothing stored."""

from collections.abc import Iterable
from datetime import date

from accounts.http import User
from content.models import KeyPoint
from quizzes.models import Memory

NEW, LEARNING, FAMILIAR, MASTERED = "new", "learning", "familiar", "mastered"
PHASES = (NEW, LEARNING, FAMILIAR, MASTERED)

FAMILIAR_FROM = 7.0  # days of stability
MASTERED_FROM = 30.0
MASTERED_RECALL = 0.85
"""Mastered is what would be recalled with this chance today; what is long overdue falls back to familiar."""


def phase(memory: Memory | None, today: date) -> str:
    """new, learning, familiar or mastered."""
    if memory is None:
        return NEW
    if memory.stability < FAMILIAR_FROM:
        return LEARNING
    if memory.stability < MASTERED_FROM or memory.recall(today) < MASTERED_RECALL:
        return FAMILIAR
    return MASTERED


def phases_of(learner: User, key_points: Iterable[KeyPoint], today: date) -> dict[int, str]:
    """The phase of each key point, by its id. One query."""
    ids = [key_point.pk for key_point in key_points]
    kept = {memory.key_point_id: memory for memory in Memory.objects.of(learner).filter(key_point__in=ids)}
    return {pk: phase(kept.get(pk), today) for pk in ids}
