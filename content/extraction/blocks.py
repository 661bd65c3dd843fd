"""Pieces to blocks: title, byline, headings, captions and boilerplate are told from what is taught."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from content.extraction.header import contents_kinds, header_kinds
from content.extraction.lines import BULLET
from content.extraction.looks import Looks
from content.extraction.marked import pieces_of_marks
from content.extraction.outline import TAUGHT_BLOCKS, Block, BlockKind
from content.extraction.pack import Pack
from content.extraction.page import Group, Member, Page
from content.extraction.pieces import Piece, pieces_of_lines
from content.extraction.promised import with_unmarked_items
from content.extraction.sentences import sentences
from content.extraction.view import match_view
from content.reading.source import SourceText

_BLOCK_KINDS: dict[str, BlockKind] = {
    "text": "paragraph",
    "body": "paragraph",
    "item": "item",
    "quote": "quote",
    "table": "table",
    "code": "code",
    "caption": "caption",
    "furniture": "boilerplate",
    "heading": "heading",
    "title": "title",
}


def page_of(source: SourceText, pack: Pack) -> Page:
    view = match_view(source.text)
    found = pieces_of_marks(source, view, pack) if source.marks else pieces_of_lines(view, pack)
    looks = Looks(view, pack)
    found = with_unmarked_items(_stepped_headings(found, looks), view, pack)
    kinds = _kinds(found, looks, source)
    blocks = _blocks(found, kinds, view, pack)
    title = kinds.index("title") if "title" in kinds else None
    return Page(source.text, view, pack, blocks, _groups(found, kinds), title)


def _kinds(found: Sequence[Piece], looks: Looks, source: SourceText) -> list[BlockKind]:
    kinds = [looks.kind_alone(piece) or _BLOCK_KINDS[piece.kind] for piece in found]
    header_kinds(found, kinds, looks, source)
    for i in range(len(found) - 1, -1, -1):
        if kinds[i] == "paragraph" and looks.is_heading(found, kinds, i):
            kinds[i] = "heading"
    contents_kinds(found, kinds, looks)
    return kinds


def _blocks(found: Sequence[Piece], kinds: Sequence[BlockKind], view: str, pack: Pack) -> tuple[Block, ...]:
    blocks, number = [], 0
    for piece, kind in zip(found, kinds, strict=True):
        taught = kind in TAUGHT_BLOCKS
        number += taught
        # An item's marker is drawn by the page; a heading keeps its number, which is part of its name.
        start = piece.start if kind == "heading" else piece.text
        level = piece.level or (1 if kind == "heading" else 0)
        spans = () if kind in ("code", "boilerplate") else sentences(view, start, piece.end, pack)
        blocks.append(Block(kind, start, piece.end, number if taught else 0, level, spans))
    return tuple(blocks)


def _groups(found: Sequence[Piece], kinds: Sequence[BlockKind]) -> tuple[Group, ...]:
    members: dict[int, list[int]] = defaultdict(list)
    for i, piece in enumerate(found):
        if piece.group and piece.kind in ("item", "heading") and kinds[i] in ("item", "heading"):
            members[piece.group].append(i)
    return tuple(_group(found, indexes) for indexes in members.values() if len(indexes) > 1)


def _group(found: Sequence[Piece], indexes: Sequence[int]) -> Group:
    first = found[indexes[0]]
    ends = [*indexes[1:], _after_last(found, indexes)]
    spans = tuple(Member(i, found[i].text, found[end - 1].end) for i, end in zip(indexes, ends, strict=True))
    family = "number" if first.ordered else BULLET
    return Group(spans, first.ordered, family, first.level, first.kind == "heading")


def _after_last(found: Sequence[Piece], indexes: Sequence[int]) -> int:
    """The last item owns its further paragraphs and the lists nested in it; under a heading, all up to the next."""
    last = found[indexes[-1]]
    i = indexes[-1] + 1
    while i < len(found) and found[i].kind != "heading":
        inside = found[i].level > last.level or (found[i].kind == "body" and found[i].group == last.group)
        if last.kind != "heading" and not inside:
            break
        i += 1
    return i


def _stepped_headings(found: list[Piece], looks: Looks) -> list[Piece]:
    """Numbered or stepped lines with paragraphs between them are headings that also make up a list."""
    members: dict[int, list[int]] = defaultdict(list)
    for i, piece in enumerate(found):
        if piece.kind == "item" and piece.ordered:
            members[piece.group].append(i)
    for indexes in members.values():
        apart = sum(i + 1 < len(found) and found[i + 1].kind == "text" for i in indexes)
        # All but the last must be followed by prose; a list's last item always may be.
        if apart >= len(indexes) - 1 >= 1 and all(looks.titular(found[i]) for i in indexes) and _spread(found, indexes):
            for i in indexes:
                found[i] = replace(found[i], kind="heading", level=1)
    return found


def _spread(found: Sequence[Piece], indexes: Sequence[int]) -> bool:
    return all(later > earlier + 1 for earlier, later in pairwise(indexes))
