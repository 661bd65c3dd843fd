"""Words and their stems. Stems are keys for comparing, never shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from quizzes.generation.wording import Wording

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")

Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    word: str
    stem: str
    content: bool


def tokens(text: str, words: Wording, start: int = 0) -> Iterator[Token]:
    """The words of a text; `content` are those that are no stop words."""
    for found in WORD.finditer(text):
        word = found.group().casefold()
        content = not words.is_in("stop", POSSESSIVE.sub("", word))
        yield Token(start + found.start(), start + found.end(), word, stem(word, words.stemmer), content)


@lru_cache(maxsize=20_000)
def stems(text: str, words: Wording) -> Stems:
    """The stems of the content words."""
    return frozenset(token.stem for token in tokens(text, words) if token.content)


@lru_cache(maxsize=100_000)
def stem(word: str, algorithm: str) -> str:
    plain = POSSESSIVE.sub("", word.casefold())
    return plain if algorithm == "none" else str(_stemmer(algorithm).stemWord(plain))


@cache
def _stemmer(algorithm: str) -> Any:
    import snowballstemmer  # slow to import, and not needed to show what was drafted before

    return snowballstemmer.stemmer(algorithm)
