"""Which concepts of different documents may be one idea in other words.

Two signs, both lexical, each word weighted by how rare it is in the course:

- *words*: the terms share most of their own words ("international order", "rules-based international order");
- *place*: the terms stand before or after the same word ("vital and regular" tasks, "critical and ongoing" tasks)
  and the sentences that say most of them have much else in common.

The thresholds were set on the two seed articles, where the next best pair of different ideas reaches
less than half of each. A suggestion is a question to an instructor, never a decision.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import log
from typing import Literal

from content.extraction.concepts.keys import stem
from content.extraction.outline import Span
from content.extraction.pack import load
from content.extraction.view import match_view
from content.extraction.words import tagged

SAME_WORDS = 0.5
SAME_PLACE = 0.2
CLOSING, OPENING = "”'\",;: ", "“'\" "

Sign = Literal["words", "place"]
Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class Idea:
    """A concept as its document speaks of it: `mentions` are spans of `text`, `statement` that of the sentence
    which says most of it.
    """

    id: int
    document: str
    language: str
    term: str
    text: str
    statement: Span
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`score` is the weighted share of words in common, 0..1, in what the sign compares."""

    one: int
    other: int
    sign: Sign
    score: float


def suggestions(ideas: Sequence[Idea], sentences: Iterable[str], language: str) -> list[Suggestion]:
    """The pairs to ask about, likeliest first. `sentences` are those of the whole course: they tell rare words.

    Ideas of one document are kept apart by its author, and equal terms need no question.
    """
    weights = Weights.of(content_stems(sentence, language) for sentence in sentences)
    traits = [Traits.of(idea) for idea in ideas]
    near = {pair for group in meeting_places(traits) for pair in combinations(sorted(set(group)), 2)}
    found = [pair for one, other in near if (pair := compared(traits[one], traits[other], weights))]
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


@dataclass(frozen=True)
class Weights:
    """How much a shared word tells: the logarithm of how few sentences hold it."""

    sentences: int
    holding: Mapping[str, int]

    @classmethod
    def of(cls, sentences: Iterable[Stems]) -> "Weights":
        all_stems = list(sentences)
        return cls(len(all_stems), Counter(stem for stems in all_stems for stem in stems))

    def total(self, stems: Stems) -> float:
        return sum(log(1 + self.sentences / (1 + self.holding.get(stem, 0))) for stem in sorted(stems))

    def shared(self, one: Stems, other: Stems) -> float:
        """The weighted share of the words of both that both have."""
        return self.total(one & other) / self.total(one | other) if one and other else 0.0


@dataclass(frozen=True)
class Traits:
    idea: Idea

    @classmethod
    def of(cls, idea: Idea) -> "Traits":
        return cls(idea)

    @cached_property
    def term(self) -> Stems:
        return content_stems(self.idea.term, self.idea.language)

    @cached_property
    def statement(self) -> Stems:
        return content_stems(self.idea.text[slice(*self.idea.statement)], self.idea.language)

    @cached_property
    def places(self) -> frozenset[tuple[str, str]]:
        """The word right before and the word right after each mention, in the same sentence part."""
        return frozenset(
            (side, word)
            for mention in self.idea.mentions
            for side, word in neighbours(self.idea.text, mention, self.idea.language)
        )


def meeting_places(traits: Sequence[Traits]) -> Iterable[list[int]]:
    """Groups of ideas that share a word of their terms or a place: no other pair need be compared."""
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for number, trait in enumerate(traits):
        for key in (*trait.term, *trait.places):
            groups[key].append(number)
    return groups.values()


def compared(one: Traits, other: Traits, weights: Weights) -> Suggestion | None:
    if one.idea.document == other.idea.document or one.term == other.term:
        return None
    first, second = sorted((one.idea.id, other.idea.id))
    if (score := weights.shared(one.term, other.term)) >= SAME_WORDS:
        return Suggestion(first, second, "words", score)
    if not one.places & other.places:
        return None
    terms = one.term | other.term
    score = weights.shared(one.statement - terms, other.statement - terms)
    return Suggestion(first, second, "place", score) if score >= SAME_PLACE else None


def content_stems(text: str, language: str) -> Stems:
    """The stems of the words that carry meaning: no articles, prepositions, auxiliaries and their like."""
    view = match_view(text)
    words = tagged(view, 0, len(view), load(language))
    return frozenset(stem(view[word.start : word.end].lower(), language) for word in words if word.tag in "WVGRN")


def neighbours(text: str, span: Span, language: str) -> Iterable[tuple[str, str]]:
    after = match_view(text[span[1] : span[1] + 40]).lstrip(CLOSING)
    before = match_view(text[max(0, span[0] - 40) : span[0]]).rstrip(OPENING)
    following = tagged(after, 0, len(after), load(language))
    preceding = tagged(before, 0, len(before), load(language))
    # A word cut off by the window is not the one that touches the term.
    if following and following[0].start == 0 and following[0].tag in "WVGRN":
        yield "after", stem(after[following[0].start : following[0].end].lower(), language)
    if preceding and preceding[-1].end == len(before) and preceding[-1].tag in "WVGRN":
        yield "before", stem(before[preceding[-1].start : preceding[-1].end].lower(), language)
