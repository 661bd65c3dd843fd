"""A learner's own notes beside the paragraphs of a lesson."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.forms import Form

from accounts.http import User
from content.models import Lesson, Paragraph
from quizzes.models import Note


@dataclass(frozen=True, slots=True)
class Kept:
    """`is_displaced`: the paragraph says something else by now than when the note was written."""

    note: Note
    is_displaced: bool


@dataclass(frozen=True, slots=True)
class Writing:
    """The form that is open beside a paragraph: for a new note, or to change `note`."""

    paragraph: int
    form: Form
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """The notes of one paragraph, the form that is open there, and the note that was kept or removed just now."""

    notes: tuple[Kept, ...] = ()
    writing: Writing | None = None
    fresh: int = 0


def notes_of(
    lesson: Lesson, learner: User, paragraphs: Sequence[Paragraph], now: datetime, writing: Writing | None = None
) -> dict[int, Beside]:
    """By paragraph, where there is something. One query."""
    said = {one.number: lesson.edition.text[one.start : one.end] for one in paragraphs if one.number}
    mine: dict[int, list[Kept]] = defaultdict(list)
    within = (lesson.first_paragraph, lesson.last_paragraph)
    notes = Note.objects.of(learner).at_hand(now).filter(edition=lesson.edition_id, paragraph__range=within)
    for note in notes.order_by("written_at", "pk"):
        mine[note.paragraph].append(Kept(note, note.words != said.get(note.paragraph)))
    found: Mapping[int, Sequence[Kept]] = mine
    here = {number: Beside(tuple(kept)) for number, kept in found.items()}
    if writing:
        here[writing.paragraph] = Beside(tuple(mine.get(writing.paragraph, ())), writing)
    return here


def beside(
    lesson: Lesson, paragraph: Paragraph, learner: User, now: datetime, writing: Writing | None = None, fresh: int = 0
) -> Beside:
    """The notes of one paragraph. One query."""
    here = notes_of(lesson, learner, [paragraph], now, writing).get(paragraph.number, Beside(writing=writing))
    return Beside(here.notes, writing, fresh)
