"""What is kept beside its source, made from the source anew and compared."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import isclose

from accounts.http import User
from care.doctor.finding import MEND, Finding, attempt
from content.models import Course, KeyPoint
from quizzes import scheduling
from quizzes.auditing import broken_citations
from quizzes.finishing import hand_in_overdue
from quizzes.fitting import log_of
from quizzes.models import Absence, Attempt, Board, LedgerEntry, Memory, Quiz

EXACT, NEARLY = ("due", "asked_from", "last_day", "reps", "lapses"), ("stability", "difficulty")
"""What two memories are compared by; databases may round the last digit of the latter."""

PATIENCE = timedelta(minutes=2)
"""The worker looks more often than that."""


def citations_hold(now: datetime, mend: bool) -> Iterator[Finding]:
    for course in Course.objects.order_by("pk"):
        if broken := sum(1 for _citation in broken_citations(course)):
            yield Finding(
                f"{broken} citations of “{course}” say other words than their documents.",
                f"Restore a backup from before the texts changed; manage.py audit {course.slug} lists them.",
            )


def points_settled(now: datetime, mend: bool) -> Iterator[Finding]:
    """What the ledger holds for each learner's attempts at a quiz is what they are worth."""
    wrong = 0
    pairs = Attempt.objects.finished().order_by("learner", "quiz").values_list("learner", "quiz").distinct()
    quizzes = Quiz.objects.select_related("course").in_bulk({quiz for _learner, quiz in pairs})
    for learner, quiz in pairs:
        with attempt(mend):
            theirs = LedgerEntry.objects.filter(learner=learner)
            before = theirs.count()
            LedgerEntry.objects.settle(User(pk=learner), quizzes[quiz], now)
            wrong += theirs.count() != before
    if wrong:
        yield Finding(f"The points of {wrong} learners for a quiz are not those of their attempts.", MEND, mend)


def boards_add_up(now: datetime, mend: bool) -> Iterator[Finding]:
    wrong = 0
    for board in Board.objects.select_related("course").order_by("pk"):
        with attempt(mend):
            before = shown(board)
            board.rebuild()
            wrong += shown(board) != before
    if wrong:
        yield Finding(f"{wrong} leaderboards are not the sum of the ledger.", MEND, mend)


def shown(board: Board) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    standings = board.standings.values_list("learner", "points", "attempts", "is_listed")
    levels = board.levels.exclude(count=0).values_list("width", "bucket", "count")
    return set(standings.order_by()), set(levels.order_by())


def memories_replay(now: datetime, mend: bool) -> Iterator[Finding]:
    """Each memory is what its reviews, the learner's parameters and breaks make of it."""
    wrong = 0
    for learner in User.objects.filter(reviews__isnull=False).distinct().order_by("pk"):
        for point in forgotten(learner):
            wrong += 1
            if mend:
                Memory.objects.rebuild(learner, KeyPoint(pk=point))
    if wrong:
        yield Finding(f"{wrong} memories are not what their reviews make of them.", MEND, mend)


def forgotten(learner: User) -> list[int]:
    """The key points of which this learner's memory is another than its reviews make, or missing, or made of none."""
    breaks = Absence.objects.of(learner).breaks()
    states = {point: scheduling.replay(steps, learner.weights) for point, steps in log_of(learner).items()}
    made = {point: Memory.of_state(learner, point, state, breaks) for point, state in states.items() if state}
    kept = {memory.key_point_id: memory for memory in Memory.objects.of(learner)}
    return [point for point in made.keys() | kept.keys() if not alike(made.get(point), kept.get(point))]


def alike(made: Memory | None, kept: Memory | None) -> bool:
    if made is None or kept is None:
        return made is kept
    exact = all(getattr(made, name) == getattr(kept, name) for name in EXACT)
    return exact and all(isclose(getattr(made, name), getattr(kept, name), rel_tol=1e-6) for name in NEARLY)


def nobody_waits(now: datetime, mend: bool) -> Iterator[Finding]:
    late = Attempt.objects.overdue(now - PATIENCE).select_related("quiz", "learner")
    waiting = [one for one in late if one.is_over(now - PATIENCE)]
    if mend:
        hand_in_overdue(now)
    if waiting:
        yield Finding(f"{len(waiting)} attempts are open although their time is over.", MEND, mend)
