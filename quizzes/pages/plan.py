"""What a learner has planned: exams with what they ask, breaks with what they move."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q

from accounts.http import User
from content.models import Course, Lesson
from quizzes.beginning import asked_by_card
from quizzes.breaks import Break
from quizzes.exams import Outlook, Pursuit, outlook
from quizzes.figures import charts
from quizzes.models import Absence, Exam, Memory, Reading
from quizzes.planning import within
from quizzes.scheduling import State
from quizzes.sessions import minutes

DAYS_SHOWN = 21


@dataclass(frozen=True, slots=True)
class Planned:
    """A break, and how many cards it moves to the days before and after it."""

    absence: Absence
    before: int
    after: int

    @property
    def moved(self) -> int:
        return self.before + self.after


@dataclass(frozen=True, slots=True)
class Plan:
    """`exams` are to come, `over` are not; `breaks` are those that are not over."""

    exams: tuple[Exam, ...]
    over: tuple[Exam, ...]
    breaks: tuple[Planned, ...]
    courses: tuple[Course, ...]


def plan(learner: User, today: date) -> Plan:
    """Five queries."""
    exams = list(Exam.objects.of(learner).select_related("course").prefetch_related("lessons"))
    return Plan(
        exams=tuple(exam for exam in exams if exam.day >= today),
        over=tuple(exam for exam in exams if exam.day < today),
        breaks=tuple(planned(learner, list(Absence.objects.of(learner).ahead(today)))),
        courses=tuple(Course.objects.visible_to(learner)),
    )


def planned(learner: User, absences: Sequence[Absence]) -> list[Planned]:
    """One query, whatever their number."""
    days: list[tuple[date, date]] = []
    if absences:
        held = within((one.first, one.last) for one in absences)
        moved = Memory.objects.reviewable_by(learner).filter(held).exclude(asked_from=F("due"))
        days = list(moved.values_list("due", "asked_from"))

    def of(absence: Absence) -> Planned:
        mine = [asked for due, asked in days if absence.first <= due <= absence.last]
        before = sum(asked < absence.first for asked in mine)
        return Planned(absence, before, len(mine) - before)

    return [of(absence) for absence in absences]


@dataclass(frozen=True, slots=True)
class ExamPage:
    """`lessons` are those of the course, `chosen` the ids of those that the exam asks. `unread` counts new key points
    whose words are still to be read. `chart` is the load of the next days, None when no day is left.
    """

    exam: Exam
    days_left: int
    lessons: tuple[Lesson, ...]
    chosen: tuple[int, ...]
    points: int
    unread: int
    breaks: tuple[Break, ...]
    outlook: Outlook
    chart: charts.Bars | None

    @property
    def minutes(self) -> int:
        return minutes(self.outlook.a_day)

    @property
    def stopped(self) -> int:
        return round(100 * self.outlook.stopped)

    @property
    def followed(self) -> int:
        return round(100 * self.outlook.followed)

    @property
    def asked(self) -> list[Lesson]:
        return [lesson for lesson in self.lessons if lesson.pk in self.chosen]


def exam_page(exam: Exam, learner: User, today: date) -> ExamPage:
    """Four queries, and the forecast over all that the exam asks."""
    lessons = lessons_of(exam.course, exam)
    points = exam.key_points().filter(Exists(asked_by_card()))
    mine = Memory.objects.of(learner).filter(key_point=OuterRef("pk"))
    reached = {"lesson": OuterRef("lesson"), "paragraph__gte": OuterRef("citation__last_paragraph")}
    counts = points.annotate(met=Exists(mine), read=Exists(Reading.objects.of(learner).filter(**reached))).aggregate(
        points=Count("pk"), new=Count("pk", filter=Q(met=False)), unread=Count("pk", filter=Q(met=False, read=False))
    )
    breaks = Absence.objects.of(learner).ahead(today).breaks()
    pursuit = Pursuit(today, exam.day, learner.desired_retention, learner.weights, breaks)
    found = outlook(states_of(learner, exam), counts["new"], pursuit)
    loads = [round(load) for load in found.loads[:DAYS_SHOWN]]
    return ExamPage(
        exam=exam,
        days_left=(exam.day - today).days,
        lessons=tuple(lessons),
        chosen=tuple(lesson.pk for lesson in lessons if lesson.is_asked),  # type: ignore[attr-defined]  # annotated
        points=counts["points"],
        unread=counts["unread"],
        breaks=tuple(one for one in breaks if one.first < exam.day),
        outlook=found,
        chart=charts.bars(today, loads, charts.FORECAST_FRAME) if any(loads) else None,
    )


def lessons_of(course: Course, exam: Exam | None = None) -> list[Lesson]:
    """Those of the course as it stands, with `is_asked` for those that the exam names."""
    named = Exam.lessons.through.objects.filter(exam=exam.pk if exam else None, lesson=OuterRef("pk"))
    lessons = Lesson.objects.filter(course=course, edition__is_current=True).annotate(is_asked=Exists(named))
    return list(lessons.defer("edition__text").order_by("number"))


def states_of(learner: User, exam: Exam) -> list[State]:
    memories = Memory.objects.of(learner).filter(key_point__in=exam.key_points().filter(Exists(asked_by_card())))
    fields = ("stability", "difficulty", "last_day", "due", "reps", "lapses")
    return [State(*values) for values in memories.values_list(*fields)]
