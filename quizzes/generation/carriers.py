"""The word that carries a list item: what is done something to, what is there, what it is about."""

import re
from dataclasses import dataclass

from content.extraction.outline import Span
from quizzes.generation.phrases import is_gerund
from quizzes.generation.stemming import Token, tokens
from quizzes.generation.wording import Wording

FEWEST = 4
"""Words of an item in which a missing one can be told."""

SHORTEST = 4
"""Letters of a word that is worth knowing."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """The place of the word, and whether it is the first of two joined ones."""

    span: Span
    joined: bool = False


def carrier(text: str, span: Span, words: Wording) -> Carrier | None:
    """The first of two things joined after a preposition ("with a focus on economic and technology diplomacy"),
    else the last word before the first preposition or comma; None where neither says enough."""
    found = [*tokens(text[slice(*span)], words, span[0])]
    if len(found) < words.limit(FEWEST) or words.is_in("prepositions", found[0].word):
        return None
    word = head(found, text, words)
    plain = word and described(found, word, words)  # "commercial deals": anybody has such a noun at hand
    return joined(found, text, words) or (inner(found, text, words) if plain else None) or word


def described(found: list[Token], word: Carrier, words: Wording) -> bool:
    """Whether a noun follows its adjective."""
    before = [token.word for token in found if token.end < word.span[0]][-1:]
    return any(each.casefold().endswith(tuple(words.words["adjective_endings"]) or ("\0",)) for each in before)


def inner(found: list[Token], text: str, words: Wording) -> Carrier | None:
    """The second of three things in a row: "in the areas of trade, aerospace, and energy"."""
    for lead, first, second, link, last in zip(found, found[1:], found[2:], found[3:], found[4:], strict=False):
        commas = text[first.end : second.start].strip() == "," and text[second.end : link.start].strip() in ("", ",")
        row = words.is_in("prepositions", lead.word) and words.is_in("conjunctions", link.word)
        if row and commas and first.content and last.content and telling(second, text, words):
            return Carrier((second.start, second.end))
    return None


def joined(found: list[Token], text: str, words: Wording) -> Carrier | None:
    for lead, first, link, second, last in zip(found, found[1:], found[2:], found[3:], found[4:], strict=False):
        runs_on = re.fullmatch(r"[\w\s]*", text[lead.start : last.end])
        is_pair = words.is_in("prepositions", lead.word) and words.is_in("conjunctions", link.word)
        made = second.word.endswith(tuple(words.words["past_endings"]) or ("\0",))  # "technology and reduced costs"
        if runs_on and is_pair and not made and telling(first, text, words) and second.content and last.content:
            return Carrier((first.start, first.end), joined=True)
    return None


def head(found: list[Token], text: str, words: Wording) -> Carrier | None:
    for before, word, after in zip(found, found[1:], [*found[2:], None], strict=False):
        between = text[word.end : after.start] if after else "."
        ends = after is None or between.strip() or words.is_in("prepositions", after.word)
        if ends:
            if after and words.is_in("binding", after.word):  # "causes of", "access to": the noun says nothing alone
                continue
            verb = words.is_in("auxiliaries", before.word) or words.is_in("infinitives", before.word)
            alone = not verb and not (after and between.strip() == "," and after.content)  # no series
            return Carrier((word.start, word.end)) if alone and telling(word, text, words) else None
    return None


def telling(token: Token, text: str, words: Wording) -> bool:
    named = text[token.start].isupper()  # a part of a name, or the first word of a sentence
    owner = text[token.end : token.end + 1] in ("’", "'")  # "both countries’ interests": not what the item is about
    plain = token.word.isalpha() and len(token.word) >= SHORTEST and token.content
    adverb = token.word.endswith(tuple(words.words["adverb_endings"]) or ("\0",))
    light = words.is_in("light_nouns", token.word) or token.word.endswith(tuple(words.words["past_endings"]) or ("\0",))
    return (
        plain
        and not named
        and not owner
        and not adverb
        and not light
        and not is_gerund(token.word, words)
        and words.syllables == 1
    )
