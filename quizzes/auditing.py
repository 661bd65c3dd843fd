"""Do the items of a course still hold? A new document can make a wrong option right.

What was drafted is examined as strictly as on the day it was drafted. What an instructor wrote or changed is
theirs to judge: the same checks only warn of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.urls import reverse

from content.models import Citation, Course, Edition, Role
from quizzes.generation.bank import CardDraft
from quizzes.generation.gate import Reasons, examine, examine_card, verdict
from quizzes.generation.support import CourseIndex
from quizzes.kinds.base import N_, Draft, Message, Quote
from quizzes.models import About, Card, Notice, Origin, Question, Status

ONE_SET_ASIDE = N_("A new text makes one live item doubtful. It is a draft again and waits in the review queue.")
SET_ASIDE = N_("A new text makes {n} live items doubtful. They are drafts again and wait in the review queue.")


@dataclass(frozen=True, slots=True)
class Finding:
    """A live item that no longer holds, and why; one that `is_own` is an instructor's, who is only warned."""

    item: Question | Card
    reasons: Reasons
    is_own: bool = False


def findings(course: Course, index: CourseIndex) -> Iterator[Finding]:
    """What the checks hold against the live items of a course. Those that cite a text which is no more current
    are left to whoever brought the new one in."""
    yield from against_questions(course, index)
    yield from against_cards(course, index)


def against_questions(course: Course, index: CourseIndex) -> Iterator[Finding]:
    live = list(course.questions.approved().with_source().select_related("key_point").defer("citation__edition__text"))
    origins, editions = cited_by(live), current(course)
    for question in live:
        if question.citation.edition_id in editions and taught(question):
            reasons = examine(draft_of(question, index, origins), index)
            if reasons:
                yield Finding(question, reasons, is_own=is_own(question))


def against_cards(course: Course, index: CourseIndex) -> Iterator[Finding]:
    live = Card.objects.approved().filter(key_point__course=course).select_related("citation__edition__document")
    editions = current(course)
    for card in live.defer("citation__edition__text"):
        if card.citation.edition_id not in editions or str(card.key_point_id) not in index.points:
            continue
        if reasons := examine_card(face_of(card, index), index):
            yield Finding(card, reasons, is_own=not card.rule)


def held_against(item: Question | Card, index: CourseIndex) -> Reasons:
    """What the checks find in one item, live or not: what refuses it, and what only warns."""
    if isinstance(item, Card):
        return examine_card(face_of(item, index), index)
    found = verdict(draft_of(item, index, cited_by([item])), index)
    return (*found.refused, *found.warned)


def examined(questions: Sequence[Question], index: CourseIndex) -> dict[int, Reasons]:
    """What the checks hold against each of these questions, by their ids; kept with them, to be filtered by."""
    found = {question.pk: held_against(question, index) for question in questions}
    for question in questions:
        question.flaws = flaws_of(found[question.pk])
    Question.objects.bulk_update(questions, ["flaws"], batch_size=200)
    return found


def flaws_of(reasons: Reasons) -> str:
    return f" {' '.join(check for check, _reason in reasons)} " if reasons else ""


def set_aside(found: Sequence[Finding]) -> int:
    """Make drafts of those that no longer hold, with the reasons, for somebody to look at."""
    fallen = [finding for finding in found if not finding.is_own]
    questions = [held_back(finding.item, finding.reasons) for finding in fallen if isinstance(finding.item, Question)]
    with transaction.atomic():
        Question.objects.bulk_update(questions, ["status", "feedback", "flaws"])
        Card.objects.filter(pk__in=[finding.item.pk for finding in fallen if isinstance(finding.item, Card)]).redraft()
    return len(fallen)


def tell_instructors(course: Course, found: Sequence[Finding], now: datetime) -> None:
    """What was set aside waits in the review queue with its reasons; whoever teaches the course is told so."""
    n = sum(not finding.is_own for finding in found)
    if not n:
        return
    message = Message(ONE_SET_ASIDE) if n == 1 else Message(SET_ASIDE, {"n": n})
    link = reverse("quizzes:drafts_waiting", args=[course.slug])
    teaching = course.memberships.present().filter(role=Role.INSTRUCTOR).values_list("user", flat=True)
    Notice.objects.tell_all([Notice.saying(pk, course, About.COURSE, message, now, link) for pk in teaching])


def held_back(question: Question, reasons: Reasons) -> Question:
    question.status, question.flaws = Status.DRAFT, flaws_of(reasons)
    question.feedback = {**question.feedback, "against": [list(each) for each in reasons]}
    return question


def broken_citations(course: Course) -> Iterator[Citation]:
    """Citations of which the edition says other words than were cited, or whose hash proves other words."""
    texts = dict(course.documents.values_list("editions__pk", "editions__text"))
    for citation in Citation.objects.filter(edition__document__course=course).with_source().iterator():
        words = texts[citation.edition_id][citation.start : citation.end]
        if words != citation.quote or sha256(words.encode()).hexdigest() != citation.sha256:
            yield citation


# Rows as the checks take them --------------------------------------------------


def current(course: Course) -> set[int]:
    return set(Edition.objects.current().filter(document__course=course).values_list("pk", flat=True))


def taught(question: Question) -> bool:
    return question.key_point is None or not question.key_point.is_retired


def is_own(question: Question) -> bool:
    """Whether an instructor wrote a question, or changed its words since it was drafted."""
    drafted = Question.fingerprint_of(question.kind, question.shown, question.key)
    return question.origin == Origin.AUTHORED or question.fingerprint != drafted


def cited_by(questions: Sequence[Question]) -> dict[int, Citation]:
    """The citations of wrong options."""
    wanted = {why["citation"] for question in questions for why in question.feedback.get("why", {}).values()}
    return Citation.objects.with_source().in_bulk(wanted)


def draft_of(question: Question, index: CourseIndex, origins: Mapping[int, Citation]) -> Draft:
    evidence = quote_of(question.citation)
    why = question.feedback.get("why", {})
    return Draft(
        kind=question.kind,
        point=str(question.key_point_id or ""),
        shown=question.shown,
        key=question.key,
        explanation=question.explanation,
        evidence=evidence,
        lit=lit_in(question.feedback.get("lit", ()), evidence, index),
        rule="" if is_own(question) else question.rule,
        why=tuple((id, one["text"], quote_of(origins[one["citation"]])) for id, one in why.items()),
        difficulty=question.difficulty,
    )


def face_of(card: Card, index: CourseIndex) -> CardDraft:
    evidence = quote_of(card.citation)
    lit = lit_in(card.lit, evidence, index)
    lines = tuple(card.answer["lines"])
    return CardDraft(
        str(card.key_point_id), card.face, card.prompt, lines, card.answer["ordered"], evidence, lit, card.rule
    )


def quote_of(citation: Citation) -> Quote:
    return Quote(citation.edition.letter, citation.start, citation.end, citation.quote)


def lit_in(spans: Sequence[Sequence[int]], evidence: Quote, index: CourseIndex) -> tuple[Quote, ...]:
    source = index.sources.get(evidence.source)
    if source is None or not spans:
        return (evidence,)
    return tuple(source.quote((start, end)) for start, end in spans)
