"""Markdown. The canonical text is what a reader sees; markup becomes marks, and `origin` leads back through it."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from content.reading.decoding import EMPTY, decode
from content.reading.frontmatter import split_front_matter
from content.reading.inline import Place, visible
from content.reading.origin import OriginBuilder, offset_in_file
from content.reading.source import Mark, MarkKind, SourceText, UnreadableFile

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def read(data: bytes) -> SourceText:
    decoded = decode(data)
    meta, body = split_front_matter(decoded.text)
    page = _Page(decoded.text, body)
    for token in _parser().parse(decoded.text[body:]):
        page.take(token)
    if not page.built.text.strip():
        raise UnreadableFile(EMPTY)
    origin = tuple((here, offset_in_file(decoded.origin, there)) for here, there in page.built.origin)
    return SourceText(page.built.text, "markdown", tuple(page.marks), meta, origin, decoded.notices)


@cache
def _parser() -> "MarkdownIt":
    # Imported late, for whoever needs no Markdown need not wait for it. Without `text_join`, escapes and
    # entities stay tokens of their own, so that every piece of text stands in the file as it is.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable("text_join")


class _Page:
    """One walk over the block tokens."""

    def __init__(self, text: str, body: int) -> None:
        self.text = text
        self.built = OriginBuilder()
        self.marks: list[Mark] = []
        self._lines = list(_line_starts(text, body))
        self._copied = body
        self._lists: list[tuple[int, bool]] = []
        self._groups = 0
        self._kind: MarkKind | None = None
        self._level = 1
        self._quotes = 0
        self._item_open = False
        self._row = 0

    def take(self, token: "Token") -> None:
        match token.type:
            case "heading_open":
                self._kind, self._level = "heading", int(token.tag[1])
            case "heading_close":
                self._kind = None
            case "bullet_list_open" | "ordered_list_open":
                self._groups += 1
                self._lists.append((self._groups, token.type.startswith("ordered")))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._item_open = True
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "tr_open":
                self._open_row(token)
            case "tr_close":
                self._close_row()
            case "inline":
                self._inline(token)
            case "fence" | "code_block":
                self._code(token)

    def _inline(self, token: "Token") -> None:
        assert token.map is not None
        pieces = list(visible(token, self._places(token)))
        if not any(piece.strip() for _, piece in pieces):
            return
        if self._kind == "table":
            self._cell(pieces)
            return
        start = self._begin(pieces[0][0])
        for there, piece in pieces:
            self.built.put(piece, there)
        self._copied = pieces[-1][0] + len(pieces[-1][1])
        self._mark(start)

    def _mark(self, start: int) -> None:
        end = self.built.length
        if self._kind == "heading":
            self.marks.append(Mark(start, end, "heading", self._level))
        elif self._item_open and self._lists:
            group, ordered = self._lists[-1]
            self.marks.append(Mark(start, end, "item", len(self._lists), ordered, group))
            self._item_open = False
        elif self._lists:
            # A further paragraph of an item: it belongs to the list, but is no member of it.
            self.marks.append(Mark(start, end, "body", len(self._lists), group=self._lists[-1][0]))
        elif self._quotes:
            self.marks.append(Mark(start, end, "quote"))

    def _open_row(self, token: "Token") -> None:
        assert token.map is not None
        # The parser gives body rows the line range of the body; rows come in order, so lines are counted.
        first = token.map[0]
        self._row = first if first > self._row else self._row + 1
        self._kind = "table"
        self._start = -1

    def _cell(self, pieces: list[tuple[int, str]]) -> None:
        if self._start < 0:
            self._start = self._begin(pieces[0][0])
        else:
            self.built.put("\t", self._copied)
        for there, piece in pieces:
            self.built.put(piece, there)
        self._copied = pieces[-1][0] + len(pieces[-1][1])

    def _close_row(self) -> None:
        self._kind = None
        if self._start >= 0:
            self.marks.append(Mark(self._start, self.built.length, "table"))

    def _code(self, token: "Token") -> None:
        assert token.map is not None
        first = token.map[0] + (token.type == "fence")
        if not token.content.strip() or first >= len(self._lines):
            return
        start = self._begin(self._lines[first])
        for number, line in enumerate(token.content.splitlines(keepends=True)):
            begin = self._lines[min(first + number, len(self._lines) - 1)]
            self.built.put(line, max(begin, self._copied))
            self._copied = max(begin, self._copied) + len(line)
        self.marks.append(Mark(start, self.built.length, "code"))

    def _begin(self, there: int) -> int:
        """Line ends before a block: one, or two where the file has an empty line."""
        if self.built.length:
            gap = self.text[self._copied : there].count("\n")
            self.built.put("\n" * max(1, min(2, gap)), self._copied)
        return self.built.length

    def _places(self, token: "Token") -> list[Place]:
        """Where each line of an inline token's source stands in the text."""
        assert token.map is not None
        number = self._row if self._kind == "table" else token.map[0]
        places, inside = [], 0
        for line in token.content.split("\n"):
            begin = max(self._lines[min(number, len(self._lines) - 1)], self._copied)
            stop = self._lines[number + 1] if number + 1 < len(self._lines) else len(self.text)
            find = self.text.find if self._kind == "table" else self.text.rfind
            found = find(line.strip(), begin, stop)
            lead = len(line) - len(line.lstrip())
            places.append(Place(inside, (found if found >= 0 else begin) - lead))
            inside += len(line) + 1
            number += 1
        return places


def _line_starts(text: str, body: int) -> Iterator[int]:
    yield body
    at = text.find("\n", body)
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1)
