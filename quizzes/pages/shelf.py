"""The courses on a learner's shelf."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from accounts.http import User
from content.models import Course, Document, Lesson, Membership, Role
from quizzes.beginning import breaks_of, planned
from quizzes.breaks import Break
from quizzes.models import Exam, Quiz
from quizzes.models.gathering import Gather
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


@dataclass(frozen=True, slots=True)
class Shelf:
    """`pause` is the break from cards that goes on, or the next one; nobody without a course needs one."""

    books: tuple[Book, ...]
    pause: Break | None


def shelf(learner: User, standing: Standing, today: date) -> Shelf:
    """The learner's courses. One query, however many there are."""
    exams = Exam.objects.filter(learner=learner.pk).ahead(today)
    teaching = Membership.objects.present().filter(role=Role.INSTRUCTOR, course=OuterRef("pk")).order_by()
    names = Gather(Coalesce(NullIf("user__display_name", Value("")), "user__username"))
    courses: Any = Course.objects.visible_to(learner).annotate(
        sources=counted(Document.objects.all()),
        lesson_count=counted(Lesson.objects.filter(edition__is_current=True)),
        point_count=counted(learnable(learner)),
        quiz_count=counted(Quiz.objects.open()),
        teachers=Subquery(teaching.values("course").annotate(names=names).values("names")),
        exam=Subquery(exams.filter(course=OuterRef("pk")).order_by("day").values("day")[:1]),
        breaks=planned(learner, today),
    )
    pauses = [pause for course in courses for pause in breaks_of(course.breaks)]
    books = tuple(book(course, standing.phases.get(course.pk, Counter())) for course in courses)
    return Shelf(books, pauses[0] if pauses else None)


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


def counted(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows belong to the course."""
    per_course = rows.filter(course=OuterRef("pk")).order_by().values("course").annotate(count=Count("pk"))
    return Coalesce(Subquery(per_course.values("count")), 0)
