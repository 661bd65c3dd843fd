"""What is matched across sentences: figures with what they count, people with what they said."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from content.extraction.outline import Fact, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.cutting import LONG
from quizzes.generation.making import Task, Wrong, matching
from quizzes.generation.phrases import quoted, sentence_case, shown
from quizzes.generation.sayings import Saying, sayings
from quizzes.generation.stemming import WORD
from quizzes.generation.support import NEAR, CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

FEWEST = 3
MOST = 5
SHORTEST = 5
"""Words of a statement that says enough to know its speaker by."""


def from_pairs(index: CourseIndex) -> Iterator[Draft]:
    for source in index.sources.values():
        yield from figures(index, source)
    yield from [*speakers(index)] or offices(index)


def figures(index: CourseIndex, source: Source) -> Iterator[Draft]:
    """Several quantities of one sentence, each with what it counts."""
    words = index.wordings[source.letter]
    sentences: defaultdict[Span, list[tuple[Point, Fact]]] = defaultdict(list)
    for point in source.points:
        if isinstance(point.value, Fact) and point.value.kind == "quantity" and point.value.unit:
            sentences[point.value.sentence].append((point, point.value))
    for sentence, found in sentences.items():
        pairs = [figure(source, fact, words) for _, fact in found]
        if FEWEST <= len(found) <= MOST and all(right for _, right in pairs):
            lit = [(fact.start, max(fact.end, fact.unit[1] if fact.unit else 0)) for _, fact in found]
            about = Task(index, source, found[0][0], "fact.match_amounts", sentence, tuple(lit))
            yield matching(about, about.say("match_amounts"), pairs)


def figure(source: Source, fact: Fact, words: Wording) -> tuple[str, str]:
    """("96 years", "the Party's leadership"): the number with its noun, and what the noun is of."""
    assert fact.unit
    unit = shown(source, fact.unit)
    found = [*WORD.finditer(unit)]
    cut = next((at for at, word in enumerate(found) if words.is_in("prepositions", word.group())), 0)
    if not cut or cut + 1 >= len(found):
        return shown(source, (fact.start, fact.end)), ""
    left = f"{shown(source, (fact.start, fact.end))} {unit[: found[cut].start()].strip()}"
    return left, unit[found[cut].end() :].strip()


def speakers(index: CourseIndex) -> Iterator[Draft]:
    """One statement each of at least three people, none of which another of them made as well."""
    said = [*sayings(index)]
    chosen = [one for person in index.people if (one := telling(index, person, said))][:MOST]
    if len(chosen) < FEWEST:
        return
    point, first = chosen[0]
    words = index.wordings[first.source.letter]
    literal = all(one.literal for _, one in chosen)  # one in quotation marks would stand out
    texts = [sentence_case(one.shown if literal else one.words) for _, one in chosen]
    proofs = [
        words.say("explanation", name=one.source.name, text=quoted(one.source, one.fact.sentence)) for _, one in chosen
    ]
    about = Task(
        index, first.source, point, "fact.match_speakers", first.fact.sentence, (first.span,), " ".join(proofs)
    )
    why = [
        Wrong(text, words.say("why_said", name=one.source.name), one.source, one.fact.sentence)
        for text, (_, one) in zip(texts, chosen, strict=True)
    ]
    pairs = [(one.person.name, text) for text, (_, one) in zip(texts, chosen, strict=True)]
    names = listed([one.source.name for _, one in chosen], words)
    yield matching(about, about.say("match_speakers", names=names), pairs, why)


def offices(index: CourseIndex) -> Iterator[Draft]:
    """At least three people with the offices that the course gives them, where nothing tells more of them."""
    found: dict[str, tuple[Source, Point, Fact, Span]] = {}
    for source, point in index.points.values():
        fact = point.value
        if isinstance(fact, Fact) and fact.kind == "person" and fact.role and fact.value not in found:
            found[fact.value] = source, point, fact, fact.role
    named = {name: sentence_case(shown(source, role)) for name, (source, _, _, role) in found.items()}
    alone = {name: office for name, office in named.items() if [*named.values()].count(office) == 1}
    chosen = [found[name] for name in [*alone][:MOST]]
    if len(chosen) < FEWEST:
        return
    source, point, fact, role = chosen[0]
    words = index.wordings[source.letter]
    proofs = [words.say("explanation", name=one.name, text=quoted(one, said.sentence)) for one, _, said, _ in chosen]
    about = Task(index, source, point, "fact.match_offices", fact.sentence, (role,), " ".join(proofs))
    why = [
        Wrong(named[said.value], words.say("why_said", name=one.name), one, said.sentence) for one, _, said, _ in chosen
    ]
    names = listed([one.name for one, _, _, _ in chosen], words)
    pairs = [(said.value, named[said.value]) for _, _, said, _ in chosen]
    yield matching(about, about.say("match_offices", names=names), pairs, why)


def listed(names: Sequence[str], words: Wording) -> str:
    """Documents by name, each once, with an "and" before the last."""
    *first, last = dict.fromkeys(names)
    return f"{', '.join(first)} {words.say('series_end', text=last)}" if first else last


def telling(index: CourseIndex, name: str, said: Sequence[tuple[Point, Saying]]) -> tuple[Point, Saying] | None:
    """The shortest statement by which this person can be known."""
    others = [one.stems(index) for _, one in said if one.person.name != name]
    fit = [
        (point, one)
        for point, one in said
        if one.person.name == name
        and SHORTEST <= len(one.shown.split()) <= index.wordings[one.source.letter].limit(LONG)
        and all(index.containment(one.stems(index), other) < NEAR for other in others)
    ]
    return min(fit, key=lambda pair: (len(pair[1].shown), pair[1].span), default=None)
