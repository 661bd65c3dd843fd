"""Lists that their layout shows: bullets, numbers, steps, numbered headings."""

import re
from collections.abc import Iterator
from dataclasses import replace

from content.extraction.lists.announce import Announcement, announcement, says_only_that
from content.extraction.lists.items import without_end
from content.extraction.lists.making import made
from content.extraction.outline import Block, EnumList, ListItem
from content.extraction.page import Group, Member, Page

_HEAD = re.compile(r"([^\s:.!?][^:.!?\n]{0,60}?)\s*(?::|\s[–—-])\s+(?=\S)")
_MAX_HEAD_WORDS = 7
_MAX_NUMERAL = 4


def find(page: Page) -> Iterator[EnumList]:
    for group in page.groups:
        if group.headings and _sections(page, group):
            continue
        items = tuple(_item(page, member) for member in group.members)
        said = _announced(page, group)
        announced = said.count if said else None
        yield made(
            page,
            items,
            said,
            kind="numbers" if group.ordered else "bullets",
            rule="layout",
            confidence=0.98 if said else 0.8,
            announced=announced,
            ordered=group.ordered or bool(said and said.sequence),
            major=said is not None,
        )


def _sections(page: Page, group: Group) -> bool:
    """ "I. Background", "A. Scope": a letter or Roman numeral numbers the parts of a text, unless they are counted."""
    first = group.members[0]
    sign = page.view[page.blocks[first.block].start : first.start].strip(" .()")
    said = _counting(page, group)
    return sign.isalpha() and len(sign) <= _MAX_NUMERAL and not (said and said.count)


def _item(page: Page, member: Member) -> ListItem:
    block = page.blocks[member.block]
    start, end = without_end(page, member.start, block.end)
    head = _HEAD.match(page.view, start, end)
    named = head and len(head[1].split()) <= _MAX_HEAD_WORDS
    body = (start, member.body_end) if member.body_end > end + 1 else None
    return ListItem(start, end, head.span(1) if head and named else None, body)


def _announced(page: Page, group: Group) -> Announcement | None:
    """The paragraph right above, if it leads to the list; else the heading; for headings, whatever counts them."""
    before = group.members[0].block - 1
    if group.headings:
        return _counting(page, group)
    while before >= 0 and page.blocks[before].kind in ("caption", "boilerplate"):
        before -= 1
    if before < 0:
        return None
    block = page.blocks[before]
    if block.kind in ("paragraph", "item", "quote") and block.sentences:
        said = _leading_sentence(page, block)
        if said:
            return said
    heading = _heading_above(page, before)
    if heading is None:
        return None
    span = (heading.start, heading.end)
    return announcement(page, span) or Announcement(span)


def _leading_sentence(page: Page, block: Block) -> Announcement | None:
    last = block.sentences[-1]
    span = (last.start, last.end)
    said = announcement(page, span)
    leads = page.view[last.end - 1] in ":?" or page.pack.announcing.introduces.search(page.view, *span)
    if said and (said.count or leads):
        return said
    if not leads:
        return said
    if len(block.sentences) > 1:
        # "… three broad categories, depending on …. These were:" names the list one sentence earlier.
        earlier = (block.sentences[-2].start, block.sentences[-2].end)
        both = (earlier[0], last.end)
        said = announcement(page, earlier)
        if said and said.count:
            return replace(said, intro=both)
        if says_only_that(page, span):
            return replace(said, intro=both, promised=False, sequence=False) if said else Announcement(both)
    return Announcement(span)


def _heading_above(page: Page, before: int) -> Block | None:
    block = page.blocks[before]
    return block if block.kind in ("heading", "title") else None


def _counting(page: Page, group: Group) -> Announcement | None:
    """A title or heading above numbered headings that promises as many."""
    for i in range(group.members[0].block - 1, -1, -1):
        block = page.blocks[i]
        if block.kind in ("title", "heading") and block.level < max(1, page.blocks[group.members[0].block].level):
            span = (block.start, block.end)
            return announcement(page, span) or Announcement(span)
    return None
