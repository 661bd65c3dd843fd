"""The values that extraction returns. Every span is (start, end) in code points into SourceText.text."""

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]

BlockKind = Literal[
    "title", "byline", "heading", "paragraph", "item", "quote", "table", "caption", "code", "boilerplate"
]
ListKind = Literal["bullets", "numbers", "ordinal", "announced", "inline"]
ConceptSource = Literal["quoted", "defined", "list_label", "heading", "phrase"]
FactKind = Literal["date", "quantity", "person", "statement"]

TAUGHT_BLOCKS = frozenset({"paragraph", "item", "quote", "table", "code"})
"""Blocks that carry a paragraph number (¶) and may be taught; the others are kept in the text only."""


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text between breaks. `number` is its ¶, counted over taught blocks from 1; 0 for the others."""

    kind: BlockKind
    start: int
    end: int
    number: int = 0
    level: int = 0
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class ListItem:
    """One member of a list, without its marker or ordinal word.

    `head` is the item's own name when it has one ("Goal: ..."); `body` reaches to the end of what
    the source says under this item.
    """

    start: int
    end: int
    head: Span | None = None
    body: Span | None = None


@dataclass(frozen=True, slots=True)
class EnumList:
    """A list that the source enumerates.

    `label` is what a learner would call it, in the source's words ("five key task groups"), and
    `label_span` the words it was taken from. `about` means that these tell what the list is about, not what
    its items are ("comprehensive diplomacy"). `intro` is the sentence or clause that announces it.
    `announced` is the number the source promises. `complete` means that no item is known to be
    missing. `major` marks the lists a lesson is built around; minor ones are series inside a sentence.
    `statement` spans the whole list with its announcement: its evidence.
    """

    kind: ListKind
    label: str
    label_span: Span
    statement: Span
    items: tuple[ListItem, ...]
    about: bool = False
    intro: Span | None = None
    announced: int | None = None
    ordered: bool = False
    complete: bool = True
    major: bool = False
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A term that a learner should know.

    `start, end` is its best mention, whose sentence says most of it; `statement` is that sentence.
    `says` is the clause of it that tells about the term, when one can be cut out.
    """

    term: str
    start: int
    end: int
    source: ConceptSource
    statement: Span
    says: Span | None = None
    mentions: tuple[Span, ...] = ()
    aliases: tuple[str, ...] = ()
    score: float = 0.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A date, a quantity, a person in a role, or what somebody said.

    `start, end` spans the value itself ("February 18", "96", "To Lam", the words said) and `value` is
    its normal form (ISO date, bare number, name). `unit` is what a quantity counts, as span ("years
    under the Party's leadership"). `subject` is what the fact is about. `speaker` is who said the
    sentence, `role` a person's office. `sentence` is the evidence.
    """

    kind: FactKind
    start: int
    end: int
    value: str
    sentence: Span
    unit: Span | None = None
    subject: Span | None = None
    speaker: Span | None = None
    role: Span | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    heading: Span
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LessonPlan:
    """A run of blocks to be read in one sitting; blocks[first:last + 1]."""

    title: str
    title_span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Outline:
    """All that was found in one document, in document order (concepts: best first)."""

    language: str
    title: str | None
    title_span: Span | None
    date: str | None
    source: str | None
    author: str | None
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    lists: tuple[EnumList, ...]
    concepts: tuple[Concept, ...]
    facts: tuple[Fact, ...]
    lessons: tuple[LessonPlan, ...]
