"""A sentence with its quotes, brackets and names taken out of the way, so that only its own commas count."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from content.extraction.dates import find_dates
from content.extraction.outline import Span
from content.extraction.pack import Pack
from content.extraction.words import Word, joiner, tagged

_OPENER_OF = {"”": "“", ")": "(", "]": "[", '"': '"'}
_OPENERS = frozenset('“(["')
_SIGNS = re.compile(r"[“”\"()\[\]]")
_QUOTED = "q"
_STOPS = ",;:"
_CAPITALS = r"[^\W\d_a-z][\w'-]*(?:\s[^\W\d_a-z][\w'-]*){0,5}"
_FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]|\$[^$]*\\[^$]*\$")
_SPACE = re.compile(r"\s")
_CITED_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?\b")
_YEAR = re.compile(r",\s\d{4}")
_NAME_SERIES = re.compile(
    rf"[^\W\d_a-z][\w'-]+\s(?P<link>\w+)\s{_CAPITALS}(?:,\s{_CAPITALS}){{0,8}},?\s(?P<joint>\S+)\s{_CAPITALS}"
)


class Flat:
    """`text` is as long as the sentence: quotes are one word, brackets are gaps. `inner` are their contents."""

    __slots__ = ("_words", "inner", "pack", "start", "text")

    def __init__(self, start: int, text: str, inner: tuple[Span, ...], pack: Pack) -> None:
        self.start = start
        self.text = text
        self.inner = inner
        self.pack = pack
        self._words: list[Word] | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def part(self, start: int, end: int) -> "Flat":
        if start == self.start and end == self.end:
            return self
        return Flat(start, self.text[start - self.start : end - self.start], self.inner, self.pack)

    @property
    def words(self) -> list[Word]:
        if self._words is None:
            self._words = tagged(self.text, 0, len(self.text), self.pack, self.start)
        return self._words

    def words_in(self, start: int, end: int) -> list[Word]:
        left = bisect_left(self.words, start, key=lambda word: word.start)
        right = bisect_left(self.words, end, key=lambda word: word.start)
        return self.words[left:right]

    def surface(self, word: Word) -> str:
        return self.text[word.start - self.start : word.end - self.start].lower()

    def binds(self, words: Sequence[Word]) -> list[bool]:
        """Which words, like "of", tie what follows to what stands before."""
        return [self.surface(word) in self.pack.classes.binding for word in words]

    def lead(self, words: Sequence[Word]) -> int:
        """The index of the word after the last "such as" or "including", or -1."""
        if not words:
            return -1
        left, right = words[0].start - self.start, words[-1].end - self.start
        for pattern in self.pack.announcing.leads:
            ends = [match.end() for match in pattern.finditer(self.text, left, right)]
            if ends:
                return next((i for i, word in enumerate(words) if word.start - self.start >= ends[-1]), -1)
        return -1

    def only_leads(self, words: Sequence[Word]) -> bool:
        """Whether the words are a lead and nothing else ("for example", between a bracket and a comma)."""
        if not words:
            return False
        left, right = words[0].start - self.start, words[-1].end - self.start
        matches = (pattern.match(self.text, left) for pattern in self.pack.announcing.leads)
        return any(match and match.end() >= right for match in matches)

    def span(self, words: Sequence[Word]) -> Span:
        """From the first word to the last; a bracket right behind belongs to it ("Doi Moi (Renewal)")."""
        start, end = words[0].start, words[-1].end
        for left, right in self.inner:
            if left - 2 <= end <= left - 1 and end < self.end and self.text[left - 1 - self.start :][:1] == " ":
                return start, right + 1
        return start, end


def flatten(view: str, start: int, end: int, pack: Pack) -> Flat:
    # Formulas first, for their brackets are none.
    text = _without_formulas(view[start:end])
    pairs = _pairs(text)
    if pairs:
        chars = list(text)
        for opened, closed in pairs:
            _mask(chars, opened, closed, quoted=text[opened] in '“"')
        text = "".join(chars)
    inner = tuple((start + opened + 1, start + closed) for opened, closed in pairs)
    text = _without_names(_without_dates(text, pack), pack)
    return Flat(start, _joined(text, pack), inner, pack)


def _pairs(text: str) -> list[Span]:
    """The outermost quotes and brackets, in one pass; what is never closed opens nothing."""
    stack: list[int] = []
    waiting: Counter[str] = Counter()
    found: list[Span] = []
    for match in _SIGNS.finditer(text):
        sign, at = match[0], match.start()
        opener = _OPENER_OF.get(sign, "")
        if opener and waiting[opener]:
            while text[stack[-1]] != opener:
                waiting[text[stack.pop()]] -= 1
            waiting[opener] -= 1
            left = stack.pop()
            while found and found[-1][0] > left:
                found.pop()
            found.append((left, at))
        elif sign in _OPENERS:
            stack.append(at)
            waiting[sign] += 1
    return found


def is_citation(view: str, left: int, right: int) -> bool:
    """ "(Brumley, Enquidanos, & Cherin, 2003; Godkin et al., 1984)" names sources, not members."""
    return bool(_CITED_YEAR.search(view, left, right)) and view[left - 1] in "(["


def _mask(chars: list[str], opened: int, close: int, *, quoted: bool) -> None:
    # A comma before the closing quote is the sentence's own ("…to a new height,” ensuring …").
    stop = chars[close - 1] if quoted and chars[close - 1] in _STOPS and close - opened > 1 else ""
    chars[opened : close + 1] = [_QUOTED if quoted else " "] * (close + 1 - opened)
    if stop:
        chars[close] = stop


def _without_formulas(text: str) -> str:
    """The commas of a formula part nothing."""
    if "\\" not in text:
        return text
    return _FORMULA.sub(lambda match: _QUOTED * len(match[0]), text)


def _joined(text: str, pack: Pack) -> str:
    """Words that are written as several syllables, as one: the pack joins them with "_"."""
    compounds = joiner(pack.language)
    return compounds.sub(lambda match: _SPACE.sub("_", match[0]), text) if compounds else text


def _without_dates(text: str, pack: Pack) -> str:
    """ "May 4, 1931" is one thing."""
    if not _YEAR.search(text):
        return text
    for found in find_dates(text, 0, len(text), pack):
        text = text[: found.start] + text[found.start : found.end].replace(",", "_") + text[found.end :]
    return text


def _without_names(text: str, pack: Pack) -> str:
    """ "Agreement on Reciprocal, Fair, and Balanced Trade" is one name: a capital, "on", then capitals."""
    if ", " not in text:
        return text
    for match in _NAME_SERIES.finditer(text):
        joint, link = match["joint"].lower(), match["link"].lower()
        series = match[0].count(",") > match[0].count(f", {match['joint']}")
        if joint in pack.classes.conjunctions and link in pack.classes.name_links and series:
            text = text[: match.start()] + re.sub(r"[^\w]", "_", match[0]) + text[match.end() :]
    return text
