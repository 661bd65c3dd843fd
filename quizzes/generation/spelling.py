"""A unit that its document mostly writes with its accents, and here without them: "đồng/lit" for "đồng/lít"."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from quizzes.generation.bank import Source

UNIT = re.compile(r"(?<![\w/])[^\W\d_]+/[^\W\d_]+(?![\w/])")


def respelled(text: str, source: Source) -> str:
    """The text with its units as the document mostly writes them."""
    return UNIT.sub(lambda found: usual(source.text).get(found.group(), found.group()), text)


@lru_cache(maxsize=100)
def usual(text: str) -> dict[str, str]:
    """What a text mostly writes for a unit that it also writes with fewer accents."""
    counts = Counter(UNIT.findall(text))
    best: dict[str, str] = {}
    for unit, count in counts.items():
        known = best.get(bare(unit))
        if known is None or (count, marks(unit)) > (counts[known], marks(known)):
            best[bare(unit)] = unit
    return {unit: right for unit in counts if marks(right := best[bare(unit)]) > marks(unit)}


def bare(word: str) -> str:
    """Its letters without their accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def marks(word: str) -> int:
    return sum(map(bool, map(unicodedata.combining, unicodedata.normalize("NFD", word))))
