"""A document as a map of what is taught: by what each sentence is, and why it is not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from content.models import Edition, KeyPoint, Paragraph
from quizzes.building import sources_of
from quizzes.generation import draft
from quizzes.models import Card, Question, Status

Span = tuple[int, int]
HEAT = ((1, 1), (3, 2), (6, 3), (10, 4))
"""From so many live items on, a sentence is drawn in this step of the scale."""


@dataclass(frozen=True, slots=True)
class Item:
    """A card or question of a key point."""

    what: str
    row: Card | Question
    words: str

    @property
    def is_live(self) -> bool:
        return self.row.status == Status.APPROVED

    @property
    def admin_page(self) -> str:
        return f"admin:quizzes_{self.what}_change"


@dataclass(frozen=True, slots=True)
class Taught:
    """A key point with its items. `spans` are its own words; its items may quote more around them."""

    point: KeyPoint
    spans: tuple[Span, ...]
    items: tuple[Item, ...]

    @property
    def live(self) -> int:
        return 0 if self.point.is_retired else sum(item.is_live for item in self.items)

    @property
    def waiting(self) -> int:
        return sum(item.row.status == Status.DRAFT for item in self.items)

    def stands_in(self, span: Span) -> bool:
        return any(start < span[1] and span[0] < end for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`taught` are the key points whose words stand in it."""

    anchor: str
    span: Span
    text: str
    words: int
    taught: tuple[Taught, ...]

    @property
    def live(self) -> int:
        return sum(one.live for one in self.taught)

    @property
    def waiting(self) -> int:
        return sum(one.waiting for one in self.taught)

    @property
    def heat(self) -> int:
        return max((step for least, step in HEAT if self.live >= least), default=0)

    @property
    def why_not(self) -> str:
        """One sentence; empty when it is taught."""
        if self.live:
            return ""
        if not self.taught:
            return _("No list, term, date or figure was found in it.")
        if self.waiting:
            return _("What was drafted from it waits for your word.")
        if all(one.point.is_retired for one in self.taught):
            return _("What it says was retired.")
        if any(one.items for one in self.taught):
            return _("Every item drafted from it was retired.")
        return _("Nothing stands on it: no rule asks this, or the checks refused what was drafted.")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its sentences; one that is never taught (a heading, a caption) has none."""

    paragraph: Paragraph
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    edition: Edition
    blocks: tuple[Block, ...]

    @property
    def sentences(self) -> list[Sentence]:
        return [sentence for block in self.blocks for sentence in block.sentences]

    @property
    def untaught(self) -> list[Sentence]:
        return [sentence for sentence in self.sentences if not sentence.live]

    @property
    def share(self) -> int:
        """The percentage of the words, in sentences that something live is drawn from."""
        every = sum(sentence.words for sentence in self.sentences)
        return round(100 * sum(sentence.words for sentence in self.sentences if sentence.live) / every) if every else 0

    def at(self, anchor: str) -> Sentence | None:
        return next((sentence for sentence in self.sentences if sentence.anchor == anchor), None)


def coverage(edition: Edition) -> Coverage:
    """Four queries, whatever the length of the text."""
    taught = taught_in(edition)
    paragraphs = edition.paragraphs.order_by("order")
    return Coverage(edition, tuple(block_of(edition.text, paragraph, taught) for paragraph in paragraphs))


def taught_in(edition: Edition) -> list[Taught]:
    points = KeyPoint.objects.filter(lesson__edition=edition).select_related("citation").order_by("order")
    items: defaultdict[int, list[Item]] = defaultdict(list)
    for question in Question.objects.filter(key_point__lesson__edition=edition).order_by("pk"):
        items[question.key_point_id or 0].append(Item("question", question, str(question.shown.get("stem", ""))))
    for card in Card.objects.filter(key_point__lesson__edition=edition).order_by("pk"):
        items[card.key_point_id].append(Item("card", card, card.prompt))
    return [Taught(point, own_words(point), tuple(items[point.pk])) for point in points]


def own_words(point: KeyPoint) -> tuple[Span, ...]:
    """A list's items with what is said under them, and its announcement; else the sentence that says it."""
    told = [point.content.get(name) for name in ("label", "intro")]
    told += [item.get("body", item) for item in point.items]
    spans = [(one["start"], one["end"]) for one in told if one]
    return tuple(spans) if point.items else ((point.citation.start, point.citation.end),)


def block_of(text: str, paragraph: Paragraph, taught: Sequence[Taught]) -> Block:
    here = [one for one in taught if one.stands_in((paragraph.start, paragraph.end))]
    spans = paragraph.sentences if paragraph.number else ()
    sentences = tuple(
        Sentence(
            anchor=f"p{paragraph.number}s{number}",
            span=(start, end),
            text=text[start:end],
            words=len(text[start:end].split()),
            taught=tuple(one for one in here if one.stands_in((start, end))),
        )
        for number, (start, end) in enumerate(spans, start=1)
    )
    return Block(paragraph, text[paragraph.start : paragraph.end], sentences)


def refusals(edition: Edition, taught: Iterable[Taught]) -> Mapping[int, list[tuple[str, list[str]]]]:
    """For each of these key points what drafting it anew would refuse: (its words, the reasons). Drafts the course."""
    wanted = {str(one.point.pk) for one in taught}
    found: defaultdict[int, list[tuple[str, list[str]]]] = defaultdict(list)
    for refused in draft(sources_of(edition.document.course)).refused:
        if refused.draft.point in wanted:
            words = getattr(refused.draft, "prompt", "") or refused.draft.shown.get("stem", "")  # type: ignore[union-attr]
            found[int(refused.draft.point)].append((words, [_(reason) for _check, reason in refused.reasons]))
    return found
