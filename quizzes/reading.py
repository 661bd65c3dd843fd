"""Reading a lesson: how far, what it earns, and what checking oneself says of the memory."""

from datetime import datetime

from django.db import transaction

from accounts.http import User
from content.models import Lesson
from quizzes.kinds import KINDS
from quizzes.kinds.base import Json
from quizzes.models import LedgerEntry, Memory, Question, Reading, SelfCheck
from quizzes.models.review import Recall
from quizzes.scheduling import learner_day
from quizzes.scoring import rating


@transaction.atomic
def mark_read(learner: User, lesson: Lesson, paragraph: int, now: datetime) -> Reading:
    """The lesson is read up to this ¶, included. Each paragraph earns its point once."""
    reading, fresh = Reading.objects.advance(learner, lesson, paragraph, now)
    LedgerEntry.objects.credit_reading(reading, fresh, now)
    return reading


@transaction.atomic
def check_oneself(learner: User, question: Question, answer: Json, now: datetime) -> SelfCheck:
    """Mark an answer given while reading. The first of a day is kept and goes to the memory; it earns no points."""
    Memory.objects.hold(learner)
    today = learner_day(now, learner.zone)
    earlier = SelfCheck.objects.of(learner).filter(question=question).first()
    if earlier and earlier.stands(question, today):
        return earlier
    fraction = KINDS[question.kind].mark(question.shown, question.key, answer).fraction
    if question.key_point is not None:
        Memory.objects.record_all(learner, [Recall(question.key_point, rating(fraction), in_lesson=True)], now)
    kept = {"version": question.version, "answer": answer, "fraction": fraction}
    return SelfCheck.objects.update_or_create(
        learner_id=learner.pk, question=question, defaults={**kept, "day": today, "at": now}
    )[0]
