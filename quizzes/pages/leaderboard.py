"""The boards of a course: what is kept of its ledger (quizzes.models.standing), and who others see there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, Sum

from accounts.http import User
from content.models import Course, Role
from quizzes.models import Attempt, Board, LedgerEntry, Quiz, Standing, Status
from quizzes.models.standing import Key, key_at
from quizzes.pages.studying import Study, studied
from quizzes.periods import WEEK, Span
from quizzes.points import WIDTHS, of_quiz
from quizzes.scoring import SCORE

TOP = 12
"""Rows of a board before the rest is asked for, and then at a time."""

ABOVE, BELOW = 3, 2
"""Rows around the viewer's own."""


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
    attempts: int
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
    """The points that are missing to reach the next place above; none where only the attempts are more."""

    points: int
    place: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """`rows` is a page of those who let themselves be seen, of whom there are `listed`, the best first. `around` is the
    viewer's own row with those next to it, where the page does not hold it.

    `mine` is None for who is not ranked: nobody but learners is. `next` asks for the page after this one, and a
    later page is not the first.
    """

    course: Course
    quiz: Quiz | None
    period: str
    span: Span
    today: date
    rows: tuple[Row, ...]
    around: tuple[Row, ...]
    listed: int
    mine: Row | None
    gap: Gap | None
    next: str
    is_later: bool

    @property
    def closes_tonight(self) -> bool:
        return self.today == self.span.last


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


def board(
    course: Course,
    period: str,
    viewer: User,
    now: datetime,
    after: tuple[int, int] | None = None,
    quiz: Quiz | None = None,
) -> BoardPage:
    """A page of who has how many points, of those who want to be seen, and the viewer among their neighbours.

    `after` is the score and the learner that the page before ended with. About a dozen queries, whose cost does not
    grow with the learners.
    """
    key = Key(quiz_id=quiz.pk) if quiz else key_at(course, period, now)
    before = key_at(course, WEEK, now - timedelta(days=7)) if key.period == WEEK else None
    boards = Board.objects.open(course, [key, *([before] if before else [])])
    kept = boards[key]
    kept.course = course
    mine = own(kept, viewer)
    ranked = kept.standings.below(*after) if after else kept.standings.ranked()
    found = list(ranked.select_related("learner")[: TOP + 1])
    more, page = len(found) > TOP, found[:TOP]
    if mine and not after and belongs(mine, page, more):
        page = sorted([*page, mine], key=lambda one: (one.rank or 0, one.learner_id), reverse=True)
    near = neighbours(kept, mine) if mine and mine not in page else []
    rows = rows_of([*page, *near, *([mine] if mine else [])], kept, viewer, boards[before] if before else None)
    return BoardPage(
        course=course,
        quiz=quiz,
        period=key.period,
        span=kept.span,
        today=now.astimezone(kept.span.zone).date(),
        rows=tuple(rows[one.learner_id] for one in page),
        around=tuple(rows[one.learner_id] for one in near),
        listed=kept.levels.filter(width=max(WIDTHS)).aggregate(all=Sum("count"))["all"] or 0,
        mine=rows[viewer.pk] if mine else None,
        gap=gap_above(kept, mine) if mine else None,
        next=f"{found[TOP - 1].score}-{found[TOP - 1].learner_id}" if more else "",
        is_later=after is not None,
    )


def own(board: Board, viewer: User) -> Standing | None:
    """The viewer's standing, of nothing where they have earned nothing; None for who is no learner here."""
    if not board.course.memberships.of(viewer).filter(role=Role.LEARNER).exists():
        return None
    mine = board.standings.filter(learner=viewer.pk).first()
    mine = mine or Standing(board=board, points=0, attempts=0, is_listed=False)
    mine.learner = viewer
    return mine


def belongs(mine: Standing, page: Sequence[Standing], more: bool) -> bool:
    """Whether the viewer, whom nobody else sees, would stand among these."""
    if mine.rank is None or mine in page:
        return False
    return not more or (mine.rank, mine.learner_id) > (page[-1].rank or 0, page[-1].learner_id)


def neighbours(board: Board, mine: Standing) -> list[Standing]:
    """Those next to the viewer, and the viewer, the best first; nobody where they have no place."""
    if mine.rank is None:
        return []
    above = board.standings.above(mine.rank, mine.learner_id).select_related("learner")[:ABOVE]
    below = board.standings.below(mine.rank, mine.learner_id).select_related("learner")[:BELOW]
    return [*reversed(above), mine, *below]


def rows_of(standings: Sequence[Standing], board: Board, viewer: User, before: Board | None) -> dict[int, Row]:
    """Each standing as others read it, by its learner."""
    people = {standing.learner_id: standing.learner for standing in standings}
    ranks = {standing.rank for standing in standings if standing.rank}
    places = board.places(ranks)
    equals = dict(board.levels.filter(width=1, bucket__in=ranks).values_list("bucket", "count"))
    earlier = places_in(before, people) if before else {}
    study = studied(board.course, board.span, people) if board.quiz_id is None else {}

    def row(standing: Standing) -> Row:
        pk, rank = standing.learner_id, standing.rank
        place = places[rank] if rank else None
        then = earlier.get(pk)
        did = study.get(pk, Study())
        return Row(
            learner_id=pk,
            name=standing.learner.board_name(),
            is_me=pk == viewer.pk,
            points=standing.points,
            attempts=standing.attempts,
            place=place,
            # the viewer's own standing is among them only when others see it
            is_tied=bool(rank) and equals.get(rank or 0, 0) > standing.others_see_it,
            movement=then - place if place and then else None,
            days=len(did.days),
            recall=did.recall,
        )

    return {standing.learner_id: row(standing) for standing in standings}


def places_in(board: Board, people: Iterable[int]) -> dict[int, int]:
    """The places that these people have on a board, or would have were they seen. Two queries."""
    there = {one.learner_id: one.rank for one in board.standings.filter(learner__in=list(people))}
    places = board.places({rank for rank in there.values() if rank})
    return {pk: places[rank] for pk, rank in there.items() if rank}


def gap_above(board: Board, mine: Standing) -> Gap | None:
    if mine.rank is None:
        return None
    above = board.standings.ranked().filter(score__gt=mine.rank).order_by("score").first()
    if above is None or above.rank is None:
        return None
    return Gap(above.points - mine.points, board.place(above.rank))


def home(courses: Sequence[Course], viewer: User) -> Course:
    """Of these courses the one in which the viewer earned points last, else the first."""
    earned = LedgerEntry.objects.filter(learner_id=viewer.pk, course__in=courses).order_by("-counts_at", "-pk")
    last = earned.values_list("course", flat=True).first()
    return next((course for course in courses if course.pk == last), courses[0])


def quizzes_with_board(course: Course, viewer: User, now: datetime) -> list[Quiz]:
    """Those that the viewer may see, and whose scores are told by now: a board would give them away."""
    quizzes = Quiz.objects.visible_to(viewer).filter(course=course).order_by("pk")
    return [quiz for quiz in quizzes if SCORE in quiz.rules.shown(now, now)]


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
