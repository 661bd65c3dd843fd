"""Who is who in a course: the names of its people, and which of them a source means by a shorter form."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from content.extraction.outline import Fact, Span
from quizzes.generation.bank import Source
from quizzes.generation.phrases import shown
from quizzes.generation.stemming import WORD
from quizzes.generation.wording import Wording


@dataclass(frozen=True, slots=True)
class Person:
    """A name, the offices that a source gives it, and the first place where the name stands."""

    name: str
    source: Source
    span: Span
    roles: tuple[str, ...] = ()


def people_of(sources: Sequence[Source]) -> dict[str, Person]:
    """By name, in the order in which the course names them."""
    found: dict[str, Person] = {}
    for source in sources:
        for fact in facts(source, "person"):
            role = (shown(source, fact.role),) if fact.role else ()
            known = found.get(fact.value) or Person(fact.value, source, (fact.start, fact.end))
            found[fact.value] = Person(known.name, known.source, known.span, (*known.roles, *role))
    return found


def facts(source: Source, kind: str) -> Iterator[Fact]:
    for point in source.points:
        if isinstance(point.value, Fact) and point.value.kind == kind:
            yield point.value


def meant(text: str, people: Mapping[str, Person], words: Wording) -> Person | None:
    """The one person that a name, its last part or an office can mean."""
    said = {found.casefold() for found in WORD.findall(text)} - words.words["determiners"]
    for test in (whole_name, last_name, office):
        found = [person for person in people.values() if test(person, said)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def whole_name(person: Person, said: Set[str]) -> bool:
    return {part.casefold() for part in person.name.split()} <= said


def last_name(person: Person, said: Set[str]) -> bool:
    return person.name.split()[-1].casefold() in said


def office(person: Person, said: Set[str]) -> bool:
    """ "The minister" may be the Foreign Minister, where there is no other."""
    return bool(said) and any(said <= {word.casefold() for word in WORD.findall(role)} for role in person.roles)


def statements_by_place(source: Source) -> list[Fact]:
    """Attributed statements in the order of the text."""
    return sorted((fact for fact in facts(source, "statement") if fact.speaker), key=lambda fact: fact.sentence)
