"""The boards of a course: views of its ledger. Nothing is stored, so nothing is stale."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Sum

from accounts.http import User
from content.models import Course, Role
from quizzes.models import Attempt, LedgerEntry, Quiz, Rating, Review, Source, Status
from quizzes.periods import WEEK, Span, span, week_before
from quizzes.points import Standings, of_quiz
from quizzes.scheduling import learner_day


@dataclass(frozen=True, slots=True)
class Row:
    """One learner on a board. `name` is None for the viewer when nobody else sees them.

    `place` is None without points; `recall` in percent, None without reviews; `movement` in places
    since last week, up being positive, None when there is nothing to compare with.
    """

    learner_id: int
    name: str | None
    is_me: bool
    points: int
    place: int | None
    is_tied: bool
    movement: int | None
    days: int
    recall: int | None

    @property
    def direction(self) -> str:
        """up, down or same; new for who had no points last week, empty for who has none now."""
        if self.place is None:
            return ""
        if self.movement is None:
            return "new"
        return "up" if self.movement > 0 else "down" if self.movement < 0 else "same"

    @property
    def moved(self) -> int:
        return abs(self.movement or 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """The points that are missing to reach the next place above."""

    points: int
    place: int


@dataclass(frozen=True, slots=True)
class Board:
    """`rows` are some or all of the `size` that the viewer may see, the best first; others see `listed` of them.

    `mine` is among the rows in any case, and None for who is not ranked.
    """

    course: Course
    period: str
    span: Span
    today: date
    rows: tuple[Row, ...]
    size: int
    listed: int
    mine: Row | None
    gap: Gap | None

    @property
    def closes_tonight(self) -> bool:
        return self.today == self.span.last


@dataclass(slots=True)
class Study:
    """What one learner did in a period, besides earning points."""

    days: set[date] = field(default_factory=set)
    reviews: int = 0
    recalled: int = 0

    @property
    def recall(self) -> int | None:
        return round(100 * self.recalled / self.reviews) if self.reviews else None


@dataclass(frozen=True, slots=True)
class Untaken:
    """A quiz that the viewer has not handed in yet, and the most that it can bring."""

    quiz: Quiz
    worth: int


@dataclass(frozen=True, slots=True)
class Excluded:
    """An attempt of the viewer that does not count, with the reason they are given."""

    attempt: Attempt
    reason: str


def board(course: Course, period: str, viewer: User, now: datetime, count: int | None = None) -> Board:
    """Who has how many points, of those who want to be seen: the first `count`, and the viewer in any case.

    Five queries, however many learners there are; four where there is no week before.
    """
    zone = ZoneInfo(course.time_zone)
    days = span(period, now, zone)
    people = {person.pk: person for person in ranked(course)}
    totals = points_in(course, days)
    earlier = points_in(course, week_before(days)) if period == WEEK else {}
    public = listed(people, totals)
    standings, before = Standings(public.values()), Standings(listed(people, earlier).values())
    order = in_order(people, listed(people, totals, viewer))
    shown = [pk for number, pk in enumerate(order) if count is None or number < count or pk == viewer.pk]
    study = studied(course, days, {pk: people[pk] for pk in shown})

    def row(pk: int) -> Row:
        points = totals.get(pk, 0)
        place = standings.place(points) if points else None
        then = before.place(earlier[pk]) if earlier.get(pk) else None
        return Row(
            learner_id=pk,
            name=people[pk].board_name(),
            is_me=pk == viewer.pk,
            points=points,
            place=place,
            # the viewer's own total is among the standings only when others see it
            is_tied=bool(points) and standings.level(points) > (pk in public),
            movement=then - place if place and then else None,
            days=len(study[pk].days),
            recall=study[pk].recall,
        )

    rows = tuple(map(row, shown))
    mine = next((row for row in rows if row.is_me), None)
    today = now.astimezone(zone).date()
    return Board(course, period, days, today, rows, len(order), len(public), mine, gap_above(mine, standings))


def in_order(people: Mapping[int, User], totals: Mapping[int, int]) -> list[int]:
    """The best first; those with equal points by the names that others read."""
    return sorted(totals, key=lambda pk: (-totals[pk], people[pk].board_name() or "", pk))


def ranked(course: Course) -> "QuerySet[User]":
    """Its learners of today. Who teaches, judges or has left stands on no board."""
    return User.objects.filter(
        is_active=True, memberships__course=course, memberships__role=Role.LEARNER, memberships__left_at=None
    ).only("display_name", "on_boards", "time_zone")


def points_in(course: Course, days: Span) -> dict[int, int]:
    """Each learner's points of these days. One query."""
    entries = LedgerEntry.objects.filter(course=course).counting(days.since, days.until).order_by()
    return dict(entries.values_list("learner").annotate(Sum("points")))


def listed(people: Mapping[int, User], totals: Mapping[int, int], viewer: User | None = None) -> dict[int, int]:
    """The points of those who have some and want to be seen; the viewer's own in any case."""
    return {
        pk: totals.get(pk, 0)
        for pk, person in people.items()
        if (totals.get(pk) and person.board_name() is not None) or (viewer is not None and pk == viewer.pk)
    }


def gap_above(mine: Row | None, standings: Standings) -> Gap | None:
    if mine is None or mine.place is None:
        return None
    above = standings.next_above(mine.points)
    return None if above is None else Gap(above - mine.points, standings.place(above))


def studied(course: Course, days: Span, people: Mapping[int, User]) -> dict[int, Study]:
    """On which days these people studied, and how much they recalled. Two queries."""
    study: dict[int, Study] = defaultdict(Study)
    for learner, day, reviews, recalled in reviews_by_day(course, days, people):
        study[learner].days.add(day)
        study[learner].reviews += reviews
        study[learner].recalled += recalled
    # Reading, and questions without a key point, leave no review.
    for learner, at in without_review(course, days, people):
        if days.holds(day := learner_day(at, people[learner].zone)):
            study[learner].days.add(day)
    return study


def reviews_by_day(course: Course, days: Span, people: Collection[int]) -> Iterable[tuple[int, date, int, int]]:
    reviews = Review.objects.standing().filter(key_point__course=course, learner__in=people).order_by()
    if days.first and days.last:
        reviews = reviews.filter(day__range=(days.first, days.last))
    return reviews.values_list("learner", "day").annotate(
        Count("pk"), known=Count("pk", filter=Q(rating__gte=Rating.HARD))
    )


def without_review(course: Course, days: Span, people: Collection[int]) -> Iterable[tuple[int, datetime]]:
    entries = LedgerEntry.objects.filter(course=course, learner__in=people, source__in=[Source.READING, Source.QUIZ])
    return entries.counting(days.since, days.until).order_by().values_list("learner", "counts_at")


def home(courses: Sequence[Course], viewer: User) -> Course:
    """Of these courses the one in which the viewer earned points last, else the first."""
    earned = LedgerEntry.objects.filter(learner_id=viewer.pk, course__in=courses).order_by("-counts_at", "-pk")
    last = earned.values_list("course", flat=True).first()
    return next((course for course in courses if course.pk == last), courses[0])


def untaken(course: Course, viewer: User) -> Untaken | None:
    """Of the open quizzes that the viewer has not handed in, the one that can bring most."""
    taken = Attempt.objects.finished().filter(learner_id=viewer.pk).values("quiz")
    questions = Count("slots", filter=Q(slots__question__status=Status.APPROVED))
    quizzes = Quiz.objects.open().filter(course=course).exclude(pk__in=taken).annotate(worth=questions)
    quiz = quizzes.filter(worth__gt=0).order_by("-worth", "pk").first()
    return Untaken(quiz, of_quiz(quiz.worth)) if quiz else None  # type: ignore[attr-defined]  # annotated


def excluded(course: Course, viewer: User) -> list[Excluded]:
    """The viewer's attempts that were taken off the boards, the newest first."""
    attempts = Attempt.objects.filter(quiz__course=course, learner_id=viewer.pk, is_excluded=True)
    attempts = attempts.select_related("quiz").prefetch_related("rulings")
    return [Excluded(attempt, newest.reason) for attempt in attempts for newest in attempt.rulings.all()[:1]]
