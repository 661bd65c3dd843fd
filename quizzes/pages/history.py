"""What became of a card or question, and who did it; and two versions of a question side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.http import User
from content.tracing import Segments, differences
from quizzes.kinds import KINDS
from quizzes.kinds.base import plain_key
from quizzes.models import Card, Question, QuestionVersion
from quizzes.models.judgement import Item
from quizzes.models.question import Wording
from quizzes.pages.names import staff_name
from quizzes.wording import said

ROLES = {"frame": gettext_lazy("Around the answer"), "right": gettext_lazy("Right"), "wrong": gettext_lazy("Wrong")}


@dataclass(frozen=True, slots=True)
class Event:
    """`version` is the number of the one that was written then, if one was."""

    at: datetime
    by: str
    words: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a question in two versions; the segments say what differs."""

    name: str
    one: Segments
    other: Segments

    @property
    def is_changed(self) -> bool:
        return any(changed for _text, changed in (*self.one, *self.other))


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a question, the earlier one first."""

    one: QuestionVersion
    other: QuestionVersion
    rows: tuple[Row, ...]

    @property
    def sides(self) -> list[tuple[QuestionVersion, str]]:
        """Each with who wrote it."""
        return [(version, person(version.by)) for version in (self.one, self.other)]


def history(item: Item) -> list[Event]:
    """The latest first. Four queries at most."""
    versions = list(versions_of(item)) if isinstance(item, Question) else []
    return sorted([*versions, *judged(item), *logged(item)], key=lambda event: event.at, reverse=True)


def versions_of(question: Question) -> Iterator[Event]:
    for version in question.versions.select_related("by").defer("shown", "key", "feedback").order_by("-number"):
        words = _("Wrote version %(n)s.") if version.number > 1 else _("Wrote it.")
        yield Event(version.at, person(version.by), words % {"n": version.number}, version.number)


def judged(item: Item) -> Iterator[Event]:
    for judgement in item.judgements.select_related("by"):
        words = _("%(was)s → %(became)s.") % {
            "was": judgement.get_was_display(),
            "became": judgement.get_became_display(),
        }
        yield Event(judgement.at, person(judgement.by), " ".join(filter(None, [words, judgement.reason])))
        if judgement.undone_at:
            yield Event(judgement.undone_at, person(judgement.by), _("Took that back."))


def logged(item: Question | Card) -> Iterator[Event]:
    """What was done at the desk. That it was added there is told by its first version."""
    kind = ContentType.objects.get_for_model(item)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(item.pk)).select_related("user")
    for entry in entries.exclude(action_flag=ADDITION) if isinstance(item, Question) else entries:
        yield Event(entry.action_time, person(entry.user), entry.get_change_message())


def person(user: User | None) -> str:
    return staff_name(user) if user else _("Pilcrow")


def compare(question: Question, one: int | None, other: int | None) -> Compared | None:
    """Two versions of it; without numbers the last two. None when it has no such two."""
    versions = {
        version.number: version for version in question.versions.select_related("by", "citation__edition__document")
    }
    numbers = sorted(versions)
    first, second = sorted([one or max(1, numbers[-1] - 1), other or numbers[-1]])
    if first == second or not {first, second} <= versions.keys():
        return None
    return Compared(versions[first], versions[second], tuple(rows(versions[first], versions[second])))


def rows(one: Wording, other: Wording) -> Iterator[Row]:
    """What at least one of the two says."""
    for (name, before), (_name, after) in zip(texts(one), texts(other), strict=True):
        if before or after:
            yield Row(name, *differences(before, after))


def texts(wording: Wording) -> Iterable[tuple[str, str]]:
    """Every text of it with what it is there for, in an order that two versions share."""
    kind, keys = KINDS[wording.kind], [plain_key(wording.key), *wording.key.get("also", ())]
    pieces = [piece for key in keys for piece in kind.pieces(wording.shown, key)]
    rights = {piece.text for piece in pieces if piece.role == "right"}
    solved = (kind.parse(wording.shown, kind.solve(wording.shown, key)) for key in keys)
    answers = [said(kind.in_words(wording.shown, answer)) for answer in solved]
    yield _("Question"), wording.stem
    for role, name in ROLES.items():
        found = (piece.text for piece in pieces if piece.role == role and (role == "right" or piece.text not in rights))
        yield str(name), "\n".join(dict.fromkeys(found))
    # What goes with what, and in which order, the words alone do not say.
    yield _("The answer in full"), "" if rights.issuperset(answers) else "\n".join(answers)
    yield _("Explanation"), wording.explanation
    yield _("Source"), wording.citation.quote
