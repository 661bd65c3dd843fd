"""Dates in sentences."""

from collections.abc import Iterator

from content.extraction.dates import find_dates
from content.extraction.outline import Fact
from content.extraction.page import Page


def find(page: Page) -> Iterator[Fact]:
    for _, sentence in page.sentences():
        for found in find_dates(page.view, sentence.start, sentence.end, page.pack):
            exact = 0.95 if len(found.iso) > 4 else 0.85
            yield Fact(
                "date", found.start, found.end, found.iso, (sentence.start, sentence.end), confidence=exact, rule="date"
            )
