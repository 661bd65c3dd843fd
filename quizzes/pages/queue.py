"""Drafts that wait for an instructor's word, each beside its source."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from content.cutting import Mark, Piece, cut
from content.ideas import Pair, open_pairs
from content.models import Citation, Course, Edition, KeyPointKind, Paragraph
from quizzes.auditing import held_against
from quizzes.building import sources_of
from quizzes.generation.gate import CHECKS, faces
from quizzes.generation.support import course_index
from quizzes.kinds import KINDS
from quizzes.models import Card, Question, Status
from quizzes.models.judgement import Item
from quizzes.models.question import Wording
from quizzes.pages.coverage import coverage

CARDS = "cards"
MOST_SHOWN = 200
MOST_IDEAS = 2
NEAR = 1
"""So many paragraphs before and after the cited ones give the surroundings."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft in the list. `ref` is q or c and its number."""

    item: Item

    @property
    def ref(self) -> str:
        return f"{'q' if isinstance(self.item, Question) else 'c'}{self.item.pk}"

    @property
    def tab(self) -> str:
        return self.item.kind if isinstance(self.item, Question) else CARDS

    @property
    def kind(self) -> str:
        return tab_name(self.tab) if self.tab != CARDS else _("Card")

    @property
    def words(self) -> str:
        return str(self.item.shown.get("stem", "")) if isinstance(self.item, Question) else self.item.prompt

    @property
    def citation(self) -> Citation:
        return self.item.citation

    @property
    def has_flaws(self) -> bool:
        """Whether the checks held something against it when it was last examined."""
        return isinstance(self.item, Question) and bool(self.item.flaws)

    @property
    def form_page(self) -> str:
        return f"admin:quizzes_{'question' if isinstance(self.item, Question) else 'card'}_change"


@dataclass(frozen=True, slots=True)
class Near:
    """A paragraph beside a draft, cut where its cited words and its answer begin and end."""

    paragraph: Paragraph
    pieces: tuple[Piece[str], ...]
    is_cited: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """One draft with its source. `marked` is what its kind's template shows, None for a card; `against` is what
    the checks hold against it, of so many `checks`; `ideas` may be one with what it asks about.
    """

    waiting: Waiting
    number: int
    previous: str
    following: str
    near: tuple[Near, ...]
    marked: dict[str, Any] | None
    against: tuple[str, ...]
    checks: int
    edition: Edition
    share: int
    ideas: tuple[Pair, ...]

    @property
    def template(self) -> str:
        return f"quizzes/kinds/{self.waiting.tab}.html"


@dataclass(frozen=True, slots=True)
class Queue:
    """`counts` are (tab, its name, how many) of the whole course, `entries` those of the chosen tab, of which some
    are `ticked` while one goes from draft to draft.
    """

    tab: str
    total: int
    counts: tuple[tuple[str, str, int], ...]
    entries: tuple[Waiting, ...]
    opened: Opened | None
    ticked: frozenset[str] = frozenset()


def queue(course: Course, tab: str = "", at: str = "", ticked: Collection[str] | None = ()) -> Queue:
    """`at` names the open draft; without it, or when it is decided, the first is open. `ticked` None is all."""
    every = drafts(course)
    entries = [one for one in every if tab in ("", one.tab)][:MOST_SHOWN]
    counts = Counter(one.tab for one in every)
    return Queue(
        tab=tab,
        total=len(every),
        counts=tuple((name, tab_name(name), counts[name]) for name in (*KINDS, CARDS) if counts[name]),
        entries=tuple(entries),
        opened=opened(entries, at),
        ticked=frozenset(one.ref for one in entries if ticked is None or one.ref in ticked),
    )


def drafts(course: Course) -> list[Waiting]:
    """In the order of the sources. Two queries."""
    questions = Question.objects.filter(course=course, status=Status.DRAFT).with_source()
    cards = Card.objects.filter(key_point__course=course, status=Status.DRAFT)
    rows: list[Item] = [
        *questions.defer("citation__edition__text"),
        *cards.select_related("citation__edition__document").defer("citation__edition__text"),
    ]
    return sorted(map(Waiting, rows), key=lambda one: (one.citation.edition_id, one.citation.start, one.ref))


def tab_name(tab: str) -> str:
    return _("Cards") if tab == CARDS else _(KINDS[tab].label)


def opened(entries: Sequence[Waiting], at: str) -> Opened | None:
    if not entries:
        return None
    number = next((place for place, one in enumerate(entries) if one.ref == at), 0)
    waiting = entries[number]
    edition = Edition.objects.select_related("document__course").get(pk=waiting.citation.edition_id)
    return Opened(
        waiting=waiting,
        number=number + 1,
        previous=entries[number - 1].ref if number else "",
        following=entries[number + 1].ref if number + 1 < len(entries) else "",
        near=tuple(surroundings(waiting.item, edition)),
        marked=marked(waiting.item),
        against=against(waiting.item, edition.document.course),
        checks=len(CHECKS if isinstance(waiting.item, Question) else faces.CHECKS),
        edition=edition,
        share=coverage(edition).share,
        ideas=tuple(related(waiting.item, edition.document.course))[:MOST_IDEAS],
    )


def related(item: Item, course: Course) -> Iterable[Pair]:
    """Undecided pairs of ideas of which one is what the draft asks about. Reads the texts of the course."""
    if item.key_point is None or item.key_point.kind != KeyPointKind.CONCEPT:
        return ()
    return (pair for pair in open_pairs(course) if item.key_point_id in (pair.one.point.pk, pair.other.point.pk))


def marked(item: Card | Wording) -> dict[str, Any] | None:
    if isinstance(item, Card):
        return None
    kind = KINDS[item.kind]
    shown = kind.present(item.shown, Random(item.pk), shuffle=False)  # noqa: S311 - no secret, and nothing is mixed
    return kind.reveal(shown, item.key, None)


def against(item: Item, course: Course) -> tuple[str, ...]:
    """What the checks find in the course as it is now. Reads its texts."""
    return tuple(_(reason) for _check, reason in held_against(item, course_index(sources_of(course))))


def surroundings(item: Card | Wording, edition: Edition) -> Iterable[Near]:
    """The cited paragraphs with the answer lit, and those around them."""
    cited = item.citation
    lit = item.lit if isinstance(item, Card) else item.feedback.get("lit", [])
    marks = [*(Mark(start, end, "lit") for start, end in lit), Mark(cited.start, cited.end, "soft")]
    first, last = cited.paragraph - NEAR, cited.last_paragraph + NEAR
    for paragraph in edition.paragraphs.filter(number__gt=0, number__gte=first, number__lte=last).order_by("order"):
        words = edition.text[paragraph.start : paragraph.end]
        inside = paragraph.start < cited.end and cited.start < paragraph.end
        yield Near(paragraph, cut(words, paragraph.start, marks), inside)
