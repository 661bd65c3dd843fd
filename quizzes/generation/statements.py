"""True or false: a statement in the words of the source, or the same with one slot changed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from content.extraction.outline import Concept, Fact, Span
from quizzes.generation.amounts import FIGURE, counted_end, counts_list, is_amount, leads_in, like_number, part_with
from quizzes.generation.bank import Point, Source
from quizzes.generation.claims import claimed
from quizzes.generation.cutting import clause_start, governed
from quizzes.generation.dates import grain, like_date, of_publication, of_unnamed_text
from quizzes.generation.facts import deed
from quizzes.generation.fullnames import in_full
from quizzes.generation.making import Task, Wrong, true_false
from quizzes.generation.phrases import (
    in_sentence,
    inside,
    is_clause,
    is_gerund,
    quoted,
    sentence_at,
    sentence_case,
    shown,
    tidy,
    without_connector,
)
from quizzes.generation.setting import major_lists
from quizzes.generation.spelling import respelled
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.terms import like_term, stands_alone
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

LONG_HEADING = 8
"""Words before a colon that are a heading and no statement."""

FEWEST = 6
LONGEST = 32
"""Words of a statement that can be judged in one reading."""

OPENING = 4
"""Words before the first comma that only say when or where."""

LONGEST_TRUE = 20
"""Of a true one, in which nothing is changed: a long one only asks whether the sentence was seen."""


def from_statements(index: CourseIndex, source: Source, point: Point) -> Iterator[Draft]:
    match point.value:
        case Fact() as fact if fact.kind in ("date", "quantity", "person"):
            yield from on_fact(index, source, point, fact)
        case Concept() as concept if concept.source in ("quoted", "defined") and stands_alone(source, concept, index):
            yield from on_term(index, source, point, concept)


def on_fact(index: CourseIndex, source: Source, point: Point, fact: Fact) -> Iterator[Draft]:
    """The sentence as it stands, and with another date, number or person in it."""
    about = Task(index, source, point, "fact.false", fact.sentence, ((fact.start, fact.end),))
    said = claimed(statement(index, source, fact, about.words), about.words)
    right = shown(source, (fact.start, fact.end))
    if not said or len(places(right, said)) != 1:
        return
    if fact.kind == "quantity" and FIGURE.search(said[: places(right, said)[0]]):
        return  # cut after the second of several, a statement would break off in the middle of them
    for wrong in others(about, fact, right, said):
        yield falsified(about, said, right, wrong)
        break
    if len(said.split()) <= about.words.limit(LONGEST_TRUE):
        yield true_false(Task(index, source, point, "fact.true", fact.sentence, about.lit), stated(about, said))


def on_term(index: CourseIndex, source: Source, point: Point, concept: Concept) -> Iterator[Draft]:
    sentence = sentence_at(source, concept.start)
    if sentence is None or not inside((concept.start, concept.end), sentence):
        return
    about = Task(index, source, point, "concept.false", sentence, ((concept.start, concept.end),))
    said, right = part(source, sentence, about.words), shown(source, (concept.start, concept.end))
    said = claimed(said, about.words)
    first = WORD.match(said)
    if (
        not first
        or len(places(right, said)) != 1
        or is_gerund(first.group(), about.words)
        or told_to_do(index, source, concept)
    ):
        return
    claim = index.stems(said.replace(right, ""), source)
    for wrong in like_term(about, concept, claim):
        if not said.startswith(right):
            wrong = replace(wrong, text=in_sentence(wrong.text, index, about.words))
        if wrong.text.casefold() not in said.casefold() and f"{right} (" not in said:
            yield falsified(about, said, right, wrong)
            break
    if len(said.split()) <= about.words.limit(LONGEST_TRUE):
        yield true_false(Task(index, source, point, "concept.true", sentence, about.lit), stated(about, said))


def told_to_do(index: CourseIndex, source: Source, concept: Concept) -> bool:
    """Whether a term stands in a line of a list, which may be an order or a mere name rather than a statement."""
    place = (concept.start, concept.end)
    return any(
        value.kind in ("bullets", "numbers") and inside(place, value.statement)
        for value in major_lists(index)[source.letter]
    )


def places(words: str, said: str) -> list[int]:
    """Where words stand in a statement, a number not inside another one."""
    return [found.start() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", said)]


def falsified(about: Task, said: str, right: str, wrong: Wrong) -> Draft:
    start = places(right, said)[0]
    proof = quoted(about.source, sentence_at(about.source, about.lit[0][0]) or about.evidence)
    told = about.say("explanation_false", right=right, text=proof)
    task = Task(about.index, about.source, about.point, about.rule, about.evidence, about.lit, told)
    return true_false(task, stated(about, f"{said[:start]}{wrong.text}{said[start + len(right) :]}"), (wrong, [right]))


def stated(about: Task, said: str) -> str:
    return about.say("statement", text=as_known(about, sentence_case(said)))


def as_known(about: Task, said: str) -> str:
    """With whole names, and units as the document mostly writes them."""
    return respelled(in_full(about.source, said, about.evidence[0], about.words), about.source)


def statement(index: CourseIndex, source: Source, fact: Fact, words: Wording) -> str:
    """What the sentence says of a fact: up to the end of what is counted, or whole."""
    if fact.kind == "person":
        span = (fact.start, fact.sentence[1])
        return (
            part(source, span, words) if deed(source, fact, words) and not index.speaker_of(source, fact.start) else ""
        )
    if fact.kind == "date":
        asked_otherwise = of_publication(source, fact, words) or of_unnamed_text(source, fact, words)
        return "" if asked_otherwise else part(source, fact.sentence, words)
    if (
        fact.unit is None
        or not source.text[fact.start].isdigit()  # a figure in the place of a word would stand out
        or not is_amount(source, fact, words)
        or leads_in(source, fact, words)
        or counts_list(index, source, fact)
    ):
        return ""
    whole = clause_start(source, fact.sentence, fact.start, words), counted_end(source, fact, words)
    said = part(source, whole, words) or part(source, part_with(source, fact, words), words)
    return governed(source, fact.sentence, said, words)


def part(source: Source, span: Span, words: Wording) -> str:
    """The words as a statement of their own, "" where they are too many."""
    text = first_claim(without_heading(without_connector(tidy(quoted(source, span)), words)), words)
    text = text if FEWEST <= len(text.split()) <= words.limit(LONGEST) else ""
    return f"{text}." if text and not text.endswith((".", "!", "?", ".”")) else text


def first_claim(text: str, words: Wording) -> str:
    """The first of two sentences that a comma and an "and" make one of: each would be a question of its own."""
    links = "|".join(map(re.escape, sorted(words.words["conjunctions"] - words.words["relatives"])))
    for found in re.finditer(rf",\s(?:{links})\s(?=\w)", text):
        before, after = text[: found.start()], text[found.end() :]
        main = before.partition(", ")[2] if len(before.partition(", ")[0].split()) <= OPENING else before
        first = next(iter(WORD.findall(after)), "")
        verb = words.is_in("auxiliaries", first) or words.is_in("past", first)
        if "," not in main and is_clause(main, words) and is_clause(after, words) and not verb:
            return before if len(before.split()) >= FEWEST else text
    return text


def without_heading(text: str) -> str:
    """ "On the time: The time is eight" without what stands before the colon, when it only says the same words."""
    head, colon, rest = text.partition(": ")
    said = rest.casefold()
    again = [word.casefold() in said for word in WORD.findall(head)]
    return rest if colon and len(again) <= LONG_HEADING and 3 * sum(again) >= 2 * len(again) else text


def others(about: Task, fact: Fact, right: str, said: str) -> list[Wrong]:
    """What could stand in the slot instead: of the same type, and not in the statement already."""
    match fact.kind:
        case "quantity":
            found = like_number(about, fact, right)
        case "date":
            found = (
                like_date(about, fact, about.index.stems(said.replace(right, ""), about.source))
                if grain(fact.value)
                else []
            )
        case _:
            found = other_people(about, fact)
    seen = f"{said} {about.source.name}".casefold()
    return [each for each in found if each.text.casefold() not in seen]


def other_people(about: Task, fact: Fact) -> list[Wrong]:
    others = [person for person in about.index.people.values() if person.name != fact.value]
    others.sort(key=lambda person: about.drawn(person.name))
    return [
        Wrong(one.name, about.words.say("why_person", name=one.source.name), one.source, one.span) for one in others
    ]
