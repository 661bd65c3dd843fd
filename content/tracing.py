"""Where the words of one text stand in another, and how two wordings differ."""

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Span = tuple[int, int]

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")

Segments = list[tuple[str, bool]]
"""Runs of words, and whether they differ. Joined they are the wording."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: its ¶, and where it stands."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trace:
    """An old text and a new one. `paragraphs` leads from each old ¶ to the new one that says the same, `anchors`
    from where such a paragraph began to where it begins now, in the order of the old text.
    """

    old: str
    new: str
    paragraphs: Mapping[int, int]
    anchors: tuple[tuple[int, int], ...]

    def find(self, span: Span) -> Span | None:
        """Where these words of the old text stand in the new one: nearest to where they are expected.

        new[found] == old[span], always; None when the new text does not say them.
        """
        words = self.old[span[0] : span[1]]
        expected = self.expected(span[0])
        if self.new.startswith(words, expected):
            return expected, expected + len(words)
        before = self.new.rfind(words, 0, expected + len(words))
        after = self.new.find(words, expected)
        places = [place for place in (before, after) if place >= 0]
        if not words or not places:
            return None
        start = min(places, key=lambda place: abs(place - expected))
        return start, start + len(words)

    def expected(self, offset: int) -> int:
        """Where this offset is now, if nothing changed since the last paragraph that is the same."""
        place = bisect_right(self.anchors, offset, key=lambda anchor: anchor[0]) - 1
        if place < 0:
            return min(offset, len(self.new))
        old, new = self.anchors[place]
        return min(max(0, new + offset - old), len(self.new))


def trace(old: str, new: str, old_passages: Sequence[Passage], new_passages: Sequence[Passage]) -> Trace:
    """Paragraphs that say the same lead to each other; where a text says one several times, in its order."""
    waiting: dict[str, deque[Passage]] = defaultdict(deque)
    for passage in new_passages:
        waiting[new[passage.start : passage.end]].append(passage)
    paragraphs, anchors = {}, []
    for passage in old_passages:
        if same := waiting[old[passage.start : passage.end]]:
            here = same.popleft()
            paragraphs[passage.number] = here.number
            anchors.append((passage.start, here.start))
    return Trace(old, new, paragraphs, tuple(anchors))


def differences(old: str, new: str) -> tuple[Segments, Segments]:
    """Both wordings word by word, with what differs marked."""
    one, other = TOKEN.findall(old), TOKEN.findall(new)
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return (
        list(merged(("".join(one[a:b]), code != "equal") for code, a, b, _c, _d in codes)),
        list(merged(("".join(other[c:d]), code != "equal") for code, _a, _b, c, d in codes)),
    )


def merged(segments: Iterator[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """Without empty runs; two changed words with a space between are one change."""
    kept: Segments = []
    for text, changed in segments:
        if not text:
            continue
        if len(kept) > 1 and changed and kept[-1][0].isspace() and kept[-2][1]:
            space = kept.pop()[0]
            kept[-1] = (kept[-1][0] + space + text, True)
        else:
            kept.append((text, changed))
    yield from kept
