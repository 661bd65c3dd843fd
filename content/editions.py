"""A new edition of a document: compared with the one before it, then put in its place with what was learnt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.module_loading import import_string

from accounts.http import User
from content.choosing import Choices, Chosen, Found, Value, chosen
from content.comparing import Comparison, Point, compare
from content.continuing import close_lessons, renew_lessons
from content.extraction.outline import EnumList, Fact
from content.importing import (
    KINDS,
    key_points_of,
    lessons_of,
    paragraph_of,
    require_something,
    write_edition,
    write_paragraphs,
)
from content.labels import evidence, short_label, taught
from content.models import Course, Document, Edition, KeyPoint
from content.models.citation import place as place_of
from content.tracing import Passage, Trace, trace

EDITED = ("ordered", "complete", "aliases")
"""What an instructor may have changed of a point; it stays with words that are the same."""


@dataclass(frozen=True, slots=True)
class Run:
    """The paragraphs of a lesson."""

    lesson: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a document's texts, lessons and key points when a new edition replaced the one before.

    `before` are the lessons as they were, `closed` leads from each that is about to go to the one that takes its
    place. Key points are named by their rows: `kept` say what they said, `reworded` say it otherwise, `gone`
    are taught no more.
    """

    course: Course
    old: Edition
    new: Edition
    trace: Trace
    before: tuple[Run, ...]
    closed: dict[int, int]
    kept: frozenset[int]
    reworded: frozenset[int]
    gone: frozenset[int]


# Comparing -------------------------------------------------------------------


def comparison_of(document: Document, found: Found, choices: Choices) -> tuple[Edition, Comparison]:
    """The edition that stands and what would become of its key points. Writes nothing.

    Old points are known by their rows, new ones by their places among what is taught.
    """
    old = document.editions.current().get()
    return old, compare(old_points(old), new_points(chosen(found.outline, choices), found.source.text))


def old_points(edition: Edition) -> list[Point]:
    """The key points that cite this edition, retired ones too: they are not to come back as new."""
    points = KeyPoint.objects.filter(citation__edition=edition).select_related("citation")
    return [point_of(point) for point in points.order_by("order", "pk")]


def retired_points(edition: Edition) -> frozenset[int]:
    """Those of its key points that nobody is taught."""
    points = KeyPoint.objects.filter(citation__edition=edition, is_retired=True)
    return frozenset(points.values_list("pk", flat=True))


def point_of(point: KeyPoint) -> Point:
    content = point.content
    said = content.get("said", {}).get("text", point.label)
    label = content["label"]["text"] if content.get("own_label") else point.label
    return Point(
        id=point.pk,
        kind=f"{point.kind} {content.get('fact', '')}",
        label=label,
        quote=point.citation.quote,
        words=tuple(item["text"] for item in point.items) or (said,),
        paragraph=point.citation.paragraph,
    )


def new_points(taken: Chosen, text: str) -> list[Point]:
    paragraphs = [paragraph_of(block) for block in taken.outline.blocks if block.number]
    return [
        Point(
            id=number,
            kind=f"{KINDS[type(value)]} {value.kind if isinstance(value, Fact) else ''}",
            label=short_label(value, text),
            quote=text[slice(*evidence(value))],
            words=words_of(value, text),
            paragraph=place_of(evidence(value), paragraphs).paragraph,
        )
        for number, value in enumerate(taught(taken.values, text))
    ]


def words_of(value: Value, text: str) -> tuple[str, ...]:
    if isinstance(value, EnumList):
        return tuple(text[item.start : item.end] for item in value.items)
    return (text[value.start : value.end],)


# Applying --------------------------------------------------------------------


def bring_in_edition(
    document: Document, name: str, found: Found, choices: Choices, by: User | None, now: datetime
) -> Edition:
    """The next edition of a document, in one transaction; the same text gives the edition that stands.

    Key points that say the same, or say it otherwise, keep their rows and so all that was learnt and answered;
    those that are gone are retired. AFTER_NEW_EDITION is told of it before the transaction ends.

    :raises UnreadableFile: when nothing of it was chosen; nothing was written
    """
    taken = chosen(found.outline, choices)
    require_something(name, taken)
    with transaction.atomic():
        course = Course.objects.select_for_update().get(pk=document.course_id)
        old, comparison = comparison_of(document, found, choices)
        if old.sha256 == found.source.sha256:
            return old
        new = write_next(old, name, found, taken, by, now)
        follow(course, old, new, taken, comparison, now)
        return new


def write_next(old: Edition, name: str, found: Found, taken: Chosen, by: User | None, now: datetime) -> Edition:
    Edition.objects.filter(pk=old.pk).update(is_current=False)
    number = old.document.editions.count() + 1
    new = write_edition(old.document, name, found.source, taken.outline, by, now, number)
    write_paragraphs(new, taken.outline.blocks)
    return new


def follow(course: Course, old: Edition, new: Edition, taken: Chosen, comparison: Comparison, now: datetime) -> None:
    """Lessons and key points take their new places, then whatever stands on them."""
    traced = trace(old.text, new.text, passages(old), passages(new))
    rows = list(course.lessons.filter(edition__document=old.document).order_by("number"))
    before = tuple(Run(row.pk, row.first_paragraph, row.last_paragraph) for row in rows)
    planned = lessons_of(course, new, taken.outline, 1)
    lessons, closed = renew_lessons(course, rows, planned, traced)
    renew_points(course, key_points_of(course, new, lessons, taken, 1), comparison)
    change = Change(
        course=course,
        old=old,
        new=new,
        trace=traced,
        before=before,
        closed=closed,
        kept=frozenset(pair.old.id for pair in comparison.kept),
        reworded=frozenset(pair.old.id for pair in comparison.reworded),
        gone=frozenset(point.id for point in comparison.gone),
    )
    import_string(settings.AFTER_NEW_EDITION)(change, now)
    close_lessons(closed)


def passages(edition: Edition) -> list[Passage]:
    rows = edition.paragraphs.filter(number__gt=0).order_by("order")
    return [Passage(*row) for row in rows.values_list("number", "start", "end")]


# Key points ------------------------------------------------------------------


def renew_points(course: Course, fresh: Sequence[KeyPoint], comparison: Comparison) -> None:
    """Rows for what is taught now, in its order: those of old points where there are, and new ones."""
    pairs = {pair.new.id: pair for pair in (*comparison.kept, *comparison.reworded)}
    rows = KeyPoint.objects.in_bulk([pair.old.id for pair in pairs.values()])
    kept = {pair.new.id for pair in comparison.kept}
    first = min((row.order for row in rows.values()), default=0)
    course.key_points.filter(order__gte=first).update(order=F("order") + len(fresh))
    changed, added = [], []
    for place, point in enumerate(fresh):
        point.order = first + place
        if place in pairs:
            changed.append(renewed(rows[pairs[place].old.id], point, says_the_same=place in kept))
        else:
            added.append(point)
    KeyPoint.objects.bulk_update(changed, ["lesson", "label", "content", "citation", "order", "rule", "score"])
    KeyPoint.objects.bulk_create(added)
    KeyPoint.objects.filter(pk__in=[point.id for point in comparison.gone]).retire()


def renewed(row: KeyPoint, fresh: KeyPoint, *, says_the_same: bool) -> KeyPoint:
    """The row where the new edition says it. A name of an instructor's own stays, and so does what they changed
    of a point that says the same.
    """
    is_own = bool(row.content.get("own_label"))
    edited = {name: row.content[name] for name in EDITED if says_the_same and name in row.content}
    own = {"own_label": True} if is_own or fresh.content.get("own_label") else {}
    row.content = fresh.content | edited | own
    if not (says_the_same or is_own) or fresh.content.get("own_label"):
        row.label = fresh.label
    row.lesson, row.citation, row.order = fresh.lesson, fresh.citation, fresh.order
    row.rule, row.score = fresh.rule, fresh.score
    return row
