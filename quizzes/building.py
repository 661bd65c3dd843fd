"""From key points to a course's bank of questions and cards, and from the bank to quizzes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from content.models import Citation, Course, Edition, KeyPoint, Lesson, Publishing
from content.values import value_of
from quizzes.auditing import Finding, findings, set_aside, tell_instructors
from quizzes.generation import draft
from quizzes.generation.bank import Bank, CardDraft, Point, Refused, Source
from quizzes.generation.documents import document_name
from quizzes.generation.select import composed
from quizzes.generation.support import course_index
from quizzes.kinds.base import Draft, Quote
from quizzes.models import Card, Origin, Question, Quiz, QuizQuestion, Status

FEWEST_IN_A_QUIZ = 4
MOST_IN_A_LESSON_QUIZ = 8
MOST_IN_A_COURSE_QUIZ = 15

Place = tuple[str, int, int]
"""Letter of a document, start and end in its text."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """How many questions and cards are new, what the checks refused, and what they now hold against live items."""

    questions: int
    cards: int
    refused: tuple[Refused, ...]
    fallen: tuple[Finding, ...] = ()


def draft_items(course: Course, now: datetime) -> Drafted:
    """Draft from every key point of the course what it was not asked by yet.

    A key point that has, or had, a question by some rule gets no other one by it. What is drafted and live is
    examined again, as a new document can make a wrong option right: what no longer holds becomes a draft with
    the reasons. Nothing else that stands there is touched, be it approved, edited or retired.
    """
    sources = sources_of(course)
    bank = draft(sources)
    with transaction.atomic():
        course = Course.objects.select_for_update().get(pk=course.pk)
        fallen = tuple(findings(course, course_index(sources)))
        set_aside(fallen)
        tell_instructors(course, fallen, now)
        citations = cited(course, bank)
        status = Status.APPROVED if course.publishing == Publishing.AUTOMATIC else Status.DRAFT
        questions = Question.objects.add(new_questions(course, bank, citations, status), None, now)
        cards = Card.objects.bulk_create(new_cards(course, bank, citations, status, now))
    return Drafted(len(questions), len(cards), bank.refused, fallen)


# What is known, as generation takes it ---------------------------------------


def sources_of(course: Course) -> list[Source]:
    """The current texts of the course with their taught sentences and key points."""
    editions = list(editions_of(course))
    points: dict[int, list[KeyPoint]] = {edition.pk: [] for edition in editions}
    for point in course.key_points.taught().with_source().select_related("lesson"):
        points.get(point.lesson.edition_id, []).append(point)
    named = [edition.source for edition in editions]
    return [source_of(edition, points[edition.pk], own_name=named.count(edition.source) == 1) for edition in editions]


def editions_of(course: Course) -> Iterable[Edition]:
    editions = Edition.objects.current().filter(document__course=course)
    return editions.select_related("document").prefetch_related("paragraphs").order_by("document__created_at", "pk")


def source_of(edition: Edition, points: Iterable[KeyPoint], *, own_name: bool) -> Source:
    """`own_name`: whether its publisher's name tells it from the other documents; else its title does."""
    sentences = (
        (start, end) for paragraph in edition.paragraphs.all() if paragraph.number for start, end in paragraph.sentences
    )
    return Source(
        letter=edition.letter,
        title=edition.title,
        name=document_name(edition.source, edition.title, unique=own_name),
        language=edition.language,
        text=edition.text,
        sentences=tuple(sentences),
        points=tuple(Point(str(point.pk), point.label, value_of(point)) for point in points),
    )


# What was drafted, as rows ---------------------------------------------------


def cited(course: Course, bank: Bank) -> dict[Place, Citation]:
    """A citation for each piece of evidence and each wrong option's origin."""
    quotes = [quote for item in bank.questions for quote in (item.evidence, *(quote for _, _, quote in item.why))]
    quotes += [card.evidence for card in bank.cards]
    found: dict[Place, Citation] = {}
    for edition in editions_of(course):
        spans = {(quote.start, quote.end) for quote in quotes if quote.source == edition.letter}
        for span, citation in Citation.objects.cite(edition, spans).items():
            found[edition.letter, *span] = citation
    return found


def place(quote: Quote) -> Place:
    return quote.source, quote.start, quote.end


def new_questions(course: Course, bank: Bank, citations: dict[Place, Citation], status: Status) -> Iterator[Question]:
    asked = {(str(point), rule) for point, rule in course.questions.values_list("key_point", "rule")}
    known = set(course.questions.values_list("fingerprint", flat=True))
    for item in bank.questions:
        fingerprint = Question.fingerprint_of(item.kind, item.shown, item.key)
        if (item.point, item.rule) not in asked and fingerprint not in known:
            yield Question(
                course=course,
                key_point_id=int(item.point),
                kind=item.kind,
                shown=item.shown,
                key=item.key,
                explanation=item.explanation,
                feedback=feedback_of(item, citations),
                citation=citations[place(item.evidence)],
                origin=Origin.GENERATED,
                rule=item.rule,
                difficulty=item.difficulty,
                status=status,
                fingerprint=fingerprint,
            )


def feedback_of(item: Draft, citations: dict[Place, Citation]) -> dict[str, Any]:
    return {
        "lit": [[quote.start, quote.end] for quote in item.lit],
        "why": {id: {"text": text, "citation": citations[place(quote)].pk} for id, text, quote in item.why},
    }


def new_cards(
    course: Course, bank: Bank, citations: dict[Place, Citation], status: Status, now: datetime
) -> Iterator[Card]:
    known = Card.objects.filter(key_point__course=course).values_list("key_point", "rule", "face", "prompt")
    rules = {(str(point), rule) for point, rule, _face, _prompt in known}
    faces = {(str(point), face, prompt) for point, _rule, face, prompt in known}
    for item in bank.cards:
        if (item.point, item.rule) not in rules and (item.point, item.face, item.prompt) not in faces:
            yield card_of(item, citations[place(item.evidence)], status, now)


def card_of(item: CardDraft, citation: Citation, status: Status, now: datetime) -> Card:
    return Card(
        key_point_id=int(item.point),
        face=item.face,
        prompt=item.prompt,
        answer={"lines": list(item.lines), "ordered": item.ordered},
        lit=[[quote.start, quote.end] for quote in item.lit],
        citation=citation,
        rule=item.rule,
        status=status,
        created_at=now,
    )


# Quizzes ---------------------------------------------------------------------


@transaction.atomic
def build_quiz(
    course: Course,
    title: str,
    questions: Sequence[Question],
    now: datetime,
    lesson: Lesson | None = None,
    **rules: Any,
) -> Quiz:
    """A quiz of these questions in this order; `rules` are the quiz's own fields."""
    quiz = Quiz.objects.create(course=course, title=title[:120], lesson=lesson, created_at=now, **rules)
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, question=question, order=order) for order, question in enumerate(questions, start=1)
    )
    return quiz


def sample_quizzes(course: Course, now: datetime) -> list[Quiz]:
    """One quiz for each lesson that has enough questions, and one over the whole course, of those that the
    course has none of yet."""
    made = [quiz for lesson in course.lessons.filter(quizzes=None) if (quiz := lesson_quiz(lesson, now))]
    if not course.quizzes.filter(lesson=None).exists():
        questions = composed(course.questions.approved().order_by("pk"), MOST_IN_A_COURSE_QUIZ)
        if len(questions) >= FEWEST_IN_A_QUIZ:
            made.append(build_quiz(course, _("The whole course"), questions, now))
    return made


def lesson_quiz(lesson: Lesson, now: datetime) -> Quiz | None:
    asked = lesson.course.questions.approved().filter(key_point__lesson=lesson).order_by("pk")
    questions = composed(asked, MOST_IN_A_LESSON_QUIZ)
    return (
        build_quiz(lesson.course, lesson.title, questions, now, lesson) if len(questions) >= FEWEST_IN_A_QUIZ else None
    )
