"""An edition with its key points and one learner's place in it, loaded once for a page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from accounts.http import User
from content.cutting import Mark
from content.facsimile import Facsimile, facsimile
from content.models import Edition, KeyPoint, KeyPointKind, Lesson, Paragraph
from content.typesetting import Beside, Enumeration, Kind, Term
from quizzes.models import Quiz, Reading
from quizzes.pages.beside import lessons_around, phase_in, points_with
from quizzes.pages.contents import Place, Span, item_paragraphs, paragraph_at, places_in, sentence_at, sentences
from quizzes.pages.progress import NEW

NOTES_IN_A_PARAGRAPH = 2
PLACES_IN_A_NOTE = 4
SHORT_ITEM = 30
"""Items of fewer signs on average, inside a sentence, are marked in it; longer ones are set row by row."""


@dataclass(frozen=True, slots=True)
class TermNote:
    """What stands beside a term: how well it is known, and where else it is spoken of."""

    point: KeyPoint
    phase: str
    places: tuple[Place, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a list, or beside a short one."""

    point: KeyPoint
    phase: str
    cards: int


@dataclass(frozen=True, slots=True)
class Material:
    """`points` are what is taught in this lesson and the lists and concepts of its edition, `kin` the concepts
    of the course's other editions.
    """

    edition: Edition
    lessons: tuple[Lesson, ...]
    paragraphs: tuple[Paragraph, ...]
    points: tuple[KeyPoint, ...]
    kin: tuple[KeyPoint, ...]
    cards: dict[int, int]
    phases: dict[int, str]
    readings: dict[int, Reading]
    quizzes: tuple[Quiz, ...]

    @classmethod
    def of(cls, lesson: Lesson, learner: User, today: date) -> "Material":
        """Three queries. `lesson` comes with its course and its edition's document."""
        edition = lesson.edition
        lessons, readings, quizzes = lessons_around(lesson, learner)
        # Facts of other lessons have no place in the text of this one.
        near = Q(lesson=lesson) | Q(lesson__edition=edition) & ~Q(kind=KeyPointKind.FACT)
        kin = Q(kind=KeyPointKind.CONCEPT) & ~Q(lesson__edition=edition)
        points = KeyPoint.objects.taught().filter(near | kin, course=lesson.course)
        found = list(points_with(points, near, learner))
        return cls(
            edition=edition,
            lessons=lessons,
            paragraphs=tuple(edition.paragraphs.order_by("order")),
            points=tuple(point for point in found if point.told),
            kin=tuple(point for point in found if not point.told),
            cards={point.pk: point.asking for point in found},
            phases={point.pk: phase_in(point, learner, today) for point in found},
            readings=readings,
            quizzes=quizzes,
        )

    # The learner's place ----------------------------------------------------

    def neighbour(self, number: int) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.number == number), None)

    def before(self, lesson: Lesson) -> list[Lesson]:
        """The earlier lessons of the same edition."""
        return [one for one in self.lessons if one.edition_id == lesson.edition_id and one.number < lesson.number]

    def read(self) -> set[int]:
        """The ¶ that were read."""
        first = {lesson.pk: lesson.first_paragraph for lesson in self.lessons}
        return {
            number
            for reading in self.readings.values()
            for number in range(first[reading.lesson_id], reading.paragraph + 1)
        }

    def facsimile(self, here: int) -> Facsimile:
        return facsimile(self.paragraphs, self.read(), here, item_paragraphs(self.points, self.paragraphs))

    def new_cards(self, lesson: Lesson, reading: Reading | None) -> int:
        """How many key points reading on to the end of the lesson brings into review."""
        read = reading.paragraph if reading else 0
        return sum(
            point.lesson_id == lesson.pk
            and bool(self.cards[point.pk])
            and self.phases[point.pk] == NEW
            and point.citation.last_paragraph > read
            for point in self.points
        )

    # What is set in its text ------------------------------------------------

    def within(self, start: int, end: int) -> list[Paragraph]:
        return [paragraph for paragraph in self.paragraphs if start <= paragraph.start < end]

    def enumerations(self, lesson: Lesson) -> Iterator[Enumeration]:
        """The lists that a lesson is built around, apart from short series."""
        for point in self.majors(lesson):
            if not self.is_series(point):
                items = sorted(items_of(point))
                body = point.items[-1].get("body")
                yield Enumeration(self.heading(point), tuple(items), max(items[-1][1], body["end"] if body else 0))

    def series(self, lesson: Lesson) -> Iterator[Mark[Kind]]:
        """The items of short series, softly lit, with a note beside the first."""
        for point in self.majors(lesson):
            if self.is_series(point):
                yield Mark(*items_of(point)[0], Beside(self.heading(point)))
                for span in items_of(point):
                    yield Mark(*span, "soft")

    def majors(self, lesson: Lesson) -> list[KeyPoint]:
        return [point for point in self.points if point.lesson_id == lesson.pk and point.is_major]

    def is_series(self, point: KeyPoint) -> bool:
        items = items_of(point)
        length = sum(end - start for start, end in items) / len(items)
        return length < SHORT_ITEM and len({sentence_at(start, self.paragraphs) for start, _end in items}) == 1

    def heading(self, point: KeyPoint) -> Heading:
        return Heading(point, self.phases[point.pk], self.cards[point.pk])

    def terms(self, lesson: Lesson) -> list[Mark[Kind]]:
        """Each concept marked once: where most is said of it, else at its first mention here. Longer ones first."""
        concepts = [point for point in self.points if point.kind == KeyPointKind.CONCEPT]
        homes = {point.pk: home_of(point) for point in concepts}
        noted = self.noted([point for point in concepts if point.lesson_id == lesson.pk], homes)
        marks: list[Mark[Kind]] = []
        for point in concepts:
            if inside(homes[point.pk], lesson):
                marks.append(Mark(*homes[point.pk], Term(point.pk, noted.get(point.pk))))
            elif mention := next((span for span in mentions_of(point) if inside(span, lesson)), None):
                marks.append(Mark(*mention, Term(point.pk)))
        return sorted(marks, key=lambda mark: mark.start - mark.end)

    def noted(self, concepts: Iterable[KeyPoint], homes: dict[int, Span]) -> dict[int, TermNote]:
        """The notes of these concepts; in each paragraph the best, and one more that the source itself sets off."""
        beside: dict[Paragraph | None, list[KeyPoint]] = defaultdict(list)
        for point in concepts:
            beside[paragraph_at(homes[point.pk][0], self.paragraphs)].append(point)
        chosen = [point for points in beside.values() for point in worth_a_note(points)]
        return {point.pk: TermNote(point, self.phases[point.pk], tuple(self.places(point))) for point in chosen}

    def other_sentences(self, point: KeyPoint) -> list[Span]:
        """The sentences that mention a concept, beside the one that says most of it."""
        evidence = (point.citation.start, point.citation.end)
        return [span for span in sentences(point, self.paragraphs) if span != evidence]

    def places(self, point: KeyPoint) -> list[Place]:
        """First where other sources speak of it, then this one."""
        names = names_of(point)
        far = [Place.of(other.citation) for other in self.kin if names & names_of(other)]
        near = places_in(self.edition, self.other_sentences(point)[:PLACES_IN_A_NOTE], self.paragraphs, self.lessons)
        return [*far, *near][:PLACES_IN_A_NOTE]


def worth_a_note(points: Iterable[KeyPoint]) -> list[KeyPoint]:
    best, *others = sorted(points, key=lambda point: -point.score)
    return [best, *(other for other in others if other.content.get("source") != "phrase")][:NOTES_IN_A_PARAGRAPH]


def items_of(point: KeyPoint) -> list[Span]:
    return [(item["start"], item["end"]) for item in point.items]


def home_of(point: KeyPoint) -> Span:
    """Where a concept stands in the sentence that says most of it; one written by hand has the whole sentence."""
    said = point.content.get("said")
    return (said["start"], said["end"]) if said else (point.citation.start, point.citation.end)


def mentions_of(point: KeyPoint) -> list[Span]:
    return [(start, end) for start, end in point.content.get("mentions", ())]


def names_of(point: KeyPoint) -> set[str]:
    return {point.label.casefold()}


def inside(span: Span, lesson: Lesson) -> bool:
    return lesson.start <= span[0] and span[1] <= lesson.end
