"""The courses on a learner's shelf."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Count, JSONField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.db.models.sql.compiler import SQLCompiler

from accounts.http import User
from content.models import Course, Document, Lesson, Membership, Role
from quizzes.models import Exam, Quiz
from quizzes.pages.progress import MASTERED, Standing, learnable


@dataclass(frozen=True, slots=True)
class Book:
    """A course on the shelf. `key_points` counts those that something asks for."""

    course: Course
    teachers: tuple[str, ...]
    sources: int
    lessons: int
    key_points: int
    quizzes: int
    exam: date | None
    phases: Mapping[str, int]

    @property
    def mastered(self) -> int:
        return self.phases[MASTERED]

    @property
    def is_begun(self) -> bool:
        return any(self.phases.values())


def shelf(learner: User, standing: Standing, today: date) -> list[Book]:
    """The learner's courses. One query, however many there are."""
    exams = Exam.objects.filter(learner=learner.pk).ahead(today)
    teaching = Membership.objects.present().filter(role=Role.INSTRUCTOR, course=OuterRef("pk")).order_by()
    names = Names(Coalesce(NullIf("user__display_name", Value("")), "user__username"))
    courses = Course.objects.visible_to(learner).annotate(
        sources=counted(Document.objects.all()),
        lesson_count=counted(Lesson.objects.filter(edition__is_current=True)),
        point_count=counted(learnable(learner)),
        quiz_count=counted(Quiz.objects.open()),
        teachers=Subquery(teaching.values("course").annotate(names=names).values("names")),
        exam=Subquery(exams.filter(course=OuterRef("pk")).order_by("day").values("day")[:1]),
    )
    return [book(course, standing.phases.get(course.pk, Counter())) for course in courses]


def book(course: Any, phases: Mapping[str, int]) -> Book:
    """`course` with its annotations."""
    return Book(
        course=course,
        teachers=tuple(sorted(course.teachers or ())),
        sources=course.sources,
        lessons=course.lesson_count,
        key_points=course.point_count,
        quizzes=course.quiz_count,
        exam=course.exam,
        phases=phases,
    )


class Names(Aggregate):
    """The texts of a group as a list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra)


def counted(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows belong to the course."""
    per_course = rows.filter(course=OuterRef("pk")).order_by().values("course").annotate(count=Count("pk"))
    return Coalesce(Subquery(per_course.values("count")), 0)
