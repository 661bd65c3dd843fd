"""Series in sentences, with what announces them and whether they come in an order."""

import re
from collections.abc import Iterator
from itertools import pairwise

from content.extraction.lists.announce import Announcement, announcement
from content.extraction.lists.making import made
from content.extraction.lists.series import Series, series_in
from content.extraction.outline import Block, EnumList, ListItem, Sentence, Span
from content.extraction.page import Page
from content.extraction.words import tagged

_LONG = 6


def find(page: Page) -> Iterator[EnumList]:
    previous: Span | None = None
    for block, sentence in page.sentences():
        start = _without_opener(page, sentence)
        for series in series_in(page, start, sentence.end, phrase=block.kind == "item"):
            yield _list(page, block, (start, sentence.end), series, previous)
        previous = (sentence.start, sentence.end)


def _without_opener(page: Page, sentence: Sentence) -> int:
    """ "Third, …" is not the first member of a series."""
    for pattern in (*page.pack.ordering.openers, page.pack.announcing.fillers):
        match = pattern.match(page.view, sentence.start, sentence.end)
        if match and match[0].rstrip().endswith(","):
            return match.end()
    return sentence.start


def _list(page: Page, block: Block, sentence: Span, series: Series, previous: Span | None) -> EnumList:
    items = tuple(ListItem(start, end) for start, end in series.members)
    lead = (sentence[0], items[0].start)
    said = _announced(page, lead, previous)
    counted = said.count == len(items) if said and said.count else False
    return made(
        page,
        items,
        said,
        kind="announced" if counted else "inline",
        rule="semicolons" if series.by == ";" else "commas",
        confidence=min(0.95, 0.5 + series.score / 10),
        announced=said.count if said and counted else None,
        ordered=bool(said and said.sequence and counted) or _chain(page, items),
        major=counted or series.by == ";" or len(items) >= _LONG,
        start=sentence[0],
        lead=lead,
    )


def _announced(page: Page, lead: Span, previous: Span | None) -> Announcement | None:
    """The clause before the members; or the sentence before, when this one only takes it up ("These include …")."""
    takes_up = page.pack.announcing.takers.match(page.view, *lead)
    if takes_up and previous and takes_up.end() >= lead[1]:
        return announcement(page, previous) or Announcement(previous)
    if not page.view[lead[0] : lead[1]].strip():
        return None
    said = announcement(page, lead)
    if said and said.count:
        return said
    clause = _clause(page, lead)
    return announcement(page, clause) or Announcement(clause)


_CUT = re.compile(r"[,;:—]\s*")
_ENOUGH_WORDS = 3


def _clause(page: Page, lead: Span) -> Span:
    """The nearest clause before the members that says enough to name them."""
    flat = page.flat(*lead).text
    for cut in reversed(list(_CUT.finditer(flat))):
        if len(flat[cut.end() :].split()) >= _ENOUGH_WORDS:
            return lead[0] + cut.end(), lead[1]
    return lead


def _chain(page: Page, items: tuple[ListItem, ...]) -> bool:
    """Each member takes up the end of the one before ("peace to maintain stability, stability to foster …")."""
    words = [[page.view[w.start : w.end].lower() for w in tagged(page.view, i.start, i.end, page.pack)] for i in items]
    return all(len(here) > 2 and here[-1] in after[:3] for here, after in pairwise(words))
