"""Lines that belong to the pages and not to the text: running heads and feet, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from content.reading.pdf.paragraphs import body_size
from content.reading.pdf.words import Line

_FIRST, _LAST = re.compile(r"^\d+\b"), re.compile(r"\b\d+$")
# "3", "- 3 -", "iv", "Page 3 of 10", "3/10", "Trang 3".
_NUMBER = re.compile(
    r"[-–—|\s]*(?:[^\W\d]{1,6}\.?\s)?(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:/|of|von|de|trên)\s?\d{1,4})?[-–—|\s]*"
)
_MARGIN = 0.12
_EDGE_LINES = 3


def furniture_of(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[int]:
    """The ids (by `id`) of such lines: at the edge of the page, and a page number or the same on other pages."""
    edges = [_edges(lines, height) for lines, height in zip(pages, heights, strict=True)]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    often = max(2, min(3, len(pages) // 2))
    usual = body_size([line for lines in pages for line in lines])
    return {
        id(line)
        for lines in edges
        for line in lines
        if line.size <= usual * 1.1 and (seen[_key(line)] >= often or _NUMBER.fullmatch(line.text))
    }


def _edges(lines: Sequence[Line], height: float) -> list[Line]:
    """Of the lines in the margins, the outermost few."""
    upper = [line for line in lines if line.bottom > height * (1 - _MARGIN)]
    lower = [line for line in lines if line.top < height * _MARGIN]
    return upper[:_EDGE_LINES] + lower[-_EDGE_LINES:]


def _key(line: Line) -> tuple[str, float, int]:
    """What it says but for its last number (that of the page), in which size, and whereabouts."""
    words = _LAST.sub("#", _FIRST.sub("#", line.text.casefold()))
    return words, round(line.size), round(line.bottom / 12)
