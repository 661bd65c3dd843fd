"""Headings that a title or heading above them counts: "3 ways to …" over three headings."""

from collections.abc import Iterator, Sequence

from content.extraction.lists.announce import announcement
from content.extraction.lists.making import made
from content.extraction.outline import Block, EnumList, ListItem
from content.extraction.page import Page


def find(page: Page) -> Iterator[EnumList]:
    for i, block in enumerate(page.blocks):
        if block.kind in ("title", "heading"):
            yield from _under(page, i, block)


def _under(page: Page, i: int, block: Block) -> Iterator[EnumList]:
    said = announcement(page, (block.start, block.end))
    if not said or not said.count:
        return
    headings = _children(page.blocks, i)
    # Only an exact count tells these headings from any others.
    if len(headings) != said.count or len(headings) < 2:
        return
    items = tuple(
        ListItem(heading.start, heading.end, None, (heading.start, page.blocks[last].end)) for heading, last in headings
    )
    yield made(
        page,
        items,
        said,
        kind="announced",
        rule="counted headings",
        confidence=0.9,
        announced=said.count,
        ordered=said.sequence,
    )


def _children(blocks: Sequence[Block], i: int) -> list[tuple[Block, int]]:
    """The headings one level below, each with the index of its last block."""
    above = blocks[i].level if blocks[i].kind == "heading" else 0
    starts = [k for k in range(i + 1, len(blocks)) if blocks[k].kind == "heading"]
    inside = []
    for k in starts:
        if blocks[k].level <= above:
            break
        inside.append(k)
    if not inside:
        return []
    level = min(blocks[k].level for k in inside)
    own = [k for k in inside if blocks[k].level == level]
    ends = [*own[1:], next((k for k in starts if k > inside[-1]), len(blocks))]
    return [(blocks[k], end - 1) for k, end in zip(own, ends, strict=True)]
