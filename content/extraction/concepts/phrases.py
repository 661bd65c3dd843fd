"""Phrases that a text repeats: runs of nouns and adjectives, and names."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from math import log

from content.extraction.concepts.candidates import Candidate
from content.extraction.concepts.keys import key_of
from content.extraction.outline import Span
from content.extraction.page import Page
from content.extraction.words import Word, tagged

_MAX_WORDS = 4
_INSIDE = "WG"


def recurring(page: Page) -> Iterator[Candidate]:
    """Phrases of two to four words that occur twice, and single words that occur often and mean something."""
    places: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    for _, sentence in page.sentences():
        for chunk in _chunks(page, sentence.start, sentence.end):
            for span in _grams(page, chunk):
                places[key_of(page.view[span[0] : span[1]], page.pack)].append(span)
    counts = {key: len(spans) for key, spans in places.items()}
    for key, spans in places.items():
        weight = _weight(key, counts, page)
        if weight > 0:
            yield Candidate(key, spans[0], "phrase", weight, "recurring phrase")


def _chunks(page: Page, start: int, end: int) -> Iterator[list[Word]]:
    """Words of the classes that terms are made of, with nothing but space between them."""
    run: list[Word] = []
    for word in tagged(page.view, start, end, page.pack):
        inside = word.tag in _INSIDE or (word.tag == "V" and bool(run) and word.tag != "R")
        if run and (not inside or page.view[run[-1].end : word.start].strip()):
            yield run
            run = []
        if inside:
            run.append(word)
    if run:
        yield run


def _grams(page: Page, chunk: list[Word]) -> Iterator[Span]:
    usable = [_content(page, word) for word in chunk]
    for i in range(len(chunk)):
        for n in range(1, min(_MAX_WORDS, len(chunk) - i) + 1):
            last = i + n - 1
            # A generic word may stand inside or at the edge of a term, if not at both edges.
            if (usable[i] or usable[last]) and (n > 1 or usable[i]) and chunk[last].tag != "V":
                yield chunk[i].start, chunk[last].end


def _content(page: Page, word: Word) -> bool:
    surface = page.view[word.start : word.end].lower()
    return surface not in page.pack.concepts.generic and len(surface) > 2


def _weight(key: tuple[str, ...], counts: dict[tuple[str, ...], int], page: Page) -> float:
    count = counts[key]
    if len(key) == 1:
        return 0.6 * log(count) if count >= 4 else 0.0
    if count < 2:
        return 0.0
    return log(1 + count) * (1 + 0.4 * (len(key) - 1))


def names(page: Page) -> Iterator[Candidate]:
    """Capitalised words inside a sentence, with small words between ("CHIPS and Science Act")."""
    for _, sentence in page.sentences():
        words = tagged(page.view, sentence.start, sentence.end, page.pack)
        for capital, group in groupby(words[1:], key=lambda word: page.view[word.start].isupper()):
            run = list(group)
            gap = any(page.view[a.end : b.start].strip() for a, b in pairwise(run))
            if capital and 2 <= len(run) <= 6 and not gap:
                span = (run[0].start, run[-1].end)
                yield Candidate(key_of(page.view[span[0] : span[1]], page.pack), span, "phrase", 1.2, "name")
