"""What was found in a document, and what a person makes of it before it is taught."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from content.extraction.outline import TAUGHT_BLOCKS, Block, Concept, EnumList, Fact, Outline, Sentence
from content.reading.source import SourceText

DECENT_SCORE = 1.0
"""A phrase that scores less says little of its document, unless it is a name. What a source quotes, defines or heads
with is taught."""

REMOVED = frozenset({"boilerplate", "caption", "byline"})
"""Kinds of blocks that stand around a text: they are left out, unless somebody puts them back."""

Value = EnumList | Concept | Fact


@dataclass(frozen=True, slots=True)
class Found:
    """A document as it was read, and what was found in it."""

    source: SourceText
    outline: Outline


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person changed. A find is known by its kind and its place in the outline, as `l0`, `c12` or `f3`;
    a line that was left out as `b5`, by the place of its block.

    `flipped` are those that are not as they were proposed. `labels` are names of lists in the person's own
    words; the words that the source used stay with the list. None leaves a field as it was found.
    """

    flipped: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    source: str | None = None
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What enters the course. `own` are the lists that bear a name of the person's own."""

    outline: Outline
    values: tuple[Value, ...]
    own: frozenset[Value]


def finds(outline: Outline) -> Iterator[tuple[str, Value]]:
    """Every find with the key it is known by."""
    for letter, values in (("l", outline.lists), ("c", outline.concepts), ("f", outline.facts)):
        yield from zip((f"{letter}{n}" for n in count()), values, strict=False)


def is_proposed(value: Value) -> bool:
    """Whether it is taught when nobody says otherwise: every list and fact, and the concepts that matter."""
    if not isinstance(value, Concept) or value.source != "phrase":
        return True
    return value.score >= DECENT_SCORE or is_name(value.term)


def is_name(term: str) -> bool:
    """Whether a term is several words, all of them large: "National Congress"."""
    found = term.split()
    return len(found) > 1 and all(word[0].isupper() for word in found)


def is_taken(key: str, value: Value, choices: Choices) -> bool:
    return is_proposed(value) != (key in choices.flipped)


def chosen(outline: Outline, choices: Choices) -> Chosen:
    """The outline as this person wants it, and what is taught of it."""
    taken, own = [], []
    for key, value in finds(outline):
        if is_taken(key, value, choices):
            if isinstance(value, EnumList) and choices.labels.get(key, value.label) != value.label:
                value = replace(value, label=choices.labels[key])
                own.append(value)
            taken.append(value)
    told = {
        name: given for name in ("title", "source", "author", "date") if (given := getattr(choices, name)) is not None
    }
    outline = replace(outline, blocks=put_back(outline.blocks, choices.flipped), **told)
    return Chosen(outline, tuple(taken), frozenset(own))


def put_back(blocks: tuple[Block, ...], flipped: frozenset[str]) -> tuple[Block, ...]:
    """The blocks with these left-out ones taught as paragraphs of one sentence, and all counted anew."""
    back = {f"b{place}" for place, block in enumerate(blocks) if block.kind in REMOVED} & flipped
    if not back:
        return blocks
    numbers = count(1)
    made = []
    for place, block in enumerate(blocks):
        if f"b{place}" in back:
            block = replace(block, kind="paragraph", sentences=(Sentence(block.start, block.end),))
        taught = block.kind in TAUGHT_BLOCKS and (block.number or f"b{place}" in back)
        made.append(replace(block, number=next(numbers) if taught else 0))
    return tuple(made)
