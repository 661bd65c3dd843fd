"""Series inside a sentence: members between commas or semicolons, the last one behind "and" or "or"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.extraction.lists.flat import Flat, flatten
from content.extraction.lists.parallel import alike, end_of_last, first_member, head, may_be_member
from content.extraction.outline import Span
from content.extraction.pack import Pack
from content.extraction.words import Word, tagged

_SEMICOLON = re.compile(r";")
_COMMA = re.compile(r",(?=\s|$|q)")
_CLAUSE = re.compile(r":(?=\s|$)|\s[–—]\s|\s--\s|—|[!?](?=\s)")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b")
_THRESHOLD = 2.6


@dataclass(frozen=True, slots=True)
class Series:
    """`members` in order; `lead` is where the clause begins that leads to them; `by` is the sign between them."""

    members: tuple[Span, ...]
    lead: int
    by: str
    opened: bool
    score: float


@dataclass(frozen=True, slots=True)
class _Part:
    words: Sequence[Word]
    after_colon: bool = False


def series_in(
    view: str, start: int, end: int, pack: Pack, *, opened: bool = False, phrase: bool = False
) -> Iterator[Series]:
    """All series of view[start:end], which is one sentence or part of one.

    `opened` says that a bracket or colon opens it, `phrase` that it need not be a whole sentence.
    """
    flat = flatten(view, start, end)
    yield from _semicolons(flat, pack) or _commas(flat, pack, opened, phrase)
    for left, right in flat.inner:
        if not _citation(view, left, right):
            yield from series_in(view, left, right, pack, opened=view[left - 1] in "([", phrase=True)


def _citation(view: str, left: int, right: int) -> bool:
    """ "(Brumley, Enquidanos, & Cherin, 2003; Godkin et al., 1984)" names sources, not members."""
    return bool(_YEAR.search(view, left, right)) and view[left - 1] in "(["


def _semicolons(flat: Flat, pack: Pack) -> list[Series]:
    cuts = [match.start() for match in _SEMICOLON.finditer(flat.text)]
    if len(cuts) < 2:
        return []
    parts = _parts(flat, [0, *(cut + 1 for cut in cuts)], [*cuts, len(flat.text)], pack)
    last = parts[-1]
    if not all(parts) or len(parts) < 3:
        return []
    joined = last[0].tag == "C"
    last = last[1:] if joined else last
    opening = _last_clause(flat, cuts[0])
    if not last or not (joined or opening >= 0):
        return []
    middles = parts[1:-1]
    kind = head(last)
    # Without likeness, semicolons only join sentences ("…; they …").
    if any(alike(head(middle), kind) == 0 or head(middle) in "OSAM" for middle in middles):
        return []
    first = _first(parts[0], [*middles, last], flat, opening, pack)
    if first is None:
        return []
    spans = [_span(first), *map(_span, middles), _span(last)]
    found = [_series(flat, spans, ";", opening >= 0, 4.0)]
    for left, right in [(flat.start, spans[0][0]), *spans]:
        sub = Flat(left, flat.text[left - flat.start : right - flat.start], flat.inner)
        found.extend(_commas(sub, pack, False, left != flat.start))
    return found


def _parts(flat: Flat, starts: Sequence[int], ends: Sequence[int], pack: Pack) -> list[list[Word]]:
    words = _words(flat, 0, len(flat.text), pack)
    return [[w for w in words if s + flat.start <= w.start < e + flat.start] for s, e in zip(starts, ends, strict=True)]


def _words(flat: Flat, start: int, end: int, pack: Pack) -> list[Word]:
    found = tagged(flat.text, start, end, pack)
    return [Word(word.start + flat.start, word.end + flat.start, word.tag) for word in found]


def _last_clause(flat: Flat, before: int) -> int:
    """Where the clause begins that a colon opens, or -1."""
    colons = [match.end() for match in _CLAUSE.finditer(flat.text, 0, before) if match[0][0] == ":"]
    return colons[-1] + flat.start if colons else -1


def _first(
    words: Sequence[Word], others: Sequence[Sequence[Word]], flat: Flat, opening: int, pack: Pack
) -> Sequence[Word] | None:
    if opening >= 0:
        words = [word for word in words if word.start >= opening]
    if not words:
        return None
    comma = max((m.end() for m in _COMMA.finditer(flat.text, 0, words[-1].start - flat.start)), default=-1) + flat.start
    after = next((i for i, word in enumerate(words) if word.start >= comma > flat.start), -1)
    found = first_member(words, others, opens=opening >= 0, lead=_lead(words, flat, pack), comma=after)
    return words[found.index :] if found and found.score >= _THRESHOLD else None


def _lead(words: Sequence[Word], flat: Flat, pack: Pack) -> int:
    """The word after the last "such as", "including" or "these are", or -1."""
    if not words:
        return -1
    left, right = words[0].start - flat.start, words[-1].end - flat.start
    for pattern in pack.announcing.leads:
        ends = [match.end() for match in pattern.finditer(flat.text, left, right)]
        if ends:
            return next((i for i, word in enumerate(words) if word.start - flat.start >= ends[-1]), -1)
    return -1


def _commas(flat: Flat, pack: Pack, opened: bool, phrase: bool) -> list[Series]:
    found: list[Series] = []
    cuts = list(_CLAUSE.finditer(flat.text))
    bounds = [0, *(cut.end() for cut in cuts), len(flat.text)]
    for n, (left, right) in enumerate(pairwise(bounds)):
        after_colon = n > 0 and cuts[n - 1][0][0] == ":"
        for stop in [*(m.start() for m in _SEMICOLON.finditer(flat.text, left, right)), right]:
            found.extend(_Clause(flat, left, stop, pack, after_colon or (n == 0 and opened), phrase or n > 0).series())
            left, after_colon = stop + 1, False
    return found


class _Clause:
    """One clause, cut at its commas; each closing part is tried as the end of a series, and read backwards."""

    def __init__(self, flat: Flat, start: int, end: int, pack: Pack, opens: bool, phrase: bool) -> None:
        self.flat = flat
        self.phrase = phrase
        self.pack = pack
        self.opens = opens
        cuts = [match.start() for match in _COMMA.finditer(flat.text, start, end)]
        self.parts: list[list[Word]] = []
        if cuts:
            words = _words(flat, start, end, pack)
            edges = [start, *cuts, end]
            self.parts = [
                [word for word in words if left + flat.start <= word.start < right + flat.start]
                for left, right in pairwise(edges)
            ]

    def series(self) -> Iterator[Series]:
        # From the right: a series that has "x and y" in its middle must not end there.
        found = []
        i = len(self.parts) - 1
        while i > 0:
            series = self._closing(i)
            if series:
                found.append(series)
                start = series.members[0][0]
                while i > 0 and self.parts[i] and self.parts[i][0].start > start:
                    i -= 1
                self.parts[i] = [word for word in self.parts[i] if word.start < start]
            else:
                i -= 1
        return reversed(found)

    def _closing(self, i: int) -> Series | None:
        part = self.parts[i]
        if not part:
            return None
        if part[0].tag == "C":
            return self._backwards(i, [], part[1:]) if i >= 2 else None
        if i == len(self.parts) - 1 and self._etcetera(part):
            return self._backwards(i - 1, [], self.parts[i - 1], cut=False)
        best: Series | None = None
        for at in (n for n, word in enumerate(part) if word.tag == "C" and 0 < n < len(part) - 1):
            found = self._backwards(i, [part[:at]], part[at + 1 :])
            if found and (best is None or found.score > best.score):
                best = found
        if best is None and i == len(self.parts) - 1:
            best = self._unjoined(i)
        return best

    def _etcetera(self, part: Sequence[Word]) -> bool:
        words = self.flat.text[part[0].start - self.flat.start :]
        return bool(self.pack.announcing.etcetera.match(words))

    def _unjoined(self, i: int) -> Series | None:
        """Members without a conjunction: only behind a colon or a lead, or when all begin with the same word."""
        found = self._backwards(i, [], self.parts[i], cut=False)
        if found is None or len(found.members) < 3:
            return None
        text, start = self.flat.text, self.flat.start
        firsts = {text[left - start :].split(None, 1)[0].lower() for left, _ in found.members}
        return found if found.opened or len(firsts) == 1 else None

    def _backwards(
        self, i: int, middles: list[Sequence[Word]], last: Sequence[Word], *, cut: bool = True
    ) -> Series | None:
        if not last:
            return None
        kind = head(last)
        if kind not in "WDGVNTPXR" or not all(may_be_member(middle, kind) for middle in middles):
            return None
        at = i - 1
        if middles and any(word.tag == "C" for word in self.parts[at]) and at > 0:
            # The part before has its own "and": it closes a series itself.
            return self._with_first(at, middles, last[: end_of_last(last, middles, self._binds(last))], alone=True)
        while at > 0 and may_be_member(self.parts[at], kind):
            middles = [self.parts[at], *middles]
            at -= 1
        if not middles:
            return None
        if cut:
            last = last[: end_of_last(last, middles, self._binds(last))]
        return self._with_first(at, middles, last)

    def _binds(self, words: Sequence[Word]) -> list[bool]:
        start = self.flat.start
        return [self.flat.text[w.start - start : w.end - start].lower() in self.pack.classes.binding for w in words]

    def _with_first(
        self, at: int, middles: Sequence[Sequence[Word]], last: Sequence[Word], *, alone: bool = False
    ) -> Series | None:
        others = [*middles, last]
        words = self.parts[at]
        opens = self.opens and at == 0
        lead = _lead(words, self.flat, self.pack)
        start = first_member(words, others, opens=opens, lead=lead)
        opened = start is not None and (start.index == lead or (opens and start.index == 0))
        if start and start.score >= _THRESHOLD and (opened or self._trusted(at, start.index, start.boundary, others)):
            members = [words[start.index :], *others]
            return self._result(members, opened, start.score)
        # The part before is only an introduction ("In Asia, apples, pears, and plums …").
        if len(others) >= 3 and not alone and self._equal(others):
            return self._result(others, False, 2.0)
        return None

    def _trusted(self, at: int, index: int, boundary: float, others: Sequence[Sequence[Word]]) -> bool:
        if len(others) > 2:
            return boundary >= 0.3
        words = self.parts[at]
        kinds = {head(words[index:]), *map(head, others)}
        if any(alike(head(words[index:]), head(other)) < 0.6 for other in others):
            return False
        if at == 0 and index == 0:
            # "Last year, ministers and officials met": a whole first part may be an adverbial.
            return len(words) == 1 and kinds == {"W"}
        if at == 0 and not self.phrase and self._introduces(words[:index]):
            return False
        # Behind an article, three are most often adjectives of one noun ("a modern and professional service").
        return boundary > 0.5

    def _introduces(self, words: Sequence[Word]) -> bool:
        """ "In low-income countries, …": a phrase that opens the sentence and holds no verb leads to a clause."""
        return words[0].tag in "PSRG" and not any(word.tag in "VAM" for word in words[1:])

    def _equal(self, others: Sequence[Sequence[Word]]) -> bool:
        kinds = {head(other) for other in others}
        return len(kinds) == 1 and kinds <= set("WGDV")

    def _result(self, members: Sequence[Sequence[Word]], opened: bool, score: float) -> Series:
        return _series(self.flat, [_span(words) for words in self._pairs_apart(members)], ",", opened, score)

    def _pairs_apart(self, members: Sequence[Sequence[Word]]) -> Iterator[Sequence[Word]]:
        """Among single words, "cooperation and development" are two."""
        singles = sum(len(words) == 1 for words in members)
        for words in members:
            if len(words) == 3 and words[1].tag == "C" and singles > len(members) / 2:
                yield words[:1]
                yield words[2:]
            else:
                yield words


def _span(words: Sequence[Word]) -> Span:
    return words[0].start, words[-1].end


def _series(flat: Flat, spans: Sequence[Span], by: str, opened: bool, score: float) -> Series:
    return Series(tuple(_with_bracket(span, flat) for span in spans), flat.start, by, opened, score)


def _with_bracket(span: Span, flat: Flat) -> Span:
    """A bracket right behind a member belongs to it ("Doi Moi (Renewal)")."""
    for left, right in flat.inner:
        if left - 2 <= span[1] <= left - 1 and flat.text[left - flat.start] == " ":
            return span[0], right + 1
    return span
