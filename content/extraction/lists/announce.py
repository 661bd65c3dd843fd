"""How a list is announced: what it is called, how many members are promised, which sentence says so."""

from dataclasses import dataclass

from content.extraction.outline import Span
from content.extraction.pack import Pack
from content.extraction.page import Page
from content.extraction.view import trimmed

_LONGEST_LABEL = 110


@dataclass(frozen=True, slots=True)
class Announcement:
    """`label` is a span of the source; `intro` the sentence or heading it stands in."""

    label: Span
    intro: Span
    count: int | None = None
    promised: bool = False
    sequence: bool = False


def announcement(page: Page, span: Span) -> Announcement | None:
    """What view[span] promises, or None if it promises nothing."""
    best: Announcement | None = None
    for pattern in reversed(page.pack.announcing.promises):
        counted = "count" in pattern.groupindex
        for match in pattern.finditer(page.view, *span):
            label = _named(page, match.start() if counted else match.end(), match.end(), span[1])
            if label is None:
                continue
            # The last promise is the nearest to the list; one with a number beats all others.
            count = _count(match["count"], page.pack) if counted else None
            sequence = _sequence(page, label)
            if not counted and page.view.find(" ", *label) < 0:
                # "the following directions": the bare noun says too little, so the whole clause is the name.
                label = plain_announcement(page, span).label
            if count is None or count > 1:
                best = Announcement(label, span, count, True, sequence)
    return best


def plain_announcement(page: Page, span: Span) -> Announcement:
    """A heading or clause that promises no number: all of it, without filler, names the list."""
    start, end = span
    filler = page.pack.announcing.fillers.match(page.view, start, end)
    if filler and filler.end() < end:
        start = filler.end()
    tail = page.pack.announcing.trailing.search(page.view, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    label = trimmed(page.view, start, end)
    label = label if label[0] < label[1] else trimmed(page.view, *span)
    return Announcement(label, span)


def _named(page: Page, start: int, noun: int, end: int) -> Span | None:
    """From the number, or the first word, to where the noun phrase ends."""
    stop = page.pack.announcing.stops.search(page.view, noun, end)
    left, right = trimmed(page.view, start, stop.start() if stop else end)
    if right <= noun or right - left > _LONGEST_LABEL:
        return None
    return left, right


def _count(word: str, pack: Pack) -> int:
    return int(word) if word.isdigit() else pack.numbers[" ".join(word.lower().split())]


def _sequence(page: Page, label: Span) -> bool:
    """ "Steps", "stages", "phases" come in an order."""
    words = page.view[label[0] : label[1]].lower()
    return any(word in page.pack.ordering.sequence_nouns for word in words.split())
