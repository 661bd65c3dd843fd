"""What a learner sees before and during an attempt: the start page, a question, the summary before handing in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quizzes.kinds import KINDS
from quizzes.kinds.base import Json
from quizzes.models import Attempt, Quiz, Response
from quizzes.scoring import milliseconds
from quizzes.wording import clock, number_word


@dataclass(frozen=True, slots=True)
class Step:
    """One question in the navigator."""

    number: int
    is_answered: bool
    is_flagged: bool
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """What is left of an attempt's time; 0:00 during the grace."""

    deadline: datetime
    now: datetime

    @property
    def seconds(self) -> int:
        return max(0, int((self.deadline - self.now).total_seconds()))

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
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

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


@dataclass(frozen=True, slots=True)
class StartPage:
    """`kinds` are (label, how many); `rules` one sentence each; `refusal` says why no attempt can be begun."""

    quiz: Quiz
    kinds: tuple[tuple[str, int], ...]
    rules: tuple[str, ...]
    refusal: str
    begun: Attempt | None

    @property
    def total(self) -> int:
        return sum(count for _label, count in self.kinds)


def question_page(
    attempt: Attempt, response: Response, now: datetime, draft: Json | None = None, problem: str = ""
) -> QuestionPage:
    """The question as it was answered so far, or with a draft that was not taken. One query."""
    return QuestionPage(
        attempt=attempt,
        response=response,
        item=response.asked_by.form(response.shown, draft or response.answer),
        steps=steps(attempt, response.number),
        clock=clock_of(attempt, now),
        now=milliseconds(now),
        problem=problem,
    )


def sheet(attempt: Attempt, now: datetime) -> list[QuestionPage]:
    """Every question of an attempt as it was answered so far. One query."""
    responses = list(attempt.responses.order_by("number"))
    for response in responses:
        response.attempt = attempt
    return [
        QuestionPage(
            attempt=attempt,
            response=response,
            item=response.asked_by.form(response.shown, response.answer),
            steps=tuple(
                Step(other.number, other.is_answered, other.is_flagged, other == response) for other in responses
            ),
            clock=clock_of(attempt, now),
            now=milliseconds(now),
        )
        for response in responses
    ]


def summary_page(attempt: Attempt, now: datetime) -> SummaryPage:
    return SummaryPage(attempt, steps(attempt), clock_of(attempt, now), milliseconds(now))


def steps(attempt: Attempt, current: int | None = None) -> tuple[Step, ...]:
    rows = attempt.responses.order_by("number").values_list("number", "answered_at", "is_flagged")
    return tuple(Step(number, at is not None, flagged, number == current) for number, at, flagged in rows)


def clock_of(attempt: Attempt, now: datetime) -> Clock | None:
    return Clock(attempt.deadline, now) if attempt.deadline and not attempt.is_finished else None


def open_question(steps: Sequence[Step], after: int = 0) -> int | None:
    """The next question without an answer, going round past the last; None when all have one."""
    waiting = [step.number for step in steps if not step.is_answered]
    return next((number for number in waiting if number > after), waiting[0] if waiting else None)


def start_page(quiz: Quiz, attempts: Sequence[Attempt], now: datetime) -> StartPage:
    """`attempts` are the learner's, newest first. One query."""
    kinds = Counter(quiz.slots.askable().values_list("question__kind", flat=True))
    begun = next((attempt for attempt in attempts if not attempt.is_finished), None)
    return StartPage(
        quiz=quiz,
        kinds=tuple((_(KINDS[name].label), kinds[name]) for name in KINDS if kinds[name]),
        rules=tuple(rules_in_words(quiz, len(attempts))),
        refusal="" if begun else quiz.refusal(sum(kinds.values()), list(attempts), now),
        begun=begun,
    )


def rules_in_words(quiz: Quiz, used: int) -> Iterable[str]:
    yield time_in_words(quiz.time_limit)
    if quiz.rules.tells_at_once:
        yield _("After each question you see what was right, and why. An answer stands once it is given.")
    else:
        yield _("You see what was right once you hand in. Until then you can change every answer.")
    yield attempts_in_words(quiz.attempts_allowed, used)
    yield _("%(mark)s %% of the points are a pass. Speed earns nothing.") % {"mark": quiz.pass_mark}


def time_in_words(minutes: int | None) -> str:
    if minutes is None:
        return _("There is no time limit. Your answers are kept, so you can go on another day.")
    return ngettext(
        "You have %(n)s minute from the moment you start. When time runs out, what is saved is what counts.",
        "You have %(n)s minutes from the moment you start. When time runs out, what is saved is what counts.",
        minutes,
    ) % {"n": minutes}


def attempts_in_words(allowed: int | None, used: int) -> str:
    if allowed is None:
        return _("You can try as often as you like. Your best attempt counts for the leaderboard.")
    left = max(0, allowed - used)
    if left == allowed:
        return ngettext(
            "You have one attempt.",
            "You have %(word)s attempts. The best one counts for the leaderboard.",
            allowed,
        ) % {"word": number_word(allowed)}
    return ngettext("You have %(word)s attempt left.", "You have %(word)s attempts left.", left) % {
        "word": number_word(left)
    }
