"""How the pages of an attempt find it and its questions: each in one query, made once."""

from datetime import datetime

from django.db.models import Case, FilteredRelation, OuterRef, Q, QuerySet, Value, When

from accounts.prepared import Prepared, Stamping
from quizzes.models.gathering import gathered
from quizzes.models.response import Response


def with_steps(responses: "QuerySet[Response]") -> "QuerySet[Response]":
    """Each with `beside`: the number of each question of its attempt, whether it is answered and whether flagged."""
    others = Response.objects.filter(attempt=OuterRef("attempt"))
    answered, flagged = (Case(When(**{name: value}, then=Value(0)), default=Value(1)) for name, value in STEP.items())
    return responses.annotate(beside=gathered(others, "number", answered, flagged, by="attempt"))


STEP = {"answered_at": None, "is_flagged": False}
"""What a question has that is neither answered nor flagged."""


def one(attempt: int, number: int) -> "QuerySet[Response]":
    return Response.objects.filter(attempt_id=attempt, number=number).order_by()


def whole(attempt: int, number: int, learner: int) -> "QuerySet[Response]":
    """With its attempt, quiz and course, if the attempt is this learner's own."""
    mine = one(attempt, number).filter(attempt__learner_id=learner)
    return mine.select_related("attempt__quiz__course")


def seated(attempt: int, number: int, learner: int) -> "QuerySet[Response]":
    """As `whole`, if the learner belongs to the course besides; as AttemptQuerySet.visible_to has it."""
    seat = "attempt__quiz__course__memberships"
    return whole(attempt, number, learner).filter(**{f"{seat}__user_id": learner, f"{seat}__left_at": None})


def held(responses: "QuerySet[Response]") -> "QuerySet[Response]":
    """Nobody else writes them or their attempts before the transaction ends."""
    return responses.select_for_update(of=("self", "attempt"))


def counting(attempt: int, learner: int) -> "QuerySet[Response]":
    """The questions that count, with key points and `memory`, what the learner keeps of each."""
    memories = "question__key_point__memories"
    mine = FilteredRelation(memories, condition=Q(**{f"{memories}__learner_id": learner}))
    heavy = ("shown", "key", "answer", "question__shown", "question__key", "question__key_point__content")
    with_memories = Response.objects.counting().filter(attempt_id=attempt).annotate(memory=mine)
    met = with_memories.select_related("question__key_point", "memory")  # type: ignore[misc]  # the one annotated
    return met.defer(*heavy).order_by("number")


def told(attempt: int, number: int) -> "QuerySet[Response]":
    """With what it is told by: its source, and what its learner has against it."""
    mine = Response.objects.filter(attempt_id=attempt, number=number).order_by()
    return mine.with_source().select_related("dispute")


WHOLE = Prepared(lambda *keys: with_steps(whole(*keys)))
SEATED = Prepared(lambda *keys: with_steps(seated(*keys)), int, int, int)
WHOLE_HELD = Prepared(lambda *keys: held(whole(*keys)))
SEATED_HELD = Prepared(lambda *keys: held(seated(*keys)), int, int, int)
NEXT = Prepared(lambda attempt, number: with_steps(one(attempt, number)), int, int)
NEXT_SEEN = Stamping("first_seen_at", lambda attempt, number: with_steps(one(attempt, number)), int, int, datetime)
HELD = Prepared(lambda attempt, number: held(one(attempt, number).select_related("attempt")), int, int)
TOLD = Prepared(lambda *keys: with_steps(told(*keys)), int, int)
COUNTING = Prepared(counting, int, int)
