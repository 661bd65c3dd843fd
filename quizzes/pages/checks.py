"""Questions in the reader by which learners check themselves, each after the part that it asks about."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from accounts.http import User
from content.models import Lesson, Paragraph
from content.quoting import LitQuote, lit_quote
from quizzes.kinds import KINDS
from quizzes.kinds.base import Json
from quizzes.models import Feedback, Question, QuizQuestion, SelfCheck
from quizzes.scheduling import learner_day

CLICKED = ("choice", "multiple", "true_false")
BRIEF = ("choice", "multiple", "cloze", "short_answer", "numeric", "true_false")
"""Kinds that are answered by a click or a word, without leaving the text; the telling ones first."""


@dataclass(frozen=True, slots=True)
class Check:
    """A question, asked or with its answer marked. `item` is what the kind gives to ask or to reveal it,
    `problem` says why an answer was not taken.
    """

    question: Question
    item: Json
    verdict: str = ""
    whys: tuple[str, ...] = ()
    source: LitQuote | None = None
    problem: str = ""

    @property
    def is_many(self) -> bool:
        return self.question.kind == "multiple"

    @property
    def is_clicked(self) -> bool:
        return self.question.kind in CLICKED

    @property
    def prompt(self) -> str:
        """The id of its words, of which there are several in a lesson."""
        return f"ask-{self.question.pk}"

    @property
    def hint(self) -> str:
        return f"ask-{self.question.pk}-hint"

    @property
    def kind_template(self) -> str:
        return f"quizzes/kinds/{self.question.kind}.html"


def questions_for(lesson: Lesson) -> QuerySet[Question]:
    """The questions of a lesson that may stand in its text: none of a quiz that tells at the end."""
    graded = QuizQuestion.objects.filter(question=OuterRef("pk"), quiz__feedback=Feedback.END)
    within = Q(
        citation__edition=lesson.edition_id,
        citation__paragraph__gte=lesson.first_paragraph,
        citation__last_paragraph__lte=lesson.last_paragraph,
    )
    brief = Question.objects.approved().filter(within, ~Exists(graded), course=lesson.course_id, kind__in=BRIEF)
    return brief.exclude(kind="true_false", shown__correction="asked").select_related("citation", "key_point")


def checks_of(lesson: Lesson, learner: User) -> list[tuple[Question, SelfCheck | None]]:
    """Each with the learner's last answer. One query."""
    mine = FilteredRelation("self_checks", condition=Q(self_checks__learner=learner.pk))
    last = {f"last_{name}": F(f"mine__{name}") for name in ("version", "answer", "fraction", "day")}
    found = questions_for(lesson).defer("key_point__content").annotate(mine=mine, **last)
    return [(question, last_of(question)) for question in found.order_by("citation__start", "pk")]


def last_of(question: Question) -> SelfCheck | None:
    taken = {name: getattr(question, f"last_{name}") for name in ("version", "answer", "fraction", "day")}
    return SelfCheck(question=question, **taken) if taken["day"] else None


def chosen(
    candidates: Iterable[tuple[Question, SelfCheck | None]], first: int, last: int, today: date, asked: Counter[str]
) -> tuple[Question, SelfCheck | None] | None:
    """The one to stand after a part: that of today, else one never answered, else the one answered longest ago; of
    these the kind that was asked least in the parts before, and the easiest.
    """
    of_part = [pair for pair in candidates if first <= pair[0].citation.last_paragraph <= last]

    def rank(pair: tuple[Question, SelfCheck | None]) -> tuple[Any, ...]:
        question, mine = pair
        today_s = mine is not None and mine.stands(question, today)
        kind = asked[question.kind], BRIEF.index(question.kind)
        return not today_s, mine.day if mine else date.min, *kind, question.difficulty, question.pk

    return min(of_part, key=rank, default=None)


def check(
    question: Question,
    mine: SelfCheck | None,
    learner: User,
    today: date,
    paragraphs: Sequence[Paragraph],
    problem: str = "",
) -> Check:
    """`mine` is the learner's last answer; one that stands is shown marked. No query."""
    kind = KINDS[question.kind]
    shown = kind.present(question.shown, Random(f"{learner.pk} {question.pk}"), True)  # noqa: S311 - a mix, no secret
    if mine is None or not mine.stands(question, today):
        return Check(question, kind.form(shown, None), problem=problem)
    mark = kind.mark(shown, question.key, mine.answer)
    why = question.feedback.get("why", {})
    return Check(
        question,
        kind.reveal(shown, question.key, mine.answer),
        verdict=mark.verdict,
        whys=tuple(why[part.id]["text"] for part in mark.parts if not part.right and part.id in why),
        source=lit_quote(question.citation, question.feedback.get("lit", ()), paragraphs=paragraphs),
    )


def check_page(
    question: Question, mine: SelfCheck | None, lesson: Lesson, learner: User, now: datetime, problem: str = ""
) -> Check:
    """One check by itself. One query."""
    question.citation.edition = lesson.edition
    near = lesson.edition.paragraphs.filter(
        number__range=(question.citation.paragraph, question.citation.last_paragraph)
    )
    return check(question, mine, learner, learner_day(now, learner.zone), list(near.order_by("order")), problem)
