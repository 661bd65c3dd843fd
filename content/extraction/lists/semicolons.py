"""Members between semicolons. They may be long and hold commas, so their form and the last "and" vouch for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.extraction.flat import Flat
from content.extraction.lists.parallel import alike, first_member, kind
from content.extraction.outline import Span
from content.extraction.words import Word

_SEMICOLON = re.compile(r";")
_COMMA = re.compile(r",(?=\s)")
_COLON = re.compile(r":(?=\s)")
_THRESHOLD = 2.6
_MOST = 100


@dataclass(frozen=True, slots=True)
class Found:
    members: tuple[Span, ...]
    opened: bool


def members_between_semicolons(flat: Flat) -> Found | None:
    cuts = [flat.start + match.start() for match in _SEMICOLON.finditer(flat.text)]
    if not 2 <= len(cuts) <= _MOST:
        return None
    edges = [flat.start, *(cut + 1 for cut in cuts)]
    parts = [flat.words_in(left, right) for left, right in zip(edges, [*cuts, flat.end], strict=True)]
    if not all(parts):
        return None
    last = parts[-1]
    joined = last[0].tag == "C" and len(last) > 1
    last = last[1:] if joined else last
    colon = _last_end(_COLON, flat, cuts[0])
    if not (joined or colon) or not _parallel(parts[1:-1], last):
        return None
    first = _first([word for word in parts[0] if word.start >= colon], [*parts[1:-1], last], flat, colon)
    if not first:
        return None
    return Found(tuple(map(flat.span, [first, *parts[1:-1], last])), colon > 0)


def _parallel(middles: Sequence[Sequence[Word]], last: Sequence[Word]) -> bool:
    """Without likeness, semicolons only join sentences ("…; they …")."""
    return all(alike(kind(middle), kind(last)) > 0 and kind(middle) not in "OSAM" for middle in middles)


def _first(words: Sequence[Word], others: Sequence[Sequence[Word]], flat: Flat, colon: int) -> Sequence[Word] | None:
    if not words:
        return None
    comma = _last_end(_COMMA, flat, words[-1].start)
    behind = next((i for i, word in enumerate(words) if comma and word.start >= comma), -1)
    found = first_member(words, others, opens=colon > 0, lead=flat.lead(words), comma=behind)
    return words[found.index :] if found and found.score >= _THRESHOLD else None


def _last_end(sign: re.Pattern[str], flat: Flat, before: int) -> int:
    """Where the last such sign before a place ends, or 0."""
    ends = [match.end() for match in sign.finditer(flat.text, 0, before - flat.start)]
    return flat.start + ends[-1] if ends else 0
