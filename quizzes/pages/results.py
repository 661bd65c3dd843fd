"""What an attempt came to, and what to do next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import zip_longest
from statistics import median
from typing import Any

from django.db.models import FloatField, Max, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.prepared import Prepared
from content.models import Membership, Role
from quizzes import scheduling
from quizzes.figures import scorelines
from quizzes.models import Attempt, Dispute, Response
from quizzes.models.attempt import AttemptQuerySet
from quizzes.pages.concepts import ConceptRow, concept_rows, kept, verdict
from quizzes.pages.next_steps import NextStep, ahead, next_steps
from quizzes.pages.starting import counts_in_words
from quizzes.scoring import CORRECTNESS, EXPLANATION, SCORE
from quizzes.wording import clock, duration, figure, number_word

RECENT = scorelines.LONGEST
"""So many attempts stand on the result of one of them, those of the line beside them."""

LEAST_IN_MEDIAN = 5
"""Of fewer learners a median is not told."""


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One earlier or later attempt at the same quiz; `change` against the one before it.

    `is_told` says whether its score may be shown by now.
    """

    attempt: Attempt
    change: Decimal | None
    is_told: bool

    @property
    def score(self) -> str:
        if not self.is_told:
            return _("not shown yet")
        return f"{figure(self.attempt.final_score().points)} / {figure(self.attempt.max_score)}"

    @property
    def time(self) -> str:
        assert self.attempt.finished_at is not None
        return clock((self.attempt.finished_at - self.attempt.started_at).total_seconds())

    @property
    def difference(self) -> str:
        """+1, −0.5 or ±0 with a true minus; empty for the first one, a dash where it would tell a score."""
        if self.change is None:
            return ""
        if not self.is_told:
            return "–"
        sign = "+" if self.change > 0 else "−" if self.change < 0 else "±"
        return f"{sign}{figure(abs(self.change))}"


@dataclass(frozen=True)
class ResultPage:
    attempt: Attempt
    verdicts: tuple[tuple[int, str], ...]
    disputes: tuple[tuple[int, Dispute], ...]
    concepts: tuple[ConceptRow, ...]
    attempts: tuple[AttemptRow, ...]
    next_steps: tuple[NextStep, ...]
    due: int
    can_retry: bool
    shows: frozenset[str]
    median: Decimal | None

    @cached_property
    def score(self) -> str:
        return figure(self.attempt.final_score().points)

    @cached_property
    def out_of(self) -> str:
        return figure(self.attempt.max_score)

    @property
    def passed(self) -> bool:
        return self.attempt.final_score().passes(self.attempt.terms.pass_mark)

    @property
    def counts(self) -> str:
        return counts_in_words(self.attempt.quiz.counts)

    @property
    def recent(self) -> tuple[AttemptRow, ...]:
        """The newest, and this one if it is older; the page of the quiz has all of them."""
        return tuple(row for place, row in enumerate(self.attempts) if place < RECENT or row.attempt == self.attempt)

    @property
    def comparison(self) -> str:
        """The first half of the sentence: against the pass mark, or against last time."""
        if SCORE not in self.shows:
            return _("Your answers are handed in. The score is shown later.")
        change = next(row.change for row in self.attempts if row.attempt == self.attempt)
        if self.attempt.final_score().percent == 100:
            return _("Every answer was right.")
        return against_last_time(change) if change is not None else against_pass_mark(self.attempt)

    @cached_property
    def weakest(self) -> ConceptRow | None:
        """The key point that cost most, if one did; without one there is nothing to name."""
        row = max(self.concepts, key=lambda row: row.lost, default=None)
        return row if row and row.lost and row.key_point and SCORE in self.shows else None

    @property
    def cost(self) -> str:
        """What the weakest one cost: “one point”, “1.5 points”."""
        assert self.weakest is not None
        lost = self.weakest.lost
        if lost == int(lost):
            return ngettext("%(word)s point", "%(word)s points", int(lost)) % {"word": number_word(int(lost))}
        return _("%(n)s points") % {"n": figure(lost)}

    @property
    def time(self) -> str:
        assert self.attempt.finished_at is not None
        return duration((self.attempt.finished_at - self.attempt.started_at).total_seconds())

    @property
    def chart(self) -> scorelines.Line | None:
        """The scores from the first to the newest of the last few attempts; one alone is no line."""
        rows = [row.attempt for row in reversed(self.attempts[: scorelines.LONGEST]) if row.is_told]
        scores = [
            (attempt.finished_at, float(attempt.final_score().points), attempt == self.attempt)
            for attempt in rows
            if attempt.finished_at
        ]
        middle = None if self.median is None else float(self.median)
        return scorelines.line(scores, float(self.attempt.max_score), middle) if len(scores) > 1 else None


def result_page(attempt: Attempt, now: datetime) -> ResultPage:
    """Of an attempt that was handed in. As many queries for three questions as for thirty."""
    begun = BEGUN.all(attempt.learner_id, attempt.quiz_id)
    shows = attempt.terms.shown(attempt.finished_at, now)
    attempts = attempt_rows(begun, now)
    before = next((row.attempt for row in attempts if row.attempt.number < attempt.number), None)
    responses, earlier = answers(attempt, before)
    told = CORRECTNESS in shows
    concepts = concept_rows(responses, earlier) if told else []
    then = ahead(attempt, scheduling.learner_day(now, attempt.learner.zone))
    return ResultPage(
        attempt=attempt,
        verdicts=tuple((response.number, verdict(response) if told else kept(response)) for response in responses),
        disputes=tuple(disputes(responses)),
        concepts=tuple(concepts),
        attempts=tuple(attempts),
        next_steps=tuple(next_steps(attempt, responses if told and EXPLANATION in shows else (), then)),
        due=then.due,
        can_retry=not attempt.quiz.refusal(len(responses), begun, now),
        shows=shows,
        median=class_median(attempt) if SCORE in shows else None,
    )


def class_median(attempt: Attempt) -> Decimal | None:
    """The middle of what the learners of the course reached in their best attempts, in points of this one.

    None while they are so few that it would tell of one of them. One query.
    """
    found = [share for (share,) in BEST.all(attempt.quiz.course_id, attempt.quiz_id)]
    if len(found) < LEAST_IN_MEDIAN:
        return None
    return (Decimal(max(0.0, median(found))) * attempt.max_score).quantize(Decimal("0.1"))


def disputes(responses: Sequence[Response]) -> Iterator[tuple[int, Dispute]]:
    """The numbers of disputed questions, with what became of them."""
    for response in responses:
        raised: Dispute | None = getattr(response, "dispute", None)
        if raised and raised.stands:
            yield response.number, raised


def attempt_rows(attempts: Sequence[Attempt], now: datetime) -> list[AttemptRow]:
    """Those handed in of one learner at one quiz; `attempts` come newest first."""
    finished = [attempt for attempt in attempts if attempt.is_finished]
    return [
        AttemptRow(
            attempt,
            attempt.final_score().points - before.final_score().points if before else None,
            SCORE in attempt.terms.shown(attempt.finished_at, now),
        )
        for attempt, before in zip_longest(finished, finished[1:])
    ]


def answers(attempt: Attempt, before: Attempt | None) -> tuple[list[Response], list[Response]]:
    """The responses of two attempts with key points, without the bulk of what was shown. One query."""
    found = ANSWERS.all(attempt.pk, *([before.pk] if before else []))
    responses: dict[int, list[Response]] = {attempt.pk: []}
    for response in found:
        responses.setdefault(response.attempt_id, []).append(response)
    return responses[attempt.pk], responses.get(before.pk, []) if before else []


def begun_by(learner: int, quiz: int) -> AttemptQuerySet:
    return Attempt.objects.filter(learner_id=learner, quiz_id=quiz).order_by("-number")


def best_shares(course: int, quiz: int) -> "QuerySet[Attempt, Any]":
    """What each learner of the course reached in their best attempt that counts, in 0..1."""
    learners = Membership.objects.present().filter(course_id=course, role=Role.LEARNER).values("user")
    counted = Attempt.objects.counted().filter(quiz_id=quiz, learner__in=learners, max_score__gt=0)
    best = Max(Cast("score", FloatField()) / Cast("max_score", FloatField()))
    return counted.order_by().values("learner").annotate(best=best).values_list("best")


def answers_of(*attempts: int) -> "QuerySet[Response]":
    heavy = [f"question__{name}" for name in ("shown", "key", "explanation", "feedback", "key_point__content")]
    both = Response.objects.filter(attempt_id__in=attempts).order_by("number")
    return both.select_related("question__key_point", "dispute").defer("shown", "key", "answer", *heavy)


BEGUN, BEST = Prepared(begun_by, int, int), Prepared(best_shares, int, int)
ANSWERS = Prepared(answers_of, int, int)


def against_last_time(change: Decimal) -> str:
    if not change:
        return _("As many points as last time.")
    if change != int(change):
        sentence = _("%(n)s points better than last time.") if change > 0 else _("%(n)s points fewer than last time.")
        return sentence % {"n": figure(abs(change))}
    sentence = _("%(word)s better than last time.") if change > 0 else _("%(word)s fewer than last time.")
    return sentence % {"word": number_word(abs(int(change))).capitalize()}


def against_pass_mark(attempt: Attempt) -> str:
    if attempt.final_score().passes(attempt.terms.pass_mark):
        return _("Passed at the first attempt.")
    return _("Not passed yet: it takes %(mark)s %%.") % {"mark": attempt.terms.pass_mark}
