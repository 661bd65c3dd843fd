"""What a course says, and where: which sentences speak of a term, how much two statements share.

Similarity is lexical: the share of one statement's content stems that the other has too, each stem
weighted by its rarity in the course. It cannot see synonyms; `slot` does, for terms that stand in the
same place of two sentences.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from math import log

from content.extraction.outline import Concept, Fact, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.people import Person, people_of, statements_by_place
from quizzes.generation.stemming import WORD, Stems, stem, stems
from quizzes.generation.wording import Wording, wording

NEAR = 0.25
"""Statements that share this much may both be true of one thing; measured on pairs of the two seeds."""

MOSTLY = 0.4
"""Of what a phrase says: a document that says so much of it in one sentence may mean the same."""

Slot = tuple[str, str]
"""("after", stem) of the word that follows a term at once, ("before", stem) of the one before it."""

COMMON = 0.12
"""A word in so large a share of a document's sentences can be guessed anywhere."""

OPENING_QUOTES = '“"‘«„ \u00a0'
CLOSING_QUOTES = '”"’» \u00a0'


@dataclass(frozen=True, slots=True)
class Line:
    """One taught sentence and the content stems in it."""

    source: Source
    span: Span
    stems: Stems


@dataclass(frozen=True, slots=True, eq=False)
class CourseIndex:
    """The sources of a course and what can be looked up in them. Equal only to itself, so that what is
    derived from it can be kept."""

    sources: Mapping[str, Source]
    wordings: Mapping[str, Wording]
    hashes: Mapping[str, str]
    points: Mapping[str, tuple[Source, Point]]
    lines: tuple[Line, ...]
    holding: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, float]
    slots: Mapping[str, frozenset[Slot]]
    fillers: Mapping[Slot, tuple[str, ...]]
    said: Mapping[str, tuple[Fact, ...]]
    lower: frozenset[str]
    lower_stems: frozenset[str]
    large: frozenset[str]
    verbs: frozenset[str]
    people: Mapping[str, Person]

    def stems(self, text: str, source: Source) -> Stems:
        return stems(text, self.wordings[source.letter])

    def weight(self, stem: str) -> float:
        """Its rarity; a stem that stands nowhere is the rarest."""
        return self.weights.get(stem) or log(1 + len(self.lines))

    def total(self, of: Iterable[str]) -> float:
        return sum(map(self.weight, sorted(of)))

    def containment(self, one: Stems, other: Stems) -> float:
        """How much two statements share, seen from the one that shares more: 0..1."""
        if not one or not other:
            return 0.0
        return self.total(one & other) / min(self.total(one), self.total(other))

    def speaking_of(self, term: Stems) -> Iterator[Line]:
        """The sentences that hold every content stem of a term."""
        if term:
            places = set.intersection(*(set(self.holding.get(stem, ())) for stem in term))
            yield from (self.lines[place] for place in sorted(places))

    def support(self, term: Stems, claim: Stems) -> float:
        """How near the course comes to saying `claim` of `term` anywhere."""
        rest = claim - term
        return max((self.containment(rest, line.stems - term) for line in self.speaking_of(term)), default=0.0)

    def says(self, source: Source, claim: Stems) -> bool:
        """Whether a document holds a sentence with most of what a phrase says."""
        places = Counter(place for stem in claim for place in self.holding.get(stem, ()))
        return any(
            self.lines[place].source is source
            and self.total(claim & self.lines[place].stems) >= MOSTLY * self.total(claim)
            for place in places
        )

    def is_everywhere(self, term: str, source: Source) -> bool:
        """Whether a term stands in the title or in a good part of a document's sentences: no answer to look for."""
        stems = self.stems(term, source)
        often = sum(line.source is source for line in self.speaking_of(stems)) if stems else len(source.sentences)
        return stems <= self.stems(source.title, source) or often > max(3, COMMON * len(source.sentences))

    def speaker_of(self, source: Source, place: int) -> Fact | None:
        """The attributed statement whose sentence stands at this place, the first of several."""
        said = self.said[source.letter]
        after = bisect_left(said, place, key=lambda fact: fact.sentence[1] - 1)
        fact = said[after] if after < len(said) else None
        return fact if fact and fact.sentence[0] <= place < fact.sentence[1] else None

    def share_slot(self, one: str, other: str) -> bool:
        """Whether two terms fill the same place somewhere ("X tasks"), or are one idea: both may be right there."""
        return bool(self.slots.get(one.casefold(), frozenset()) & self.slots.get(other.casefold(), frozenset()))


def course_index(sources: Sequence[Source]) -> CourseIndex:
    """Index those sources whose language can be asked in."""
    known = {source.letter: (source, words) for source in sources if (words := wording(source.language))}
    lines = tuple(
        Line(source, span, stems(source.text[slice(*span)], words))
        for source, words in known.values()
        for span in source.sentences
    )
    lower = _lower(known.values())
    holding, slots = _holding(lines), _slots(known.values())
    return CourseIndex(
        sources={letter: source for letter, (source, _) in known.items()},
        wordings={letter: words for letter, (_, words) in known.items()},
        hashes={letter: sha256(source.text.encode()).hexdigest() for letter, (source, _) in known.items()},
        points={point.id: (source, point) for source, _ in known.values() for point in source.points},
        lines=lines,
        holding=holding,
        weights={each: log(1 + len(lines) / (1 + len(places))) for each, places in holding.items()},
        slots=slots,
        fillers=_fillers(slots),
        said={letter: tuple(statements_by_place(source)) for letter, (source, _) in known.items()},
        lower=lower,
        lower_stems=frozenset(stem(word, words.stemmer) for _, words in known.values() for word in lower),
        large=_large(known.values()),
        verbs=_verbs(known.values()),
        people=people_of([source for source, _ in known.values()]),
    )


def _holding(lines: Sequence[Line]) -> dict[str, tuple[int, ...]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        for each in line.stems:
            places[each].append(place)
    return {each: tuple(found) for each, found in places.items()}


def _slots(known: Iterable[tuple[Source, Wording]]) -> dict[str, frozenset[Slot]]:
    """The content words right before and right after each mention of each concept. The names of one idea, as
    aliases tell them, fill one place too: neither is a wrong answer to the other.
    """
    slots: defaultdict[str, set[Slot]] = defaultdict(set)
    for source, words in known:
        for point in source.points:
            if isinstance(point.value, Concept):
                concept = point.value
                for span in {(concept.start, concept.end), *concept.mentions}:
                    slots[concept.term.casefold()].update(neighbours(source.text, span, words))
                for alias in concept.aliases:
                    for name in (concept.term.casefold(), alias.casefold()):
                        slots[name].add(("name", alias.casefold()))
    return {term: frozenset(found) for term, found in slots.items()}


def _fillers(slots: Mapping[str, frozenset[Slot]]) -> dict[Slot, tuple[str, ...]]:
    """The terms that fill a place."""
    found: defaultdict[Slot, list[str]] = defaultdict(list)
    for term in sorted(slots):
        for slot in slots[term]:
            found[slot].append(term)
    return {slot: tuple(terms) for slot, terms in found.items()}


def neighbours(text: str, span: Span, words: Wording) -> Iterator[tuple[str, str]]:
    """("after", stem) of the content word that follows a span at once, ("before", stem) of the one before.

    A quotation that ends or begins between the two is told, because a term in quotes fills another place.
    """
    rest = text[span[1] : span[1] + 40]
    after = rest.lstrip(CLOSING_QUOTES)
    if (following := WORD.match(after)) and not words.is_in("stop", following.group()):
        yield "after" + rest[: len(rest) - len(after)].strip(), stem(following.group(), words.stemmer)
    lead = text[max(0, span[0] - 40) : span[0]]
    before = lead.rstrip(OPENING_QUOTES)
    *_, preceding = (None, *WORD.finditer(before))
    if preceding and preceding.end() == len(before) and not words.is_in("stop", preceding.group()):
        yield "before" + lead[len(before) :].strip(), stem(preceding.group(), words.stemmer)


def _lower(known: Iterable[tuple[Source, Wording]]) -> frozenset[str]:
    """Words that the course writes with a small letter more often than with a capital: no names."""
    small: Counter[str] = Counter()
    for source, _ in known:
        for found in WORD.finditer(source.text):
            small[found.group().casefold()] += 1 if found.group()[0].islower() else -1
    return frozenset(word for word, more in small.items() if more >= 0)


def _large(known: Iterable[tuple[Source, Wording]]) -> frozenset[str]:
    """Words that the course writes large in the middle of a sentence."""
    inside = re.compile(r"(?<=[\w,] )[^\W\d_]+")
    found = (match.group() for source, _ in known for match in inside.finditer(source.text))
    return frozenset(word for word in found if word[0].isupper())


def _verbs(known: Iterable[tuple[Source, Wording]]) -> frozenset[str]:
    """Words that the course uses after "to" or "must" and never after an article: verbs in their plain form."""
    verbs, nouns = set(), set()
    for source, words in known:
        found = [match.group().casefold() for match in WORD.finditer(source.text)]
        for before, word in pairwise(found):
            if words.is_in("verb_leads", before):
                verbs.add(word)
            elif words.is_in("determiners", before):
                nouns.add(word)
    return frozenset(verbs - nouns)
