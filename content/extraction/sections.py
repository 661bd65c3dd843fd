"""Headings with what stands below them."""

from content.extraction.outline import Section
from content.extraction.page import Page


def sections_of(page: Page) -> tuple[Section, ...]:
    """A section ends where one of its own rank or a higher one begins."""
    ends: dict[int, int] = {}
    current: list[int] = []
    for i, block in enumerate(page.blocks):
        if block.kind == "heading":
            while current and page.blocks[current[-1]].level >= block.level:
                ends[current.pop()] = page.blocks[i - 1].end
            current.append(i)
    while current:
        ends[current.pop()] = page.blocks[-1].end
    headings = ((page.blocks[i], ends[i]) for i in sorted(ends))
    return tuple(Section((block.start, block.end), block.level, block.start, end) for block, end in headings)
