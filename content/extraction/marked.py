"""Marks to pieces, for formats that know their own structure; text between marks is cut at empty lines."""

import re
from collections.abc import Iterator
from dataclasses import replace

from content.extraction.pack import Pack
from content.extraction.pieces import Piece, PieceKind, pieces_of_lines, without_lone_items
from content.extraction.view import trimmed
from content.reading.source import Mark, SourceText

_PRINTED = re.compile(r"(?:[^\w\s(]|o|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)])\s+(?=\S)")
_GAP = re.compile(r"\n[ \t]*\n\s*")
_MAY_BE_TYPED = frozenset({"web", "word"})
_STRUCTURE = frozenset({"title", "heading", "item", "body", "quote", "table", "caption", "code", "furniture"})


def pieces_of_marks(source: SourceText, view: str, pack: Pack) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    typed = _Typed(view, pack, max((mark.group for mark in source.marks), default=0))
    between = typed.pieces if source.format in _MAY_BE_TYPED else lambda start, end: list(_between(view, start, end))
    for mark in sorted((m for m in source.marks if m.kind in _STRUCTURE), key=lambda m: (m.start, -m.end)):
        if mark.start < at:
            continue
        found.extend(between(at, mark.start))
        found.append(_piece(mark, view, source.format))
        at = mark.end
    found.extend(between(at, len(view)))
    return without_lone_items(found)


class _Typed:
    """Lists that were typed with dashes and numbers into a format that has lists of its own."""

    def __init__(self, view: str, pack: Pack, groups: int) -> None:
        self._view = view
        self._pack = pack
        self._groups = groups

    def pieces(self, start: int, end: int) -> list[Piece]:
        found = pieces_of_lines(self._view, self._pack, start, end)
        if not any(piece.kind == "item" for piece in found):
            return list(_between(self._view, start, end))
        taken, self._groups = self._groups, self._groups + max(piece.group for piece in found)
        return [replace(piece, group=piece.group + taken) if piece.group else piece for piece in found]


def _piece(mark: Mark, view: str, form: str) -> Piece:
    start, end = trimmed(view, mark.start, mark.end)
    text = start
    if mark.kind == "item" and form == "pdf" and (marker := _PRINTED.match(view, start, end)):
        # On paper the marker is part of the text; other formats draw it.
        text = marker.end()
    kind: PieceKind = mark.kind if mark.kind != "page" else "text"
    group = mark.group if mark.kind in ("item", "body") else 0
    return Piece(kind, start, end, text, mark.level, group, 0, mark.ordered)


def _between(view: str, start: int, end: int) -> Iterator[Piece]:
    for gap in [*_GAP.finditer(view, start, end), None]:
        left, right = trimmed(view, start, gap.start() if gap else end)
        if left < right:
            yield Piece("text", left, right, left)
        if gap:
            start = gap.end()
