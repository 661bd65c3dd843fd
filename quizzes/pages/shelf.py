"""The courses on a learner's shelf."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from accounts.http import User
from content.models import Course, Document, Lesson, Membership, Role
from quizzes.beginning import breaks_of, planned
from quizzes.breaks import Break
from quizzes.models import Exam, Quiz, Standing, counting
from quizzes.models.gathering import Gather
from quizzes.models.standing import key_at, listed
from quizzes.pages.progress import MASTERED, learnable
from quizzes.pages.progress import Standing as Stands
from quizzes.periods import WEEK


@dataclass(frozen=True, slots=True)
class Place:
    """A learner's place on the board of this week, among so many who are seen there."""

    number: int
    among: int


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
    place: Place | None
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


def shelf(learner: User, stands: Stands, today: date, now: datetime) -> Shelf:
    """The learner's courses. Two queries, however many there are."""
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
        **on_the_board(learner),
    )
    pauses = [pause for course in courses for pause in breaks_of(course.breaks)]
    places = week_places(courses, now)
    books = tuple(book(course, stands.phases.get(course.pk, Counter()), places.get(course.pk)) for course in courses)
    return Shelf(books, pauses[0] if pauses else None)


def book(course: Any, phases: Mapping[str, int], place: Place | None) -> Book:
    """`course` with its annotations."""
    return Book(
        course=course,
        teachers=tuple(sorted(course.teachers or ())),
        sources=course.sources,
        lessons=course.lesson_count,
        key_points=course.point_count,
        quizzes=course.quiz_count,
        exam=course.exam,
        place=place,
        phases=phases,
    )


def on_the_board(learner: User) -> dict[str, Any]:
    """Where others see the learner on the boards of a course, on that of the newest week in which points came."""
    weeks = Standing.objects.filter(board__quiz=None, board__period=WEEK, board__zone=OuterRef("time_zone"))
    mine = weeks.filter(board__course=OuterRef("pk"), learner=learner.pk, score__isnull=False).order_by("-board__first")
    return {
        "board": Subquery(mine.values("board")[:1]),
        "board_first": Subquery(mine.values("board__first")[:1]),
        "board_score": Subquery(mine.values("score")[:1]),
        "board_listed": listed("board"),
    }


def week_places(courses: Iterable[Any], now: datetime) -> dict[int, Place]:
    """By course the place of this week, where there are others. At most one query."""
    ranked = [
        course
        for course in courses
        if course.board_listed > 1 and course.board_first == key_at(course, WEEK, now).first
    ]
    found = counting.places([(course.board, course.board_score) for course in ranked])
    return {course.pk: Place(found[course.board, course.board_score][0], course.board_listed) for course in ranked}


def counted(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows belong to the course."""
    per_course = rows.filter(course=OuterRef("pk")).order_by().values("course").annotate(count=Count("pk"))
    return Coalesce(Subquery(per_course.values("count")), 0)
