"""Where things stand in the sources: the index of concepts, the items of lists."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.models import Citation, KeyPoint, KeyPointKind, Paragraph
from quizzes.pages.progress import PHASES

Span = tuple[int, int]

PLACES_IN_THE_INDEX = 4
"""Of each document."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in the index: the key points of that name, the least known phase of them, and where it stands."""

    term: str
    points: tuple[KeyPoint, ...]
    phase: str
    places: tuple[Citation, ...]
    aliases: tuple[str, ...]


def index_of(points: Iterable[KeyPoint], phases: dict[int, str], paragraphs: dict[int, list[Paragraph]]) -> list[Entry]:
    """In alphabetical order, one entry for a term whatever documents speak of it. One query."""
    named: dict[str, list[KeyPoint]] = defaultdict(list)
    for point in points:
        if point.kind == KeyPointKind.CONCEPT:
            named[point.label.casefold()].append(point)
    concepts = [point for group in named.values() for point in group]
    wanted = {point.pk: sentences(point, paragraphs[point.citation.edition_id]) for point in concepts}
    cited = citations(concepts, wanted)
    return [
        Entry(
            term=group[0].label,
            points=tuple(group),
            phase=min((phases[point.pk] for point in group), key=PHASES.index),
            places=tuple(place for point in group for place in places(point, wanted[point.pk], cited)),
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


def citations(points: Iterable[KeyPoint], wanted: dict[int, list[Span]]) -> dict[tuple[int, Span], Citation]:
    """The citations of these sentences, by edition and span."""
    editions = {point.citation.edition_id: point.citation.edition for point in points}
    starts = {start for spans in wanted.values() for start, _end in spans}
    found = {}
    for citation in Citation.objects.filter(edition__in=editions, start__in=starts).defer("quote"):
        citation.edition = editions[citation.edition_id]
        found[citation.edition_id, (citation.start, citation.end)] = citation
    return found


def places(point: KeyPoint, spans: Iterable[Span], cited: dict[tuple[int, Span], Citation]) -> list[Citation]:
    known = (cited.get((point.citation.edition_id, span)) for span in spans)
    return [citation for citation in known if citation][:PLACES_IN_THE_INDEX]


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
