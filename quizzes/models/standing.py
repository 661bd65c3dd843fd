"""The boards, kept: who has how many points, and how many have each number of them.

Written in the transaction of the ledger entries that they sum, one writer a course at a time, filled from the ledger
when a board is first asked for, and rebuilt from it by `manage.py rebuild_boards`. Every figure stands in the ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from accounts.http import User
from accounts.prepared import Prepared
from content.models import Course, Membership, Role
from quizzes.models import counting
from quizzes.models.quiz import Quiz
from quizzes.periods import ALL, PERIODS, Span, span, span_of
from quizzes.points import ATTEMPTS, WIDTHS, score

if TYPE_CHECKING:
    from quizzes.models.board import LedgerEntry

EVER = date.min
"""The first day of what never closes."""

LONGEST = timedelta(days=32)
"""No period that closes is as long, nor any difference of time zones added to it."""


@dataclass(frozen=True, slots=True)
class Key:
    """Which board of a course: of a period that begins on `first` in `zone`, of all time, or of one quiz."""

    period: str = ALL
    first: date = EVER
    zone: str = ""
    quiz_id: int | None = None


def key_at(course: Course, period: str, moment: datetime) -> Key:
    """The board of the course whose period holds the moment."""
    first = span(period, moment, ZoneInfo(course.time_zone)).first
    return Key(period, first, course.time_zone) if first else Key()


def keys_at(course: Course, moment: datetime, quiz: int | None = None) -> list[Key]:
    """The boards on which something counts that was earned at this moment, perhaps at a quiz."""
    return [*(key_at(course, period, moment) for period in PERIODS), *([Key(quiz_id=quiz)] if quiz else [])]


class BoardQuerySet(models.QuerySet["Board"]):
    def hold(self, courses: "Iterable[int] | models.QuerySet[Any, Any]") -> None:
        """Let nobody else write boards of these courses before the transaction ends: whoever does holds the one that
        never closes. Courses themselves stay free, as an import may hold one for long.
        """
        forever = self.filter(course__in=courses, quiz=None, period=ALL).order_by("pk")
        list(forever.select_for_update(no_key=True).values_list("pk"))

    def open(self, course: Course, keys: Iterable[Key]) -> "dict[Key, Board]":
        """These boards of a course, filled from the ledger where they are new."""
        wanted = set(keys)
        firsts, quizzes = {key.first for key in wanted}, {key.quiz_id for key in wanted if key.quiz_id}
        rows = self.filter(Q(quiz=None, first__in=firsts) | Q(quiz__in=quizzes), course=course)
        found = {row.key: row for row in rows if row.key in wanted}
        if missing := wanted - set(found):
            self.model.objects.all()._create(course, missing, self.model.objects.filter(course=course))
            found = {row.key: row for row in rows.all() if row.key in wanted}
        return found

    def seen_by(self, viewer: User) -> "BoardQuerySet":
        """Each with how many are `listed` there, what it keeps of the viewer as `own_…`, and the `role` that they have
        in its course.
        """
        seat = Membership.objects.of(viewer).filter(course=OuterRef("course"))
        return self.annotate(
            own=FilteredRelation("standings", condition=Q(standings__learner=viewer.pk)),
            **{f"own_{name}": F(f"own__{name}") for name in ("pk", "points", "attempts", "is_listed", "score")},
            listed=listed("pk"),
            role=Subquery(seat.values("role")[:1]),
        )

    def held(self, course: Course, entries: "Sequence[LedgerEntry]") -> "list[Board]":
        """The boards on which these entries of a course are going to count; nobody else writes them meanwhile."""
        days = [entry.counts_at.date() for entry in entries]
        quizzes = sorted({entry.quiz_id for entry in entries if entry.quiz_id})
        since, until = min(days) - LONGEST, max(days) + timedelta(days=1)
        found = NEAR.all(course.pk, since, until, *quizzes)
        for board in found:
            board.course = course
        wanted = set(chain.from_iterable(keys_at(course, entry.counts_at, entry.quiz_id) for entry in entries))
        missing = wanted - {board.key for board in found}
        return self._create(course, missing, near(course.pk, since, until, *quizzes), found) if missing else found

    def open_ahead(self, moment: datetime) -> int:
        """Open what begins by then wherever there is a board, so that no hand-in has to do it; how many."""
        courses = Course.objects.filter(boards__quiz=None, boards__period=ALL).order_by("pk")
        there = self.filter(quiz=None, first__gte=moment.date() - LONGEST).select_related("course")
        kept = {(board.course_id, board.key) for board in there}
        opened = 0
        for course in courses:
            missing = {key for key in keys_at(course, moment) if key != Key() and (course.pk, key) not in kept}
            opened += len(self.open(course, missing)) if missing else 0
        return opened

    @transaction.atomic(savepoint=False)
    def _create(
        self, course: Course, missing: set[Key], rows: "BoardQuerySet", found: "Iterable[Board]" = ()
    ) -> "list[Board]":
        """All of `rows`, with those that are missing. One at a time: who holds the board that never closes creates
        the others; `found` are those that are held already.
        """
        new = []
        if all(board.key != Key() for board in found):
            forever, is_new = self.get_or_create(course=course, **asdict(Key()))
            new = [forever] if is_new else []
            self.hold([course.pk])
        there = {board.key: board for board in (*rows, *new)}  # another one may have created some meanwhile
        absent = sorted(missing - set(there), key=lambda key: (key.first, key.period, key.quiz_id or 0))
        new += self.bulk_create(Board(course=course, **asdict(key)) for key in absent)
        counting.fill(course.pk, [(board.pk, board.quiz_id, board.span) for board in new])
        return list((there | {board.key: board for board in new}).values())


def near(course: int, since: date, until: date, *quizzes: int) -> BoardQuerySet:
    """The boards of a course that never close, those that begin in these days, and those of these quizzes."""
    periods = Q(quiz=None) & (Q(first=EVER) | Q(first__range=(since, until)))
    return Board.objects.filter(periods | Q(quiz_id__in=quizzes), course_id=course).order_by("pk")


NEAR = Prepared(
    lambda course, since, until, *quizzes: near(course, since, until, *quizzes).select_for_update(no_key=True),
    int,
    date,
    date,
    int,
)


def count_in(boards: "Sequence[Board]", course: Course, entries: "Sequence[LedgerEntry]") -> None:
    """Add entries that were just written to the boards that were held for them."""
    gains: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for entry in entries:
        for board in boards:
            if board.counts(entry):
                gain = gains[board.pk, entry.learner_id]
                gain[0] += entry.points
                gain[1] += entry.attempts
    counting.add(course.pk, {key: (points, attempts) for key, (points, attempts) in sorted(gains.items())})


class Board(models.Model):
    """A ranking that is kept: of a course in one period, or of one quiz. `first` is a day in `zone`."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="boards")
    quiz = models.OneToOneField(Quiz, models.CASCADE, related_name="board", null=True, blank=True)
    period = models.CharField(_("period"), max_length=5)
    first = models.DateField(_("first day"), default=EVER)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)

    objects = BoardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "first", "period", "zone"], condition=Q(quiz=None), name="one_board_per_period"
            ),
            models.CheckConstraint(condition=Q(quiz=None) | Q(period=ALL), name="board_of_a_quiz_never_closes"),
        ]
        verbose_name = _("leaderboard")
        verbose_name_plural = _("leaderboards")

    def __str__(self) -> str:
        return f"{self.quiz or self.course}: {self.period}"

    @property
    def key(self) -> Key:
        return Key(self.period, self.first, self.zone, self.quiz_id)

    @property
    def span(self) -> Span:
        return span_of(self.period, self.first, ZoneInfo(self.zone or self.course.time_zone))

    def counts(self, entry: "LedgerEntry") -> bool:
        """Whether an entry of its course counts here. That of a time zone that the course had before goes on, too."""
        if self.quiz_id is not None:
            return entry.quiz_id == self.quiz_id
        return self.period == ALL or self.span.holds(entry.counts_at.astimezone(ZoneInfo(self.zone)).date())

    def place(self, score: int) -> int:
        """The place that a score has, or would have."""
        return self.places([score])[score]

    def places(self, scores: Collection[int]) -> dict[int, int]:
        """The places of several scores. One query."""
        found = counting.places([(self.pk, score) for score in scores])
        return {score: place for (_board, score), (place, _equal) in found.items()}

    def standing_of(self, viewer: User) -> "Standing | None":
        """Of a board as it is `seen_by` this viewer, their standing: of nothing where they have earned nothing; None
        for who is no learner here.
        """
        seen: Any = self
        if seen.role != Role.LEARNER:
            return None
        mine = Standing(board=self, learner=viewer, points=0, attempts=0, is_listed=False)
        if seen.own_pk is not None:
            for name in ("pk", "points", "attempts", "is_listed", "score"):
                setattr(mine, name, getattr(seen, f"own_{name}"))
        return mine

    def fill(self) -> None:
        """Sum the ledger into an empty board. Call it with the course held."""
        counting.fill(self.course_id, [(self.pk, self.quiz_id, self.span)])

    @transaction.atomic
    def rebuild(self) -> None:
        """Sum the ledger anew, as if nothing had been kept."""
        Board.objects.hold([self.course_id])
        self.standings.all().delete()
        self.levels.all().delete()
        self.fill()


class StandingQuerySet(models.QuerySet["Standing"]):
    def ranked(self) -> "StandingQuerySet":
        """Those who have points and let themselves be seen, the best first; of equals the newest member."""
        return self.filter(score__isnull=False).order_by("-score", "-learner")

    def above(self, score: int, learner: int) -> "StandingQuerySet":
        """Those who stand higher, the nearest first; of equals those whose key is higher than the learner's."""
        higher = TupleGreaterThan(Tuple(F("score"), F("learner")), (score, learner))
        # The bound by itself is what SQLite begins at, as it compares pairs in pieces.
        return self.ranked().filter(higher, score__gte=score).order_by("score", "learner")

    def below(self, score: int, learner: int) -> "StandingQuerySet":
        lower = TupleLessThan(Tuple(F("score"), F("learner")), (score, learner))
        return self.ranked().filter(lower, score__lte=score)

    def better(self, score: int) -> "StandingQuerySet":
        """Those with a higher score, the nearest first."""
        return self.ranked().filter(score__gt=score).order_by("score")

    def together(self, *parts: "StandingQuerySet") -> "StandingQuerySet":
        """Those that stand in any of these parts, each of which may be cut to so many."""
        # Cut inside, as SQLite takes no limit in a part of a union; and joined by OR, PostgreSQL reads the whole board.
        first, *others = (Standing.objects.order_by().filter(pk__in=part.values("pk")).values("pk") for part in parts)
        return self.filter(pk__in=first.union(*others, all=True) if others else first)

    @transaction.atomic
    def relist(self, gone: bool = False) -> int:
        """Let the boards show who may be seen now, and nobody else; how many standings changed.

        `gone`: the people of these standings will not be there any more.
        """
        seat = Membership.objects.filter(course=OuterRef("board__course"), user=OuterRef("learner")).listed()
        wrong = self.annotate(seen=Value(False) if gone else Exists(seat)).exclude(is_listed=F("seen"))
        if not wrong.exists():
            return 0
        Board.objects.hold(self.values("board__course"))
        changed = list(wrong.order_by("board"))
        moved: Counter[tuple[int, int | None]] = Counter()
        for row in changed:
            row.is_listed = not row.is_listed
            moved[row.board_id, row.rank] += 1 if row.is_listed else -1
        self.bulk_update(changed, ["is_listed"], batch_size=500)
        counting.shift(moved)
        return len(changed)


class Standing(models.Model):
    """One learner's points on one board, and the attempts that count there.

    `is_listed`: others may see it. Its `score` ranks it; without points, or unseen, it has none.
    """

    board = models.ForeignKey(Board, models.CASCADE, related_name="standings")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="standings")
    points = models.IntegerField(_("points"))
    attempts = models.IntegerField(_("attempts"))
    is_listed = models.BooleanField(_("to be seen"))
    score = models.GeneratedField(
        # As quizzes.points.score has it.
        expression=Case(
            When(
                is_listed=True,
                points__gt=0,
                then=F("points") * ATTEMPTS + (ATTEMPTS - 1) - Least(F("attempts"), ATTEMPTS - 1),
            ),
        ),
        output_field=models.BigIntegerField(null=True),
        db_persist=True,
    )

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "learner"], name="one_standing_per_board")]
        indexes = [
            # the top of a board, those around a learner, and the next page
            models.Index(
                fields=["board", "score", "learner"], condition=Q(score__isnull=False), name="standing_ranked"
            ),
        ]
        verbose_name = _("standing")
        verbose_name_plural = _("standings")

    def __str__(self) -> str:
        return f"{self.board}: {self.points}"

    @property
    def others_see_it(self) -> bool:
        """Of a standing that was kept."""
        return self.pk is not None and self.score is not None

    @property
    def rank(self) -> int | None:
        """Its score, or the one that it would have were it seen."""
        return score(self.points, self.attempts)


class Level(models.Model):
    """How many listed learners of a board have a score in one bucket: from `bucket * width`, so many as its width."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="levels")
    width = models.PositiveIntegerField(_("width"))
    bucket = models.BigIntegerField(_("bucket"))
    count = models.IntegerField(_("learners"))

    class Meta:
        constraints = [
            # also for the place of a score: the buckets above it
            models.UniqueConstraint(fields=["board", "width", "bucket"], name="one_level_per_bucket")
        ]
        verbose_name = _("level")
        verbose_name_plural = _("levels")

    def __str__(self) -> str:
        return f"{self.board}, {self.bucket * self.width}: {self.count}"


def listed(board: str) -> Coalesce:
    """How many are to be seen on the board whose key is in this column."""
    levels = Level.objects.filter(board=OuterRef(board), width=max(WIDTHS)).order_by().values("board")
    return Coalesce(Subquery(levels.annotate(all=Sum("count")).values("all")), 0)


def follow(person: int, gone: bool = False) -> None:
    """What accounts and courses call when it changes who may be seen of a person, or where (see settings.FOLLOWER)."""
    Standing.objects.filter(learner=person).relist(gone)
