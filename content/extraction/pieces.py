"""Lines to pieces: paragraphs joined, list items found, lists nested. The parser holds a stack of open lists.

Without the stack one nested list cost most lists of a page it had not seen (recall 2 of 7 instead of 6).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from content.extraction.lines import BULLET, Line, Marker, lines, markers
from content.extraction.pack import Pack
from content.extraction.wrapping import Wrapping

PieceKind = Literal["text", "title", "heading", "item", "body", "quote", "table", "caption", "code", "furniture"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it is known what it is. `text` is where its words begin, behind a marker.

    `group` numbers the list it belongs to, from 1; `value` is the number its marker shows.
    """

    kind: PieceKind
    start: int
    end: int
    text: int
    level: int = 0
    group: int = 0
    value: int = 0
    ordered: bool = False
    after_blank: bool = True


@dataclass(slots=True)
class _Open:
    group: int
    family: str
    indent: int
    value: int


def pieces_of_lines(view: str, pack: Pack, start: int = 0, end: int | None = None) -> list[Piece]:
    found = list(lines(view, start, end))
    parser = _Parser(view, pack, Wrapping(view, found))
    for line in found:
        parser.take(line)
    return without_lone_items(parser.pieces)


class _Parser:
    def __init__(self, view: str, pack: Pack, wrapping: Wrapping) -> None:
        self.view = view
        self.pack = pack
        self.pieces: list[Piece] = []
        self._wrapping = wrapping
        self._stack: list[_Open] = []
        self._groups = 0
        self._last: Line | None = None

    def take(self, line: Line) -> None:
        options = markers(self.view, line, self.pack)
        if not (options and self._item(line, options)) and not self._joins(line):
            self._text(line)
        self._last = line

    def _item(self, line: Line, options: Sequence[Marker]) -> bool:
        for marker in options:
            if self._continues(line, marker):
                self._add_item(line, marker)
                return True
        for marker in options:
            # A list begins with one; a bullet always may.
            if marker.value <= 1:
                self._open(line, marker)
                self._add_item(line, marker)
                return True
        return False

    def _continues(self, line: Line, marker: Marker) -> bool:
        for depth in range(len(self._stack) - 1, -1, -1):
            here = self._stack[depth]
            following = marker.family == BULLET or marker.value == here.value + 1
            if here.family == marker.family and following and abs(here.indent - line.indent) <= 1:
                del self._stack[depth + 1 :]
                here.value = marker.value
                return True
        return False

    def _open(self, line: Line, marker: Marker) -> None:
        while self._stack and not self._nests(line, marker):
            self._stack.pop()
        self._groups += 1
        self._stack.append(_Open(self._groups, marker.family, line.indent, marker.value))

    def _nests(self, line: Line, marker: Marker) -> bool:
        """Inside the innermost list: further right, or right below its item with another kind of marker."""
        top = self._stack[-1]
        if line.indent > top.indent + 1:
            return True
        if self.pieces and self.pieces[-1].kind == "text" and top.family != BULLET:
            # Under the text of a numbered heading ("2. Hours … It was agreed: a) … b) …"); the numbers may go on.
            return all(one.family != marker.family for one in self._stack)
        below = bool(self.pieces) and self.pieces[-1].group == top.group and not line.after_blank
        return below and line.indent >= top.indent and marker.family != top.family

    def _add_item(self, line: Line, marker: Marker) -> None:
        self.pieces.append(
            Piece(
                "item",
                line.start,
                line.end,
                marker.end,
                len(self._stack),
                self._stack[-1].group,
                marker.value,
                marker.ordered,
                line.after_blank,
            )
        )

    def _joins(self, line: Line) -> bool:
        """Whether the line goes on with the piece before it; if so it is joined."""
        if not self.pieces or self._last is None:
            return False
        last = self.pieces[-1]
        inside = last.kind == "item" and bool(self._stack) and line.indent > self._stack[-1].indent
        if line.after_blank:
            goes_on = self._mid_sentence(last, line)
        else:
            defines = self.view.startswith(": ", line.start)
            goes_on = inside or defines or last.text == last.end or self._wrapping.joins(self._last, line)
        if goes_on:
            self.pieces[-1] = replace(last, end=line.end)
        return goes_on

    def _mid_sentence(self, last: Piece, line: Line) -> bool:
        """A page break or a scan may cut a paragraph in mid-sentence: a long line without end, then lower case."""
        end = self.view[last.end - 1]
        long = last.end - last.text >= 60
        # The first piece is the title, and what stands below it a byline, whatever its first letter.
        return long and len(self.pieces) > 1 and (end.isalnum() or end == ",") and self.view[line.start].islower()

    def _text(self, line: Line) -> None:
        group, level = 0, 0
        if self._stack and line.after_blank and line.indent >= self._stack[-1].indent + 2:
            group, level = self._stack[-1].group, len(self._stack)
        else:
            # Numbers may go on after a paragraph that explains one; bullets show no number to go on with.
            self._stack = [one for one in self._stack if one.family != BULLET]
        kind: PieceKind = "body" if group else "text"
        self.pieces.append(Piece(kind, line.start, line.end, line.start, level, group, after_blank=line.after_blank))


def without_lone_items(pieces: Sequence[Piece]) -> list[Piece]:
    """One marked line is no list: its marker is a dash or a number in the text."""
    counts: dict[int, int] = {}
    for piece in pieces:
        if piece.kind == "item":
            counts[piece.group] = counts.get(piece.group, 0) + 1
    return [
        replace(piece, kind="text", group=0, level=0, text=piece.start) if counts.get(piece.group) == 1 else piece
        for piece in pieces
    ]
