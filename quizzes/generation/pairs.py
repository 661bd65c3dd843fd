"""What is matched across sentences: figures with what they count, people with what they said."""

from collections import defaultdict
from collections.abc import Iterator

from content.extraction.outline import Fact, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.facts import said_by
from quizzes.generation.making import Task, Wrong, matching
from quizzes.generation.phrases import LONG, quoted, shown
from quizzes.generation.stemming import WORD, Stems
from quizzes.generation.support import NEAR, CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

FEWEST = 3
MOST = 5
SHORTEST = 5
"""Words of a statement that says enough to know its speaker by."""

Said = tuple[Source, Point, Fact]


def from_pairs(index: CourseIndex) -> Iterator[Draft]:
    for source in index.sources.values():
        yield from figures(index, source)
    yield from speakers(index)


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
    chosen = [told for person in index.people if (told := telling(index, person))][:MOST]
    if len(chosen) < FEWEST:
        return
    source, point, fact = chosen[0]
    words = index.wordings[source.letter]
    sentences = [words.say("explanation", name=its.name, text=quoted(its, one.sentence)) for its, _, one in chosen]
    about = Task(
        index, source, point, "fact.match_speakers", fact.sentence, ((fact.start, fact.end),), " ".join(sentences)
    )
    pairs = [(speaker(index, each), shown(each[0], (each[2].start, each[2].end))) for each in chosen]
    why = [
        Wrong(text, words.say("why_said", name=its.name), its, one.sentence)
        for (_, text), (its, _, one) in zip(pairs, chosen, strict=True)
    ]
    yield matching(about, about.say("match_speakers"), pairs, why)


def telling(index: CourseIndex, name: str) -> Said | None:
    """The shortest statement by which this person can be known."""
    own = [said for said in statements(index) if speaker(index, said) == name]
    others = [stems_of(index, said) for said in statements(index) if speaker(index, said) != name]
    fit = [
        said
        for said in own
        if SHORTEST <= len(words_of(said)) <= LONG
        and all(index.containment(stems_of(index, said), one) < NEAR for one in others)
    ]
    return min(fit, key=lambda said: (len(words_of(said)), said[2].start), default=None)


def statements(index: CourseIndex) -> Iterator[Said]:
    for source, point in index.points.values():
        if isinstance(point.value, Fact) and point.value.kind == "statement":
            yield source, point, point.value


def speaker(index: CourseIndex, said: Said) -> str:
    person = said_by(said[0], said[2], index.people)
    return person.name if person else ""


def words_of(said: Said) -> list[str]:
    return said[0].text[said[2].start : said[2].end].split()


def stems_of(index: CourseIndex, said: Said) -> Stems:
    return index.stems(said[0].text[said[2].start : said[2].end], said[0])
