"""What a learner sees during an attempt: a question, and the summary before handing in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.prepared import Prepared
from quizzes.kinds.base import Json
from quizzes.models import Attempt, Response
from quizzes.scoring import CERTAINTIES, milliseconds
from quizzes.wording import clock, percent

SURENESS = {1: gettext_lazy("Not sure"), 2: gettext_lazy("Fairly sure"), 3: gettext_lazy("Certain")}
"""What a learner says of each level of certainty."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of certainty to choose; `right` and `wrong` are what it earns of the points, in percent."""

    level: int
    label: str
    right: str
    wrong: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One question in the navigator."""

    number: int
    name: str
    is_answered: bool
    is_flagged: bool
    is_current: bool = False
    is_next: bool = False

    @property
    def state(self) -> str:
        """What it looks like: now, done or todo."""
        return "now" if self.is_current else "done" if self.is_answered else "todo"


@dataclass(frozen=True, slots=True)
class Clock:
    """What is left of an attempt's time; 0:00 during the grace."""

    deadline: datetime
    now: datetime

    @property
    def seconds(self) -> int:
        return max(0, int((self.deadline - self.now).total_seconds()))

    @property
    def starts(self) -> str:
        return self.now.isoformat()

    @property
    def ends(self) -> str:
        return self.deadline.isoformat()

    @property
    def left(self) -> str:
        return clock(self.seconds)

    @property
    def duration(self) -> str:
        """As HTML's <time> has it."""
        minutes, seconds = divmod(self.seconds, 60)
        return f"PT{minutes}M{seconds}S"


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """`item` is what the kind's template asks; `problem` says why the last form was not taken.

    `now` is the server's clock in milliseconds, by which a browser says when an answer was given.
    """

    attempt: Attempt
    response: Response
    item: Json
    steps: tuple[Step, ...]
    clock: Clock | None
    now: int
    problem: str = ""

    @property
    def title(self) -> str:
        return _("Question %(number)s, %(quiz)s") % {"number": self.number, "quiz": self.attempt.quiz}

    @property
    def lang(self) -> str:
        return self.attempt.quiz.course.language

    @property
    def number(self) -> int:
        return self.response.number

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def came_with(self) -> str:
        """See Response.stamp."""
        return self.response.stamp(self.response.answer, self.response.certainty)

    @property
    def onward(self) -> str:
        """What the main button says to the server: there is another question, or this is the last one."""
        return "next" if self.next else "last"

    @property
    def is_free(self) -> bool:
        """Whether every question can be gone to."""
        return not self.attempt.terms.one_way

    @property
    def levels(self) -> list[Level]:
        """Where learners say how certain they are."""
        return levels(self.response.certainty or 1) if self.attempt.terms.certainty else []

    @property
    def retry(self) -> str:
        """What a further try can earn, after one that was not right."""
        terms = self.attempt.terms
        if not (terms.tells_at_once and self.response.is_answered):
            return ""
        credit = round(100 * terms.credit(self.response.tries + 1))
        return _("Not quite. Try again for up to %(share)s %% of the points, or see what is right.") % {"share": credit}

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 and self.is_free else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.total else None

    @property
    def kind_template(self) -> str:
        return f"quizzes/kinds/{self.response.kind}.html"


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """What is left open before an attempt is handed in."""

    attempt: Attempt
    steps: tuple[Step, ...]
    clock: Clock | None
    now: int = 0

    @property
    def open(self) -> list[Step]:
        return [step for step in self.steps if not step.is_answered]

    @property
    def flagged(self) -> list[Step]:
        return [step for step in self.steps if step.is_flagged]

    @property
    def back(self) -> int:
        """Where going back leads: to the first open question, else to the first flagged, else to the last."""
        return next((step.number for step in (*self.open, *self.flagged)), len(self.steps))


def question_page(
    attempt: Attempt, response: Response, now: datetime, draft: Json | None = None, problem: str = ""
) -> QuestionPage:
    """The question as it was answered so far, or with a draft that was not taken. At most one query."""
    return QuestionPage(
        attempt=attempt,
        response=response,
        item=response.asked_by.form(response.shown, draft or response.answer),
        steps=steps_beside(attempt, response),
        clock=clock_of(attempt, now),
        now=milliseconds(now),
        problem=problem,
    )


def levels(chosen: int | None = None) -> list[Level]:
    return [
        Level(level, str(SURENESS[level]), percent(float(right)), percent(float(wrong)), level == chosen)
        for level, (right, wrong) in CERTAINTIES.items()
    ]


def sheet(attempt: Attempt, now: datetime) -> list[QuestionPage]:
    """Every question of an attempt as it was answered so far. One query."""
    responses = list(attempt.responses.order_by("number"))
    for response in responses:
        response.attempt = attempt
    order = steps_of([(one.number, one.is_answered, one.is_flagged) for one in responses], None)
    return [
        QuestionPage(
            attempt=attempt,
            response=response,
            item=response.asked_by.form(response.shown, response.answer),
            steps=order,
            clock=clock_of(attempt, now),
            now=milliseconds(now),
        )
        for response in responses
    ]


def summary_page(attempt: Attempt, now: datetime) -> SummaryPage:
    return SummaryPage(attempt, steps(attempt), clock_of(attempt, now), milliseconds(now))


def steps_beside(attempt: Attempt, response: Response) -> tuple[Step, ...]:
    """One query, unless the question was read together with what the others are like: see models.asked."""
    beside = getattr(response, "beside", None)
    if beside is None:
        return steps(attempt, response.number)
    return steps_of([(number, bool(done), bool(flagged)) for number, done, flagged in sorted(beside)], response.number)


def steps(attempt: Attempt, current: int | None = None) -> tuple[Step, ...]:
    rows = STEPS.all(attempt.pk)
    return steps_of([(number, at is not None, flagged) for number, at, flagged in rows], current)


def steps_in(attempt: int) -> "QuerySet[Response, Any]":
    rows = Response.objects.filter(attempt_id=attempt).order_by("number")
    return rows.values_list("number", "answered_at", "is_flagged")


STEPS = Prepared(steps_in, int)


def steps_of(rows: Sequence[tuple[int, bool, bool]], current: int | None) -> tuple[Step, ...]:
    """Of each question's number, whether it is answered and whether it is flagged."""
    name = _("Question %(number)s")
    following = None if current is None else current + 1
    return tuple(
        Step(row[0], name % {"number": row[0]}, *row[1:], row[0] == current, row[0] == following) for row in rows
    )


def clock_of(attempt: Attempt, now: datetime) -> Clock | None:
    return Clock(attempt.deadline, now) if attempt.deadline and not attempt.is_finished else None


def open_question(steps: Sequence[Step], after: int = 0) -> int | None:
    """The next question without an answer, going round past the last; None when all have one."""
    waiting = [step.number for step in steps if not step.is_answered]
    return next((number for number in waiting if number > after), waiting[0] if waiting else None)
