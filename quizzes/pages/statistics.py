"""The statistics of a quiz, and the queue of questions that they speak against."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from content.models import Course, Edition
from quizzes.kinds.base import Json
from quizzes.measuring import MOST, Figures, Item
from quizzes.models import Measure, Quiz
from quizzes.pages.queue import Near, marked, surroundings
from quizzes.suspicion import CODES
from quizzes.wording import said

SHOWN = 12
"""So many answers of one question are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question version of a quiz, for its page."""

    item: Item

    @property
    def answers(self) -> Sequence[object]:
        return self.item.answers[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.item.answers[SHOWN:])

    @property
    def reasons(self) -> list[str]:
        return [said(finding.message) for finding in self.item.findings]


@dataclass(frozen=True, slots=True)
class Report:
    """`every`: of every attempt, not of everybody's first."""

    quiz: Quiz
    figures: Figures
    every: bool

    @property
    def rows(self) -> list[Row]:
        return [Row(item) for item in self.figures.items]

    @property
    def is_cut(self) -> bool:
        return self.figures.attempts > MOST

    @property
    def most(self) -> int:
        return MOST


HEADER = (
    "question",
    "version",
    "kind",
    "text",
    "answers",
    "skipped",
    "facility",
    "deviation",
    "discrimination_index",
    "discriminative_efficiency",
    "intended_weight",
    "effective_weight",
    "random_guess_score",
    "median_seconds",
    "findings",
)


def table(figures: Figures) -> Iterator[Sequence[object]]:
    """For a file: shares of 1 with their full digits, empty where nothing can be said."""
    yield HEADER
    for item in figures.items:
        version, found = item.version, item.figures
        yield (
            version.question_id,
            version.number,
            version.kind,
            plain(version.stem),
            found.n,
            item.skipped,
            found.facility,
            found.deviation,
            found.discrimination,
            found.efficiency,
            found.intended,
            found.effective,
            item.guess,
            item.seconds,
            " ".join(finding.code for finding in item.findings),
        )


def plain(text: str) -> str:
    """What a spreadsheet would take for a formula is set off as text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


# The fix queue -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opened:
    """One suspicious question beside its source."""

    measure: Measure
    item: Json
    near: tuple[Near, ...]
    edition: Edition

    @property
    def template(self) -> str:
        return f"quizzes/kinds/{self.measure.version.kind}.html"


@dataclass(frozen=True, slots=True)
class Fixes:
    """`left` are those that somebody left as they are."""

    state: str
    entries: tuple[Measure, ...]
    counts: dict[str, int]
    opened: Opened | None
    quizzes: tuple[Quiz, ...]

    @property
    def previous(self) -> Measure | None:
        return self.beside(-1)

    @property
    def following(self) -> Measure | None:
        return self.beside(1)

    def beside(self, step: int) -> Measure | None:
        """The one so far from the open one in the list, if there is one."""
        if self.opened is None:
            return None
        place = self.entries.index(self.opened.measure) + step
        return self.entries[place] if 0 <= place < len(self.entries) else None


STATES = ("open", "left")


def fixes(course: Course, state: str, at: str) -> Fixes:
    """About eight queries. `at` is the pk of the one that is open; without it the first is."""
    measures = Measure.objects.filter(quiz__course=course)
    lists = {"open": measures.to_fix(), "left": measures.suspicious().left()}
    entries = tuple(in_order(lists[state]))
    one = next((entry for entry in entries if str(entry.pk) == at), entries[0] if entries else None)
    taken = course.quizzes.filter(attempts__finished_at__isnull=False)
    quizzes = taken.annotate(last=Max("attempts__finished_at")).order_by("-last", "pk")
    return Fixes(
        state=state,
        entries=entries,
        counts={name: len(entries) if name == state else rows.count() for name, rows in lists.items()},
        opened=opened(one) if one else None,
        quizzes=tuple(quizzes),
    )


def in_order(measures: QuerySet[Measure]) -> Iterable[Measure]:
    """The gravest finding first, then by how many answers speak."""

    rows = measures.select_related("version__citation__edition__document", "version__question", "quiz", "left_by")
    found = rows.defer("version__citation__edition__text", "version__question__shown", "version__question__key")
    return sorted(found, key=lambda one: (CODES.index(one.findings[0]["code"]), -one.n, one.pk))


def opened(measure: Measure) -> Opened:
    version = measure.version
    edition = Edition.objects.select_related("document__course").get(pk=version.citation.edition_id)
    return Opened(measure, marked(version) or {}, tuple(surroundings(version, edition)), edition)
