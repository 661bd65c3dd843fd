"""How a list is announced: what is promised, how many of it, and which sentence says so."""

from dataclasses import dataclass

from content.extraction.outline import Span
from content.extraction.pack import Pack
from content.extraction.page import Page
from content.extraction.view import trimmed

_LONGEST_NOUN = 110


@dataclass(frozen=True, slots=True)
class Announcement:
    """`intro` is the sentence, clause or heading; `noun` what it promises, up to where its noun phrase may end."""

    intro: Span
    noun: Span | None = None
    count: int | None = None
    promised: bool = False
    sequence: bool = False


def announcement(page: Page, span: Span) -> Announcement | None:
    """What view[span] promises, or None if it promises nothing."""
    best: Announcement | None = None
    for pattern in reversed(page.pack.announcing.promises):
        counted = "count" in pattern.groupindex
        for match in pattern.finditer(page.view, *span):
            noun = _named(page, match.start() if counted else match.end(), match.end(), span[1])
            if noun is None:
                continue
            # The last promise is the nearest to the list; one with a number beats all others.
            count = _count(match["count"], page.pack) if counted else None
            sequence = _sequence(page, noun)
            if count is None or count > 1:
                best = Announcement(span, noun, count, True, sequence)
    return best


def says_only_that(page: Page, span: Span) -> bool:
    """ "These were:": one word besides filler and verb points at the sentence before."""
    start, end = span
    filler = page.pack.announcing.fillers.match(page.view, start, end)
    if filler and filler.end() < end:
        start = filler.end()
    tail = page.pack.announcing.trailing.search(page.view, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    return len(page.view[start:end].split()) <= 1


def _named(page: Page, start: int, first: int, end: int) -> Span | None:
    """From the number, or the first word, to where the noun phrase ends."""
    flat = page.flat(start, end).text
    stops = page.pack.announcing.stops.finditer(page.view, first, end)
    # A comma inside a name ("Agreement on Fair, Free and Balanced Trade") ends nothing.
    stop = next((stop for stop in stops if stop[0] != "," or flat[stop.start() - start] == ","), None)
    left, right = trimmed(page.view, start, stop.start() if stop else end)
    if right <= first or right - left > _LONGEST_NOUN:
        return None
    return left, right


def _count(word: str, pack: Pack) -> int:
    return int(word) if word.isdigit() else pack.numbers[" ".join(word.lower().split())]


def _sequence(page: Page, noun: Span) -> bool:
    """ "Steps", "stages", "phases" come in an order."""
    words = f" {page.words(noun).lower()} "
    return any(f" {one.replace('_', ' ')} " in words for one in page.pack.ordering.sequence_nouns)
