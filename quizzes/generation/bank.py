"""The values that go into generation and come out of it."""

from collections.abc import Iterator
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
class Bank:
    """What can be asked about a course, and what was drafted and refused."""

    questions: tuple[Draft, ...]
    cards: tuple[CardDraft, ...]
    refused: tuple[Refused, ...] = ()

    def about(self, point: str) -> Iterator[Draft]:
        return (draft for draft in self.questions if draft.point == point)
