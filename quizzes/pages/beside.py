"""What a course holds, with one learner's place in it beside each row."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, FilteredRelation, JSONField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from accounts.http import User
from content.models import KeyPoint, Lesson
from quizzes.models import Card, Quiz, Reading, Status
from quizzes.pages.progress import NEW, phase_of


def lessons_around(lesson: Lesson, learner: User) -> tuple[tuple[Lesson, ...], dict[int, Reading], tuple[Quiz, ...]]:
    """The lessons of the course, how far the learner got in those of this edition, and the quizzes of this one.
    One query.
    """
    size = Quiz.objects.sized().filter(pk=OuterRef("offered__pk")).values("size")  # type: ignore[misc]  # annotated
    rows = with_reading(lesson.course.lessons.all(), learner).annotate(
        offered=FilteredRelation("quizzes", condition=Q(quizzes__is_open=True, quizzes__lesson=lesson.pk)),
        quiz=F("offered__pk"),
        quiz_title=F("offered__title"),
        quiz_size=Subquery(size),
    )
    lessons: dict[int, Lesson] = {}
    readings, quizzes = {}, []
    for row in rows.order_by("number", "offered__pk"):
        row.course = lesson.course
        lessons.setdefault(row.pk, row)
        if row.edition_id == lesson.edition_id and (reading := reading_in(row, learner)):
            readings[row.pk] = reading
        if row.quiz_size:
            quizzes.append(Quiz(pk=row.quiz, title=row.quiz_title))
            quizzes[-1].size = row.quiz_size  # type: ignore[attr-defined]  # as `sized` annotates it
    return tuple(lessons.values()), readings, tuple(quizzes)


def with_reading(lessons: QuerySet[Lesson], learner: User) -> Any:
    """Each with how far the learner got in it, for `reading_in`."""
    return lessons.annotate(
        mine=FilteredRelation("readings", condition=Q(readings__learner=learner.pk)),
        read_to=F("mine__paragraph"),
        read_at=F("mine__read_at"),
        read_all_at=F("mine__finished_at"),
    )


def reading_in(lesson: Any, learner: User) -> Reading | None:
    """Of a lesson that comes `with_reading`; None when the learner has not begun it."""
    if lesson.read_at is None:
        return None
    reached = {"paragraph": lesson.read_to, "read_at": lesson.read_at, "finished_at": lesson.read_all_at}
    return Reading(learner_id=learner.pk, lesson=lesson, **reached)


def points_with(points: QuerySet[KeyPoint], told: Q, learner: User) -> Iterator[Any]:
    """Key points in their order, with their content where they are `told`. Beside each stand the number of its cards
    as `asking` and the learner's memory as `stability` and `last_day`. One query.
    """
    cards = Card.objects.filter(status=Status.APPROVED, key_point=OuterRef("pk")).order_by().values("key_point")
    rows: Any = points.select_related("citation__edition__document").defer("content", "citation__edition__text")
    rows = rows.annotate(
        told=Case(When(told, then=F("content")), output_field=JSONField()),
        asking=Coalesce(Subquery(cards.annotate(n=Count("pk")).values("n")), 0),
        mine=FilteredRelation("memories", condition=Q(memories__learner=learner.pk)),
        stability=F("mine__stability"),
        last_day=F("mine__last_day"),
    )
    for point in rows.order_by("order"):
        if point.told:
            point.content = point.told
        yield point


def phase_in(point: Any, learner: User, today: date) -> str:
    """Of a point with its memory beside it."""
    if point.stability is None:
        return NEW
    return phase_of(point.stability, point.last_day, today, learner.weights)
