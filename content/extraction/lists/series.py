"""Series inside a sentence: members between commas or semicolons, the last one behind "and" or "or"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from content.extraction.flat import Flat, is_citation
from content.extraction.lists.clause import Clause
from content.extraction.lists.semicolons import members_between_semicolons
from content.extraction.outline import Span
from content.extraction.page import Page

_CLAUSE = re.compile(r":(?=\s|$)|\s[–—]\s|\s--\s|—|[!?](?=\s)")
_SEMICOLON = re.compile(r";")


@dataclass(frozen=True, slots=True)
class Series:
    """`members` in order, `by` the sign between them; `opened` tells that a colon or lead word introduces them."""

    members: tuple[Span, ...]
    by: str
    opened: bool
    score: float


def series_in(page: Page, start: int, end: int, *, opened: bool = False, phrase: bool = False) -> Iterator[Series]:
    """All series of view[start:end], which is one sentence or part of one.

    `opened` says that a bracket or colon opens it, `phrase` that it need not be a whole sentence.
    """
    flat = page.flat(start, end)
    yield from _top(flat, opened, phrase)
    for left, right in flat.inner:
        if not is_citation(page.view, left, right):
            yield from series_in(page, left, right, opened=page.view[left - 1] in "([", phrase=True)


def _top(flat: Flat, opened: bool, phrase: bool) -> Iterator[Series]:
    found = members_between_semicolons(flat)
    if found is None:
        yield from _commas(flat, opened, phrase)
        return
    yield Series(found.members, ";", found.opened, 4.0)
    # What leads to the members, and each of them, may hold a series of its own.
    for left, right in [(flat.start, found.members[0][0]), *found.members]:
        yield from _commas(flat.part(left, right), False, left != flat.start)


def _commas(flat: Flat, opened: bool, phrase: bool) -> Iterator[Series]:
    cuts = list(_CLAUSE.finditer(flat.text))
    bounds = [0, *(cut.end() for cut in cuts), len(flat.text)]
    for n, (left, right) in enumerate(pairwise(bounds)):
        opens = cuts[n - 1][0][0] == ":" if n else opened
        for stop in [*(m.start() for m in _SEMICOLON.finditer(flat.text, left, right)), right]:
            clause = Clause(flat.part(flat.start + left, flat.start + stop), opens, phrase or n > 0)
            for members, by_lead, score in clause.series():
                yield Series(members, ",", by_lead, score)
            left, opens = stop + 1, False
