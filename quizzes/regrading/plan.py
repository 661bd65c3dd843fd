"""What changes when the answers to a question are marked by another key, or count for nobody. Nothing is written."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db.models import Q, Sum

from quizzes import scoring
from quizzes.models import Attempt, LedgerEntry, Quiz, Response
from quizzes.points import contributions, of_attempt
from quizzes.regrading.memories import Relearn, Relog, relearnt, relogged
from quizzes.scoring import Score, rating


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to hold for the answers to some versions of a question: this key, and whether they count at all.

    `shares` are known beforehand for answers that stand since `since`, by response: to take a regrade back.
    """

    versions: tuple[int, ...]
    key: dict[str, Any]
    is_void: bool = False
    shares: Mapping[int, float | None] = field(default_factory=dict)
    since: datetime | None = None

    def share(self, response: Response) -> float | None:
        stands = self.since is not None and (response.answered_at is None or response.answered_at <= self.since)
        return self.shares[response.pk] if stands and response.pk in self.shares else response.by_key(self.key)


@dataclass(frozen=True, slots=True)
class Remark:
    """An answer: its share of the points before and after, None where there is none; and whether it counts."""

    response: int
    attempt: int
    number: int
    before: float | None
    after: float | None
    counted: bool
    counts: bool

    @property
    def changes(self) -> bool:
        return self.before != self.after or self.counted != self.counts


@dataclass(frozen=True, slots=True)
class Rescore:
    """An attempt that was handed in, with the number of the question that changes its score."""

    attempt: Attempt
    number: int
    before: Score
    after: Score

    @property
    def passed(self) -> tuple[bool, bool]:
        """Before and after."""
        mark = self.attempt.terms.pass_mark
        return self.before.passes(mark), self.after.passes(mark)


@dataclass(frozen=True, slots=True)
class Plan:
    """`answers` are all that are concerned, `scores` those that change; `ceilings` what open attempts are then out of;
    `points` what the ledger lacks; `log` and `memories` what becomes of reviews and schedules.
    """

    answers: tuple[Remark, ...]
    scores: tuple[Rescore, ...]
    ceilings: tuple[tuple[int, Decimal], ...]
    points: tuple[tuple[Attempt, int], ...]
    log: tuple[Relog, ...]
    memories: tuple[Relearn, ...]

    @property
    def remarked(self) -> list[Remark]:
        return [answer for answer in self.answers if answer.changes]

    @property
    def digest(self) -> str:
        """The same for the same changes: whether what was shown is still what would be done."""
        told = (
            [(one.response, one.before, one.after, one.counted, one.counts) for one in self.answers],
            [(one.attempt.pk, str(one.after)) for one in self.scores],
            [(attempt.pk, points) for attempt, points in self.points],
            [(one.learner, one.key_point, str(one.after)) for one in self.memories],
        )
        return sha256(repr(told).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Marked:
    """One row of an attempt's marks."""

    response: int
    fraction: float | None
    certainty: int | None
    points: Decimal
    counts: bool


def plan(verdict: Verdict) -> Plan:
    """Ten queries, whatever the number of answers. Grows with the answers and with the attempts of who gave them."""
    concerned = list(answers_to(verdict.versions))
    answers = tuple(
        Remark(
            one.pk, one.attempt_id, one.number, one.fraction, verdict.share(one), not one.is_void, not verdict.is_void
        )
        for one in concerned
    )
    changed = {answer.response: answer for answer in answers if answer.changes}
    attempts = {one.attempt_id: one.attempt for one in concerned if one.pk in changed}
    siblings = list(siblings_of(verdict.versions)) if changed else []
    marks = marks_of(verdict.versions) if changed else {}
    after = {pk: [as_marked(row, changed.get(row.response)) for row in rows] for pk, rows in marks.items()}
    wanted = {pk: rating(one.after) if one.counts and one.after is not None else None for pk, one in changed.items()}
    log = tuple(relogged(verdict.versions, wanted))
    return Plan(
        answers=answers,
        scores=tuple(rescored(attempts.values(), answers, after)),
        ceilings=tuple(ceilings(attempts.values(), after)),
        points=tuple(corrected(siblings, after, held(verdict.versions), attempts)),
        log=log,
        memories=tuple(relearnt(log)),
    )


# Answers and scores --------------------------------------------------------------


def answers_to(versions: Sequence[int]) -> Iterator[Response]:
    """With their attempts, whose quizzes are few and shared. Two queries."""
    asking = Attempt.objects.filter(responses__version__in=versions).order_by()
    quizzes = {quiz.pk: quiz for quiz in Quiz.objects.filter(pk__in=asking.values("quiz"))}
    for response in Response.objects.filter(version__in=versions).select_related("attempt").order_by("pk"):
        response.attempt.quiz = quizzes[response.attempt.quiz_id]
        yield response


def concerned_by(versions: Sequence[int]) -> Q:
    """Every finished attempt of who was asked these versions at one of their quizzes, and the open ones that ask them.

    By lists that are worked out once: an EXISTS for each attempt would cost the square of them.
    """
    asked = Attempt.objects.filter(pk__in=Response.objects.filter(version__in=versions).values("attempt")).order_by()
    sibling = Q(learner__in=asked.values("learner"), quiz__in=asked.values("quiz"))
    return Q(finished_at__isnull=False) & sibling | Q(finished_at=None, pk__in=asked.values("pk"))


def siblings_of(versions: Sequence[int]) -> Iterable[Attempt]:
    """In the order of finishing, learner by learner and quiz by quiz."""
    found = Attempt.objects.finished().filter(concerned_by(versions)).select_related("quiz")
    return found.order_by("learner", "quiz", "finished_at", "number")


def marks_of(versions: Sequence[int]) -> dict[int, list[Marked]]:
    """By attempt."""
    attempts = Attempt.objects.filter(concerned_by(versions)).order_by()
    rows = Response.objects.filter(attempt__in=attempts.values("pk")).order_by("number")
    found: dict[int, list[Marked]] = defaultdict(list)
    for pk, attempt, fraction, certainty, points, is_void in rows.values_list(
        "pk", "attempt", "fraction", "certainty", "points", "is_void"
    ):
        found[attempt].append(Marked(pk, fraction, certainty, points, not is_void))
    return found


def as_marked(row: Marked, remark: Remark | None) -> Marked:
    if remark is None:
        return row
    return Marked(row.response, remark.after, row.certainty, row.points, remark.counts)


def scored(rows: Iterable[Marked]) -> Score:
    return scoring.score((row.fraction, row.certainty, row.points) for row in rows if row.counts)


def rescored(
    attempts: Iterable[Attempt], answers: Iterable[Remark], after: Mapping[int, list[Marked]]
) -> Iterator[Rescore]:
    numbers = {answer.attempt: answer.number for answer in answers if answer.changes}
    for attempt in attempts:
        if attempt.is_finished and (score := scored(after[attempt.pk])) != attempt.final_score():
            yield Rescore(attempt, numbers[attempt.pk], attempt.final_score(), score)


def ceilings(attempts: Iterable[Attempt], after: Mapping[int, list[Marked]]) -> Iterator[tuple[int, Decimal]]:
    for attempt in attempts:
        if not attempt.is_finished and (most := scored(after[attempt.pk]).out_of) != attempt.max_score:
            yield attempt.pk, most


# Points --------------------------------------------------------------------------


def held(versions: Sequence[int]) -> dict[int, int]:
    """What the ledger holds for each of these attempts."""
    attempts = Attempt.objects.finished().filter(concerned_by(versions)).order_by()
    entries = LedgerEntry.objects.filter(attempt__in=attempts.values("pk")).order_by()
    return dict(entries.values_list("attempt").annotate(Sum("points")))


def corrected(
    siblings: Sequence[Attempt], after: Mapping[int, list[Marked]], held: Mapping[int, int], changed: Container[int]
) -> Iterator[tuple[Attempt, int]]:
    """Of those who have an attempt that is `changed`, over all of their attempts at that quiz."""
    groups: dict[tuple[int, int], list[Attempt]] = defaultdict(list)
    for attempt in siblings:
        groups[attempt.learner_id, attempt.quiz_id].append(attempt)
    for attempts in groups.values():
        if not any(attempt.pk in changed for attempt in attempts):
            continue
        worth = [None if one.is_excluded else worth_of(after[one.pk]) for one in attempts]
        for attempt, points in zip(attempts, contributions(worth, attempts[0].quiz.counts), strict=True):
            if points != held.get(attempt.pk, 0):
                yield attempt, points - held.get(attempt.pk, 0)


def worth_of(rows: Iterable[Marked]) -> int:
    return of_attempt(row.fraction for row in rows if row.counts)
