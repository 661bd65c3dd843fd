"""What marking answers again does to the log of reviews, and to the memories that follow from it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import inf

from django.db.models import Exists, OuterRef

from accounts.http import User
from quizzes import scheduling
from quizzes.breaks import Break
from quizzes.models import Absence, Memory, Review
from quizzes.scheduling import State

Pair = tuple[int, int]
"""A learner and a key point."""


@dataclass(frozen=True, slots=True)
class Relog:
    """The reviews of one answer: which of them no longer stands, and what stands instead.

    That is one that stood before (`revived`), or one like `model` with another `rating`, or none.
    """

    model: Review
    undone: Review | None
    revived: Review | None
    rating: int | None

    @property
    def pair(self) -> Pair:
        return self.model.learner_id, self.model.key_point_id

    @property
    def place(self) -> tuple[datetime, float]:
        """Where it stands in the log: when the answer was given; a row yet to be written behind those of the moment."""
        return self.model.at, self.revived.pk if self.revived else inf


@dataclass(frozen=True, slots=True)
class Relearn:
    """A memory before and after; None where there is none. `memory` is the one after, not yet kept."""

    learner: int
    key_point: int
    before: State | None
    after: State | None
    memory: Memory | None


def relogged(versions: Sequence[int], wanted: Mapping[int, int | None]) -> Iterator[Relog]:
    """`wanted` is the rating that is to stand for each answer, None for no review at all.

    An answer of an open attempt has no review yet and gets none here.
    """
    reviews: dict[int, list[Review]] = defaultdict(list)
    for review in Review.objects.filter(response__version__in=versions).order_by("pk"):
        reviews[review.response_id or 0].append(review)
    for response, rating in wanted.items():
        if not (rows := reviews.get(response)):
            continue
        standing = next((row for row in rows if row.undone_at is None), None)
        if rating != (standing.rating if standing else None):
            revived = next((row for row in rows if row.undone_at is not None and row.rating == rating), None)
            yield Relog(rows[0], standing, revived, rating)


def relearnt(log: Sequence[Relog]) -> Iterator[Relearn]:
    """Each memory as its log leaves it. Four queries; they read the reviews of these key points."""
    pairs = {one.pair for one in log}
    points = {point for _learner, point in pairs}
    memories = Memory.objects.filter(key_point__in=points)
    kept = {(memory.learner_id, memory.key_point_id): memory.state for memory in memories}
    steps = standing_steps(pairs, points, {one.undone.pk for one in log if one.undone})
    for one in log:
        if one.rating is not None:
            steps[one.pair].append((one.place, (one.rating, one.model.day, one.model.retention)))
    learners, breaks = schedules(points)
    for learner, point in sorted(pairs):
        person, before = learners[learner], kept.get((learner, point))
        state = scheduling.replay((step for _place, step in sorted(steps[learner, point])), person.weights)
        if state != before:
            memory = None if state is None else Memory.of_state(person, point, state, breaks[learner])
            yield Relearn(learner, point, before, state, memory)


def schedules(points: set[int]) -> tuple[dict[int, User], dict[int, list[Break]]]:
    """Who ever reviewed these key points, with the parameters fitted to them, and their planned breaks in order."""
    reviews = Review.objects.filter(learner=OuterRef("pk"), key_point__in=points)
    learners = User.objects.filter(Exists(reviews)).only("fitted")
    breaks: dict[int, list[Break]] = defaultdict(list)
    absences = Absence.objects.filter(learner__in=learners.values("pk")).order_by("first")
    for learner, *days in absences.values_list("learner", "first", "last", "planned"):
        breaks[learner].append(Break(*days))
    return {learner.pk: learner for learner in learners}, breaks


Step = tuple[tuple[datetime, float], tuple[int, date, float]]


def standing_steps(pairs: set[Pair], points: set[int], without: set[int]) -> dict[Pair, list[Step]]:
    """Of each memory what is replayed, with its place in the log."""
    steps: dict[Pair, list[Step]] = defaultdict(list)
    rows = Review.objects.standing().filter(key_point__in=points).order_by()
    places, what = ("pk", "learner", "key_point", "at"), ("rating", "day", "retention")
    for pk, learner, point, at, rating, day, retention in rows.values_list(*places, *what):
        if (learner, point) in pairs and pk not in without:
            steps[learner, point].append(((at, float(pk)), (rating, day, retention)))
    return steps
