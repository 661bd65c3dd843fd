"""What quizzes does when content changes (AFTER_IMPORT and AFTER_NEW_EDITION in the settings)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from content.editions import Change
from content.extraction.outline import Span
from content.models import Citation, Course, Lesson
from content.models.citation import place as place_of
from quizzes.building import draft_items
from quizzes.models import Card, Note, Question, Quiz, Reading, Status

Item = Question | Card

Moved = dict[int, Citation]
"""Citation of the old edition -> the same words in the new one."""


def draft_what_is_new(course: Course, now: datetime) -> None:
    """Questions and cards for what the course was not asked by yet."""
    draft_items(course, now)


def follow_edition(change: Change, now: datetime) -> None:
    """Whatever stands on the old edition moves to the new one with its words.

    What learners remember and answered stays as it is: it belongs to key points and items, which keep their
    rows. An item whose words are still there cites them in their new place; one of a reworded key point, or whose
    words are gone, waits as a draft for a person, and goes on citing what it was made of. Questions of key points
    that are gone are retired; their cards are hidden with them.
    """
    items: list[Item] = [*questions_on(change), *cards_on(change)]
    moved = moved_citations(change, items)
    for item in items:
        cite_anew(item, moved)
        if item.status == Status.APPROVED and needs_review(item, change):
            item.status = Status.DRAFT
        if isinstance(item, Question) and item.key_point_id in change.gone:
            item.status = Status.RETIRED
    questions = [item for item in items if isinstance(item, Question)]
    Question.objects.bulk_update(questions, ["status"])
    Question.objects.revise(questions, None, now)
    Card.objects.bulk_update([item for item in items if isinstance(item, Card)], ["citation", "lit", "status"])
    move_bookmarks(change)
    move_notes(change)
    for old, new in change.closed.items():
        Quiz.objects.filter(lesson=old).update(lesson=new)


# Items -----------------------------------------------------------------------


def questions_on(change: Change) -> Iterator[Question]:
    """Those that quote the old edition, as their evidence or beside an option."""
    for question in change.course.questions.select_related("citation").order_by("pk"):
        if question.citation.edition_id == change.old.pk or whys(question):
            yield question


def cards_on(change: Change) -> Iterable[Card]:
    return Card.objects.filter(citation__edition=change.old).select_related("citation").order_by("pk")


def whys(question: Question) -> list[dict[str, Any]]:
    return list(question.feedback.get("why", {}).values())


def moved_citations(change: Change, items: Iterable[Item]) -> Moved:
    """Two queries for what is quoted, and what it takes to cite it anew."""
    pks = {item.citation_id for item in items}
    pks |= {why["citation"] for item in items if isinstance(item, Question) for why in whys(item)}
    old = Citation.objects.filter(pk__in=pks, edition=change.old)
    spans: dict[int, Span] = {}
    for citation in old:
        if found := change.trace.find((citation.start, citation.end)):
            spans[citation.pk] = found
    cited = Citation.objects.cite(change.new, spans.values())
    return {pk: cited[span] for pk, span in spans.items()}


def cite_anew(item: Item, moved: Moved) -> None:
    """The item cites the same words where they stand now; what was lit in them is lit there."""
    if isinstance(item, Question):
        for why in whys(item):
            if here := moved.get(why["citation"]):
                why["citation"] = here.pk
    if here := moved.get(item.citation_id):
        by = here.start - item.citation.start
        if isinstance(item, Card):
            item.lit = shifted(item.lit, by)
        else:
            item.feedback["lit"] = shifted(item.feedback.get("lit", []), by)
        item.citation = here


def shifted(spans: Iterable[Any], by: int) -> list[list[int]]:
    return [[start + by, end + by] for start, end in spans]


def needs_review(item: Item, change: Change) -> bool:
    """Whether its words are not there any more, or what it asks for is said otherwise now."""
    return item.key_point_id in change.reworded or item.citation.edition_id == change.old.pk


# Readers ---------------------------------------------------------------------


def move_bookmarks(change: Change) -> None:
    """What a learner had read and still stands, is read; lesson by lesson."""
    lessons = list(Lesson.objects.filter(edition=change.new))
    of_learner: dict[int, list[Reading]] = defaultdict(list)
    for reading in Reading.objects.filter(lesson__in=[run.lesson for run in change.before]):
        of_learner[reading.learner_id].append(reading)
    changed: list[Reading] = []
    added: list[Reading] = []
    for readings in of_learner.values():
        read = paragraphs_read(change, readings)
        unread = set(change.trace.paragraphs.values()) - read
        here = {reading.lesson_id: reading for reading in readings}
        latest = max(readings, key=lambda reading: reading.read_at)
        for lesson in lessons:
            reached = reached_in(lesson, read, unread)
            if known := here.get(lesson.pk):
                changed.append(moved_to(known, lesson, reached))
            elif reached:
                new = Reading(learner_id=latest.learner_id, read_at=latest.read_at)
                added.append(moved_to(new, lesson, reached))
    Reading.objects.bulk_update(changed, ["paragraph", "finished_at"])
    Reading.objects.bulk_create(added)


def paragraphs_read(change: Change, readings: Iterable[Reading]) -> set[int]:
    """The ¶ of the new edition that say what was read in the old one."""
    runs = {run.lesson: run for run in change.before}
    return {
        change.trace.paragraphs[number]
        for reading in readings
        for number in range(runs[reading.lesson_id].first, min(reading.paragraph, runs[reading.lesson_id].last) + 1)
        if number in change.trace.paragraphs
    }


def reached_in(lesson: Lesson, read: set[int], unread: set[int]) -> int:
    """The last ¶ of a lesson that was read before the first that stood there unread; 0 for none.

    New words between are passed over, unless they are more than half of what comes before.
    """
    reached = known = 0
    for place, number in enumerate(range(lesson.first_paragraph, lesson.last_paragraph + 1), start=1):
        if number in unread:
            break
        if number in read:
            known += 1
            reached = number if 2 * known >= place else reached
    return reached


def moved_to(reading: Reading, lesson: Lesson, reached: int) -> Reading:
    reading.lesson = lesson
    reading.paragraph = reached or lesson.first_paragraph - 1
    reading.finished_at = (reading.finished_at or reading.read_at) if reached >= lesson.last_paragraph else None
    return reading


def move_notes(change: Change) -> None:
    """Private notes stay with their paragraph; where it is gone, beside what stands in its place now."""
    starts = dict(change.old.paragraphs.filter(number__gt=0).values_list("number", "start"))
    paragraphs = list(change.new.paragraphs.filter(number__gt=0).order_by("order"))
    notes = list(Note.objects.filter(edition=change.old))
    for note in notes:
        note.edition = change.new
        expected = change.trace.expected(starts[note.paragraph])
        same = change.trace.paragraphs.get(note.paragraph)
        note.paragraph = same or place_of((expected, expected + 1), paragraphs).paragraph
    Note.objects.bulk_update(notes, ["edition", "paragraph"])
