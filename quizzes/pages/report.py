"""What the progress page shows: what a learner did, what comes back, and what they know."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.http import User
from content.models import Course
from quizzes.beginning import new_today
from quizzes.figures import charts
from quizzes.pages.progress import (
    MASTERED,
    KnownPage,
    Passed,
    Recent,
    Standing,
    StreakDay,
    activity,
    known,
    last_days,
    learnable,
    quizzes_passed,
    recent,
    standing,
)
from quizzes.scheduling import learner_day
from quizzes.streaks import Streak, streak

DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Grasp:
    """How much of a course is known; `total` counts its key points, new ones included."""

    course: Course
    total: int
    phases: Mapping[str, int]

    @property
    def begun(self) -> int:
        return sum(self.phases.values())

    @property
    def new(self) -> int:
        return max(0, self.total - self.begun)


@dataclass(frozen=True, slots=True)
class Report:
    """`course` is the one that `known` is of, None for all; `grasps` are of all courses."""

    recent: Recent
    passed: Passed
    this_month: int
    streak: Streak
    days: tuple[StreakDay, ...]
    heat: charts.Heat
    steadiest: date | None
    forecast: charts.Bars
    waiting: int
    grasps: Sequence[Grasp]
    course: Course | None
    known: KnownPage

    @property
    def total(self) -> int:
        return sum(grasp.total for grasp in self.grasps)

    @property
    def begun(self) -> int:
        return sum(grasp.begun for grasp in self.grasps)

    @property
    def mastered(self) -> int:
        return sum(grasp.phases[MASTERED] for grasp in self.grasps)


def report(learner: User, now: datetime, course: Course | None = None, number: str | int = 1) -> Report:
    """Seven queries; none of them reads the review log row by row."""
    today = learner_day(now, learner.zone)
    stands, days = standing(learner, today), activity(learner)
    new = len(new_today(learner, today))
    run, heat = streak(days, today), charts.heat(days, today)
    courses = grasps(learner, stands)
    total = sum(grasp.total for grasp in courses if course in (None, grasp.course))
    weekday = charts.steadiest({cell.day: cell.count for cell in heat.cells if cell.count})
    return Report(
        recent=recent(learner, today),
        passed=quizzes_passed(learner),
        this_month=sum(count for day, count in days.items() if today.replace(day=1) <= day <= today),
        streak=run,
        days=last_days(days, run, today),
        heat=heat,
        steadiest=None if weekday is None else today - timedelta(days=(today.weekday() - weekday) % 7),
        forecast=charts.bars(today, [stands.due[ahead] for ahead in range(DAYS_AHEAD)], charts.FORECAST_FRAME, new),
        waiting=stands.due[0] + new,
        grasps=courses,
        course=course,
        known=known(learner, today, course, number, total=total),
    )


def grasps(learner: User, standing: Standing) -> list[Grasp]:
    points = learnable(learner).filter(course=OuterRef("pk")).order_by()
    total = Coalesce(Subquery(points.values("course").annotate(count=Count("pk")).values("count")), 0)
    courses = Course.objects.visible_to(learner).annotate(total=total)
    return [
        Grasp(course, course.total, standing.phases.get(course.pk, Counter()))  # type: ignore[attr-defined]  # annotated
        for course in courses
    ]
