"""A quiz gone through as a learner would, by who teaches it. It is kept nowhere but in the forms of its own pages,
signed: no attempt, no answer, no point and no memory comes of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from random import Random

from django.core import signing
from django.utils.translation import gettext as _

from accounts.http import User
from content.quoting import LitQuote, lit_quote
from quizzes.kinds import KINDS
from quizzes.kinds.base import Json, Mark, Posted
from quizzes.models import Attempt, QuestionVersion, Quiz, Response
from quizzes.models.draw import slots_for
from quizzes.models.response import certainty_of
from quizzes.pages.sitting import Level, levels
from quizzes.scoring import ANSWERS, CORRECTNESS, EXPLANATION, Score, score
from quizzes.wording import figure


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered to one question: None for one left open. `fraction` is its share after so many tries."""

    answer: Json | None = None
    certainty: int | None = None
    tries: int = 0
    fraction: float | None = None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """`asked` are (version, points) in their order, `said` what was answered so far, in the same order."""

    quiz: int
    seed: int
    asked: tuple[tuple[int, str], ...]
    said: tuple[Said, ...] = ()

    @classmethod
    def begin(cls, quiz: Quiz, person: User, rng: Random) -> "Rehearsal":
        slots = slots_for(quiz, person, rng)
        if quiz.shuffle:
            rng.shuffle(slots)
        versions = QuestionVersion.objects.current(slot.question_id for slot in slots)
        asked = tuple((versions[slot.question_id].pk, str(slot.points)) for slot in slots)
        return cls(quiz.pk, rng.randrange(2**31), asked)

    @classmethod
    def read(cls, quiz: Quiz, token: str) -> "Rehearsal | None":
        """What a form brought back; None when it is not of this quiz or not ours."""
        try:
            number, seed, asked, said = signing.loads(token, salt=__name__)
        except signing.BadSignature:
            return None
        if number != quiz.pk:
            return None
        return cls(number, seed, tuple((pk, points) for pk, points in asked), tuple(Said(*one) for one in said))

    @property
    def token(self) -> str:
        said = [[one.answer, one.certainty, one.tries, one.fraction] for one in self.said]
        return signing.dumps([self.quiz, self.seed, self.asked, said], salt=__name__, compress=True)


@dataclass(frozen=True, slots=True)
class Line:
    """One question in the summary."""

    number: int
    stem: str
    verdict: str
    points: str


@dataclass(frozen=True, slots=True)
class RehearsalPage:
    """A question that is asked, or told of when it was just answered, or with neither the summary.

    `again` says that a wrong answer may be tried once more.
    """

    quiz: Quiz
    token: str
    number: int
    total: int
    asked: Response | None = None
    item: Json | None = None
    levels: tuple[Level, ...] = ()
    problem: str = ""
    again: bool = False
    mark: Mark | None = None
    quote: LitQuote | None = None
    shows: frozenset[str] = frozenset()
    lines: tuple[Line, ...] = ()
    score: Score | None = None

    @property
    def template(self) -> str:
        return f"quizzes/kinds/{self.asked.kind}.html" if self.asked else ""

    @property
    def is_revealed(self) -> bool:
        return {ANSWERS, CORRECTNESS} <= self.shows

    @property
    def title(self) -> str:
        """Of a question that is told of."""
        if self.asked is None or not self.asked.is_answered:
            return _("Left open")
        return {"good": _("Correct"), "part": _("Partly right"), "bad": _("Not quite")}[
            self.mark.verdict if self.mark else "bad"
        ]

    @property
    def result(self) -> str:
        assert self.score is not None
        passed = _("passed") if self.score.passes(self.quiz.pass_mark) else _("not passed")
        return _("%(points)s of %(all)s points, %(passed)s") % {
            "points": figure(self.score.points),
            "all": figure(self.score.out_of),
            "passed": passed,
        }


class Stage:
    """A rehearsal with the questions that it asks, as unsaved rows: marked and worded by the code of real ones."""

    def __init__(self, quiz: Quiz, rehearsal: Rehearsal, person: User, now: datetime) -> None:
        self.quiz, self.rehearsal = quiz, rehearsal
        attempt = Attempt(quiz=quiz, learner_id=person.pk, number=1, rules=quiz.rules.as_json(), started_at=now)
        self.terms = attempt.terms
        versions = QuestionVersion.objects.select_related("citation__edition__document", "question").in_bulk(
            [pk for pk, _points in rehearsal.asked]
        )
        self.responses = [
            Response.asking(attempt, number, versions[pk], Decimal(points), mixing(rehearsal.seed, number))
            for number, (pk, points) in enumerate(rehearsal.asked, start=1)
        ]
        for response, said in zip(self.responses, rehearsal.said, strict=False):
            fill(response, said, now)

    @property
    def open(self) -> Response | None:
        """The question to be answered: the first that is not settled."""
        for number, response in enumerate(self.responses):
            if number >= len(self.rehearsal.said) or self.may_try_again(self.rehearsal.said[number]):
                return response
        return None

    def may_try_again(self, said: Said) -> bool:
        wrong = said.answer is not None and (said.fraction or 0) < 1
        return self.terms.tells_at_once and wrong and 0 < said.tries < self.terms.tries

    def answered(self, posted: Posted) -> Rehearsal:
        """
        :raises BadAnswer: for a form that is empty or tampered with
        """
        response = self.open
        if response is None:
            return self.rehearsal
        kind, before = KINDS[response.kind], self.said(response)
        answer = kind.parse(response.shown, posted)
        certainty = (certainty_of(posted) or 1) if self.terms.certainty else None
        fraction, tries = kind.mark(response.shown, response.key, answer).fraction, before.tries + 1
        if self.terms.tells_at_once:
            fraction = max(before.fraction or 0.0, fraction * self.terms.credit(tries))
        return self.with_said(response, Said(answer, certainty, tries, fraction))

    def passed_over(self) -> Rehearsal:
        """The question is left open, or tried no more."""
        response = self.open
        if response is None:
            return self.rehearsal
        return self.with_said(response, replace(self.said(response), tries=self.terms.tries))

    def said(self, response: Response) -> Said:
        said = self.rehearsal.said
        return said[response.number - 1] if response.number <= len(said) else Said()

    def with_said(self, response: Response, said: Said) -> Rehearsal:
        return replace(self.rehearsal, said=(*self.rehearsal.said[: response.number - 1], said))

    # Pages ------------------------------------------------------------------

    def page(self, posted: Posted | None = None, problem: str = "") -> RehearsalPage:
        """What comes next; with `posted`, the same question again with what its form held."""
        response = self.open
        if response is None:
            return self.summary()
        kind, said = KINDS[response.kind], self.said(response)
        held = kind.draft(response.shown, posted) if posted is not None else said.answer
        return replace(
            self.base(response.number),
            asked=response,
            item=kind.form(response.shown, held),
            levels=tuple(levels(said.certainty)) if self.terms.certainty else (),
            problem=problem,
            again=said.tries > 0 and not problem,
        )

    def told(self) -> RehearsalPage:
        """The question that was answered last, marked."""
        response = self.responses[len(self.rehearsal.said) - 1]
        shows = self.terms.shown(None, response.attempt.started_at)
        wording = response.wording
        return replace(
            self.base(response.number),
            asked=response,
            item=response.asked_by.reveal(response.shown, response.key, response.answer),
            mark=response.mark(),
            shows=shows,
            quote=lit_quote(wording.citation, wording.feedback.get("lit", ())) if EXPLANATION in shows else None,
        )

    def summary(self) -> RehearsalPage:
        marks = [(one.fraction, one.certainty, one.points) for one in self.responses]
        return replace(
            self.base(len(self.responses)), lines=tuple(lines(self.responses)), score=score(marks) if marks else None
        )

    def base(self, number: int) -> RehearsalPage:
        return RehearsalPage(self.quiz, self.rehearsal.token, number, len(self.responses))


def mixing(seed: int, number: int) -> Random:
    """The same mix of a question's options on each of its pages."""
    return Random(f"{seed}.{number}")  # noqa: S311 - a mix, not a secret


def fill(response: Response, said: Said, now: datetime) -> None:
    response.answer, response.certainty = said.answer, said.certainty
    response.tries, response.fraction = said.tries, said.fraction
    response.answered_at = now if said.answer is not None else None


def lines(responses: Sequence[Response]) -> Iterator[Line]:
    for response in responses:
        verdict = Mark(response.fraction).verdict if response.fraction is not None else "open"
        points = f"{figure(response.earned)} / {figure(response.points)}"
        yield Line(response.number, str(response.shown.get("stem", "")), verdict, points)
