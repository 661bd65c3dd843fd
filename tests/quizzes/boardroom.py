"""Attempts, reviews and points as the boards find them, written without going through a quiz page."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from accounts.models import User
from content.models import Course, KeyPoint, Role
from quizzes.models import Attempt, Flag, LedgerEntry, Quiz, Response, Review, Source
from tests import factories


def finished(
    quiz: Quiz,
    learner: User,
    at: datetime,
    fractions: Sequence[float | None] = (1, 1, 1),
    seconds: Sequence[float] = (),
    number: int | None = None,
) -> Attempt:
    """An attempt handed in at `at`; `seconds` says how long each answer took, ten by default."""
    took = list(seconds) or [10.0] * len(fractions)
    start = at - timedelta(seconds=sum(took))
    attempt = Attempt.objects.create(
        quiz=quiz,
        learner=learner,
        number=number or Attempt.objects.filter(quiz=quiz, learner=learner).count() + 1,
        rules={},
        started_at=start,
        finished_at=at,
        score=Decimal(str(round(sum(fraction or 0 for fraction in fractions), 2))),
        max_score=len(fractions),
    )
    for row, (slot, fraction, spent) in enumerate(zip(quiz.slots.all(), fractions, took, strict=True), start=1):
        Response.objects.create(
            attempt=attempt,
            number=row,
            question=slot.question,
            version=slot.question.versions.last(),
            kind=slot.question.kind,
            shown=slot.question.shown,
            key=slot.question.key,
            points=1,
            answer=None if fraction is None else {"choice": "k2" if fraction == 1 else "k1"},
            fraction=fraction,
            first_seen_at=start,
            answered_at=None if fraction is None else start + timedelta(seconds=spent),
        )
        start += timedelta(seconds=spent)
    return attempt


def settled(quiz: Quiz, learner: User, at: datetime, fractions: Sequence[float | None] = (1, 1, 1)) -> Attempt:
    attempt = finished(quiz, learner, at, fractions)
    LedgerEntry.objects.settle(learner, quiz, at)
    return attempt


LEAPT = {"share": 100, "usual": 40, "earlier": 3, "studied": 0, "limit": 40}


def flagged(attempt: Attempt, at: datetime) -> Flag:
    Flag.objects.raise_all([(attempt, {"leap": LEAPT})], at)
    return attempt.flags.get()


def award(course: Course, learner: User, points: int, at: datetime) -> LedgerEntry:
    """Points for paragraphs read at that moment."""
    return LedgerEntry.objects.create(
        course=course, learner=learner, source=Source.READING, points=points, counts_at=at, written_at=at
    )


def reviewed(key_point: KeyPoint, learner: User, at: datetime, rating: int = 3, was_due: bool = True) -> Review:
    return Review.objects.create(
        learner=learner, key_point=key_point, rating=rating, day=at.date(), was_due=was_due, at=at
    )


def ledger_of(learner: User, **which: object) -> int:
    return sum(LedgerEntry.objects.filter(learner=learner, **which).values_list("points", flat=True))


def member(course: Course, name: str, on_boards: str = "name", role: Role = Role.LEARNER) -> User:
    user = factories.UserFactory(display_name=name, on_boards=on_boards)
    factories.MembershipFactory(course=course, user=user, role=role)
    return user


def text_of(response) -> str:
    """The words of a page's main part, without markup."""
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))
