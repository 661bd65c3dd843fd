"""What those who teach see of their class: how well it knows each key point, and who may want a word.

Nobody is ranked: learners stand in the order of their names. Private notes are read by nobody else.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Max, Q, QuerySet

from accounts.http import User
from content.models import Course, KeyPoint, Lesson, Role
from quizzes.models import Attempt, LedgerEntry, Memory, Review
from quizzes.pages.names import staff_name
from quizzes.pages.progress import FAMILIAR, MASTERED, NEW, PHASES, learnable_in, phase_of
from quizzes.scheduling import learner_day

QUIET_AFTER = timedelta(days=7)
"""Without a sign of a learner for so long, somebody may want to ask."""

BACKLOG = 20
"""As many cards past their day are hard to catch up with alone."""

QUIET, BEHIND, FAILING, UNSEEN = "quiet", "behind", "failing", "unseen"


@dataclass(frozen=True, slots=True)
class Known:
    """How many learners of the class know a key point how well."""

    key_point: KeyPoint
    phases: Mapping[str, int]

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(phase, self.phases.get(phase, 0)) for phase in PHASES]

    @property
    def share(self) -> int:
        """Of the class that holds it, familiar or mastered, in percent."""
        total = sum(self.phases.values())
        held = self.phases.get(FAMILIAR, 0) + self.phases.get(MASTERED, 0)
        return round(100 * held / total) if total else 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A lesson with its key points, and how much of them the class holds."""

    lesson: Lesson
    known: tuple[Known, ...]

    @property
    def share(self) -> int:
        return round(sum(one.share for one in self.known) / len(self.known)) if self.known else 0


@dataclass(frozen=True, slots=True)
class Pupil:
    """A learner of the class. `seen` is the last day with any sign; `overdue` cards are past their day; `signs` say why
    somebody may want to ask: quiet, behind, failing, unseen.
    """

    person: User
    name: str
    seen: date | None
    known: int
    overdue: int
    attempts: int
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassPage:
    headings: tuple[Heading, ...]
    pupils: tuple[Pupil, ...]
    points: int

    @property
    def wanting(self) -> list[Pupil]:
        """Those who may want a word, by name."""
        return [pupil for pupil in self.pupils if pupil.signs]


Phases = Mapping[int, Mapping[int, str]]
"""By learner, then by key point; what is missing is new."""


def class_page(course: Course, now: datetime) -> ClassPage:
    """Eight queries, however large the class is."""
    people = learners_of(course)
    points = points_of(course)
    phases = phases_of_class(people, points, now)
    return ClassPage(headings(points, people, phases), pupils(course, people, phases, now), len(points))


def learners_of(course: Course) -> list[User]:
    """The learners of today, by name."""
    here = Q(memberships__course=course, memberships__role=Role.LEARNER, memberships__left_at=None)
    people = User.objects.filter(here, is_active=True).annotate(joined_at=F("memberships__joined_at"))
    return sorted(people, key=lambda person: (staff_name(person).casefold(), person.pk))


def points_of(course: Course) -> list[KeyPoint]:
    points = learnable_in(Course.objects.filter(pk=course.pk)).with_source().select_related("lesson")
    return list(points.order_by("lesson__number", "order", "pk").defer("content"))


def phases_of_class(people: Sequence[User], points: Sequence[KeyPoint], now: datetime) -> Phases:
    """How well each learner knows each key point that they met, each by their own day and schedule. One query."""
    days = {person.pk: (learner_day(now, person.zone), person.weights) for person in people}
    wanted = {point.pk for point in points}
    phases: dict[int, dict[int, str]] = {person.pk: {} for person in people}
    memories = Memory.objects.filter(learner__in=days, key_point__in=wanted)
    for learner, point, stability, last_day in memories.values_list("learner", "key_point", "stability", "last_day"):
        phases[learner][point] = phase_of(stability, last_day, *days[learner])
    return phases


def headings(points: Sequence[KeyPoint], people: Sequence[User], phases: Phases) -> tuple[Heading, ...]:
    by_lesson: dict[Lesson, list[Known]] = defaultdict(list)
    for point in points:
        counts = Counter(phases[person.pk].get(point.pk, NEW) for person in people)
        by_lesson[point.lesson].append(Known(point, counts))
    return tuple(Heading(lesson, tuple(known)) for lesson, known in by_lesson.items())


def pupils(course: Course, people: Sequence[User], phases: Phases, now: datetime) -> tuple[Pupil, ...]:
    """Five queries."""
    zone = ZoneInfo(course.time_zone)
    reviewed = latest(Review.objects.standing().filter(key_point__course=course), "day")
    earned = latest(LedgerEntry.objects.filter(course=course), "counts_at")
    attempts = Attempt.objects.finished().filter(quiz__course=course).order_by()
    taken = dict(attempts.values_list("learner").annotate(Count("pk")))
    passed = Count("pk", filter=Q(score__gte=F("max_score") * F("quiz__pass_mark") / 100))
    succeeded = dict(attempts.values_list("learner").annotate(passed=passed))
    due = Memory.objects.due(now.date() - timedelta(days=1)).filter(key_point__course=course)
    overdue = dict(due.order_by().values_list("learner").annotate(Count("pk")))

    def pupil(person: User) -> Pupil:
        pk = person.pk
        days = [reviewed.get(pk), earned[pk].astimezone(zone).date() if pk in earned else None]
        seen = max((day for day in days if day), default=None)
        known = sum(phase in (FAMILIAR, MASTERED) for phase in phases[pk].values())
        failing = taken.get(pk, 0) >= 2 and not succeeded.get(pk)
        joined = person.joined_at  # type: ignore[attr-defined]  # annotated
        signs = signs_of(seen, joined, overdue.get(pk, 0), failing, now)
        return Pupil(person, staff_name(person), seen, known, overdue.get(pk, 0), taken.get(pk, 0), signs)

    return tuple(map(pupil, people))


def signs_of(seen: date | None, joined: datetime, overdue: int, failing: bool, now: datetime) -> tuple[str, ...]:
    """Why somebody may want to ask; nothing of who has just come."""
    quiet = seen is not None and now.date() - seen > QUIET_AFTER
    unseen = seen is None and now - joined > QUIET_AFTER
    found = {QUIET: quiet, UNSEEN: unseen, BEHIND: overdue >= BACKLOG, FAILING: failing}
    return tuple(sign for sign, holds in found.items() if holds)


def latest(rows: QuerySet[Any], field: str) -> dict[int, Any]:
    """The last of each learner."""
    return dict(rows.order_by().values_list("learner").annotate(Max(field)))
