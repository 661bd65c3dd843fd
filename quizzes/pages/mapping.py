"""Documents as maps of what a learner knows of them: each as a strip, a lesson sentence by sentence."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, FilteredRelation, Min, Q
from django.db.models.functions import Substr

from accounts.http import User
from content.models import Citation, Edition, KeyPoint, Lesson, Paragraph
from content.models.key_point import KeyPointQuerySet
from quizzes.figures.strips import Strip, strip
from quizzes.pages.coverage import own_words
from quizzes.pages.progress import NEW, PHASES, learnable, phase_of
from quizzes.scheduling import Weights

LEVELS = {phase: level for level, phase in enumerate(PHASES, start=1)}
"""new 1, learning 2, familiar 3, mastered 4."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A document with its strip, the number of its first lesson, and how many of its key points are in each phase."""

    edition: Edition
    lesson: int
    strip: Strip
    phases: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.phases.values())

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Best known first."""
        return [(phase, self.phases.get(phase, 0)) for phase in reversed(PHASES)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`points` are the key points whose words stand in it; `phase` is that of the least known, empty without any."""

    text: str
    anchor: str
    points: tuple[KeyPoint, ...]
    phase: str

    @property
    def level(self) -> int:
        return LEVELS.get(self.phase, 0)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its sentences; a heading has none."""

    paragraph: Paragraph
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class LessonMap:
    lesson: Lesson
    lessons: tuple[Lesson, ...]
    blocks: tuple[Block, ...]
    phases: Mapping[str, int]

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(phase, self.phases.get(phase, 0)) for phase in reversed(PHASES)]


def with_memory(points: KeyPointQuerySet, learner: User) -> KeyPointQuerySet:
    memory = FilteredRelation("memories", condition=Q(memories__learner=learner))
    return points.annotate(memory=memory, stability=F("memory__stability"), last_day=F("memory__last_day"))


def phase_in(stability: float | None, last_day: date | None, today: date, weights: Weights) -> str:
    if stability is None or last_day is None:
        return NEW
    return phase_of(stability, last_day, today, weights)


def mapped(learner: User, today: date) -> list[Mapped]:
    """Every document of the learner's courses that has key points. Three queries."""
    phases: dict[int, Counter[str]] = defaultdict(Counter)
    levels: dict[tuple[int, int], list[int]] = defaultdict(list)
    points = with_memory(learnable(learner), learner).order_by()
    columns = ("citation__edition", "citation__paragraph", "citation__last_paragraph", "stability", "last_day")
    for edition, first, last, stability, last_day in points.values_list(*columns):
        phase = phase_in(stability, last_day, today, learner.weights)
        phases[edition][phase] += 1
        for number in range(first, last + 1):
            levels[edition, number].append(LEVELS[phase])
    lengths: dict[int, list[tuple[int, Sequence[int]]]] = defaultdict(list)
    paragraphs = Paragraph.objects.filter(edition__in=list(phases), number__gt=0).order_by("edition", "order")
    for edition, number, start, end in paragraphs.values_list("edition", "number", "start", "end"):
        lengths[edition].append((end - start, levels.get((edition, number), ())))
    editions = Edition.objects.current().filter(pk__in=list(phases)).select_related("document__course").defer("text")
    ordered = editions.annotate(lesson=Min("lessons__number")).order_by("document__course__title", "document__letter")
    return [
        Mapped(one, one.lesson, strip(lengths[one.pk]), phases[one.pk])  # type: ignore[attr-defined]  # annotated
        for one in ordered
    ]


def lesson_map(lesson: Lesson, learner: User, today: date) -> LessonMap:
    """Three queries; of the text, only what the lesson holds is read."""
    points = with_memory(learnable(learner).filter(lesson=lesson), learner).select_related("citation")
    known = [
        (point, own_words(point), phase_in(point.stability, point.last_day, today, learner.weights))  # type: ignore[attr-defined]
        for point in points.order_by("order")
    ]
    words = Substr("edition__text", F("start") + 1, F("end") - F("start"))
    paragraphs = Paragraph.objects.filter(edition=lesson.edition_id, start__gte=lesson.start, end__lte=lesson.end)
    rows = paragraphs.annotate(words=words).order_by("order")
    siblings = Lesson.objects.filter(edition=lesson.edition_id).order_by("number")
    return LessonMap(
        lesson=lesson,
        lessons=tuple(siblings),
        blocks=tuple(block_of(paragraph, known) for paragraph in rows),
        phases=Counter(phase for _point, _spans, phase in known),
    )


Known = tuple[KeyPoint, tuple[tuple[int, int], ...], str]


def block_of(paragraph: Paragraph, known: Sequence[Known]) -> Block:
    text: str = paragraph.words  # type: ignore[attr-defined]  # annotated
    spans = paragraph.sentences if paragraph.number else ()
    return Block(
        paragraph=paragraph,
        text=text,
        sentences=tuple(
            sentence_of(text[start - paragraph.start : end - paragraph.start], (start, end), number, paragraph, known)
            for number, (start, end) in enumerate(spans, start=1)
        ),
    )


def sentence_of(
    text: str, span: tuple[int, int], number: int, paragraph: Paragraph, known: Sequence[Known]
) -> Sentence:
    here = [
        (point, phase)
        for point, spans, phase in known
        if any(start < span[1] and span[0] < end for start, end in spans)
    ]
    return Sentence(
        text=text,
        anchor=Citation(paragraph=paragraph.number, sentence=number, last_paragraph=paragraph.number).anchor,
        points=tuple(point for point, _phase in here),
        phase=min((phase for _point, phase in here), key=PHASES.index, default=""),
    )
