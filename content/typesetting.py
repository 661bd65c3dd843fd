"""The source set for reading: paragraphs with their sentences, terms and lit words, and lists row by row.

Only line breaks are added. Whatever is set, the words joined in their order are those of the source.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, Protocol

from content.cutting import Mark, Piece, cut

Span = tuple[int, int]

OPENING = re.compile(r"[(\[]?\b(?:\d{1,3}|[a-z]|[ivx]{1,5})[)\].:/-]+\s*$", re.IGNORECASE)
"""What may stand before an item in running text: (1), a), 2., iv:"""


class Block(Protocol):
    kind: str
    number: int
    level: int
    start: int
    end: int
    sentences: Any  # [start, end] of each


@dataclass(frozen=True, slots=True)
class Term:
    """A marked term. `note` is what stands beside its line, at the place that says most of it."""

    id: int
    note: Any = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A note beside the line in which the marked words begin; the words themselves stay plain."""

    note: Any


Light = str
"""lit or soft"""

Kind = Term | Beside | Light


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words under the same marks; `notes` of the terms that begin with it."""

    text: str
    term: Term | None
    light: Light
    notes: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A sentence, or what stands between two. `anchor` is the id of its first words (`p9s2`), else empty."""

    anchor: str
    is_sentence: bool
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, or a part of one where a list is cut out of it; `opens` when it begins here."""

    kind: str
    number: int
    level: int
    opens: bool
    runs: tuple[Run, ...]

    @property
    def notes(self) -> list[Any]:
        return [note for run in self.runs for words in run.words for note in words.notes]

    @property
    def text(self) -> str:
        return "".join(words.text for run in self.runs for words in run.words)


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list to be set row by row: its items as spans, in the order of the text, and where what is said
    under the last one ends. `note` is what stands over it.
    """

    note: Any
    items: tuple[Span, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list set row by row. `lead` is the beginning of its sentence, `within` what it was cut out of:
    sentence, paragraph, or nothing where each row has a paragraph of its own.
    """

    note: Any
    lead: Para | None
    rows: tuple[tuple[Para, ...], ...]
    within: str

    @property
    def paras(self) -> list[Para]:
        return [*([self.lead] if self.lead else ()), *(para for row in self.rows for para in row)]


Unit = Para | Listing


def typeset(
    text: str, blocks: Sequence[Block], lists: Iterable[Enumeration] = (), marks: Sequence[Mark[Kind]] = ()
) -> tuple[Unit, ...]:
    """These blocks of `text`, with these lists row by row. Of lists that overlap the outer one is set."""
    frames = apart(framed(text, blocks, one) for one in lists)
    edges = {edge for frame in frames for edge in (frame.start, *frame.rows, frame.end)}
    slices = [part for block in blocks for part in sliced(text, block, edges, marks)]
    units: list[Unit] = []
    for frame, group in groupby(slices, key=lambda part: frame_at(part[0], frames)):
        parts = list(group)
        units += [listing(frame, parts)] if frame else [para for _start, para in parts]
    return tuple(units)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a list stands: the start of its lead, of each row, and the end of the last."""

    note: Any
    start: int
    rows: tuple[int, ...]
    end: int
    within: str


def framed(text: str, blocks: Sequence[Block], one: Enumeration) -> Frame | None:
    """The frame of a list, None when it does not begin in these blocks."""
    first, last = one.items[0][0], one.items[-1][0]
    if not blocks or not blocks[0].start <= first < blocks[-1].end:
        return None
    places = [sentence_at(start, blocks) for start, _end in one.items]
    rows = []
    for number, (start, _end) in enumerate(one.items):
        inline = places[number] in places[:number] + places[number + 1 :]
        rows.append(start - len(opening(text[places[number][0] : start])) if inline else places[number][0])
    same_block = block_at(first, blocks) is block_at(last, blocks)
    within = "sentence" if len(set(places)) == 1 else "paragraph" if same_block else ""
    end = sentence_at(one.end - 1, blocks)[1] if within else block_at(one.end - 1, blocks).end
    rows.sort()
    return Frame(one.note, min(rows[0], places[0][0]), tuple(rows), max(end, rows[-1] + 1), within)


def opening(text: str) -> str:
    found = OPENING.search(text)
    return found[0] if found else ""


def block_at(offset: int, blocks: Sequence[Block]) -> Block:
    return blocks[max(0, bisect_right(blocks, offset, key=lambda block: block.start) - 1)]


def sentence_at(offset: int, blocks: Sequence[Block]) -> Span:
    """The sentence that holds this offset; the first of a block begins where the block does, the last ends with it."""
    block = block_at(offset, blocks)
    starts = [block.start, *(start for start, _end in block.sentences[1:]), block.end]
    number = min(max(0, bisect_right(starts, offset) - 1), len(starts) - 2)
    return starts[number], starts[number + 1]


def apart(frames: Iterable[Frame | None]) -> list[Frame]:
    kept: list[Frame] = []
    for frame in sorted(filter(None, frames), key=lambda frame: (frame.start, -frame.end)):
        if not kept or frame.start >= kept[-1].end:
            kept.append(frame)
    return kept


def frame_at(offset: int, frames: Sequence[Frame]) -> Frame | None:
    return next((frame for frame in frames if frame.start <= offset < frame.end), None)


def sliced(text: str, block: Block, edges: set[int], marks: Sequence[Mark[Kind]]) -> Iterator[tuple[int, Para]]:
    """The block, cut where a list, or a row of it, begins or ends: (start, paragraph)."""
    cuts = sorted({block.start, block.end} | {edge for edge in edges if block.start < edge < block.end})
    near = [mark for mark in marks if mark.start < block.end and block.start < mark.end]
    for start, end in pairwise(cuts):
        runs = tuple(runs_of(text, block, (start, end), near))
        yield start, Para(block.kind, block.number, block.level, start == block.start, runs)


def runs_of(text: str, block: Block, span: Span, marks: Sequence[Mark[Kind]]) -> Iterator[Run]:
    at, end = span
    for number, (start, stop) in enumerate(block.sentences, start=1):
        if stop <= at or start >= end:
            continue
        if start > at:
            yield Run("", False, words_of(text, at, start, marks))
        first, at = max(start, at), min(stop, end)
        anchor = f"p{block.number}s{number}" if block.number and first == start else ""
        yield Run(anchor, True, words_of(text, first, at, marks))
    if at < end:
        yield Run("", False, words_of(text, at, end, marks))


def words_of(text: str, start: int, end: int, marks: Sequence[Mark[Kind]]) -> tuple[Words, ...]:
    begun = {(mark.start, mark.kind) for mark in marks}
    return tuple(words(piece, begun) for piece in cut(text[start:end], start, marks))


def words(piece: Piece[Kind], begun: set[tuple[int, Kind]]) -> Words:
    terms = [kind for kind in piece.kinds if isinstance(kind, Term)]
    lights = [kind for kind in piece.kinds if isinstance(kind, str)]
    notes = tuple(
        kind.note for kind in piece.kinds if not isinstance(kind, str) and kind.note and (piece.start, kind) in begun
    )
    return Words(piece.text, terms[0] if terms else None, lights[0] if lights else "", notes)


def listing(frame: Frame, parts: Sequence[tuple[int, Para]]) -> Listing:
    lead: Para | None = None
    rows: list[list[Para]] = [[] for _row in frame.rows]
    for start, para in parts:
        row = bisect_right(frame.rows, start) - 1
        if row < 0:
            lead = para
        else:
            rows[row].append(para)
    return Listing(frame.note, lead, tuple(tuple(row) for row in rows), frame.within)
