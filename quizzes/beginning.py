"""New key points: which of them come today, and in which order."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.http import User
from accounts.prepared import Prepared
from content.models import Course, KeyPoint
from quizzes.breaks import Break
from quizzes.exams import MOST_NEW, Pursuit, pace
from quizzes.models import Absence, Aside, Card, Exam, Memory, Review
from quizzes.models.card import CardQuerySet
from quizzes.models.gathering import gathered

BY_CARD = Q(response=None, in_lesson=False)
"""Never in a WHERE: SQLite would take the index of `response`, under which all cards are one key."""


def new_today(learner: User, today: date, course: Course | None = None) -> list[int]:
    """The new key points that are still to come today, those of the next exam first. One query.

    An exam that cannot wait raises the learner's daily limit. In a planned break nothing new comes.
    """
    keys = (learner.pk, today) if course is None else (learner.pk, today, course.pk)
    rows = NEW.all(*keys, root=learner.is_superuser)
    if not rows:
        return []
    _pk, first_exam, begun, asked, breaks = rows[0]
    limit = max(learner.new_a_day, exam_pace(learner, today, asked or (), breaks or ()) if first_exam else 0)
    return [pk for pk, *_ in rows[: max(0, limit - begun)]]


def in_order(person: int, today: date, course: int | None = None, *, root: bool) -> "QuerySet[KeyPoint, Any]":
    """The first new key points, each with what decides how many of them come today."""
    learner = User(pk=person, is_superuser=root)
    new = new_key_points(learner, today)
    if course is not None:
        new = new.filter(course_id=course)
    exam = Exam.objects.of(learner).ahead(today).covering_outer().order_by("day").values("day")[:1]
    new = new.annotate(
        begun=begun_on(learner, today),
        exam=Subquery(exam),
        asked=asked_ahead(learner, today),
        breaks=planned(learner, today),
    )
    ordered = new.order_by(F("exam").asc(nulls_last=True), "course", "order")
    return ordered.values_list("pk", "exam", "begun", "asked", "breaks")[:MOST_NEW]


NEW = Prepared(in_order, int, date, root=False)


def begun_on(learner: User, today: date) -> Coalesce:
    """How many key points were begun by card on that day."""
    firsts = Review.objects.of(learner).standing().filter(day=today, retrievability=None).order_by().values("learner")
    return Coalesce(Subquery(firsts.annotate(count=Count("pk", filter=BY_CARD)).values("count")), 0)


def exam_pace(learner: User, today: date, asked: Iterable[Any], breaks: Iterable[Any]) -> int:
    """How many new key points a day every exam ahead needs, those of today included: `asked` and `breaks` as gathered
    by `asked_ahead` and `planned`.
    """
    new: Counter[date] = Counter()
    for day, count in asked:
        new[date.fromisoformat(day)] += count
    pauses = breaks_of(breaks)
    return pace(new, [Pursuit(today, day, learner.desired_retention, breaks=pauses) for day in new])


def asked_ahead(learner: User, today: date) -> Subquery:
    """Of each exam ahead its day, and how many key points it is the first to ask for that were new this morning."""
    exams = Exam.objects.of(learner).ahead(today)
    first = Subquery(exams.covering_outer().order_by("day").values("day")[:1])
    met = Review.objects.of(learner).standing().filter(key_point=OuterRef("pk"), day__lt=today)
    waiting = KeyPoint.objects.taught().filter(~Exists(met), Exists(asked_by_card())).annotate(exam=first)
    mine = waiting.filter(course=OuterRef("course"), exam=OuterRef("day")).order_by().values("course")
    new = Coalesce(Subquery(mine.annotate(count=Count("pk")).values("count")), 0)
    return gathered(exams.annotate(new=new), "day", "new")


def planned(learner: User, today: date) -> Subquery:
    """The days of each break that is not over, as Break has them."""
    return gathered(Absence.objects.of(learner).ahead(today), "first", "last", "planned")


def breaks_of(rows: Iterable[Any] | None) -> tuple[Break, ...]:
    """What `planned` gathered, the next first."""
    return tuple(sorted((Break(*map(date.fromisoformat, days)) for days in rows or ()), key=lambda one: one.first))


def asked_by_card() -> CardQuerySet:
    """The cards that ask for the key point of an outer query."""
    return Card.objects.approved().filter(key_point=OuterRef("pk"))


def new_key_points(learner: User, today: date) -> QuerySet[KeyPoint]:
    """Key points whose words the learner has read and that were never recalled, in the order of the lessons."""
    away = Absence.objects.of(learner).filter(first__lte=today, last__gte=today)
    memories = Memory.objects.of(learner).filter(key_point=OuterRef("pk"))
    asides = Aside.objects.of(learner).in_force(today).filter(key_point=OuterRef("pk"))
    return (
        KeyPoint.objects.taught()
        .filter(course__in=Course.objects.visible_to(learner))
        .filter(lesson__readings__learner=learner, lesson__readings__paragraph__gte=F("citation__last_paragraph"))
        .filter(Exists(asked_by_card()), ~Exists(memories), ~Exists(asides), ~Exists(away))
        .order_by("course", "order")
    )
