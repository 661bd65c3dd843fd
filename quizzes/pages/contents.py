"""Where things stand in the sources: the index of concepts, the items of lists."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.models import Citation, Edition, KeyPoint, KeyPointKind, Lesson, Paragraph
from content.models.citation import place
from quizzes.pages.progress import PHASES

Span = tuple[int, int]

PLACES_IN_THE_INDEX = 4
"""Of each document."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term stands, and the address that leads there."""

    citation: Citation
    url: str

    @classmethod
    def of(cls, citation: Citation) -> "Place":
        return cls(citation, citation.get_absolute_url())


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in the index: the key points of that name, the least known phase of them, and where it stands."""

    term: str
    points: tuple[KeyPoint, ...]
    phase: str
    places: tuple[Place, ...]
    aliases: tuple[str, ...]


def index_of(
    points: Iterable[KeyPoint],
    phases: dict[int, str],
    paragraphs: dict[int, list[Paragraph]],
    lessons: Sequence[Lesson],
) -> list[Entry]:
    """In alphabetical order, one entry for a term whatever documents speak of it. No query."""
    named: dict[str, list[KeyPoint]] = defaultdict(list)
    for point in points:
        if point.kind == KeyPointKind.CONCEPT:
            named[point.label.casefold()].append(point)
    return [
        Entry(
            term=group[0].label,
            points=tuple(group),
            phase=min((phases[point.pk] for point in group), key=PHASES.index),
            places=tuple(
                place for point in group for place in places(point, paragraphs[point.citation.edition_id], lessons)
            ),
            aliases=tuple(dict.fromkeys(alias for point in group for alias in point.content.get("aliases", ()))),
        )
        for _name, group in sorted(named.items())
    ]


def sentences(point: KeyPoint, paragraphs: Sequence[Paragraph]) -> list[Span]:
    """The sentences that speak of a concept, in their order, the one that says most of it among them."""
    spans = {(point.citation.start, point.citation.end)}
    for start, _end in point.content.get("mentions", ()):
        if sentence := sentence_at(start, paragraphs):
            spans.add(sentence)
    return sorted(spans)


def sentence_at(offset: int, paragraphs: Sequence[Paragraph]) -> Span | None:
    """The sentence of a numbered paragraph that holds this offset."""
    paragraph = paragraph_at(offset, paragraphs)
    if paragraph is None or not paragraph.number:
        return None
    return next(((start, end) for start, end in paragraph.sentences if start <= offset < end), None)


def paragraph_at(offset: int, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    place = bisect_right(paragraphs, offset, key=lambda paragraph: paragraph.start)
    return paragraphs[place - 1] if place else None


def places(point: KeyPoint, paragraphs: Sequence[Paragraph], lessons: Sequence[Lesson]) -> list[Place]:
    """The first sentences that speak of a concept."""
    spans = sentences(point, paragraphs)[:PLACES_IN_THE_INDEX]
    return places_in(point.citation.edition, spans, paragraphs, lessons)


def places_in(
    edition: Edition, spans: Iterable[Span], paragraphs: Sequence[Paragraph], lessons: Sequence[Lesson]
) -> list[Place]:
    """Sentences of an edition with the addresses at which they stand in its lessons. No query, and no rows."""
    numbered = [paragraph for paragraph in paragraphs if paragraph.number]
    found = []
    for start, end in spans:
        citation = Citation(edition=edition, start=start, end=end, **place((start, end), numbered)._asdict())
        lesson = next(one for one in lessons if one.edition_id == edition.pk and end <= one.end)
        found.append(Place(citation, f"{lesson.get_absolute_url()}#{citation.anchor}"))
    return found


def item_paragraphs(points: Iterable[KeyPoint], paragraphs: Sequence[Paragraph]) -> set[int]:
    """The ¶ that each open one item of a list the source is built around."""
    found: set[int] = set()
    for point in points:
        if point.is_major:
            found |= own_paragraphs(point, paragraphs)
    return found


def own_paragraphs(point: KeyPoint, paragraphs: Sequence[Paragraph]) -> set[int]:
    at = [paragraph_at(item["start"], paragraphs) for item in point.items]
    numbers = {paragraph.number for paragraph in at if paragraph}
    return numbers if len(numbers) == len(at) else set()
