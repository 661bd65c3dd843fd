"""What was found in an upload, beside its text, before anything of it is in the course."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from content.choosing import REMOVED, Choices, Found, Value, finds, is_proposed, is_taken, put_back
from content.cutting import Mark, Piece, cut
from content.extraction.outline import Block, Concept, EnumList, Fact, Span
from content.importing import paragraph_of, same_text
from content.labels import evidence, label_of, place
from content.models import Citation, Course, Edition, KeyPoint, Paragraph, Upload
from content.models.citation import Place
from content.models.citation import place as place_of
from content.uploading import choices_of, found_of

PART_WORDS = 4_000
"""As much of a text is shown at once, in whole blocks: a page stays quick, and a form below the limit of fields."""

ORDINAL_LENGTH = 24
"""What stands before an item in its block is its ordinal (First, 2., b) when it is no longer."""


@dataclass(frozen=True, slots=True)
class Find:
    """A list, concept or fact as a line with a box to tick. `known` is where the course has the same already."""

    key: str
    label: str
    found_label: str
    size: int
    is_minor: bool
    at: Place
    is_taken: bool
    known: Citation | None


@dataclass(frozen=True, slots=True)
class Line:
    """A block of the text. `key` of one that is left out, or was; its words cut where something is marked."""

    kind: str
    number: int
    level: int
    pieces: tuple[Piece[str], ...]
    key: str
    is_taken: bool

    @property
    def is_gone(self) -> bool:
        return bool(self.key) and not self.is_taken


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks that a list runs over; without one, blocks on their own."""

    find: Find | None
    first: int
    last: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """One part of an upload's text, with what was found in it. `twin` is an edition of the course with the same text.

    `weaker` are concepts that are not proposed.
    """

    found: Found
    part: int
    parts: int
    boxes: tuple[Box, ...]
    lists: tuple[Find, ...]
    concepts: tuple[Find, ...]
    weaker: tuple[Find, ...]
    facts: tuple[Find, ...]
    removed: tuple[Line, ...]
    twin: Edition | None
    paragraphs: int
    sentences: int

    @property
    def major(self) -> list[Find]:
        return [find for find in self.lists if not find.is_minor]

    @property
    def minor(self) -> list[Find]:
        """Series inside a sentence."""
        return [find for find in self.lists if find.is_minor]

    @property
    def boxes_to_tick(self) -> dict[str, bool]:
        """The key of all that can be ticked in this part, and whether it is proposed so."""
        proposed = [find.key for find in (*self.lists, *self.concepts, *self.facts)]
        others = [find.key for find in self.weaker] + [line.key for line in self.removed]
        return dict.fromkeys(proposed, True) | dict.fromkeys(others, False)

    @property
    def others(self) -> list[int]:
        return list(range(1, self.parts + 1))


def preview(upload: Upload, part: int = 1) -> Preview:
    """Three queries, whatever the text holds. A part that there is not is the nearest that there is."""
    found, choices = found_of(upload), choices_of(upload)
    blocks, text = put_back(found.outline.blocks, choices.flipped), found.source.text
    starts = parts_of(blocks, text)
    part = min(max(part, 1), len(starts))
    inside = range(starts[part - 1], [*starts, len(blocks)][part])
    span = (blocks[inside[0]].start if part > 1 else 0, blocks[inside[-1]].end)
    here = [(key, value) for key, value in finds(found.outline) if span[0] <= place(value) < span[1]]
    known = known_points(upload)
    numbered = [paragraph_of(block) for block in blocks if block.number]
    listed = {key: find_of(key, value, text, choices, known, numbered) for key, value in here}
    marks = marks_of(here, choices, blocks)
    keys = {n: f"b{n}" for n in inside if found.outline.blocks[n].kind in REMOVED}
    lines = [line_of(blocks[n], text, keys.get(n, ""), choices, marks) for n in inside]
    weak = {key for key, value in here if not is_proposed(value)}
    return Preview(
        found=found,
        part=part,
        parts=len(starts),
        boxes=tuple(boxes(lines, [blocks[n] for n in inside], here, listed)),
        lists=of_kind(here, listed, EnumList),
        concepts=tuple(find for find in of_kind(here, listed, Concept) if find.key not in weak),
        weaker=tuple(find for find in of_kind(here, listed, Concept) if find.key in weak),
        facts=of_kind(here, listed, Fact),
        removed=tuple(line for line in lines if line.key),
        twin=same_text(upload.course, found.source),
        paragraphs=len(numbered),
        sentences=sum(len(block.sentences) for block in blocks if block.number),
    )


def parts_of(blocks: Sequence[Block], text: str) -> list[int]:
    """The block with which each part begins."""
    starts, words = [0], 0
    for number, block in enumerate(blocks):
        words += len(text[block.start : block.end].split())
        if words > PART_WORDS and number > starts[-1]:
            starts.append(number)
            words = 0
    return starts


def of_kind(here: Sequence[tuple[str, Value]], listed: dict[str, Find], kind: type) -> tuple[Find, ...]:
    return tuple(listed[key] for key, value in here if isinstance(value, kind))


Known = dict[tuple[str, str], Citation]


def known_points(upload: Upload) -> Known:
    """What the course's other documents teach, by kind and name; lists by their items too."""
    taught = KeyPoint.objects.taught().filter(course=upload.course, lesson__edition__is_current=True)
    taught = taught.exclude(kind="fact").with_source()
    if upload.replaces_id:
        taught = taught.exclude(lesson__edition__document=upload.replaces_id)
    known: Known = {}
    for point in taught:
        names = [point.label, *point.content.get("aliases", ()), "\n".join(item["text"] for item in point.items)]
        for name in filter(None, names):
            known.setdefault((point.kind, name.casefold()), point.citation)
    return known


def find_of(key: str, value: Value, text: str, choices: Choices, known: Known, paragraphs: Sequence[Paragraph]) -> Find:
    label = label_of(value, text)
    items = [text[item.start : item.end] for item in value.items] if isinstance(value, EnumList) else []
    kind = "list" if items else "concept"
    twin = None if isinstance(value, Fact) else known.get((kind, label.casefold()))
    return Find(
        key=key,
        label=choices.labels.get(key, label),
        found_label=label,
        size=len(items),
        is_minor=isinstance(value, EnumList) and not value.major,
        at=place_of(evidence(value), paragraphs),
        is_taken=is_taken(key, value, choices),
        known=twin or known.get(("list", "\n".join(items).casefold())),
    )


def marks_of(here: Iterable[tuple[str, Value]], choices: Choices, blocks: Sequence[Block]) -> list[Mark[str]]:
    """The taken concepts where most is said of them, taken series inside one block, and the ordinals of items."""
    marks = []
    for key, value in here:
        if not is_taken(key, value, choices):
            continue
        if isinstance(value, Concept):
            marks.append(Mark(value.start, value.end, "term"))
        elif isinstance(value, EnumList):
            marks += [Mark(*span, "ord") for span in ordinals(value, blocks)]
            if block_at(value.items[0].start, blocks) is block_at(value.items[-1].start, blocks):
                marks += [Mark(item.start, item.end, "item") for item in value.items]
    return marks


def ordinals(value: EnumList, blocks: Sequence[Block]) -> Iterator[Span]:
    for item in value.items:
        block = block_at(item.start, blocks)
        if 0 < item.start - block.start <= ORDINAL_LENGTH:
            yield block.start, item.start


def block_at(offset: int, blocks: Sequence[Block]) -> Block:
    return blocks[max(0, bisect_right(blocks, offset, key=lambda block: block.start) - 1)]


def line_of(block: Block, text: str, key: str, choices: Choices, marks: Sequence[Mark[str]]) -> Line:
    pieces = cut(text[block.start : block.end], block.start, marks)
    return Line(block.kind, block.number, block.level, pieces, key, key in choices.flipped)


def boxes(
    lines: Sequence[Line], blocks: Sequence[Block], here: Iterable[tuple[str, Value]], listed: dict[str, Find]
) -> Iterator[Box]:
    """The lines, those that a taken list runs over together; of lists that overlap the one that begins first."""
    framed: dict[int, Find] = {}
    lists = [(key, value) for key, value in here if isinstance(value, EnumList) and listed[key].is_taken]
    for key, value in sorted(lists, key=lambda pair: (pair[1].statement[0], -pair[1].statement[1])):
        start, end = value.statement
        run = [n for n, block in enumerate(blocks) if block.start < end and start < block.end]
        if len(run) > 1 and not framed.keys() & set(run):
            framed |= dict.fromkeys(run, listed[key])
    for find, group in groupby(enumerate(lines), key=lambda pair: framed.get(pair[0])):
        run_of = tuple(line for _n, line in group)
        numbers = [line.number for line in run_of if line.number] or [0]
        yield Box(find, numbers[0], numbers[-1], run_of)


def documents_of(course: Course) -> list[Edition]:
    """The current editions of a course, to be replaced by a new one."""
    editions = Edition.objects.current().filter(document__course=course).select_related("document").defer("text")
    return list(editions.order_by("document__created_at", "document"))
