"""Lists that their layout shows: bullets, numbers, steps, numbered headings."""

import re
from collections.abc import Iterator

from content.extraction.lists.announce import Announcement, announcement, plain_announcement
from content.extraction.lists.items import without_end
from content.extraction.outline import Block, EnumList, ListItem, Span
from content.extraction.page import Group, Member, Page

_HEAD = re.compile(r"([^\s:.!?][^:.!?\n]{0,60}?)\s*(?::|\s[–—-])\s+(?=\S)")
_MAX_HEAD_WORDS = 7


def find(page: Page) -> Iterator[EnumList]:
    for group in page.groups:
        items = tuple(_item(page, member) for member in group.members)
        said = _announced(page, group)
        announced = said.count if said else None
        label = said.label if said else (items[0].start, items[0].end)
        yield EnumList(
            kind="numbers" if group.ordered else "bullets",
            label=page.words(label),
            label_span=label,
            statement=(said.intro[0] if said else items[0].start, items[-1].end),
            items=items,
            intro=said.intro if said else None,
            announced=announced,
            ordered=group.ordered or bool(said and said.sequence),
            complete=announced in (None, len(items)),
            major=said is not None,
            confidence=0.98 if said else 0.8,
            rule="layout",
        )


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
    return announcement(page, span) or plain_announcement(page, span)


def _leading_sentence(page: Page, block: Block) -> Announcement | None:
    last = block.sentences[-1]
    span = (last.start, last.end)
    said = announcement(page, span)
    leads = page.view[last.end - 1] in ":?" or page.pack.announcing.introduces.search(page.view, *span)
    if said and (said.count or leads):
        return said
    if not leads:
        return said
    plain = plain_announcement(page, span)
    if len(block.sentences) > 1:
        # "… three broad categories, depending on …. These were:" names the list one sentence earlier.
        earlier = (block.sentences[-2].start, block.sentences[-2].end)
        said = announcement(page, earlier)
        if said and said.count:
            return Announcement(said.label, (said.intro[0], last.end), said.count, True, said.sequence)
        if len(page.words(plain.label).split()) == 1:
            return Announcement((said or plain_announcement(page, earlier)).label, (earlier[0], last.end))
    return plain


def _heading_above(page: Page, before: int) -> Block | None:
    block = page.blocks[before]
    return block if block.kind in ("heading", "title") else None


def _counting(page: Page, group: Group) -> Announcement | None:
    """A title or heading above numbered headings that promises as many."""
    for i in range(group.members[0].block - 1, -1, -1):
        block = page.blocks[i]
        if block.kind in ("title", "heading") and block.level < max(1, page.blocks[group.members[0].block].level):
            span = (block.start, block.end)
            return announcement(page, span) or plain_announcement(page, span)
    return None


def statement_span(start: Span, end: Span) -> Span:
    return start[0], end[1]
