"""A sentence with its quotes and brackets taken out of the way, so that only its own commas count."""

import re
from dataclasses import dataclass

from content.extraction.outline import Span

_PAIRS = {"“": "”", "(": ")", "[": "]", '"': '"'}
_OPENERS = re.compile(r"[“\"(\[]")
_QUOTED = "q"
_STOPS = ",;:"


@dataclass(frozen=True, slots=True)
class Flat:
    """`text` is as long as the sentence: quotes are one word, brackets are gaps. `inner` are their contents."""

    start: int
    text: str
    inner: tuple[Span, ...]


def flatten(view: str, start: int, end: int) -> Flat:
    if not _OPENERS.search(view, start, end):
        return Flat(start, view[start:end], ())
    chars = list(view[start:end])
    inner: list[Span] = []
    at = start
    while at < end:
        opener = _OPENERS.search(view, at, end)
        if not opener:
            break
        close = _closing(view, opener.start(), end)
        if close < 0:
            at = opener.end()
            continue
        inner.append((opener.end(), close))
        _mask(chars, opener.start() - start, close - start, quoted=opener[0] in '“"')
        at = close + 1
    return Flat(start, "".join(chars), tuple(inner))


def _closing(view: str, opened: int, end: int) -> int:
    opener, closer = view[opened], _PAIRS[view[opened]]
    depth = 0
    for at in range(opened + 1, end):
        if view[at] == closer:
            if depth == 0:
                return at
            depth -= 1
        elif view[at] == opener:
            depth += 1
    return -1


def _mask(chars: list[str], opened: int, close: int, *, quoted: bool) -> None:
    # A comma before the closing quote is the sentence's own ("…to a new height,” ensuring …").
    stop = chars[close - 1] if quoted and chars[close - 1] in _STOPS and close - opened > 1 else ""
    chars[opened : close + 1] = [_QUOTED if quoted else " "] * (close + 1 - opened)
    if stop:
        chars[close] = stop
