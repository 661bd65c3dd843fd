"""What a phrase is about: the nouns that close its parts."""

import re

from quizzes.generation.stemming import Stems, tokens
from quizzes.generation.wording import Wording

PARTS = re.compile(r"[,;:.]\s")


def objects(text: str, words: Wording) -> Stems:
    """The last content word before each preposition and at the end of each part: "environment" and "country" of
    "creating a favourable environment for the country". None in a language that writes words by syllables."""
    if words.syllables > 1:
        return frozenset()
    found: set[str] = set()
    for part in PARTS.split(text):
        last = None
        for token in [*tokens(part, words), None]:
            if token is None or words.is_in("prepositions", token.word) or words.is_in("conjunctions", token.word):
                if last and not words.is_in("light_nouns", last.word):
                    found.add(last.stem)
                last = None
            elif token.content:
                last = token
    return frozenset(found)
