"""Headings with what stands below them."""

from collections.abc import Iterator

from content.extraction.outline import Block, Section
from content.extraction.page import Page


def sections_of(page: Page) -> tuple[Section, ...]:
    headings = [block for block in page.blocks if block.kind == "heading"]
    return tuple(
        Section((block.start, block.end), block.level, block.start, _end(page, headings[i + 1 :], block.level))
        for i, block in enumerate(headings)
    )


def _end(page: Page, later: list[Block], level: int) -> int:
    """A section ends where one of its own rank or a higher one begins."""
    closing: Iterator[Block] = (block for block in later if block.level <= level)
    following = next(closing, None)
    last = [block for block in page.blocks if following is None or block.end <= following.start]
    return last[-1].end
