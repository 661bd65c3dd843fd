"""Where the topic changes: how little the words before a paragraph have in common with the words from it on.

After Hearst's TextTiling (1997), over paragraphs in place of lines.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import sqrt

from content.extraction.pack import load
from content.extraction.page import Page
from content.extraction.words import tagged

# Enough topical words on each side to know a topic, few enough to tell two apart.
_SIDE = 80
# A peak or a side further away than so many paragraphs tells nothing; it also keeps the work linear.
_FAR = 12
_TOPICAL = frozenset("WGV")


def cohesion(page: Page, blocks: Sequence[int]) -> dict[int, float]:
    """For each of these blocks but the first: from 0, the clearest change of topic, to 1, none."""
    bags = [_bag(page, i) for i in blocks]
    likeness = [
        _likeness(_gathered(bags[max(0, gap - _FAR) : gap][::-1]), _gathered(bags[gap : gap + _FAR]))
        for gap in range(1, len(bags))
    ]
    depths = [_depth(likeness, gap) for gap in range(len(likeness))]
    deepest = max(depths, default=0.0) or 1.0
    return {block: 1 - depth / deepest for block, depth in zip(blocks[1:], depths, strict=True)}


def _bag(page: Page, i: int) -> Counter[str]:
    block = page.blocks[i]
    words = tagged(page.view, block.start, block.end, page.pack)
    topical = (page.view[word.start : word.end].lower() for word in words if word.tag in _TOPICAL)
    return Counter(_root(word, page.pack.language) for word in topical if word not in page.pack.concepts.generic)


@lru_cache(maxsize=50_000)
def _root(word: str, language: str) -> str:
    """Without the endings of plurals and of verbs. A root is never shown, so it need be no word."""
    classes = load(language).classes
    endings = {old for old, _ in classes.plural_endings} | {form for _, form in classes.verb_endings}
    endings |= set(classes.gerund_endings)
    ending = max((one for one in endings if one and word.endswith(one)), key=len, default="")
    return word[: len(word) - len(ending)] if len(word) > len(ending) + 2 else word


def _gathered(bags: Sequence[Counter[str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for bag in bags:
        found.update(bag)
        if found.total() >= _SIDE:
            break
    return found


def _likeness(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Cosine of two bags of words."""
    shared = sum(count * other.get(word, 0) for word, count in one.items())
    length = sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return shared / length if length else 0.0


def _depth(likeness: Sequence[float], gap: int) -> float:
    """How far a valley lies below the peaks on its sides."""
    here = likeness[gap]
    sides = (likeness[max(0, gap - _FAR) : gap][::-1], likeness[gap + 1 : gap + 1 + _FAR])
    return sum(_climb(side, here) - here for side in sides)


def _climb(side: Sequence[float], height: float) -> float:
    """The peak that is reached without ever going down."""
    for value in side:
        if value < height:
            break
        height = value
    return height
