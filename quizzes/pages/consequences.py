"""What a ruling would change, told before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from content.models import Course
from quizzes.models import Attempt
from quizzes.models.board import attempt_points
from quizzes.pages.leaderboard import listed, points_in, ranked
from quizzes.periods import PERIODS, Span, span
from quizzes.points import Standings, contributions


@dataclass(frozen=True, slots=True)
class Move:
    """One period of the boards before and after. A place is None for who is off the board there."""

    period: str
    points: int
    points_after: int
    place: int | None
    place_after: int | None


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
    attempts = list(
        attempt.quiz.attempts.finished().filter(learner=attempt.learner_id).order_by("finished_at", "number")
    )
    worth = attempt_points(attempts)
    before = [None if row.is_excluded else worth[row.pk] for row in attempts]
    after = [worth[row.pk] if counts_after(row, attempt) else None for row in attempts]
    changes = [
        (row, new - old) for row, old, new in zip(attempts, contributions(before), contributions(after), strict=True)
    ]
    moves, is_listed = boards(course, attempt.learner_id, changes, now)
    counted = [row for row in attempts if counts_after(row, attempt)]
    return Effect(max(counted, key=lambda row: worth[row.pk], default=None), moves, is_listed)


def counts_after(row: Attempt, ruled: Attempt) -> bool:
    return row.is_excluded if row.pk == ruled.pk else not row.is_excluded


def boards(
    course: Course, learner: int, changes: Sequence[tuple[Attempt, int]], now: datetime
) -> tuple[tuple[Move, ...], bool]:
    people = {person.pk: person for person in ranked(course)}
    is_listed = learner in people and people[learner].board_name() is not None
    moves = []
    for period in PERIODS:
        days = span(period, now, ZoneInfo(course.time_zone))
        totals = points_in(course, days)
        points = totals.get(learner, 0)
        points_after = points + sum(change for attempt, change in changes if within(attempt, days))
        rivals = Standings(total for pk, total in listed(people, totals).items() if pk != learner)
        if points_after != points:
            moves.append(
                Move(
                    period=period,
                    points=points,
                    points_after=points_after,
                    place=rivals.place(points) if is_listed and points else None,
                    place_after=rivals.place(points_after) if is_listed and points_after else None,
                )
            )
    return tuple(moves), is_listed


def within(attempt: Attempt, days: Span) -> bool:
    assert attempt.finished_at is not None
    return days.first is None or days.holds(attempt.finished_at.astimezone(days.zone).date())
