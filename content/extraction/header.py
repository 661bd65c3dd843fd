"""The head of a document: title, byline, date, source, author."""

import re
from collections.abc import Sequence

from content.extraction.dates import first_date
from content.extraction.looks import Looks
from content.extraction.outline import Block, BlockKind, Span
from content.extraction.page import Page
from content.extraction.pieces import Piece
from content.reading.source import SourceText

_HEAD_PIECES = 20
_TITLE_WORDS = 32
_LEAST_ENTRIES = 3


def header_kinds(found: Sequence[Piece], kinds: list[BlockKind], looks: Looks, source: SourceText) -> None:
    """Marks title and byline lines in `kinds`; the head ends at the first prose, list or marked heading."""
    title = _title(found, kinds, looks, source)
    if title is not None:
        kinds[title] = "title"
        _repeats(found, kinds, looks, title)
    start = 0 if title is None else title + 1
    for i in range(start, min(start + _HEAD_PIECES, len(found))):
        if kinds[i] in ("boilerplate", "caption", "byline"):
            continue
        if kinds[i] != "paragraph" or looks.prose(found[i]) or looks.words(found[i]).rstrip().endswith(":"):
            return
        if _byline(found, kinds, looks, i):
            kinds[i] = "byline"


def contents_kinds(found: Sequence[Piece], kinds: list[BlockKind], looks: Looks) -> None:
    """A list of the headings below, before any prose, is a table of contents."""
    names = {_folded(looks.words(piece)) for piece, kind in zip(found, kinds, strict=True) if kind == "heading"}
    head = next((i for i, piece in enumerate(found) if kinds[i] == "paragraph" and looks.prose(piece)), len(found))
    entries = [i for i in range(head) if kinds[i] == "item" and _folded(looks.words(found[i])) in names]
    if len(entries) >= _LEAST_ENTRIES:
        for i in entries:
            kinds[i] = "boilerplate"


def _title(found: Sequence[Piece], kinds: Sequence[BlockKind], looks: Looks, source: SourceText) -> int | None:
    first = next((i for i, kind in enumerate(kinds) if kind not in ("boilerplate", "caption", "byline")), None)
    if first is None or "title" in kinds:
        return kinds.index("title") if "title" in kinds else None
    words = looks.words(found[first])
    if source.meta.title:
        return first if _folded(words) == _folded(source.meta.title) else None
    if kinds[first] == "heading":
        return (
            first if found[first].level == 1 and sum(p.level == 1 for p in found if p.kind == "heading") == 1 else None
        )
    fits = len(words.split()) <= _TITLE_WORDS and "\n" not in words and words[-1] not in ".:;,"
    return first if fits and kinds[first] == "paragraph" and len(found) > 1 else None


def _repeats(found: Sequence[Piece], kinds: list[BlockKind], looks: Looks, title: int) -> None:
    """The title once more is furniture; the title with a short tail is the caption of a picture ("… - photo 1")."""
    name = _folded(looks.words(found[title]))
    for i in range(title + 1, len(found)):
        words = _folded(looks.words(found[i]))
        if kinds[i] == "paragraph" and len(name) > 12 and words.startswith(name) and len(words) < len(name) + 24:
            kinds[i] = "boilerplate" if words == name else "caption"


def _byline(found: Sequence[Piece], kinds: Sequence[BlockKind], looks: Looks, i: int) -> bool:
    words = looks.words(found[i])
    if len(words) > 160:
        return False
    if any(pattern.fullmatch(words) for pattern in looks.pack.header.bylines):
        return True
    if words[-1] in ".!?":
        return False
    if first_date(words, looks.pack):
        return True
    # A line that hangs below title or byline and is followed by a gap is a subtitle or the name of the source.
    hangs = not found[i].after_blank and i + 1 < len(found) and found[i + 1].after_blank
    return hangs or not looks.is_heading(found, kinds, i)


def document_date(page: Page, source: SourceText) -> str | None:
    """From the file itself, else from the byline, else from the first paragraph (as news agencies write it)."""
    if source.meta.date:
        return source.meta.date
    for kind in ("byline", "paragraph"):
        blocks = [block for block in page.blocks if block.kind == kind]
        for block in blocks[: _HEAD_PIECES if kind == "byline" else 1]:
            found = first_date(page.view[block.start : block.end], page.pack, kind == "byline")
            if found:
                return found
    return None


def document_source(page: Page, source: SourceText) -> str | None:
    if source.meta.source:
        return source.meta.source
    for block in page.blocks:
        words = page.view[block.start : block.end]
        named = page.pack.header.source.match(words)
        if named and len(words) < 80:
            return named["source"]
        dateline = page.pack.header.dateline.match(words) if block.kind == "paragraph" else None
        if dateline:
            return dateline["bracketed"] or dateline["bare"]
    return None


def document_author(page: Page, source: SourceText) -> str | None:
    if source.meta.author:
        return source.meta.author
    for block in _bylines(page):
        by = page.pack.header.by.match(page.view, block.start, block.end)
        if by:
            return page.quote(by.span("author")).strip()
    return None


def dateline_end(page: Page, block: Block) -> int:
    """Where the words of a paragraph begin behind "(VOVWORLD) - "."""
    dateline = page.pack.header.dateline.match(page.view, block.start, block.end)
    return dateline.end() if dateline else block.start


def title_of(page: Page, source: SourceText) -> tuple[str | None, Span | None]:
    if page.title is None:
        return source.meta.title, None
    block = page.blocks[page.title]
    return source.meta.title or page.quote((block.start, block.end)), (block.start, block.end)


def _bylines(page: Page) -> list[Block]:
    return [block for block in page.blocks if block.kind == "byline"]


def _folded(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", words).casefold().split())
