"""Phrases with a small word inside ("freedom of navigation"), and those whose noun is written like a verb."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from content.extraction.concepts.keys import stem
from content.extraction.concepts.parts import Key, has_content, is_adjective, key_of_words, told
from content.extraction.flat import Flat
from content.extraction.outline import Span
from content.extraction.words import Word

Gram = tuple[Key, Span]

_LONG_NOUN = 11
# Letters: so long a noun says by itself what it is ("diversification").


def tied(flat: Flat, words: Sequence[Word]) -> Iterator[tuple[Key, Span, bool]]:
    """ "freedom of navigation": bare nouns around a binding word, the second without article.

    The last value is False when the first noun is a generic one ("areas of agriculture") or the word between only
    sometimes binds ("death with dignity"): such a phrase must recur.
    """
    for i, (before, joint, after) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        bound = flat.surface(joint) in flat.pack.classes.binding
        if (
            joint.tag == "P"
            and before.tag + after.tag == "WW"
            and (has_content(flat, before) or (bound and has_content(flat, after)))
        ):
            gap = flat.text[before.end - flat.start : after.start - flat.start]
            plain = not is_adjective(flat, after) and not is_adjective(flat, before) and not told(flat, before, after)
            if len(gap.split()) == 1 and plain and not _continued(flat, words[i + 2 : i + 4]):
                if flat.text[before.start - flat.start].isupper() and flat.text[after.start - flat.start].isupper():
                    # "University of California" is a name, and names are read as such.
                    continue
                firm = bound and has_content(flat, before) and has_content(flat, after)
                yield key_of_words(flat, before, joint, after), (before.start, after.end), firm


def joined(flat: Flat, words: Sequence[Word]) -> Iterator[Gram]:
    """ "economic and technology diplomacy": two kinds of one thing, the first of them an adjective.

    With a noun first two things may be meant ("culture and individual backgrounds").
    """
    for i in range(len(words) - 3):
        kind, joint, other, thing = words[i : i + 4]
        touching = all(left.end + 1 == right.start for left, right in pairwise((kind, joint, other, thing)))
        alone = i == 0 or words[i - 1].tag not in "WG" or words[i - 1].end + 1 != kind.start
        if (
            touching
            and alone
            and joint.tag == "C"
            and kind.tag + other.tag + thing.tag == "WWW"
            and not told(flat, kind, other, thing)
            and is_adjective(flat, kind)
            and not is_adjective(flat, thing)
            and has_content(flat, thing)
            and not _continued(flat, words[i + 3 : i + 5])
        ):
            yield key_of_words(flat, kind, joint, other, thing), (kind.start, thing.end)


def paired(flat: Flat, words: Sequence[Word]) -> Iterator[Gram]:
    """ "the diversification and multilateralisation of relations": two long nouns that share article and object."""
    for article, one, joint, other, after in zip(words, words[1:], words[2:], words[3:], words[4:], strict=False):
        touching = all(left.end + 1 == right.start for left, right in pairwise((article, one, joint, other, after)))
        if touching and article.tag + one.tag + joint.tag + other.tag + after.tag == "DWCWP":
            long = min(len(flat.surface(one)), len(flat.surface(other))) >= _LONG_NOUN
            if long and not is_adjective(flat, one) and not is_adjective(flat, other) and not told(flat, one, other):
                yield key_of_words(flat, one, joint, other), (one.start, other.end)


def _continued(flat: Flat, words: Sequence[Word]) -> bool:
    """ "field of machine | learning": the noun phrase goes on."""
    return len(words) == 2 and words[1].start == words[0].end + 1 and words[1].tag in "WG"


def actions(flat: Flat, words: Sequence[Word]) -> Iterator[Gram]:
    """A gerund with its noun, wherever it stands."""
    for gerund, noun in pairwise(words):
        if gerund.tag == "G" and noun.tag == "W" and noun.start == gerund.end + 1:
            yield key_of_words(flat, gerund, noun), (gerund.start, noun.end)


def plurals(flat: Flat, words: Sequence[Word]) -> Iterator[Gram]:
    """ "loss functions" might be a clause; it is the plural of "loss function" once that is known to be a thing."""
    for noun, form in pairwise(words):
        singular = stem(flat.surface(form), flat.pack.language)
        if (
            noun.tag == "W"
            and form.tag == "V"
            and singular in flat.pack.concepts.nominal
            and form.start == noun.end + 1
        ):
            yield key_of_words(flat, noun, form), (noun.start, form.end)
