"""Marks to pieces, for formats that know their own structure; text between marks is cut at empty lines."""

import re
from collections.abc import Iterator

from content.extraction.pieces import Piece, PieceKind, without_lone_items
from content.extraction.view import trimmed
from content.reading.source import Mark, SourceText

_PRINTED = re.compile(r"(?:[^\w\s(]|o|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)])\s+(?=\S)")
_GAP = re.compile(r"\n[ \t]*\n\s*")
_STRUCTURE = frozenset({"title", "heading", "item", "body", "quote", "table", "caption", "code", "furniture"})


def pieces_of_marks(source: SourceText, view: str) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for mark in sorted((m for m in source.marks if m.kind in _STRUCTURE), key=lambda m: (m.start, -m.end)):
        if mark.start < at:
            continue
        found.extend(_between(view, at, mark.start))
        found.append(_piece(mark, view, source.format))
        at = mark.end
    found.extend(_between(view, at, len(view)))
    return without_lone_items(found)


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
