"""What can be asked of a fact: when it was, who did it, who said it; how many there were stands in amounts."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from content.extraction.outline import Concept, Fact
from quizzes.generation.amounts import about_fact, how_many, ranked
from quizzes.generation.bank import Point, Source
from quizzes.generation.concepts import choosing
from quizzes.generation.dates import asked_when, like_date, of_publication, parts, without_date
from quizzes.generation.making import Task, Wrong, choice, date, short_answer
from quizzes.generation.options import MOST
from quizzes.generation.phrases import (
    quoted,
    sentence_at,
    sentence_case,
    shown,
    tidy,
)
from quizzes.generation.sayings import naming, saying_of, subject_of_saying
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.terms import like_term
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

MANY = 8
"""Wrong options that are weighed where some may turn out to be right."""

Drafting = Callable[[CourseIndex, Source, Point, Fact], Iterator[Draft]]


def from_fact(index: CourseIndex, source: Source, point: Point, value: Fact) -> Iterator[Draft]:
    drafting: Mapping[str, Drafting] = {"date": when, "quantity": how_many, "person": who, "statement": on_statement}
    yield from drafting[value.kind](index, source, point, value)


# When ------------------------------------------------------------------------


def when(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    about = about_fact(index, source, point, "fact.when", fact)
    asking = asked_when(source, fact, index)
    if not asking or index.speaker_of(source, fact.start):
        return  # nobody need know on which day somebody said a thing
    right = shown(source, (fact.start, fact.end))
    if not of_publication(source, fact, about.words):
        yield date(about_fact(index, source, point, "fact.date", fact), asking, parts(fact.value))
    wrong = like_date(about, fact, index.stems(without_date(source, fact, about.words), source))
    if len(wrong) >= 2:
        yield choice(
            about,
            asking,
            right,
            wrong,
            sequence=ranked(right, wrong, about.words),
        )


# Who -------------------------------------------------------------------------


def who(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    """A sentence with a person as its subject, asked for that person."""
    if index.speaker_of(source, fact.start):
        return
    about = about_fact(index, source, point, "fact.who", fact)
    predicate = deed(source, fact, about.words)
    if predicate:
        yield from choosing_person(about, about.say("who", text=predicate), fact.value)
        typed = about_fact(index, source, point, "fact.name", fact)
        yield short_answer(typed, typed.say("who", text=predicate), names(fact.value, source))


def deed(source: Source, fact: Fact, words: Wording) -> str:
    """What a sentence says that its subject did; "" when the person is not its subject."""
    before = source.text[fact.sentence[0] : min(fact.start, fact.role[0] if fact.role else fact.start)].strip()
    rest = quoted(source, (max(fact.end, fact.role[1] if fact.role else 0), fact.sentence[1]))
    first = WORD.match(rest)
    opens = not before or (before.endswith(",") and len(before.split()) <= 6)
    did = first and (first.group().endswith(tuple(words.words["past_endings"])) or words.is_in("past", first.group()))
    # A full stop inside the last quotation marks would stand before the question mark.
    return re.sub(r"\.([”\"])$", r"\1", tidy(rest)) if opens and did else ""


def on_statement(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    yield from what(index, source, point, fact)
    yield from who_said(index, source, point, fact)


def what(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    """A statement with its speaker in the middle ("Strength, he said, plays a part"), asked for its subject."""
    said = subject_of_saying(index, source, fact)
    if said is None:
        return
    about = about_fact(index, source, point, "fact.what", fact, said.span)
    term = Concept(said.term, *said.span, "phrase", fact.sentence)
    beside = spoken_before(source, fact)
    claim = index.stems(said.predicate, source)
    wrong = [
        each
        for each in like_term(about, term, claim, MANY)
        if each.text not in beside and not claim & index.stems(each.text, source)  # what plays a part with itself?
    ][:MOST]
    if len(wrong) >= 2:
        stem = about.say("subject", speaker=said.person, text=said.predicate)
        typed = about_fact(index, source, point, "fact.subject", fact, said.span)
        yield with_name(typed, fact, short_answer(typed, stem, [sentence_case(term.term)]))
        yield with_name(about, fact, choosing(about, stem, term.term, wrong, opens=True))


def with_name(about: Task, fact: Fact, drafted: Draft) -> Draft:
    """What a "he" said, with the sentence that names him told and cited."""
    span = naming(about.index, about.source, fact)
    if span is None:
        return drafted
    told = about.say("explanation_of", intro=quoted(about.source, span), text=quoted(about.source, fact.sentence))
    named = ("speaker", about.say("why_named"), about.source.quote(span))
    return replace(drafted, explanation=told, why=(*drafted.why, named))


def spoken_before(source: Source, fact: Fact) -> str:
    """The sentence before a statement, of which it may speak in other words: "self-reliance" of "internal strength"."""
    place = len(source.text[: fact.sentence[0]].rstrip()) - 1
    before = sentence_at(source, place) if place > 0 else None
    return source.text[slice(*before)] if before else ""


def who_said(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    saying = saying_of(index, source, fact)
    if saying:
        about = about_fact(index, source, point, "fact.who_said", fact, saying.span)
        stem = "who_said" if saying.literal else "who_said_that"
        asking = about.say(stem, text=ended(sentence_case(saying.shown)))
        for drafted in choosing_person(about, asking, saying.person.name):
            yield with_name(about, fact, drafted)
        typed = about_fact(index, source, point, "fact.name_speaker", fact, saying.span)
        yield with_name(typed, fact, short_answer(typed, asking, names(saying.person.name, source)))


def ended(said: str) -> str:
    """A statement with its full stop; what stands in quotation marks needs none."""
    return said if said.endswith(("”", ".", "?", "!")) else f"{said}."


def names(name: str, source: Source) -> list[str]:
    """The whole name, and its last part where the source goes on with that alone."""
    *first, last = name.split()
    alone = any(
        source.text[: found.start()].split()[-1:] != first[-1:]
        for found in re.finditer(rf"\b{re.escape(last)}\b", source.text)
    )
    return [name, last] if alone else [name]


def choosing_person(about: Task, stem: str, right: str) -> Iterator[Draft]:
    wrong = [
        Wrong(person.name, about.words.say("why_person", name=person.source.name), person.source, person.span)
        for person in about.index.people.values()
        if person.name != right
    ]
    wrong = sorted(wrong, key=lambda each: about.drawn(each.text))[:3]
    if len(wrong) >= 2:
        yield choice(about, stem, right, wrong)
