"""The one way a document enters a course: read, extract, write."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.http import User
from content.choosing import Choices, Chosen, Found, Value, chosen
from content.extraction import extract
from content.extraction.outline import Block, Concept, EnumList, Fact, LessonPlan, Outline, Span
from content.labels import evidence, place, short_label, shortened, taught
from content.models import Citation, Course, Document, Edition, KeyPoint, KeyPointKind, Lesson, Paragraph
from content.reading import read
from content.reading.source import SourceText, UnreadableFile
from content.values import content_of

KINDS = {EnumList: KeyPointKind.LIST, Concept: KeyPointKind.CONCEPT, Fact: KeyPointKind.FACT}


class NothingToTeach(UnreadableFile):
    """A document in which nothing was found that could be asked about."""


def import_document(course: Course, name: str, data: bytes, by: User | None, now: datetime) -> Edition:
    """The edition made of this file, as the course's next document.

    The same text in the same course gives the edition that is there. A changed text becomes a document
    of its own, whatever its name; content/editions.py makes it a new edition of an old one.

    :raises UnreadableFile: with one sentence that says what to do; nothing was written
    """
    source = read(name, data)
    return same_text(course, source) or bring_in(course, name, find(name, source), Choices(), by, now)


def find(name: str, source: SourceText, language: str = "") -> Found:
    """What there is to learn in a text that was read; in the language that its letters tell when none is named.

    :raises NothingToTeach: when there is nothing
    """
    found = Found(source, extract(source, language or None))
    require_something(name, chosen(found.outline, Choices()))
    return found


def bring_in(course: Course, name: str, found: Found, choices: Choices, by: User | None, now: datetime) -> Edition:
    """What was chosen of a find, as the course's next document; or the edition of the same text that is there.

    :raises NothingToTeach: when nothing of it was chosen
    """
    taken = chosen(found.outline, choices)
    require_something(name, taken)
    with transaction.atomic():
        course = Course.objects.select_for_update().get(pk=course.pk)
        return same_text(course, found.source) or write(course, name, found.source, taken, by, now)


def same_text(course: Course, source: SourceText) -> Edition | None:
    return Edition.objects.filter(document__course=course, sha256=source.sha256).order_by("-is_current", "pk").first()


def require_something(name: str, taken: Chosen) -> None:
    if not taken.values or not any(block.number for block in taken.outline.blocks):
        raise NothingToTeach(
            _("Nothing to learn was found in “%(name)s”: no list, term, date or figure. Add a text that says more.")
            % {"name": name}
        )


def values(outline: Outline) -> list[Value]:
    """What is taught of an outline when nobody chooses."""
    return list(chosen(outline, Choices()).values)


def write(course: Course, name: str, source: SourceText, taken: Chosen, by: User | None, now: datetime) -> Edition:
    document = Document.objects.create(course=course, letter=course.give_letter(), created_at=now)
    edition = write_edition(document, name, source, taken.outline, by, now)
    write_paragraphs(edition, taken.outline.blocks)
    lessons = write_lessons(course, edition, taken.outline)
    write_key_points(course, edition, lessons, taken)
    return edition


def write_edition(
    document: Document, name: str, source: SourceText, outline: Outline, by: User | None, now: datetime, number: int = 1
) -> Edition:
    notices = list(source.notices)
    if not outline.lists:
        notices.append(_("No list was found: cards and questions come from its terms and facts."))
    path = PurePath(name)
    return Edition.objects.create(
        document=document,
        number=number,
        title=shortened(outline.title or path.stem, 300),
        source=shortened(outline.source or "", 120),
        author=shortened(outline.author or "", 200),
        published=outline.date or "",
        language=outline.language,
        text=source.text,
        words=len(source.text.split()),
        file_name=path.name[-255:],
        format=source.format,
        sha256=source.sha256,
        pages=[[mark.start, mark.level] for mark in source.marks if mark.kind == "page"],
        notices=notices,
        imported_by_id=by.pk if by else None,
        imported_at=now,
    )


def write_paragraphs(edition: Edition, blocks: Sequence[Block]) -> None:
    Paragraph.objects.bulk_create(
        paragraph_of(block, edition=edition, order=order) for order, block in enumerate(blocks)
    )


def paragraph_of(block: Block, **place: Any) -> Paragraph:
    """A block as a row, not saved."""
    sentences = [[one.start, one.end] for one in block.sentences]
    return Paragraph(
        number=block.number,
        kind=block.kind,
        level=block.level,
        start=block.start,
        end=block.end,
        sentences=sentences,
        **place,
    )


def write_lessons(course: Course, edition: Edition, outline: Outline) -> list[Lesson]:
    """The planned lessons, numbered on through the course."""
    taken = course.lessons.aggregate(last=Max("number"))["last"] or 0
    return Lesson.objects.bulk_create(lessons_of(course, edition, outline, taken + 1))


def lessons_of(course: Course, edition: Edition, outline: Outline, first_number: int) -> list[Lesson]:
    """The planned lessons, not yet saved, together holding every paragraph."""
    runs = whole(outline.lessons, outline.blocks) or [(edition.title, 0, len(outline.blocks))]
    starts = [0, *(outline.blocks[first].start for _title, first, _end in runs[1:]), len(edition.text)]
    return [
        lesson_of(course, edition, number, title, outline.blocks[first:end], span)
        for number, ((title, first, end), span) in enumerate(zip(runs, pairwise(starts), strict=True), first_number)
    ]


def whole(plans: Sequence[LessonPlan], blocks: Sequence[Block]) -> list[tuple[str, int, int]]:
    """The lessons as runs (title, first, end) that leave no block out; one without a paragraph joins the next."""
    runs: list[tuple[str, int, int]] = []
    first = 0
    ends = [*(plan.first for plan in plans[1:]), len(blocks)]
    for plan, end in zip(plans, ends, strict=False):
        if any(block.number for block in blocks[first:end]):
            runs.append((plan.title, first, end))
            first = end
    if runs:
        title, start, _end = runs[-1]
        runs[-1] = (title, start, len(blocks))
    return runs


def lesson_of(course: Course, edition: Edition, number: int, title: str, blocks: Sequence[Block], span: Span) -> Lesson:
    taught = [block for block in blocks if block.number]
    return Lesson(
        course=course,
        edition=edition,
        number=number,
        title=shortened(title, 300),
        start=span[0],
        end=span[1],
        first_paragraph=taught[0].number,
        last_paragraph=taught[-1].number,
        words=sum(len(edition.text[block.start : block.end].split()) for block in taught),
    )


def write_key_points(course: Course, edition: Edition, lessons: Sequence[Lesson], taken: Chosen) -> None:
    """A key point for each value, after those that the course has."""
    last = course.key_points.aggregate(last=Max("order"))["last"] or 0
    KeyPoint.objects.bulk_create(key_points_of(course, edition, lessons, taken, last + 1))


def key_points_of(
    course: Course, edition: Edition, lessons: Sequence[Lesson], taken: Chosen, first: int
) -> list[KeyPoint]:
    """A key point not yet saved for each value that is taught, in the order of the text, numbered from `first`.

    A citation is made for each sentence and each evidence.
    """
    text = edition.text
    values = taught(taken.values, text)
    sentences = {(one.start, one.end) for block in taken.outline.blocks if block.number for one in block.sentences}
    citations = Citation.objects.cite(edition, sentences | {evidence(value) for value in values})
    points = []
    for order, value in enumerate(values, start=first):
        lesson = next(lesson for lesson in reversed(lessons) if lesson.start <= place(value))
        point = key_point_of(course, lesson, text, value, citations[evidence(value)])
        point.order = order
        if value in taken.own:
            point.content["own_label"] = True
        points.append(point)
    return points


def key_point_of(course: Course, lesson: Lesson, text: str, value: Value, citation: Citation) -> KeyPoint:
    return KeyPoint(
        course=course,
        lesson=lesson,
        kind=KINDS[type(value)],
        label=short_label(value, text),
        content=content_of(value, text),
        citation=citation,
        rule=value.rule,
        score=value.score if isinstance(value, Concept) else value.confidence,
    )
