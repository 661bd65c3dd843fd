"""Cards: faces of a key point, each a prompt and the words that answer it."""

from collections.abc import Iterator

from content.extraction.outline import Concept, EnumList, Fact, Span
from quizzes.generation.bank import CardDraft, Point, Source
from quizzes.generation.concepts import setting
from quizzes.generation.dates import grain, without_date
from quizzes.generation.lists import asked
from quizzes.generation.making import Task
from quizzes.generation.options import stands_alone
from quizzes.generation.phrases import blanked, sentence_at, sentence_case, shown, tidy
from quizzes.generation.sayings import saying_of
from quizzes.generation.support import CourseIndex, neighbours

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
    if value.major and value.complete and value.announced in (None, len(value.items)):
        task = about.task("card.recall", about.spans)
        lines = tuple(sentence_case(text) for text in about.texts)
        yield card(task, "recall", about.stem("recall"), lines, ordered=value.ordered)


def of_concept(index: CourseIndex, source: Source, point: Point, value: Concept) -> Iterator[CardDraft]:
    span = (value.start, value.end)
    place = setting(index, source, span)
    if place is None or not stands_alone(source, value, index):
        return
    name = shown(source, span)
    if value.source != "phrase" and len(name.split()) <= NAME_LENGTH:
        said = value.says or place.span
        task = proof(index, source, point, "card.says", said)
        yield card(
            task,
            "statement",
            task.say("card_says", term=f"“{name}”"),
            (sentence_case(tidy(source.text[slice(*said)])),),
        )
    if not has_rival(index, source, value):
        task = proof(index, source, point, "card.term", span)
        before, after = blanked(source, place.span, span)
        yield card(task, "term", task.say("card_term", text=f"{before}{task.words.blank}{after}"), (name,))


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
    task = proof(index, source, point, f"card.{value.kind}", (value.start, value.end))
    words = shown(source, (value.start, value.end))
    match value.kind:
        case "date":
            told = without_date(source, value, task.words)
            if told and grain(value.value):
                yield card(task, "fact", task.say(f"when_{grain(value.value)}", text=told), (words,))
        case "quantity":
            before, after = blanked(source, value.sentence, (value.start, value.end))
            if value.unit:
                yield card(task, "fact", task.say("card_amount", text=f"{before}{task.words.blank}{after}"), (words,))
        case "person":
            if value.role:
                task = proof(index, source, point, "card.person", value.role)
                yield card(
                    task, "fact", task.say("card_who", person=value.value), (sentence_case(shown(source, value.role)),)
                )
        case "statement":
            if saying := saying_of(index, source, value):
                task = proof(index, source, point, "card.statement", saying.span)
                yield card(task, "fact", task.say("card_said", text=saying.shown), (saying.person.name,))


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
