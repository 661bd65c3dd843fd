"""What a term is: the sentences that say so, asked for their second half, or joined with their terms."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from content.extraction.outline import Concept, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.cutting import LONG, first_clause
from quizzes.generation.making import Task, Wrong, choice, matching
from quizzes.generation.options import chosen
from quizzes.generation.phrases import quoted, sentence_at, shown
from quizzes.generation.stemming import WORD
from quizzes.generation.support import NEAR, CourseIndex
from quizzes.generation.terms import stands_alone
from quizzes.kinds.base import Draft

SHORTEST = 4
"""Words of what says enough of a term."""

FEWEST, MOST = 3, 5
"""Pairs of one question."""


@dataclass(frozen=True, slots=True)
class Definition:
    """ "Hospice is a program of services": the term, its verb, and the span of what it is."""

    source: Source
    point: Point
    term: str
    name: str
    verb: str
    span: Span

    @property
    def text(self) -> str:
        return shown(self.source, self.span)


@lru_cache(maxsize=1)
def definitions(index: CourseIndex) -> tuple[Definition, ...]:
    found = (
        definition(index, source, point, point.value)
        for source, point in index.points.values()
        if isinstance(point.value, Concept) and stands_alone(source, point.value, index)
    )
    return tuple(each for each in found if each)


def definition(index: CourseIndex, source: Source, point: Point, value: Concept) -> Definition | None:
    """None where the term is not the subject of its sentence, or the sentence is somebody's opinion."""
    words = index.wordings[source.letter]
    sentence = sentence_at(source, value.start)
    if not sentence or index.speaker_of(source, value.start):
        return None
    before = WORD.findall(source.text[sentence[0] : value.start])
    short = re.match(r"\s\([^()\s]{1,12}\)", source.text[value.end : value.end + 16])  # "Machine learning (ML) is"
    verb = WORD.match(source.text, value.end + (short.end() if short else 0) + 1)
    article = verb and WORD.match(source.text, verb.end() + 1)
    opens = len(before) <= 1 and all(words.is_in("articles", word) for word in before)
    if not opens or not verb or not article or not words.is_in("defining", verb.group()):
        return None
    if words.words["articles"] and not words.is_in("articles", article.group()):
        return None
    span = (article.start(), sentence[1])
    if len(source.text[slice(*span)].split()) > words.limit(LONG):
        span = first_clause(source, span, words)
    fits = words.limit(SHORTEST) <= len(source.text[slice(*span)].split()) <= words.limit(LONG)
    name = " ".join([*(word.casefold() for word in before), value.term])
    return Definition(source, point, value.term, name, verb.group().casefold(), span) if fits else None


def from_definitions(index: CourseIndex) -> Iterator[Draft]:
    for each in definitions(index):
        yield from what_is(index, each)
    of_source: defaultdict[str, list[Definition]] = defaultdict(list)
    for each in definitions(index):
        of_source[each.source.letter].append(each)
    for found in of_source.values():
        yield from terms_matched(index, found)


def what_is(index: CourseIndex, said: Definition) -> Iterator[Draft]:
    """What is said of other terms is wrong, where the course says nothing like it of this one."""
    about = task(index, said, "concept.says")
    own = index.stems(said.term, said.source)
    others = {each.text: each for each in definitions(index) if each.verb == said.verb and each.term != said.term}
    claims = (
        Wrong(text, about.words.say("why_says", name=each.source.name, term=each.term), each.source, each.span)
        for text, each in others.items()
    )

    def fits(wrong: Wrong) -> bool:
        claim = index.stems(wrong.text, said.source)
        return not claim & own and index.support(own, claim) < NEAR

    if len(wrong := chosen(about, said.text, claims, fits)) >= 2:
        stem = "what_are" if about.words.is_in("plural_verbs", said.verb) else "what_is"
        yield choice(about, about.say(stem, term=said.name), said.text, wrong)


def terms_matched(index: CourseIndex, found: Sequence[Definition]) -> Iterator[Draft]:
    apart = [each for each in found if all(each.term not in other.term for other in found if other is not each)][:MOST]
    if len(apart) < FEWEST:
        return
    words = index.wordings[apart[0].source.letter]
    proofs = [words.say("explanation", name=each.source.name, text=sentence_of(each)) for each in apart]
    about = task(index, apart[0], "concept.match", " ".join(proofs))
    why = [Wrong(each.text, words.say("why_said", name=each.source.name), each.source, each.span) for each in apart[1:]]
    yield matching(about, about.say("match_terms"), [(each.term, each.text) for each in apart], why)


def sentence_of(said: Definition) -> str:
    return quoted(said.source, sentence_at(said.source, said.span[0]) or said.span)


def task(index: CourseIndex, said: Definition, rule: str, explained: str = "") -> Task:
    evidence = sentence_at(said.source, said.span[0]) or said.span
    return Task(index, said.source, said.point, rule, evidence, (said.span,), explained)
