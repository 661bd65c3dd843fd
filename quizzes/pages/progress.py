"""What a learner knows and does, for pages. All derived from memories and the review log, nothing stored."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Sum

from accounts.http import User
from content.models import Course, KeyPoint
from content.models.key_point import KeyPointQuerySet
from quizzes import scheduling
from quizzes.models import Card, Memory, Quiz, Rating, Review
from quizzes.scheduling import Weights
from quizzes.scoring import Score
from quizzes.streaks import Streak

NEW, LEARNING, FAMILIAR, MASTERED = "new", "learning", "familiar", "mastered"
PHASES = (NEW, LEARNING, FAMILIAR, MASTERED)

FAMILIAR_FROM = 7.0  # days of stability
MASTERED_FROM = 30.0
MASTERED_RECALL = 0.85
"""Mastered is what would be recalled with this chance today; what is long overdue falls back to familiar."""

RETENTION_DAYS = 30
KNOWN_PER_PAGE = 40


def phase(memory: Memory | None, today: date, weights: Weights) -> str:
    """new, learning, familiar or mastered, to the learner whose parameters these are."""
    return NEW if memory is None else phase_of(memory.stability, memory.last_day, today, weights)


def phase_of(stability: float, last_day: date, today: date, weights: Weights) -> str:
    """The phase of what was recalled before, from its stability and its last day alone."""
    if stability < FAMILIAR_FROM:
        return LEARNING
    fresh_for = stability * scheduling.stabilities_until(MASTERED_RECALL, weights)
    return MASTERED if stability >= MASTERED_FROM and (today - last_day).days <= fresh_for else FAMILIAR


def phases_of(learner: User, key_points: Iterable[KeyPoint], today: date) -> dict[int, str]:
    """The phase of each key point, by its id. One query."""
    ids = [key_point.pk for key_point in key_points]
    kept = {memory.key_point_id: memory for memory in Memory.objects.of(learner).filter(key_point__in=ids)}
    return {pk: phase(kept.get(pk), today, learner.weights) for pk in ids}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner stands: how many key points are in each phase, by course, and how many cards come
    back in how many days (0: today or earlier).
    """

    phases: Mapping[int, Counter[str]]
    due: Counter[int]

    def count(self, phase: str) -> int:
        return sum(phases[phase] for phases in self.phases.values())


def standing(learner: User, today: date) -> Standing:
    """One query over the learner's memories; the review log is not read."""
    phases: dict[int, Counter[str]] = defaultdict(Counter)
    due: Counter[int] = Counter()
    weights = learner.weights
    memories = Memory.objects.reviewable_by(learner).with_day()
    columns = ("key_point__course", "stability", "last_day", "comes")
    for course, stability, last_day, day in memories.values_list(*columns):
        phases[course][phase_of(stability, last_day, today, weights)] += 1
        if day:
            due[max(0, (day - today).days)] += 1
    return Standing(phases, due)


def learnable(learner: User, course: Course | None = None) -> KeyPointQuerySet:
    """Key points of the learner's courses that a card asks for."""
    return learnable_in(Course.objects.filter(pk=course.pk) if course else Course.objects.visible_to(learner))


def learnable_in(courses: QuerySet[Course]) -> KeyPointQuerySet:
    cards = Card.objects.approved().filter(key_point=OuterRef("pk"))
    return KeyPoint.objects.taught().filter(Exists(cards), course__in=courses)


def activity(learner: User) -> dict[date, int]:
    """How many reviews on each learner-day, by card and by quiz. One query, from the index alone."""
    days = Review.objects.of(learner).standing().order_by().values_list("day")
    return dict(days.annotate(Count("pk")))


def days_studied(learner: User) -> set[date]:
    """The learner-days with a review. One query, from the index alone."""
    return set(Review.objects.of(learner).standing().order_by().values_list("day", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class StreakDay:
    """`kind` is done, rest (inside the streak), off, or today when nothing was done yet."""

    day: date
    kind: str


def last_days(days: Collection[date], streak: Streak, today: date, count: int = 14) -> tuple[StreakDay, ...]:
    def kind(day: date) -> str:
        if day in days:
            return "done"
        return "today" if day == today else "rest" if day in streak.rested else "off"

    shown = (today - timedelta(days=ago) for ago in reversed(range(count)))
    return tuple(StreakDay(day, kind(day)) for day in shown)


@dataclass(frozen=True, slots=True)
class Recent:
    """`seconds` of this month; `recalled` of the `due` reviews of the last thirty days."""

    seconds: float
    due: int
    recalled: int

    @property
    def retention(self) -> int | None:
        """True retention: the share, in percent, of what was due that was recalled."""
        return round(100 * self.recalled / self.due) if self.due else None


def recent(learner: User, today: date) -> Recent:
    month, retention = today.replace(day=1), today - timedelta(days=RETENTION_DAYS - 1)
    due = Q(was_due=True, day__gte=retention)
    sums = (
        Review.objects.of(learner)
        .standing()
        .filter(day__gte=min(month, retention))
        .aggregate(
            seconds=Sum("seconds", filter=Q(day__gte=month), default=0.0),
            due=Count("pk", filter=due),
            recalled=Count("pk", filter=due & Q(rating__gte=Rating.HARD)),
        )
    )
    return Recent(**sums)


@dataclass(frozen=True, slots=True)
class Passed:
    """Open quizzes that were passed, of so many."""

    passed: int
    quizzes: int


def quizzes_passed(learner: User) -> Passed:
    """Each attempt by the pass mark that held when it began. One query."""
    mine = FilteredRelation("attempts", condition=Q(attempts__learner=learner, attempts__finished_at__isnull=False))
    quizzes = Quiz.objects.open().filter(course__in=Course.objects.visible_to(learner)).order_by().annotate(mine=mine)
    rows = list(quizzes.values_list("pk", "mine__score", "mine__max_score", "mine__rules__pass_mark"))
    passed = {pk for pk, score, most, mark in rows if score is not None and Score(score, most).passes(mark)}
    return Passed(len(passed), len({pk for pk, *_ in rows}))


@dataclass(frozen=True, slots=True)
class Known:
    """A key point and how long it would last: after `days` it would still be recalled nine times in ten.

    None for what is new.
    """

    key_point: KeyPoint
    phase: str
    days: int | None

    @property
    def share(self) -> int:
        """Of the way to mastered, in percent."""
        return 0 if self.days is None else min(100, round(100 * self.days / MASTERED_FROM))


@dataclass(frozen=True, slots=True)
class KnownPage:
    rows: tuple[Known, ...]
    page: Page[KeyPoint]


def known(
    learner: User, today: date, course: Course | None = None, number: str | int = 1, *, total: int | None = None
) -> KnownPage:
    """A page of what the learner knows, weakest first, what is new last.

    Two queries; one when the `total` was counted already.
    """
    memory = FilteredRelation("memories", condition=Q(memories__learner=learner))
    points = learnable(learner, course).with_source().defer("content", "citation__edition__text")
    points = points.annotate(memory=memory, stability=F("memory__stability"), last_day=F("memory__last_day"))
    points = points.order_by(F("stability").asc(nulls_last=True), "course", "order")
    pages = Paginator(points, KNOWN_PER_PAGE)
    if total is not None:
        pages.count = total
    page = pages.get_page(number)
    return KnownPage(tuple(known_of(point, today, learner.weights) for point in page), page)


def known_of(point: KeyPoint, today: date, weights: Weights) -> Known:
    stability: float | None = point.stability  # type: ignore[attr-defined]  # annotated
    if stability is None:
        return Known(point, NEW, None)
    last_day: date = point.last_day  # type: ignore[attr-defined]
    return Known(point, phase_of(stability, last_day, today, weights), int(stability))
