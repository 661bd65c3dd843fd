"""What somebody said, as far as it can be held out as theirs: a whole clause, and a speaker with a name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from content.extraction.outline import Fact, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.fullnames import in_full
from quizzes.generation.people import Person, facts, meant
from quizzes.generation.phrases import inside, plain, predicate_of, quoted, sentence_case, shown, tidy
from quizzes.generation.stemming import WORD, Stems
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording

OPENING = ("“", '"')


@dataclass(frozen=True, slots=True)
class Saying:
    """`span` holds the words said, `literal` where they stand in quotation marks; `words` are these without a
    "he stressed" in their middle."""

    source: Source
    fact: Fact
    span: Span
    person: Person
    words: str

    @property
    def literal(self) -> bool:
        return self.source.text[self.span[0] - 1 : self.span[0]] in OPENING

    @property
    def shown(self) -> str:
        return f"“{sentence_case(self.words)}”" if self.literal else self.words

    def stems(self, index: CourseIndex) -> Stems:
        return index.stems(self.source.text[slice(*self.span)], self.source)


def saying_of(index: CourseIndex, source: Source, fact: Fact) -> Saying | None:
    if fact.kind != "statement" or not fact.speaker:
        return None
    person = speaker(index, source, fact)
    span = words_said(source, fact, index.wordings[source.letter])
    if person is None or span is None:
        return None
    words = index.wordings[source.letter]
    text = tidy(quoted(source, span))
    parted = parted_by(text, person, index, words)
    said = Saying(source, fact, span, person, f"{parted['subject']} {parted['rest']}" if parted else text)
    return said if said.literal else replace(said, words=in_full(source, said.words, span[0], words))


def parted_by(text: str, person: Person, index: CourseIndex, words: Wording) -> re.Match[str] | None:
    """A statement with its speaker put between subject and verb: "Strength, he said, plays a part"."""
    found = re.match(r"(?P<subject>[^,]{3,40}),\s(?P<told>[^,]{3,40}),\s(?P<rest>.+)", text, re.DOTALL)
    if found is None:
        return None
    told = found["told"]
    pronoun = any(words.is_in("persons", word) for word in WORD.findall(told))
    return found if pronoun or meant(told, index.people, words) == person else None


@dataclass(frozen=True, slots=True)
class Parted:
    """A statement with its speaker in its middle: its subject, where that stands, and what is said of it."""

    term: str
    span: Span
    predicate: str
    person: str


def subject_of_saying(index: CourseIndex, source: Source, fact: Fact) -> Parted | None:
    words = index.wordings[source.letter]
    person = speaker(index, source, fact)
    start, end = fact.sentence
    parted = parted_by(source.text[start:end], person, index, words) if person else None
    if not person or not parted:
        return None
    span = (start, start + parted.end("subject"))
    predicate = predicate_of(tidy(plain(parted["rest"])), words)
    return Parted(uncapitalised(shown(source, span)), span, predicate, person.name) if predicate else None


def uncapitalised(text: str) -> str:
    """The beginning of a sentence as it would stand inside one, a name excepted."""
    rest = text.split()[1:]
    return text[0].lower() + text[1:] if rest and all(word.islower() for word in rest) else text


def speaker(index: CourseIndex, source: Source, fact: Fact) -> Person | None:
    """Who said it. For a "he" that is the last person who spoke, unless another one was named since."""
    return told_of(index, source, fact)[0]


def naming(index: CourseIndex, source: Source, fact: Fact) -> Span | None:
    """The sentence that names the speaker of a "he said"; None where the statement names its speaker itself."""
    person, span = told_of(index, source, fact)
    if not person or not span:
        return None
    by_name = (one for one in source.sentences if one <= span and named(person, source.text[slice(*one)]))
    return max(by_name, default=span)  # an earlier "the minister said" names nobody


def told_of(index: CourseIndex, source: Source, fact: Fact) -> tuple[Person | None, Span | None]:
    if not fact.speaker:
        return None, None
    words = index.wordings[source.letter]
    if inside(fact.speaker, fact.sentence):
        return meant(shown(source, fact.speaker), index.people, words), None
    for earlier in reversed([one for one in facts(source, "statement") if one.sentence[1] <= fact.sentence[0]]):
        own = earlier.speaker if earlier.speaker and inside(earlier.speaker, earlier.sentence) else None
        if own and (person := meant(shown(source, own), index.people, words)):
            between = source.text[earlier.sentence[1] : fact.sentence[0]]
            others = (other for other in index.people.values() if other != person)
            return (None, None) if any(named(other, between) for other in others) else (person, earlier.sentence)
    return None, None


def named(person: Person, text: str) -> bool:
    """Whether a text names a person, other than as the owner of something."""
    return bool(re.search(rf"\b{re.escape(person.name.split()[-1])}\b(?!['’])", text))


def sayings(index: CourseIndex) -> Iterator[tuple[Point, Saying]]:
    for source, point in index.points.values():
        if isinstance(point.value, Fact) and (saying := saying_of(index, source, point.value)):
            yield point, saying


def words_said(source: Source, fact: Fact, words: Wording) -> Span | None:
    """What was said, as a whole clause: within the quotation marks, or from "that" on, or from the sentence's
    beginning. None where only a part of a clause is given ("proposed five task groups")."""
    start, end = fact.start, fact.end
    text = source.text
    if text[start] in OPENING:
        start += 1
    if text[start - 1 : start] in OPENING:
        close = re.search('[”"]', text[start:end])
        return start, start + close.start() if close else end
    lead = quoted(source, (fact.sentence[0], start)).removesuffix(f"{source.name} -")
    *_, last = ("", *WORD.findall(lead))
    return (start, end) if not last or words.is_in("saying_links", last) else None
