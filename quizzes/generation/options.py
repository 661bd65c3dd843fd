"""Wrong options: true words of the course, of the key's type and form, that cannot be right here."""

import re
from collections.abc import Callable, Iterable, Iterator

from rapidfuzz import fuzz

from content.extraction.outline import Concept, EnumList, Span
from quizzes.generation.bank import Source
from quizzes.generation.making import Task, Wrong
from quizzes.generation.naming import list_name
from quizzes.generation.phrases import Cut, is_plural, item_text, shape
from quizzes.generation.stemming import WORD, Stems
from quizzes.generation.support import NEAR, CourseIndex, neighbours
from quizzes.generation.wording import Wording

MOST = 3
"""Wrong options of one question."""

FEWEST = 2

SHORT = 4
"""Up to so many words an option is one phrase, whose last word shows its form."""

ALIKE = 90
"""Of 100: two options with so many words in common are one option."""

Form = tuple[str, str, str, bool]


def chosen(task: Task, right: str, candidates: Iterable[Wrong], fits: Callable[[Wrong], bool]) -> list[Wrong]:
    """Up to three candidates nearest to the key in length, each telling apart from all others."""
    nearest = sorted(candidates, key=lambda each: (each.rank, length_gap(right, each.text), task.drawn(each.text)))
    found: list[Wrong] = []
    for each in nearest:
        if len(found) >= FEWEST and each.rank > found[0].rank:
            break
        others = [right, *(other.text for other in found)]
        if len(found) < MOST and all(telling_apart(each.text, other) for other in others) and fits(each):
            found.append(each)
    return found


def telling_apart(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(one.casefold(), other.casefold()) < ALIKE


def length_gap(right: str, text: str) -> float:
    """How much the lengths of two options differ, in steps that leave room for chance."""
    return round(abs(len(right) - len(text)) / max(len(right), 1), 1)


# Members of lists ------------------------------------------------------------


def like_member(task: Task, value: EnumList, right: Cut) -> list[Wrong]:
    """Items of other lists that have the key's form and are near to no member of its list."""
    index, source = task.index, task.source
    members = [index.stems(source.text[item.start : item.end], source) for item in value.items]
    form = member_form(source, value, right.text, index)

    def fits(each: Wrong) -> bool:
        assert each.source
        stems = index.stems(each.text, each.source)
        return bool(stems) and all(index.containment(stems, member) < NEAR for member in members)

    same_form = (wrong for wrong, its_form in members_of_others(task, value) if its_form == form)
    return chosen(task, right.text, same_form, fits)


def members_of_others(task: Task, value: EnumList) -> Iterator[tuple[Wrong, Form]]:
    index = task.index
    for source, point in index.points.values():
        other = point.value
        if not isinstance(other, EnumList) or (source is task.source and overlap(other.statement, value.statement)):
            continue
        name = list_name(source, other, index)
        why = task.words.say("why_elsewhere", name=source.name)
        if name and name.is_name:
            why = task.words.say("why_list", name=source.name, list=name.called)
        cuts = [item_text(source, item, index.wordings[source.letter]) for item in other.items]
        forms = [member_form(source, other, cut.text, index) for cut in cuts]
        for cut, form in zip(cuts, forms, strict=True):
            # A part of a sentence is only built like a list's items when its own neighbours are built so.
            if other.kind != "inline" or 2 * forms.count(form) > len(forms):
                yield Wrong(cut.text, why, source, cut.span), form


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def member_form(source: Source, value: EnumList, text: str, index: CourseIndex) -> Form:
    """What options of one question share: the form of their first words, what leads into them, the kind of
    word that a short one ends with, and whether they are parts of a sentence or lines of a list."""
    words = index.wordings[source.letter]
    found = WORD.findall(text)
    ending = word_class(found[-1], words) if found and len(found) <= SHORT else "long"
    before = source.text[max(0, value.items[0].start - 30) : value.items[0].start]
    *_, lead = ("", *WORD.findall(before))
    first = shape(text, index, words)
    # A participle follows anything; a noun or verb only what wants one.
    return (
        (first, "", "", False) if first == "gerund" else (first, leading(lead, words), ending, value.kind == "inline")
    )


def leading(word: str, words: Wording) -> str:
    """What the word before a series wants after it: a verb, or a noun."""
    if words.is_in("auxiliaries", word) or words.is_in("infinitives", word):
        return "verb"
    return "noun" if words.is_in("prepositions", word) else ""


def word_class(word: str, words: Wording) -> str:
    """Plural, or what the ending of a word makes it: noun or adjective; "" where it does not tell."""
    if is_plural(word, words):
        return "plural"
    for name in ("noun", "adjective"):
        if word.casefold().endswith(tuple(words.words[f"{name}_endings"])):
            return name
    return ""


# Terms -----------------------------------------------------------------------


def like_term(task: Task, concept: Concept, claim: Stems) -> list[Wrong]:
    """Other terms of the course that have the key's form, fill no place that it fills, and of which the
    course says nothing like the claim."""
    index = task.index
    own = index.stems(concept.term, task.source)
    form = term_form(task.source, concept, index)

    def fits(each: Wrong) -> bool:
        assert each.source
        stems = index.stems(each.text, each.source)
        apart = not stems & own and not index.share_slot(concept.term, each.text)
        return apart and index.support(stems, claim) < NEAR

    others = (
        Wrong(
            other.term,
            task.words.say("why_term", name=source.name),
            source,
            (other.start, other.end),
            rank=int((other.source == "phrase") != (concept.source == "phrase")),
        )
        for source, other in terms(index)
        if term_form(source, other, index) == form
    )
    return chosen(task, concept.term, others, fits)


def terms(index: CourseIndex) -> Iterator[tuple[Source, Concept]]:
    for source, point in index.points.values():
        if isinstance(point.value, Concept) and stands_alone(source, point.value, index):
            yield source, point.value


def stands_alone(source: Source, concept: Concept, index: CourseIndex) -> bool:
    """Whether a concept is worth asking for: no person, no everyday word in quotes, no part of a longer name,
    no phrase that always goes on with the same word."""
    span = (concept.start, concept.end)
    if named_person(concept.term, index) or (concept.source == "quoted" and everyday(concept)):
        return False
    if concept.source != "phrase":
        return True
    words = index.wordings[source.letter]
    if part_of_name(source, span, words) or len(concept.term.split()) < 2 or sentence_start(concept, index):
        return False
    if len(concept.mentions) < 2 and concept.term.islower():
        return False
    around = [set(neighbours(source.text, place, words)) for place in {span, *concept.mentions}]
    return not set.intersection(*around)


def everyday(concept: Concept) -> bool:
    """One plain word in quotes, used but once: the author keeps a distance to it rather than coins it."""
    return bool(re.fullmatch(r"[^\W\d_]+", concept.term)) and concept.term.islower() and len(concept.mentions) < 2


def sentence_start(concept: Concept, index: CourseIndex) -> bool:
    """Whether a phrase is written large only because a sentence begins with it; it may begin with a verb."""
    first, *rest = concept.term.split()
    return first[0].isupper() and first.casefold() in index.lower and not any(word[0].isupper() for word in rest)


def part_of_name(source: Source, span: Span, words: Wording) -> bool:
    """Whether a phrase is cut out of a longer name or quotation, or stands in a bracket."""
    before, after = source.text[max(0, span[0] - 200) : span[0]], source.text[span[1] : span[1] + 40]
    if before.rfind("“") > before.rfind("”") or before.rfind("(") > before.rfind(")"):
        return True
    links = "|".join(sorted(words.words["name_links"]))
    joined_before = re.search(rf"(?:[A-Z][\w’']*|\d\w*)\s(?:(?:{links})\s)*$", before)
    joined_after = re.match(rf"\s(?:(?:{links})\s)*[A-Z]", after)
    return source.text[span[0]].isupper() and bool(joined_before or joined_after)


def named_person(term: str, index: CourseIndex) -> bool:
    """Whether a term is a person's name or office, or holds one."""
    plain = f" {term.casefold()} "
    names = [name for person in index.people.values() for name in (person.name, *person.roles)]
    return any(f" {name.casefold()} " in plain or plain in f" {name.casefold()} " for name in names)


def term_form(source: Source, concept: Concept, index: CourseIndex) -> tuple[str, bool, bool, int]:
    """First word, number, conjunction within, and length in steps of four words."""
    words = index.wordings[source.letter]
    found = WORD.findall(concept.term)
    joined = any(words.is_in("conjunctions", word) for word in found)
    return shape(concept.term, index, words), is_plural(found[-1], words), joined, len(found) // 4
