"""Cards: faces of a key point, each a prompt and the words that answer it."""

import re
from collections.abc import Iterator

from content.extraction.outline import Concept, EnumList, Fact, Span
from quizzes.generation.amounts import is_amount
from quizzes.generation.asked import Asked, asked
from quizzes.generation.bank import CardDraft, Point, Source
from quizzes.generation.claims import around
from quizzes.generation.concepts import SET_OFF, SHORT_ANSWER
from quizzes.generation.cutting import with_short_form
from quizzes.generation.dates import asked_when
from quizzes.generation.making import Task
from quizzes.generation.phrases import blanked, quoted, sentence_at, sentence_case, shown, tidy, without_connector
from quizzes.generation.sayings import saying_of, subject_of_saying
from quizzes.generation.setting import setting
from quizzes.generation.support import CourseIndex, neighbours
from quizzes.generation.terms import named_person, part_of_name, sentence_start, stands_alone

FEWEST_STEPS = 3

NUMBERED = re.compile(r"\s\d{1,3}(?:st|nd|rd|th)\s$")
HYPHENED = re.compile(r"\s[a-z]+-[a-z]+\s$")
"""What belongs to a term though it stands before it."""

LIKELY = 1.0
"""Score of a phrase that is a term though it stands once."""

NAME_LENGTH = 6
"""Words of a term that a prompt may name; a longer one is a saying, asked for itself."""


def faces(index: CourseIndex, source: Source, point: Point) -> Iterator[CardDraft]:
    match point.value:
        case EnumList() as value:
            yield from of_list(index, source, point, value)
        case Concept() as value:
            yield from of_concept(index, source, point, value)
        case Fact() as value:
            yield from of_fact(index, source, point, value)


def of_list(index: CourseIndex, source: Source, point: Point, value: EnumList) -> Iterator[CardDraft]:
    about = asked(index, source, point, value)
    if about and value.major and value.complete and value.announced in (None, len(value.items)):
        task = about.task("card.recall", about.spans)
        lines = tuple(sentence_case(text) for text in about.texts)
        yield card(task, "recall", about.stem("recall"), lines, ordered=value.ordered)
        yield from in_steps(about)


def in_steps(about: Asked) -> Iterator[CardDraft]:
    """An ordered list one step at a time, each shown with the one before it: overlapping cloze."""
    cuts = about.cuts if about.value.ordered and len(about.cuts) >= FEWEST_STEPS else ()
    for before, cut in zip((None, *cuts), cuts, strict=False):
        task = about.task("card.step", [cut.span])
        item = sentence_case(before.text) if before else ""
        yield card(
            task, "step", about.stem("card_after" if before else "card_first", item=item), (sentence_case(cut.text),)
        )


def of_concept(index: CourseIndex, source: Source, point: Point, value: Concept) -> Iterator[CardDraft]:
    """Terms that the source sets off have both faces; other phrases only stand to be filled in."""
    span = whole_name(source, value)
    place = setting(index, source, span)
    set_off = value.source in SET_OFF
    if place is None or not (stands_alone if set_off else is_phrase)(source, value, index):
        return
    name = shown(source, span)
    if set_off and len(name.split()) <= NAME_LENGTH:
        said = value.says if value.says and value.source == "defined" else place.span
        task = proof(index, source, point, "card.says", said)
        statement = sentence_case(without_connector(tidy(quoted(source, said)), task.words))
        yield card(task, "statement", task.say("card_says", term=f"“{name}”"), (statement,))
    short = len(name.split()) <= index.wordings[source.letter].limit(SHORT_ANSWER)
    guessed = short and (has_rival(index, source, value) or index.is_everywhere(name, source))
    if place.span != span and not guessed:
        task = proof(index, source, point, "card.term" if set_off else "card.phrase", span)
        before, after = blanked(source, place.span, with_short_form(source, span)[0], task.words)
        yield card(task, "term", task.say("card_term", text=f"{before}{task.words.blank}{after}"), (name,))


def whole_name(source: Source, value: Concept) -> Span:
    """The words of a term, with the "14th" before a name, or of the place where it is told most exactly: the
    "rules-based" before an order."""
    spans = sorted({(value.start, value.end), *value.mentions}, key=lambda span: span != (value.start, value.end))
    exact = NUMBERED if value.term[:1].isupper() else HYPHENED
    for start, end in spans if value.source == "phrase" else ():
        if found := exact.search(source.text[max(0, start - 24) : start]):
            return start - len(found.group().lstrip()), end
    return value.start, value.end


def is_phrase(source: Source, value: Concept, index: CourseIndex) -> bool:
    """Whether a phrase of several words can be filled in: one that the source repeats, a name, or a likely term; no
    person, no part of a longer name, no beginning of a sentence."""
    words = index.wordings[source.letter]
    own = not named_person(value.term, index) and not part_of_name(source, whole_name(source, value), words)
    likely = len(value.mentions) > 1 or is_proper(source, value) or (words.has_plurals and value.score >= LIKELY)
    return len(value.term.split()) > 1 and own and likely and not sentence_start(value, index)


def is_proper(source: Source, value: Concept) -> bool:
    """Whether a phrase is a name: all its long words are written large, not only because a sentence begins."""
    sentence = sentence_at(source, value.start)
    opens = sentence is not None and sentence[0] == value.start
    return not opens and all(word[0].isupper() for word in value.term.split() if len(word) > 3)


def has_rival(index: CourseIndex, source: Source, value: Concept) -> bool:
    """Whether another term of the same source fills the same place."""
    after = {
        each
        for each in neighbours(source.text, (value.start, value.end), index.wordings[source.letter])
        if each[0].startswith("after")
    }
    return any(
        after & index.slots.get(point.value.term.casefold(), frozenset())
        for point in source.points
        if isinstance(point.value, Concept) and point.value.term.casefold() != value.term.casefold()
    )


def of_fact(index: CourseIndex, source: Source, point: Point, value: Fact) -> Iterator[CardDraft]:
    of_sort = {"date": on_date, "quantity": on_amount, "person": on_person, "statement": on_statement}
    yield from of_sort[value.kind](index, source, point, value)


def on_date(index: CourseIndex, source: Source, point: Point, value: Fact) -> Iterator[CardDraft]:
    task = proof(index, source, point, "card.date", (value.start, value.end))
    if prompt := asked_when(source, value, index):
        yield card(task, "fact", prompt, (shown(source, (value.start, value.end)),))


def on_amount(index: CourseIndex, source: Source, point: Point, value: Fact) -> Iterator[CardDraft]:
    """Figures only: a number in words counts what a list then gives, and its cards ask for that."""
    task = proof(index, source, point, "card.amount", (value.start, value.end))
    number = shown(source, (value.start, value.end))
    if is_amount(source, value, task.words):
        before, after = around(*blanked(source, value.sentence, (value.start, value.end), task.words), task.words)
        if before + after:
            yield card(task, "fact", task.say("card_amount", text=f"{before}{task.words.blank}{after}"), (number,))


def on_person(index: CourseIndex, source: Source, point: Point, value: Fact) -> Iterator[CardDraft]:
    """Once for each person, where the office says more than one word."""
    known = index.people.get(value.value)
    if value.role and known and known.span == (value.start, value.end) and known.source is source:
        task = proof(index, source, point, "card.person", value.role)
        office = shown(source, value.role)
        if len(office.split()) > 1 and not task.words.is_in("stop", office.split()[0]):
            yield card(task, "fact", task.say("card_who", person=value.value), (sentence_case(office),))


def on_statement(index: CourseIndex, source: Source, point: Point, value: Fact) -> Iterator[CardDraft]:
    yield from on_saying(index, source, point, value)
    yield from on_subject(index, source, point, value)


def on_saying(index: CourseIndex, source: Source, point: Point, value: Fact) -> Iterator[CardDraft]:
    if saying := saying_of(index, source, value):
        task = proof(index, source, point, "card.saying", saying.span)
        stem = "card_said" if saying.literal else "card_said_that"
        yield card(task, "fact", task.say(stem, text=sentence_case(saying.shown)), (saying.person.name,))


def on_subject(index: CourseIndex, source: Source, point: Point, value: Fact) -> Iterator[CardDraft]:
    """What, according to somebody, does so: the subject of a statement with its speaker in the middle."""
    if said := subject_of_saying(index, source, value):
        task = proof(index, source, point, "card.subject", said.span)
        yield card(
            task, "fact", task.say("subject", speaker=said.person, text=said.predicate), (sentence_case(said.term),)
        )


def proof(index: CourseIndex, source: Source, point: Point, rule: str, lit: Span) -> Task:
    sentence = sentence_at(source, lit[0]) or lit
    return Task(index, source, point, rule, (min(sentence[0], lit[0]), max(sentence[1], lit[1])), (lit,))


def card(task: Task, face: str, prompt: str, lines: tuple[str, ...], *, ordered: bool = False) -> CardDraft:
    quote = task.source.quote
    return CardDraft(
        task.point.id,
        face,
        prompt,
        lines,
        ordered,
        quote(task.evidence),
        tuple(quote(span) for span in task.lit),
        task.rule,
    )
