"""One clause cut at its commas: each part that may close a series is tried, and the series read backwards from it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.extraction.flat import Flat
from content.extraction.lists.parallel import (
    Start,
    agree,
    clausal,
    end_of_last,
    first_member,
    kind,
    may_be_member,
    nominal,
)
from content.extraction.outline import Span
from content.extraction.words import Word

# A comma inside a number or a web address parts nothing.
_COMMA = re.compile(r",(?=\s|$|q)")
_THRESHOLD = 2.6
# More are data, not a sentence.
_MOST = 100
_MAX_RATIO = 4
_MEMBER_KINDS = frozenset("WDGVvNTPXR")
_WEAK = 2.0
_LATER = 0.05
_LED = 4.0

Found = tuple[tuple[Span, ...], bool, float]
"""Members, whether a colon or lead word opens them, and how well they fit."""


class Clause:
    def __init__(self, flat: Flat, opens: bool, phrase: bool) -> None:
        self._flat = flat
        self._opens = opens
        self._phrase = phrase
        self._parts: list[list[Word]] = []
        cuts = [flat.start + match.start() for match in _COMMA.finditer(flat.text)]
        if 0 < len(cuts) <= _MOST:
            edges = [flat.start, *cuts, flat.end + 1]
            self._parts = [flat.words_in(left, right) for left, right in pairwise(edges)]

    def series(self) -> Iterator[Found]:
        """From the right: a series that has "x and y" in its middle must not end there."""
        found: list[Found] = []
        i = len(self._parts) - 1
        while i > 0:
            one = self._closed_by(i)
            if one is None:
                i -= 1
                continue
            if self._says_something(one[0]):
                found.append(one)
            start = one[0][0][0]
            while i > 0 and (not self._parts[i] or self._parts[i][0].start > start):
                i -= 1
            self._parts[i] = [word for word in self._parts[i] if word.start < start]
        return reversed(found)

    def _says_something(self, members: Sequence[Span]) -> bool:
        """Not the same word twice ("no, no, no"; "A. Berg, 18F, GSA and B. Lee, 18F, GSA"), not bare numbers."""
        shift = self._flat.start
        surfaces = [self._flat.text[left - shift : right - shift].strip().lower() for left, right in members]
        masked = [surface for surface in surfaces if set(surface) != {"q"}]
        return len(set(masked)) == len(masked) and any(any(map(str.isalpha, surface)) for surface in surfaces)

    def _closed_by(self, i: int) -> Found | None:
        part = self._parts[i]
        if not part:
            return None
        if part[0].tag == "C":
            return self._backwards(i, [], part[1:]) if i >= 2 else None
        final = i == len(self._parts) - 1
        if final and i >= 2 and self._etcetera(part):
            return self._backwards(i - 1, [], self._parts[i - 1], cut=False)
        tries = ((n, self._backwards(i, [part[:n]], part[n + 1 :])) for n in self._joints(part))
        # Of "x, y and z of this and that" the first "and" closes the series, unless the form tells otherwise.
        best = max(((one[2] - _LATER * n, one) for n, one in tries if one), default=(0.0, None))[1]
        return best or (self._unjoined(i) or self._echoed() if final else None)

    def _joints(self, part: Sequence[Word]) -> Iterator[int]:
        """Where the part has its "and"; "more and more" joins nothing."""
        for n in range(1, len(part) - 1):
            if part[n].tag == "C" and self._flat.surface(part[n - 1]) != self._flat.surface(part[n + 1]):
                yield n

    def _etcetera(self, part: Sequence[Word]) -> bool:
        return bool(self._flat.pack.announcing.etcetera.match(self._flat.text, part[0].start - self._flat.start))

    def _unjoined(self, i: int) -> Found | None:
        """Members without a conjunction: only behind a colon or a lead."""
        if not may_be_member(self._parts[i], kind(self._parts[i])):
            return None
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
        """`middles` holds the "x" of a last part "x and y"."""
        if not last:
            return None
        paired = bool(middles)
        own = kind(last)
        if own not in _MEMBER_KINDS or not all(may_be_member(middle, own) for middle in middles):
            return None
        at = i - 1
        while at > 0 and self._is_member(self._parts[at], own, paired):
            middles = [self._parts[at], *middles]
            at -= 1
        if not middles:
            return None
        end = end_of_last(last, middles, self._flat.binds(last)) if cut else len(last)
        if self._opens and end < len(last) and last[end].tag == "S" and i == len(self._parts) - 1:
            # Behind a colon nothing but members stands: "…, and a pot that is too big".
            end = len(last)
        found = self._with_first(at, [*middles, last[:end]], paired)
        if found and end < len(last) and last[end].tag in "AMV" and self._verb_before(found[0][0][0]):
            # "…, and models are trained": the last part is a clause of its own.
            return None
        return found

    def _verb_before(self, place: int) -> bool:
        """A verb of the same clause before the first member: then the members are not the subject of another."""
        before = [word for part in self._parts for word in part if word.end <= place]
        opening = max((i for i, word in enumerate(before) if word.tag == "S"), default=-1)
        return any(word.tag in "AMV" for word in before[opening + 1 :])

    def _is_member(self, part: Sequence[Word], last: str, paired: bool) -> bool:
        """Where the last part is "x and y", a part before with its own "and" closes a series of its own."""
        closed = paired and any(word.tag == "C" for word in part)
        return not closed and self._flat.lead(part) < 0 and may_be_member(part, last)

    def _with_first(self, at: int, others: Sequence[Sequence[Word]], paired: bool) -> Found | None:
        words = self._parts[at]
        if self._flat.only_leads(words) and agree(others):
            return self._found(others, True, _LED)
        opens = self._opens and at == 0
        lead = self._flat.lead(words)
        start = first_member(words, others, opens=opens and lead < 0, lead=lead)
        if start and start.score >= _THRESHOLD:
            members = [words[start.index :], *others]
            opened = start.index == lead or (opens and start.index == 0)
            if not opened and len(members) == 3 and not self._flat.pack.announcing.bare_triples:
                return None
            if agree(members) and (opened or self._trusted(at, start, members, paired)):
                return self._found(members, opened, start.score)
        # The part before may only introduce ("In Asia, apples, pears, and plums …").
        if len(others) >= 3 and len(set(map(kind, others))) == 1 and kind(others[0]) in "WGDV":
            return self._found(others, False, _WEAK)
        return None

    def _trusted(self, at: int, start: Start, members: Sequence[Sequence[Word]], paired: bool) -> bool:
        """Three members with one comma ("x, y and z") are weak evidence: their form must be quite the same."""
        if not self._phrase and paired and _introduces(self._parts[at][: start.index], at):
            return False
        if not paired or len(members) > 3:
            return start.boundary >= 0.3
        words, lengths = self._parts[at], [len(member) for member in members]
        if not _same_kind(members):
            return False
        if not clausal(members[0]) and max(lengths) > _MAX_RATIO * min(lengths):
            return False
        before = words[: start.index]
        if any(word.tag == "C" for word in (before if clausal(members[0]) else words)) and start.boundary < 0.9:
            # A pair right before a pair: only a clear break parts the two.
            return False
        if self._name_with_titles(members):
            return False
        if at == 0 and start.index == 0:
            # "Last year, ministers and officials met": a whole first part may be an adverbial.
            return len(words) == 1 and words[0].tag == "W"
        if words[start.index - 1].tag == "D" and lengths[:2] == [1, 1] and lengths[2] > 1:
            # Adjectives of one noun ("a comprehensive, modern and professional service").
            return False
        return start.boundary >= 0.5

    def _name_with_titles(self, members: Sequence[Sequence[Word]]) -> bool:
        """ "Kristen Wilkins, assistant professor and curator": an apposition tells who somebody is."""
        text, shift = self._flat.text, self._flat.start
        capital = [all(text[word.start - shift].isupper() for word in words if word.tag == "W") for words in members]
        return capital[0] and not any(capital[1:])

    def _found(self, members: Sequence[Sequence[Word]], opened: bool, score: float) -> Found:
        return tuple(map(self._flat.span, _pairs_apart(members))), opened, score


def _same_kind(members: Sequence[Sequence[Word]]) -> bool:
    """Only the first may have an article for all ("the machinery, raw materials and finished goods")."""
    kinds = ["v" if kind(words) in "vW" else kind(words) for words in members if not nominal(words)]
    rest = set(kinds[1:])
    return len(rest) <= 1 and (kinds[0] in rest or (kinds[0] == "D" and rest <= {"v"}))


def _introduces(words: Sequence[Word], at: int) -> bool:
    """ "In low-income countries, …": a phrase that opens a clause and has no verb of its own leads to the clause."""
    joined = bool(words) and words[0].tag in "BC"
    if joined:
        words = words[1:]
    if not words:
        return False
    if words[0].tag == "S":
        return len(words) > 1 and words[1].tag != "G"
    if words[0].tag not in "PRGT" or not (at == 0 or joined):
        return False
    finite = any(here.tag in "WOXN" and after.tag in "VAM" for here, after in pairwise(words))
    return not finite and words[-1].tag != "V"


def _pairs_apart(members: Sequence[Sequence[Word]]) -> Iterator[Sequence[Word]]:
    """Among single words, "cooperation and development" are two."""
    singles = sum(len(words) == 1 for words in members)
    for words in members:
        while len(words) > 1 and words[-1].tag == "C":
            words = words[:-1]
        if len(words) == 3 and words[1].tag == "C" and singles > len(members) / 2:
            yield words[:1]
            yield words[2:]
        else:
            yield words
