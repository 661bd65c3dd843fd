"""The values that go into generation and come out of it."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from content.extraction.outline import Concept, EnumList, Fact, Span
from quizzes.kinds.base import Draft, Quote


@dataclass(frozen=True, slots=True)
class Point:
    """A key point as generation sees it: `id` comes back on what is drafted from it."""

    id: str
    label: str
    value: EnumList | Concept | Fact


@dataclass(frozen=True, slots=True)
class Source:
    """One document of a course. `name` is what a stem calls it ("VOV.VN"), `sentences` its taught sentences."""

    letter: str
    title: str
    name: str
    language: str
    text: str
    sentences: tuple[Span, ...]
    points: tuple[Point, ...]

    def quote(self, span: Span) -> Quote:
        return Quote(self.letter, span[0], span[1], self.text[span[0] : span[1]])


@dataclass(frozen=True, slots=True)
class CardDraft:
    """One face of a key point. `lines` answer the prompt; they are a list's items when `face` is "recall"."""

    point: str
    face: str
    prompt: str
    lines: tuple[str, ...]
    ordered: bool
    evidence: Quote
    lit: tuple[Quote, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A question or card that a check refused, with the checks' ids and reasons."""

    draft: Draft | CardDraft
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A list or term that no question and no card asks for, and why."""

    point: str
    source: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bank:
    """What can be asked about a course, what was drafted and refused, and what nothing asks for.

    `warned` says of each question, in their order, what is held against it without refusing it.
    """

    questions: tuple[Draft, ...]
    cards: tuple[CardDraft, ...]
    refused: tuple[Refused, ...] = ()
    warned: tuple[tuple[tuple[str, str], ...], ...] = ()
    uncovered: tuple[Uncovered, ...] = ()

    def about(self, point: str) -> Iterator[Draft]:
        return (draft for draft in self.questions if draft.point == point)

    def of(self, letters: Set[str]) -> "Bank":
        """What asks about these documents."""
        kept = [
            (item, warned)
            for item, warned in zip(self.questions, self.warned, strict=True)
            if item.evidence.source in letters
        ]
        return Bank(
            questions=tuple(item for item, _ in kept),
            cards=tuple(card for card in self.cards if card.evidence.source in letters),
            refused=tuple(each for each in self.refused if each.draft.evidence.source in letters),
            warned=tuple(warned for _, warned in kept),
            uncovered=tuple(each for each in self.uncovered if each.source in letters),
        )
