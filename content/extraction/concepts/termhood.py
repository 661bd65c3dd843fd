"""How likely a phrase is a term: how often it stands there, how it is built, and what surrounds it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from math import log

from content.extraction.concepts.keys import key_of
from content.extraction.outline import Span
from content.extraction.page import Page

Key = tuple[str, ...]

# Weights are shares of a phrase said twice (1.5). The signs were counted over articles marked by hand, by how much
# more often than others phrases that have them were marked; only signs that a grammar explains are kept.
_ONCE = 0.45
_IN_HEADING = 1.2
_SUBJECT = 0.45
_OPENS = 0.3
_HYPHENED = 0.2
_KIND = 0.1
_LONG = 0.35
_IN_ITEM = 0.1
_DEFINITE = 0.1
_COINED = 0.6
_UNKNOWN = -0.15
_GOES_ON = -0.25
_NAMED_SHARE = 0.6
_INSTANCE_SHARE = 0.3
_SINGLE = 0.4


class Termhood:
    def __init__(self, page: Page, words: Counter[str], items: Sequence[Span]) -> None:
        self._page = page
        self._words = words
        blocks = [block for block in page.blocks if block.kind == "heading"]
        headings = [key_of(page.view[block.start : block.end], page.pack) for block in blocks]
        self._in_headings = {part for heading in headings for part in _parts(heading, page.pack.concepts.longest)}
        self._items = sorted(items)
        self._starts = [left for left, _ in self._items]
        self._openings = {sentence.start for _, sentence in page.sentences()}

    def of(self, key: Key, spans: Sequence[Span], around: int) -> float:
        weight = self._often(key, spans, around) + self._signs(key, spans)
        return weight * (_NAMED_SHARE if self._named(spans) else 1.0)

    def _often(self, key: Key, spans: Sequence[Span], around: int) -> float:
        """`around`: how often the most frequent longer phrase holds this one; there it does not count alone."""
        count = len(spans)
        length = self._length(key)
        if length <= 1:
            # A single word said often is mostly the theme, which every phrase holds.
            return _SINGLE * log(max(1, count - around)) * (_INSTANCE_SHARE if self._instances(key, spans) else 1.0)
        if count > 1:
            return log(1 + count) * (1 + 0.35 * (length - 1))
        known = sum(self._words[word] > 1 for word in key)
        return _ONCE + (_UNKNOWN if not known and length <= 2 else 0.1 * known / len(key))

    def _length(self, key: Key) -> float:
        """In words; some languages write a word as two syllables."""
        words = self._page.pack.concepts
        if words.syllables == 1:
            return len(key)
        return sum(1 if set(word) & set(words.foreign) else 1 / words.syllables for word in key)

    def _signs(self, key: Key, spans: Sequence[Span]) -> float:
        """What speaks for a term wherever it holds: it heads a section, a sentence is about it, it names a kind."""
        view, (start, end) = self._page.view, spans[0]
        surface = view[start:end]
        signs = _IN_HEADING if key in self._in_headings else 0.0
        signs += _SUBJECT if any(self._is_subject(span) for span in spans) else 0.0
        signs += _OPENS if len(key) > 1 and any(left in self._openings for left, _ in spans) else 0.0
        signs += _HYPHENED if "-" in surface else 0.0
        signs += _LONG if self._length(key) > 2 else 0.0
        signs += _KIND if len(key) > 1 and self._kind(surface.split()[0].lower()) else 0.0
        signs += _IN_ITEM if any(self._in_item(left) for left, _ in spans) else 0.0
        signs += _DEFINITE if len(key) > 1 and any(self._definite(left) for left, _ in spans) else 0.0
        signs += _COINED if len(key) == 1 and _coined(surface) else 0.0
        # "level of …": what the phrase is about comes after it.
        return signs + (_GOES_ON if len(spans) == 1 and self._tied_on(end) else 0.0)

    def _is_subject(self, span: Span) -> bool:
        """ "X is …": the sentence tells about X. A clause inside tells about it as well as the main one."""
        following = self._page.view[span[1] : span[1] + 12].split()[:1]
        return bool(following) and following[0].lower() in self._page.pack.concepts.telling

    def _tied_on(self, end: int) -> bool:
        following = self._page.view[end : end + 12].split()[:1]
        return bool(following) and following[0].lower() in self._page.pack.classes.binding

    def _in_item(self, at: int) -> bool:
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._items[i][1]

    def _definite(self, at: int) -> bool:
        before = self._page.view[max(0, at - 5) : at].lower()
        return before.endswith(tuple(f" {word} " for word in self._page.pack.concepts.definite))

    def _kind(self, first: str) -> bool:
        words = self._page.pack.concepts
        adjective = bool(words.adjective_endings) and first.endswith(words.adjective_endings)
        gerunds = self._page.pack.classes.gerund_endings
        return (adjective and first not in words.adjective_exceptions) or (bool(gerunds) and first.endswith(gerunds))

    def _instances(self, key: Key, spans: Sequence[Span]) -> bool:
        """Only ever in the plural ("populations"), or a gerund, which tells of doing."""
        surfaces = {self._page.view[slice(*span)].lower() for span in spans}
        gerunds = self._page.pack.classes.gerund_endings
        return key[0] not in surfaces or (bool(gerunds) and key[0].endswith(gerunds))

    def _named(self, spans: Sequence[Span]) -> bool:
        """Capitals in all places: most such phrases are people and places."""
        return all(all(word[0].isupper() for word in self._page.view[left:right].split()) for left, right in spans)


def _coined(word: str) -> bool:
    """ "ImageNet", "DNA": capitals behind the first letter, or nothing else."""
    return any(char.isupper() for char in word[1:])


def _parts(key: Key, longest: int) -> set[Key]:
    return {key[i : i + n] for n in range(1, longest + 1) for i in range(len(key) - n + 1)}
