"""What stands beside a board: the viewer's places in courses, the quizzes that bring points, and what counts not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery

from accounts.http import User
from content.models import Course, Role
from quizzes.models import Attempt, LedgerEntry, Quiz, Ruling, Status
from quizzes.models.gathering import gathered
from quizzes.points import of_quiz
from quizzes.scoring import SCORE


@dataclass(frozen=True, slots=True)
class Seat:
    """The viewer's place in a course, with the moment at which they earned something there last.

    `judges`: they look after its boards.
    """

    course: Course
    judges: bool
    earned_at: datetime | None


@dataclass(frozen=True, slots=True)
class Excluded:
    """An attempt of the viewer, by its key, that does not count, with the reason they are given."""

    quiz: Quiz
    attempt: int
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A quiz, and the most that it can bring."""

    quiz: Quiz
    worth: int
    is_taken: bool
    excluded: tuple[Excluded, ...]


def seats(viewer: User) -> list[Seat]:
    """Of each course that the viewer may see. One query."""
    earned = LedgerEntry.objects.filter(learner_id=viewer.pk, course=OuterRef("pk")).order_by("-counts_at")
    courses: Any = Course.objects.visible_to(viewer).annotate(
        mine=FilteredRelation("memberships", condition=Q(memberships__user=viewer.pk, memberships__left_at=None)),
        role=F("mine__role"),
        earned_at=Subquery(earned.values("counts_at")[:1]),
    )
    judging = (Role.REVIEWER, Role.INSTRUCTOR)
    return [Seat(course, viewer.is_superuser or course.role in judging, course.earned_at) for course in courses]


def home(all_seats: Sequence[Seat]) -> Seat:
    """The one where the viewer earned points last, else the first."""
    earned = [(seat.earned_at, -place) for place, seat in enumerate(all_seats) if seat.earned_at]
    return all_seats[-max(earned)[1]] if earned else all_seats[0]


def offers(course: Course, viewer: User) -> list[Offer]:
    """The quizzes of a course that the viewer may see. One query."""
    mine = Attempt.objects.filter(quiz=OuterRef("pk"), learner_id=viewer.pk)
    rulings = Ruling.objects.filter(attempt=OuterRef("pk")).order_by("-at", "-pk")
    excluded = mine.filter(is_excluded=True).annotate(reason=Subquery(rulings.values("reason")[:1]))
    quizzes: Any = Quiz.objects.visible_to(viewer).filter(course=course).order_by("pk")
    quizzes = quizzes.annotate(
        asked=Count("slots", filter=Q(slots__question__status=Status.APPROVED)),
        is_taken=Exists(mine.finished()),
        excluded=gathered(excluded, "pk", "number", "reason"),
    )
    return [
        Offer(quiz, of_quiz(quiz.asked), quiz.is_taken, tuple(Excluded(quiz, *each) for each in quiz.excluded or ()))
        for quiz in quizzes
    ]


def with_board(found: Iterable[Offer], now: datetime) -> list[Quiz]:
    """Those whose scores are told by now: a board would give them away."""
    return [offer.quiz for offer in found if SCORE in offer.quiz.rules.shown(now, now)]


def untaken(found: Iterable[Offer]) -> Offer | None:
    """Of the open quizzes that the viewer has not handed in, the one that can bring most."""
    waiting = [offer for offer in found if offer.quiz.is_open and offer.worth and not offer.is_taken]
    return max(waiting, key=lambda offer: offer.worth, default=None)


def excluded(found: Iterable[Offer]) -> list[Excluded]:
    """The viewer's attempts that were taken off the boards, the newest first."""
    return sorted((each for offer in found for each in offer.excluded), key=lambda each: each.attempt, reverse=True)
