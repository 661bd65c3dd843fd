"""When two surfaces are one concept: without case, plural endings, leading articles and hyphens."""

import re
from functools import lru_cache

from content.extraction.pack import Pack, load
from content.extraction.words import WORD

_APART = re.compile(r"[-_]")


def key_of(surface: str, pack: Pack) -> tuple[str, ...]:
    words = WORD.findall(_APART.sub(" ", surface.lower()))
    while len(words) > 1 and words[0] in pack.classes.determiners:
        words = words[1:]
    return tuple(stem(word, pack.language) for word in words)


@lru_cache(maxsize=50_000)
def key_of_word(surface: str, language: str) -> tuple[str, ...]:
    """The part of a key that one word of a phrase makes: more than one with a hyphen."""
    return tuple(stem(word, language) for word in WORD.findall(_APART.sub(" ", surface.lower())))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Plural endings only: a key is never shown, but near words must not fall together."""
    if len(word) > 3:
        for old, new in load(language).classes.plural_endings:
            if word.endswith(old):
                return word[: len(word) - len(old)] + new
    return word
