"""What marking answers again would change, for people: scores, who passes, places on the boards, schedules."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.paginator import Page, Paginator

from accounts.http import User
from content.models import Course
from quizzes.models import Attempt, Board, Standing
from quizzes.models.standing import Key, key_at
from quizzes.pages.consequences import within
from quizzes.pages.names import staff_name
from quizzes.periods import PERIODS
from quizzes.points import score
from quizzes.regrading import Plan
from quizzes.scheduling import State
from quizzes.scoring import Score

PAGE = 50
"""Rows of each list at a time."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    name: str
    attempt: Attempt
    before: Score
    after: Score
    passed: tuple[bool, bool]

    @property
    def passing(self) -> str:
        """gained, lost, or empty when it stays."""
        before, after = self.passed
        return "" if before == after else "gained" if after else "lost"


@dataclass(frozen=True, slots=True)
class Move:
    """A learner on the board of one period, or of one quiz; no place for who is not on it.

    Others may move without new points.
    """

    name: str
    learner: int
    period: str
    quiz: str
    points: tuple[int, int]
    places: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Shift:
    """When a key point comes back to a learner; None: it is not scheduled."""

    name: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class DryRun:
    """`answers` count those that are marked otherwise; the lists are whole."""

    digest: str
    answers: int
    scores: tuple[ScoreRow, ...]
    moves: tuple[Move, ...]
    shifts: tuple[Shift, ...]

    @property
    def gained(self) -> int:
        return sum(row.passing == "gained" for row in self.scores)

    @property
    def lost(self) -> int:
        return sum(row.passing == "lost" for row in self.scores)

    @property
    def places(self) -> int:
        """How many places change, over the boards of all periods."""
        return sum(move.places[0] != move.places[1] for move in self.moves)

    @property
    def changes_nothing(self) -> bool:
        return not self.answers


def pages(run: DryRun, asked: Mapping[str, str]) -> dict[str, Page[object]]:
    """A page of each list. `asked` names which one by the name of its list: `boards=3`; without that the first."""
    lists: dict[str, Sequence[object]] = {"scores": run.scores, "boards": run.moves, "schedules": run.shifts}
    return {name: Paginator(rows, PAGE).get_page(asked.get(name)) for name, rows in lists.items()}


def dry_run(changes: Plan, course: Course, now: datetime) -> DryRun:
    """Five queries beside those of the plan."""
    people = {one.attempt.learner_id for one in changes.scores} | {one.learner for one in changes.memories}
    names = {pk: staff_name(user) for pk, user in User.objects.in_bulk(people).items()}
    scores = (
        ScoreRow(names[one.attempt.learner_id], one.attempt, one.before, one.after, one.passed)
        for one in changes.scores
    )
    shifts = (
        Shift(names[one.learner], due(one.before), due(one.after))
        for one in changes.memories
        if due(one.before) != due(one.after)
    )
    return DryRun(
        digest=changes.digest,
        answers=len(changes.remarked),
        scores=tuple(sorted(scores, key=lambda row: (row.before.points - row.after.points, row.name))),
        moves=tuple(moves(changes.points, course, now)),
        shifts=tuple(sorted(shifts, key=lambda row: (row.name, row.after or date.max))),
    )


def due(state: State | None) -> date | None:
    return state.due if state else None


def moves(corrections: Sequence[tuple[Attempt, int]], course: Course, now: datetime) -> Iterator[Move]:
    """Whose points or place change on the boards of now and of these quizzes, the best first. Reads those boards."""
    quizzes = {attempt.quiz_id: attempt.quiz for attempt, _points in corrections}
    keys = [*(key_at(course, period, now) for period in PERIODS), *(Key(quiz_id=pk) for pk in quizzes)]
    for board in Board.objects.open(course, dict.fromkeys(keys)).values() if corrections else ():
        gains: Counter[int] = Counter()
        for attempt, points in corrections:
            if board.quiz_id == attempt.quiz_id or (board.quiz_id is None and within(attempt, board.span)):
                gains[attempt.learner_id] += points
        name = str(quizzes[board.quiz_id]) if board.quiz_id else ""
        for row in moved(list(board.standings.select_related("learner")), gains):
            yield replace(row, period=board.period, quiz=name)


def moved(standings: Sequence[Standing], gains: Mapping[int, int]) -> Iterator[Move]:
    """On one board."""
    before = ranks({row.learner_id: rank_after(row, 0) for row in standings})
    after = ranks({row.learner_id: rank_after(row, gains.get(row.learner_id, 0)) for row in standings})
    for row in sorted(standings, key=lambda row: (after.get(row.learner_id, len(standings) + 1), row.learner_id)):
        points = row.points, row.points + gains.get(row.learner_id, 0)
        places = before.get(row.learner_id), after.get(row.learner_id)
        if points[0] != points[1] or places[0] != places[1]:
            yield Move(staff_name(row.learner), row.learner_id, "", "", points, places)


def rank_after(row: Standing, gain: int) -> int | None:
    return score(row.points + gain, row.attempts) if row.is_listed else None


def ranks(scores: Mapping[int, int | None]) -> dict[int, int]:
    """Everybody's place who is on the board: one more than how many are strictly above."""
    ranked = sorted(rank for rank in scores.values() if rank is not None)
    return {pk: 1 + len(ranked) - bisect_right(ranked, rank) for pk, rank in scores.items() if rank is not None}
