"""Pairs of concepts that may be one idea, for an instructor to decide on, and those decided."""

from collections.abc import Iterator
from dataclasses import dataclass

from content.models import Course, Edition, KeyPoint, KeyPointKind, SameIdea
from content.quoting import LitQuote, lit_quote
from content.sameness import Idea, Sign, suggestions


@dataclass(frozen=True, slots=True)
class Side:
    """One concept of a pair, lit in the sentence that says most of it."""

    point: KeyPoint
    quote: LitQuote


@dataclass(frozen=True, slots=True)
class Pair:
    one: Side
    other: Side
    sign: Sign


def open_pairs(course: Course) -> list[Pair]:
    """What is to be decided, likeliest first. Four queries, and the texts of the course are read."""
    points = concepts(course)
    editions = current(points)
    found = suggestions(
        [idea_of(point, editions[point.citation.edition_id]) for point in points.values()],
        list(sentences(editions)),
        course.language,
    )
    decided = set(SameIdea.objects.filter(one__course=course).values_list("one", "other"))
    return [
        Pair(side_of(points[pair.one]), side_of(points[pair.other]), pair.sign)
        for pair in found
        if (pair.one, pair.other) not in decided
    ]


def decided_pairs(course: Course) -> list[SameIdea]:
    """The latest first. One query."""
    return list(SameIdea.objects.filter(one__course=course).select_related("one", "other", "decided_by"))


def concepts(course: Course) -> dict[int, KeyPoint]:
    taught = KeyPoint.objects.taught().filter(course=course, kind=KeyPointKind.CONCEPT)
    return {point.pk: point for point in taught.with_source()}


def current(points: dict[int, KeyPoint]) -> dict[int, Edition]:
    """The editions that speak of these concepts, with their texts and sentences."""
    wanted = {point.citation.edition_id for point in points.values()}
    return Edition.objects.prefetch_related("paragraphs").in_bulk(wanted)


def sentences(editions: dict[int, Edition]) -> Iterator[str]:
    for edition in editions.values():
        for paragraph in edition.paragraphs.all():
            for start, end in paragraph.sentences:
                yield edition.text[start:end]


def idea_of(point: KeyPoint, edition: Edition) -> Idea:
    said = point.content.get("said", {"start": point.citation.start, "end": point.citation.end})
    mentions = {(said["start"], said["end"]), *(tuple(span) for span in point.content.get("mentions", ()))}
    return Idea(
        id=point.pk,
        document=str(edition.document_id),
        language=edition.language,
        term=point.label,
        text=edition.text,
        statement=(point.citation.start, point.citation.end),
        mentions=tuple(sorted(mentions)),
    )


def side_of(point: KeyPoint) -> Side:
    said = point.content.get("said")
    return Side(point, lit_quote(point.citation, [(said["start"], said["end"])] if said else ()))
