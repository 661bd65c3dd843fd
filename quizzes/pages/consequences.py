"""What a ruling would change, told before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from content.models import Course, Membership
from quizzes.models import Attempt, Board, Standing
from quizzes.models.board import weighed, worth_of
from quizzes.models.standing import key_at
from quizzes.periods import PERIODS, Span
from quizzes.points import contributions, score


@dataclass(frozen=True, slots=True)
class Move:
    """One period of the boards before and after. A place is None for who is off the board there."""

    period: str
    points: int
    points_after: int
    place: int | None
    place_after: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a ruling adds to one attempt, in points and in attempts that count."""

    attempt: Attempt
    points: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Effect:
    """Of excluding an attempt that counts, or restoring one that does not.

    `best` is the learner's best attempt at the quiz afterwards, None when none is left. `moves` are
    the periods in which points change; `is_listed` tells whether others see the learner at all.
    """

    best: Attempt | None
    moves: tuple[Move, ...]
    is_listed: bool


def effect(attempt: Attempt, now: datetime) -> Effect:
    """Six queries."""
    course = attempt.quiz.course
    taken = attempt.quiz.attempts.finished().filter(learner=attempt.learner_id)
    attempts = list(weighed(taken).order_by("finished_at", "number"))
    worth = {row.pk: worth_of(row) for row in attempts}
    before = [None if row.is_excluded else worth[row.pk] for row in attempts]
    after = [worth[row.pk] if counts_after(row, attempt) else None for row in attempts]
    counts = attempt.quiz.counts
    steps = [new - old for old, new in zip(contributions(before, counts), contributions(after, counts), strict=True)]
    changes = [
        Change(row, step, counts_after(row, attempt) - (not row.is_excluded))
        for row, step in zip(attempts, steps, strict=True)
    ]
    counted = [row for row in attempts if counts_after(row, attempt)]
    best = max(counted, key=lambda row: worth[row.pk], default=None)
    is_listed = Membership.objects.filter(course=course, user=attempt.learner_id).listed().exists()
    return Effect(best, moves(course, attempt.learner_id, changes, now, is_listed), is_listed)


def counts_after(row: Attempt, ruled: Attempt) -> bool:
    return row.is_excluded if row.pk == ruled.pk else not row.is_excluded


def moves(course: Course, learner: int, changes: Sequence[Change], now: datetime, is_listed: bool) -> tuple[Move, ...]:
    keys = {period: key_at(course, period, now) for period in PERIODS}
    boards = Board.objects.open(course, keys.values())
    found = [move(period, boards[key], learner, changes, is_listed) for period, key in keys.items()]
    return tuple(one for one in found if one.points != one.points_after or one.place != one.place_after)


def move(period: str, board: Board, learner: int, changes: Sequence[Change], is_listed: bool) -> Move:
    within_it = [change for change in changes if within(change.attempt, board.span)]
    now = board.standings.filter(learner=learner).first() or Standing(board=board, points=0, attempts=0)
    points = now.points + sum(change.points for change in within_it)
    then = score(points, now.attempts + sum(change.attempts for change in within_it))
    return Move(
        period=period,
        points=now.points,
        points_after=points,
        place=board.place(now.rank) if is_listed and now.rank else None,
        # Their own score of now is among those above when it falls.
        place_after=board.place(then) - bool(now.rank and now.rank > then) if is_listed and then else None,
    )


def within(attempt: Attempt, days: Span) -> bool:
    assert attempt.finished_at is not None
    return days.first is None or days.holds(attempt.finished_at.astimezone(days.zone).date())
