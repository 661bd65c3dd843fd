"""What can be asked of a term: fill it into its sentence, choose it, say what has it as subject."""

from collections.abc import Iterator
from dataclasses import replace

from content.extraction.outline import Concept, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.called import from_bracket, in_bracket
from quizzes.generation.claims import without_alias
from quizzes.generation.cutting import with_short_form
from quizzes.generation.headings import under_heading
from quizzes.generation.making import Task, Wrong, choice, cloze, short_answer
from quizzes.generation.options import word_class
from quizzes.generation.phrases import (
    blanked,
    in_sentence,
    is_clause,
    predicate_of,
    quoted,
    sentence_at,
    sentence_case,
    shown,
    tidy,
)
from quizzes.generation.setting import Setting, longest_item, setting
from quizzes.generation.stemming import WORD, tokens
from quizzes.generation.support import CourseIndex
from quizzes.generation.terms import established, is_name, like_term, stands_alone
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

SHORT_ANSWER = 4
"""Words of a term that can be asked to be typed."""

LIKELY = 0.9
"""Score of a phrase that is a term of its list though it stands once."""

SHORT_PHRASE = 3
"""Words of a phrase that the source does not set off."""

SET_OFF = ("quoted", "defined")
"""Sources of concepts that the author marks as terms."""


def from_concept(index: CourseIndex, source: Source, point: Point, value: Concept) -> Iterator[Draft]:
    """Terms that the source itself sets off are asked for anywhere, and names; other phrases only where they carry a
    list item."""
    place = setting(index, source, (value.start, value.end))
    if place is None or not stands_alone(source, value, index):
        return
    yield from subject(index, source, point, value)
    if in_bracket(source, value, index.wordings[source.letter]):
        yield from from_bracket(index, source, point, value)
        return
    if value.source in SET_OFF:
        yield from term(index, source, point, value, place)
        yield from typed(index, source, point, value, place)
    elif value.source == "phrase" and (place.in_list or said_in_list(index, source, value) or large(source, value)):
        yield from typed(index, source, point, value, place)


def said_in_list(index: CourseIndex, source: Source, value: Concept) -> bool:
    """Whether an item of a list with a name says a phrase that was said before. Written by syllables, a phrase may end
    elsewhere than where its words were seen together."""
    if index.wordings[source.letter].syllables > 1:
        return False
    settings = (setting(index, source, span) for span in value.mentions)
    return any(place.item_of or place.lead for place in settings if place)


def large(source: Source, value: Concept) -> bool:
    """Whether a phrase is a name of several words ("United Nations Charter"), and none of many in a series."""
    found = value.term.split()
    alone = not source.text[: value.start].rstrip().endswith(",")
    return alone and len(found) > 1 and all(word[0].isupper() for word in found)


def task(index: CourseIndex, source: Source, point: Point, rule: str, lit: Span) -> Task:
    sentence = sentence_at(source, lit[0])
    assert sentence
    return Task(index, source, point, rule, (sentence[0], max(sentence[1], lit[1])), (lit,))


def typed(index: CourseIndex, source: Source, point: Point, value: Concept, place: Setting) -> Iterator[Draft]:
    """The term blanked in its own sentence; of "economic and technology diplomacy" only the first word."""
    words = index.wordings[source.letter]
    one, first = (value.start, value.end), first_of_two(index, source, value)
    likely = established(value) or (place.in_list and value.score >= LIKELY and not goes_on(source, value, words))
    if one == place.span or not (first or likely):
        return
    if value.source == "phrase" and not first:
        one, place = longest_item(index, source, value, place)
        if (
            place.in_list
            and not (place.item_of or place.lead)
            and not is_clause(source.text[slice(*place.span)], words)
        ):
            return  # "a ____ like Google Docs": no statement, and nothing says what it is one of
    hole, short = with_short_form(source, first or whole_of_series(source, one, words))
    answer = shown(source, one if short else hole)
    if len(answer.split()) > words.limit(SHORT_PHRASE if value.source == "phrase" else SHORT_ANSWER):
        return
    about = task(index, source, point, "concept.cloze", hole)
    stem = about.say(f"cloze{place.way}", list=place.item_of, intro=place.after)
    accepted = [*fitting(value, answer, words), *([short] if short else [])]
    drafted = cloze(about, stem, around(index, source, place, hole), [accepted])
    yield under_heading(drafted, source, place.heading, words)


def fitting(value: Concept, answer: str, words: Wording) -> list[str]:
    """What fills the blank: the term, and of a phrase that nobody coined its noun alone, as "trade" does for
    "bilateral trade"."""
    found = answer.split()
    loose = value.source == "phrase" and len(found) == 2 and word_class(found[0], words) == "adjective"
    return [answer, found[1]] if loose else [answer]


def around(index: CourseIndex, source: Source, place: Setting, hole: Span) -> tuple[str, str]:
    """What stands before and after a blank, an item after the words that it completes."""
    words = index.wordings[source.letter]
    before, after = blanked(source, place.span, hole, words)
    after = without_alias(after, words)
    return f"{place.lead} {in_sentence(before, index, words)}" if place.lead else before, after


def whole_of_series(source: Source, span: Span, words: Wording) -> Span:
    """A phrase without its first word where that is one of several adjectives: of "a modern, professional diplomatic
    service" what is asked for is the "diplomatic service"."""
    found = [*WORD.finditer(source.text, *span)]
    in_series = source.text[span[0] - 2 : span[0]] == ", " and words.has_plurals
    return (found[1].start(), span[1]) if in_series and len(found) > 2 else span


def goes_on(source: Source, value: Concept, words: Wording) -> bool:
    """Whether a phrase is joined with something that belongs to it: "motor vehicle safety and emissions standards"."""
    after = WORD.match(source.text, value.end + 1)
    return after is not None and words.is_in("conjunctions", after.group())


def first_of_two(index: CourseIndex, source: Source, value: Concept) -> Span | None:
    """Of two things joined ("economic and technology diplomacy") the first."""
    words = index.wordings[source.letter]
    found = [*tokens(source.text[value.start : value.end], words, value.start)]
    joined = len(found) == SHORT_ANSWER and words.is_in("conjunctions", found[1].word)
    return (found[0].start, found[0].end) if joined and value.source == "phrase" else None


def term(index: CourseIndex, source: Source, point: Point, value: Concept, place: Setting) -> Iterator[Draft]:
    """Which words fill the blank: other terms of the course are the wrong options."""
    span = (value.start, value.end)
    if span == place.span:
        return
    about = task(index, source, point, "concept.term", span)
    before, after = around(index, source, place, with_short_form(source, span)[0])
    wrong = like_term(about, value, index.stems(before + after, source))
    if len(wrong) >= 2:
        text = f"{before}{about.words.blank}{after}"
        stem = about.say(f"term{place.way}", text=text, list=place.item_of, intro=place.after)
        opens = not WORD.search(before)
        drafted = choosing(about, stem, shown(source, span), wrong, opens=opens)
        yield under_heading(drafted, source, place.heading, about.words)


def choosing(about: Task, stem: str, right: str, wrong: list[Wrong], *, opens: bool) -> Draft:
    """The first letters of all options alike, where one of them opens a sentence."""
    if opens:
        right, wrong = sentence_case(right), [replace(each, text=sentence_case(each.text)) for each in wrong]
    return choice(about, stem, right, wrong)


def subject(index: CourseIndex, source: Source, point: Point, value: Concept) -> Iterator[Draft]:
    """What does so: a sentence that begins with the term, asked for its subject."""
    sentence = sentence_at(source, value.start)
    if not sentence or sentence[0] != value.start or index.speaker_of(source, value.start):
        return
    if value.source == "list_label" or is_name(value.term, index):
        return  # somebody, perhaps, and "what" would be wrong
    about = task(index, source, point, "concept.subject", (value.start, value.end))
    if predicate := predicate_of(tidy(quoted(source, (value.end, sentence[1]))), about.words):
        wrong = like_term(about, value, index.stems(predicate, source))
        if len(wrong) >= 2:
            meaning = explained(predicate, about.words)
            stem = about.say("term_for", text=meaning) if meaning else about.say("subject_of", text=predicate)
            typed = task(index, source, point, "concept.name", (value.start, value.end))
            if value.source in SET_OFF:
                yield short_answer(typed, stem, [value.term, *value.aliases])
            yield choosing(about, stem, shown(source, about.lit[0]), wrong, opens=True)


def explained(predicate: str, words: Wording) -> str:
    """What a predicate says that its subject is: "a program of services" of "is a program of services"; "" where it
    says something else. "What is a program?" would ask about the program."""
    verb, _, rest = predicate.partition(" ")
    first = WORD.match(rest)
    told = first and words.is_in("defining", verb) and words.is_in("indefinite", first.group())
    return rest.translate(str.maketrans("“”", "‘’")) if told else ""
