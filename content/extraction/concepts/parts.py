"""What one word of a phrase is good for: whether it carries an idea, tells a kind, only judges, or acts."""

from functools import lru_cache

from content.extraction.concepts.keys import key_of_word, stem
from content.extraction.flat import Flat
from content.extraction.pack import Pack, load
from content.extraction.words import Word

Key = tuple[str, ...]


def key_of_words(flat: Flat, *words: Word) -> Key:
    return sum((key_of_word(flat.surface(word), flat.pack.language) for word in words), ())


def has_content(flat: Flat, word: Word) -> bool:
    return _has_content(flat.surface(word), flat.pack.language)


@lru_cache(maxsize=50_000)
def _has_content(surface: str, language: str) -> bool:
    last = surface.rsplit("-", 1)[-1]
    return len(surface) > 2 and not any(_generic(load(language), form) for form in {surface, last})


def _generic(pack: Pack, surface: str) -> bool:
    words = pack.concepts
    forms = (surface, stem(surface, pack.language))
    return any(form in words.generic or form in words.places for form in forms) or surface in pack.dates.months


def is_adjective(flat: Flat, word: Word) -> bool:
    words = flat.pack.concepts
    surface = flat.surface(word)
    ends = bool(words.adjective_endings) and surface.endswith(words.adjective_endings)
    return ends and surface not in words.adjective_exceptions and word.tag != "V"


def told(flat: Flat, *words: Word) -> bool:
    """Words that judge or count off, as nobody's name: "the first stage", not "the First Amendment"."""
    said = (
        flat.surface(word) if word.start == flat.start else flat.text[word.start - flat.start : word.end - flat.start]
        for word in words
    )
    return any(each in flat.pack.concepts.descriptive or each in flat.pack.ordinals for each in said)


def nominal(flat: Flat, word: Word) -> bool:
    return flat.surface(word) in flat.pack.concepts.nominal
