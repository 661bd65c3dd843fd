"""One clause cut at its commas: each part that may close a series is tried, and the series read backwards from it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.extraction.lists.flat import Flat
from content.extraction.lists.parallel import alike, clausal, end_of_last, first_member, head, may_be_member, nominal
from content.extraction.outline import Span
from content.extraction.words import Word

# A comma inside a number or a web address parts nothing.
_COMMA = re.compile(r",(?=\s|$|q)")
_THRESHOLD = 2.6
_WEAK = 2.0

Found = tuple[tuple[Span, ...], bool, float]
"""Members, whether a colon or lead word opens them, and how well they fit."""


class Clause:
    def __init__(self, flat: Flat, opens: bool, phrase: bool) -> None:
        self._flat = flat
        self._opens = opens
        self._phrase = phrase
        self._parts: list[list[Word]] = []
        cuts = [flat.start + match.start() for match in _COMMA.finditer(flat.text)]
        if cuts:
            words = flat.words(flat.start, flat.end)
            edges = [flat.start, *cuts, flat.end + 1]
            self._parts = [[w for w in words if left <= w.start < right] for left, right in pairwise(edges)]

    def series(self) -> Iterator[Found]:
        """From the right: a series that has "x and y" in its middle must not end there."""
        found: list[Found] = []
        i = len(self._parts) - 1
        while i > 0:
            one = self._closed_by(i)
            if one is None:
                i -= 1
                continue
            found.append(one)
            start = one[0][0][0]
            while i > 0 and (not self._parts[i] or self._parts[i][0].start > start):
                i -= 1
            self._parts[i] = [word for word in self._parts[i] if word.start < start]
        return reversed(found)

    def _closed_by(self, i: int) -> Found | None:
        part = self._parts[i]
        if not part:
            return None
        if part[0].tag == "C":
            return self._backwards(i, [], part[1:]) if i >= 2 else None
        final = i == len(self._parts) - 1
        if final and i >= 2 and self._etcetera(part):
            return self._backwards(i - 1, [], self._parts[i - 1], cut=False)
        joints = [n for n, word in enumerate(part) if word.tag == "C" and 0 < n < len(part) - 1]
        tries = (self._backwards(i, [part[:n]], part[n + 1 :]) for n in joints)
        best = max((one for one in tries if one), key=lambda one: one[2], default=None)
        return best or (self._unjoined(i) or self._echoed() if final else None)

    def _etcetera(self, part: Sequence[Word]) -> bool:
        return bool(self._flat.pack.announcing.etcetera.match(self._flat.text, part[0].start - self._flat.start))

    def _unjoined(self, i: int) -> Found | None:
        """Members without a conjunction: only behind a colon or a lead."""
        found = self._backwards(i, [], self._parts[i], cut=False)
        return found if found and found[1] and len(found[0]) > 2 else None

    def _echoed(self) -> Found | None:
        """All begin with the same word ("no rain, no seed, no harvest"): form enough, even for whole clauses."""
        firsts = [self._flat.surface(part[0]) for part in self._parts[1:] if part]
        if len(firsts) < 2 or len(firsts) < len(self._parts) - 1 or len(set(firsts)) > 1:
            return None
        opening = [i for i, word in enumerate(self._parts[0]) if self._flat.surface(word) == firsts[0]]
        if not opening or self._parts[1][0].tag in "OPSC":
            return None
        members = [self._parts[0][opening[-1] :], *self._parts[1:]]
        return tuple(map(self._flat.span, members)), False, _WEAK

    def _backwards(
        self, i: int, middles: list[Sequence[Word]], last: Sequence[Word], *, cut: bool = True
    ) -> Found | None:
        kind = head(last)
        if not all(may_be_member(middle, kind) for middle in [*middles, last[:1]]):
            return None
        at = i - 1
        paired = bool(middles)
        while at > 0 and self._is_member(self._parts[at], kind, paired):
            middles = [self._parts[at], *middles]
            at -= 1
        if not middles:
            return None
        if cut:
            last = last[: end_of_last(last, middles, self._flat.binds(last))]
        return self._with_first(at, [*middles, last])

    def _is_member(self, part: Sequence[Word], kind: str, paired: bool) -> bool:
        """Where the last part is "x and y", a part before with its own "and" closes a series of its own."""
        closed = paired and any(word.tag == "C" for word in part)
        return not closed and self._flat.lead(part) < 0 and may_be_member(part, kind)

    def _with_first(self, at: int, others: Sequence[Sequence[Word]]) -> Found | None:
        words = self._parts[at]
        opens = self._opens and at == 0
        lead = self._flat.lead(words)
        start = first_member(words, others, opens=opens, lead=lead)
        if start and start.score >= _THRESHOLD:
            opened = start.index == lead or (opens and start.index == 0)
            if opened or self._trusted(at, start.index, start.boundary, others):
                return self._found([words[start.index :], *others], opened, start.score)
        # The part before may only introduce ("In Asia, apples, pears, and plums …").
        if len(others) >= 3 and len({head(other) for other in others}) == 1 and head(others[0]) in "WGDV":
            return self._found(others, False, _WEAK)
        return None

    def _trusted(self, at: int, index: int, boundary: float, others: Sequence[Sequence[Word]]) -> bool:
        if len(others) > 2:
            return boundary >= 0.3
        words = self._parts[at]
        tail = words[index:]
        kinds = {head(tail), *map(head, others)}
        if any(alike(head(tail), head(other)) < 0.6 and not nominal(other) for other in others):
            return False
        if any(word.tag == "C" for word in (words[:index] if clausal(tail) else words)) and boundary < 0.9:
            # A pair right before a pair: only a clear break parts the two.
            return False
        if head(others[0]) == "D" and kinds != {"D"}:
            # "Arthur Samuel, an American and pioneer": an apposition.
            return False
        if at == 0 and index == 0:
            # "Last year, ministers and officials met": a whole first part may be an adverbial.
            return len(words) == 1 and kinds == {"W"}
        if at == 0 and not self._phrase and self._introduces(words[:index]):
            return False
        # Behind an article, three are most often adjectives of one noun ("a modern and professional service").
        return boundary > 0.5

    def _introduces(self, words: Sequence[Word]) -> bool:
        """ "In low-income countries, …": a phrase that opens the sentence and holds no verb leads to a clause."""
        return words[0].tag in "PSRG" and not any(word.tag in "VAM" for word in words[1:])

    def _found(self, members: Sequence[Sequence[Word]], opened: bool, score: float) -> Found:
        return tuple(map(self._flat.span, _pairs_apart(members))), opened, score


def _pairs_apart(members: Sequence[Sequence[Word]]) -> Iterator[Sequence[Word]]:
    """Among single words, "cooperation and development" are two."""
    singles = sum(len(words) == 1 for words in members)
    for words in members:
        if len(words) == 3 and words[1].tag == "C" and singles > len(members) / 2:
            yield words[:1]
            yield words[2:]
        else:
            yield words
