"""Paragraphs that each open with a short sentence, under a heading that promises lessons, tips or a number.

On the page those openings were bold; copied as text, only their shortness is left.
"""

import re
from collections.abc import Iterator, Sequence

from content.extraction.lists.announce import Announcement, announcement
from content.extraction.lists.items import without_end
from content.extraction.lists.making import made
from content.extraction.outline import Block, EnumList, ListItem, Span
from content.extraction.page import Page

_WORD = re.compile(r"[^\W\d_]+")
_MAX_OPENING_WORDS = 10
_LEAST = 3


def find(page: Page) -> Iterator[EnumList]:
    for i, block in enumerate(page.blocks):
        if block.kind == "heading" and _promises(page, block):
            paragraphs = _below(page, i)
            if len(paragraphs) >= _LEAST and all(_opens_short(page, paragraph) for paragraph in paragraphs):
                yield _list(page, block, paragraphs)


def _promises(page: Page, heading: Block) -> bool:
    words = {word.lower() for word in _WORD.findall(page.view[heading.start : heading.end])}
    said = announcement(page, (heading.start, heading.end))
    return bool(words & page.pack.announcing.lesson_heads) or bool(said and said.count)


def _below(page: Page, i: int) -> list[Block]:
    found = []
    for block in page.blocks[i + 1 :]:
        if block.kind not in ("paragraph", "caption", "boilerplate"):
            break
        if block.kind == "paragraph":
            found.append(block)
    return found


def _opens_short(page: Page, block: Block) -> bool:
    if len(block.sentences) < 2:
        return False
    opening = page.view[block.sentences[0].start : block.sentences[0].end]
    return len(opening.split()) <= _MAX_OPENING_WORDS and opening[-1] != "?"


def _list(page: Page, heading: Block, paragraphs: Sequence[Block]) -> EnumList:
    span: Span = (heading.start, heading.end)
    said = announcement(page, span) or Announcement(span)
    items = tuple(_item(page, block) for block in paragraphs)
    return made(
        page,
        items,
        said,
        kind="bullets",
        rule="short openings",
        confidence=0.75,
        announced=said.count,
    )


def _item(page: Page, block: Block) -> ListItem:
    opening = block.sentences[0]
    return ListItem(*without_end(page, opening.start, opening.end), None, (block.start, block.end))
