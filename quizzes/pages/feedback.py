"""One question with its answer marked, and why: from the source, for both what was right and what was chosen."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.prepared import Prepared
from content.models import Citation
from content.quoting import LitQuote, lit_quote
from quizzes import scheduling
from quizzes.breaks import asked_from
from quizzes.kinds.base import Json, Mark
from quizzes.models import Absence, Attempt, Dispute, Memory, Question, Response
from quizzes.models.question import Wording
from quizzes.pages.sitting import SURENESS, Clock, Step, clock_of, open_question, steps_beside
from quizzes.scoring import CORRECTNESS, SCORE, milliseconds, rating
from quizzes.wording import duration, figure, number_word, said


@dataclass(frozen=True, slots=True)
class Chosen:
    """Why a wrong part is wrong: what its words mean, and where they stand if that is elsewhere."""

    text: str
    quote: LitQuote | None


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """`item` is what the kind's template reveals; `returns` are the days until the key point is asked again."""

    attempt: Attempt
    response: Response
    item: Json
    mark: Mark
    source: LitQuote
    chosen: tuple[Chosen, ...]
    returns: int | None
    steps: tuple[Step, ...]
    clock: Clock | None
    now: int
    shows: frozenset[str]

    @property
    def question(self) -> Question:
        return self.response.question

    @property
    def lang(self) -> str:
        return self.attempt.quiz.course.language

    @property
    def leave(self) -> str:
        """Out of the attempt, or back to its result."""
        return (self.attempt if self.attempt.is_finished else self.attempt.quiz.course).get_absolute_url()

    @property
    def dispute(self) -> Dispute | None:
        """What the learner has against the question, unless it was withdrawn."""
        raised: Dispute | None = getattr(self.response, "dispute", None)
        return raised if raised and raised.stands else None

    @property
    def can_dispute(self) -> bool:
        """Who is told how an answer was marked may object."""
        return CORRECTNESS in self.shows and self.dispute is None

    @property
    def number(self) -> int:
        return self.response.number

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def next(self) -> int | None:
        """During the attempt the next open question, afterwards simply the next one."""
        if self.attempt.is_finished:
            return self.number + 1 if self.number < self.total else None
        return open_question(self.steps, self.number)

    @property
    def marks_yours(self) -> bool:
        return any(mark == "yours" for _text, mark in self.source.segments)

    @property
    def kind_template(self) -> str:
        return f"quizzes/kinds/{self.response.kind}.html"

    @property
    def title(self) -> str:
        if not self.response.is_answered:
            return _("Left open")
        return {"good": _("Correct"), "part": _("Partly right"), "bad": _("Not quite")}[self.mark.verdict]

    @property
    def summary(self) -> str:
        points = points_in_words(self.response) if SCORE in self.shows else ""
        sure = sureness_in_words(self.response)
        return " ".join(filter(None, (points, answer_in_words(self.response, self.mark, self.item), sure)))

    @property
    def own(self) -> str:
        """The answer in words, where what is right is not shown."""
        if self.response.answer is None:
            return ""
        return said(self.response.asked_by.in_words(self.response.shown, self.response.answer))


def feedback_page(attempt: Attempt, response: Response, now: datetime) -> FeedbackPage:
    """At most three queries beside the response, which should be one of `TOLD`."""
    mark = response.mark()
    wording = response.wording
    whys = reasons(wording, mark)
    return FeedbackPage(
        attempt=attempt,
        response=response,
        item=response.reveal(),
        mark=mark,
        source=source_of(wording, [cited for _text, cited in whys]),
        chosen=tuple(Chosen(text, elsewhere(wording, cited)) for text, cited in whys),
        returns=days_until_back(attempt, response, scheduling.learner_day(now, attempt.learner.zone)),
        steps=steps_beside(attempt, response),
        clock=clock_of(attempt, now),
        now=milliseconds(now),
        shows=attempt.terms.shown(attempt.finished_at, now),
    )


def reasons(wording: Wording, mark: Mark) -> list[tuple[str, Citation | None]]:
    """What the author or the generator says of each wrong part, with the words it cites."""
    why: dict[str, dict[str, Any]] = wording.feedback.get("why", {})
    told = [why[part.id] for part in mark.parts if not part.right and part.id in why]
    if not told:
        return []
    pks = {one["citation"] for one in told if one.get("citation")}
    cited: dict[Any, Citation] = {one.pk: one for one in CITED.all(*pks)}
    return [(one["text"], cited.get(one.get("citation"))) for one in told]


def source_of(wording: Wording, cited: list[Citation | None]) -> LitQuote:
    """The evidence with the answering words lit, and with the chosen words where they stand in it."""
    yours = [(one.start, one.end) for one in cited if one is not None and stands_in(one, wording.citation)]
    return lit_quote(wording.citation, wording.feedback.get("lit", ()), yours)


def elsewhere(wording: Wording, cited: Citation | None) -> LitQuote | None:
    """The chosen words in a quotation of their own, unless the evidence holds them."""
    if cited is None or stands_in(cited, wording.citation):
        return None
    return lit_quote(cited, (), [(cited.start, cited.end)])


def stands_in(inner: Citation, outer: Citation) -> bool:
    return inner.edition_id == outer.edition_id and outer.start <= inner.start and inner.end <= outer.end


def days_until_back(attempt: Attempt, response: Response, today: date) -> int | None:
    """As scheduled once the attempt is handed in; before that, as this answer alone would have it."""
    key_point = response.question.key_point_id
    if key_point is None or response.fraction is None:
        return None
    memory = KEPT.get(attempt.learner_id, key_point)
    if attempt.is_finished:
        return max(0, (memory.asked_from - today).days) if memory else None
    learner, before = attempt.learner, memory.state if memory else None
    after = scheduling.review(before, rating(response.fraction), today, learner.desired_retention, learner.weights)
    return (asked_from(after.due, after.last_day, Absence.objects.of(learner).breaks()) - today).days


CITED = Prepared(lambda *pks: Citation.objects.with_source().filter(pk__in=pks).order_by(), int)
KEPT = Prepared(
    lambda learner, key_point: Memory.objects.filter(learner_id=learner, key_point_id=key_point).order_by(), int, int
)


def points_in_words(response: Response) -> str:
    """1 point. 0.6 of 1 point. 0 points. What it means that the question counts for nobody."""
    if response.is_void:
        return _("This question counts for nobody any more.")
    earned = response.earned
    if response.fraction == 1 or not earned:
        return ngettext("%(points)s point.", "%(points)s points.", 1 if earned == 1 else 2) % {"points": figure(earned)}
    return ngettext(
        "%(points)s of %(worth)s point.", "%(points)s of %(worth)s points.", 1 if response.points == 1 else 2
    ) % {
        "points": figure(earned),
        "worth": figure(response.points),
    }


def sureness_in_words(response: Response) -> str:
    if response.certainty is None:
        return ""
    return _("You said: %(sure)s.") % {"sure": str(SURENESS[response.certainty]).lower()}


def answer_in_words(response: Response, mark: Mark, item: Json) -> str:
    """What was done, in one short sentence; empty when the page says it all."""
    if not response.is_answered:
        return _("You left this question open.")
    if mark.verdict == "good":
        return _("You answered in %(time)s.") % {"time": duration(response.seconds)} if response.seconds else ""
    if mark.note:
        return said(mark.note)
    if len(mark.parts) > 1:
        right = sum(part.right for part in mark.parts)
        return ngettext("%(right)s of %(all)s is right.", "%(right)s of %(all)s are right.", right or 1) % {
            "right": number_word(right).capitalize() if right else _("None"),
            "all": number_word(len(mark.parts)),
        }
    letter = next((row["letter"] for row in item.get("options", ()) if row.get("chosen")), "")
    return _("You chose %(letter)s.") % {"letter": letter} if letter else ""
