"""Reading a lesson: how far, and what it earns."""

from datetime import datetime

from django.db import transaction

from accounts.http import User
from content.models import Lesson
from quizzes.models import LedgerEntry, Reading


@transaction.atomic
def mark_read(learner: User, lesson: Lesson, paragraph: int, now: datetime) -> Reading:
    """The lesson is read up to this ¶, included. Each paragraph earns its point once."""
    reading, fresh = Reading.objects.advance(learner, lesson, paragraph, now)
    LedgerEntry.objects.credit_reading(reading, fresh, now)
    return reading
