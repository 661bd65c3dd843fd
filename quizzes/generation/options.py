"""Wrong options: true words of the course, of the key's type and form, that cannot be right here."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from rapidfuzz import fuzz

from content.extraction.outline import EnumList, Span
from quizzes.generation.bank import Source
from quizzes.generation.cutting import Cut, item_text
from quizzes.generation.exercises import is_exercise
from quizzes.generation.making import Task, Wrong
from quizzes.generation.naming import ListName, list_name
from quizzes.generation.objects import objects
from quizzes.generation.phrases import is_plural, shape
from quizzes.generation.stemming import WORD, Stems
from quizzes.generation.support import NEAR, CourseIndex
from quizzes.generation.wording import Wording

MOST = 3
"""Wrong options of one question."""

SHORT = 4
"""Up to so many words an option is one phrase, whose last word shows its form."""

WEIGHED = 40
"""Candidates that are weighed for one question, those nearest in length."""

ALIKE = 90
"""Of 100: two options with so many words in common are one option."""

PAIR = re.compile(r"(?<![\w-])(?=([^\W\d_]+(?:-[^\W\d_]+)?) (\w+) ([^\W\d_]+(?:-[^\W\d_]+)?)\b)")
"""Two words with one between them, wherever such three begin."""

Form = tuple[str, str, str, bool]


def chosen(
    task: Task, right: str, candidates: Iterable[Wrong], fits: Callable[[Wrong], bool], most: int = MOST
) -> list[Wrong]:
    """So many candidates nearest to the key in length, each telling apart from all others."""
    nearest = sorted(
        window(right, [*candidates]), key=lambda each: (length_gap(right, each.text), task.drawn(each.text))
    )
    found: list[Wrong] = []
    for each in nearest:
        others = [right, *(other.text for other in found)]
        if len(found) < most and all(telling_apart(each.text, other) for other in others) and fits(each):
            found.append(each)
    return found


def window(right: str, candidates: list[Wrong]) -> list[Wrong]:
    """Those about as long as the right one, so that a long course is not weighed as a whole for each question."""
    if len(candidates) <= WEIGHED:
        return candidates
    by_length = sorted(candidates, key=lambda each: len(each.text))
    middle = bisect_left(by_length, len(right), key=lambda each: len(each.text))
    start = max(0, min(middle - WEIGHED // 2, len(by_length) - WEIGHED))
    return by_length[start : start + WEIGHED]


def telling_apart(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(one.casefold(), other.casefold()) < ALIKE


def length_gap(right: str, text: str) -> float:
    """How much the lengths of two options differ, in steps that leave room for chance."""
    return round(abs(len(right) - len(text)) / max(len(right), 1), 1)


@dataclass(frozen=True, slots=True)
class Member:
    """An item of some list, as an option for a question about another list."""

    source: Source
    value: EnumList
    name: ListName | None
    cut: Cut
    stems: Stems


def like_member(task: Task, value: EnumList, right: Cut) -> list[Wrong]:
    """Items of other lists that have the key's form and are near to no member of its list."""
    index, source = task.index, task.source
    own = [index.stems(source.text[item.start : item.end], source) for item in value.items]
    name = list_name(source, value, index)
    named = index.stems(f"{value.label} {name.called if name else ''}", source)
    if len(right.text.split()) == 1:
        return like_word(task, value, right)
    # What completes a sentence is no closed set: what the same author says elsewhere may complete it as well.
    open_ended = name is not None and not name.is_name
    about = frozenset[str]().union(*(objects(source.text[item.start : item.end], task.words) for item in value.items))
    candidates = {
        member.cut.text: member
        for member in members(index).get(member_form(source, value, right.text, index), ())
        if member.source is not source or not (open_ended or overlap(member.value.statement, value.statement))
    }

    def fits(each: Wrong) -> bool:
        stems = candidates[each.text].stems
        if open_ended and index.says(source, stems):
            return False
        if about & objects(each.text, task.words):
            return False  # "a peaceful environment" beside "a favourable international environment"
        return bool(stems) and not stems <= named and all(index.containment(stems, member) < NEAR for member in own)

    return chosen(task, right.text, (as_wrong(member, task.words) for member in candidates.values()), fits)


def like_word(task: Task, value: EnumList, right: Cut) -> list[Wrong]:
    """For a bare word, words that the course joins with members of its list elsewhere: "security" of "security and
    development". They are of its kind, as words of any other series need not be."""
    index, source = task.index, task.source
    own = {word.casefold() for item in value.items for word in WORD.findall(source.text[item.start : item.end])}
    stems = [index.stems(word, source) for word in sorted(own)]
    kind = word_class(right.text, task.words)
    found = {
        word: (its, span)
        for member in sorted(own)
        for word, its, span in companions(index).get(member, ())
        if word not in own and (word_class(word, task.words) == "noun" or kind != "noun")
    }
    beside = [word for word in found if sum(word in joined_with(index, member) for member in own) > 1]
    for word in beside:
        del found[word]  # said of nearly the same things together, and so perhaps of this one

    def fits(each: Wrong) -> bool:
        mine = index.stems(each.text, source)
        another = all(telling_apart(each.text, word) for word in own)  # not the same in another spelling
        return bool(mine) and another and not any(mine & theirs for theirs in stems)

    why = task.words.say("why_term", name=source.name)
    return chosen(task, right.text, (Wrong(word, why, its, span) for word, (its, span) in found.items()), fits)


@lru_cache(maxsize=1)
def companions(index: CourseIndex) -> dict[str, list[tuple[str, Source, Span]]]:
    """Words that stand beside a word as its like: joined by an "and" in a sentence, or in one series with it."""
    found: defaultdict[str, list[tuple[str, Source, Span]]] = defaultdict(list)
    for line in index.lines:
        words, text = index.wordings[line.source.letter], line.source.text
        for pair in PAIR.finditer(text, *line.span):
            if words.is_in("conjunctions", pair[2]) and content(pair[1], words) and content(pair[3], words):
                found[pair[1]].append((pair[3], line.source, pair.span(3)))
                found[pair[3]].append((pair[1], line.source, pair.span(1)))
    for source, point in index.points.values():
        if isinstance(point.value, EnumList):
            spans = [(item.start, item.end) for item in point.value.items]
            single = [span for span in spans if len(source.text[slice(*span)].split()) == 1]
            for one, other in permutations(single, 2):
                found[source.text[slice(*one)]].append((source.text[slice(*other)], source, other))
    return dict(found)


def joined_with(index: CourseIndex, word: str) -> set[str]:
    return {other for other, _, _ in companions(index).get(word, ())}


def content(word: str, words: Wording) -> bool:
    return word.islower() and not words.is_in("stop", word)


def as_wrong(member: Member, words: Wording) -> Wrong:
    why = words.say("why_elsewhere", name=member.source.name)
    if member.name and member.name.is_name:
        why = words.say("why_list", name=member.source.name, list=member.name.called)
    return Wrong(member.cut.text, why, member.source, member.cut.span)


@lru_cache(maxsize=1)
def members(index: CourseIndex) -> dict[Form, list[Member]]:
    """All items of all lists of a course, by their form."""
    found: defaultdict[Form, list[Member]] = defaultdict(list)
    for source, point in index.points.values():
        value = point.value
        if isinstance(value, EnumList) and not is_exercise(source, value, index.wordings[source.letter]):
            name = list_name(source, value, index)
            cuts = [item_text(source, item, index.wordings[source.letter]) for item in value.items]
            forms = [member_form(source, value, cut.text, index) for cut in cuts]
            for cut, form in zip(cuts, forms, strict=True):
                # A part of a sentence is only built like a list's items when its own neighbours are built so; and what
                # looks like a participle among nouns is none ("recruiting email templates").
                sure = value.kind != "inline" and form[0] != "gerund"
                if sure or 2 * forms.count(form) > len(forms):
                    found[form].append(Member(source, value, name, cut, index.stems(cut.text, source)))
    return dict(found)


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
    if first == "clause":
        ending = mood(text, words)
    # A participle follows anything; a noun or verb only what wants one.
    return (
        (first, "", "", False) if first == "gerund" else (first, leading(lead, words), ending, value.kind == "inline")
    )


def mood(text: str, words: Wording) -> str:
    """What a clause does: ask for something ("must"), tell the past, or say what is so."""
    for word in WORD.findall(text)[1:]:
        if words.is_in("verb_leads", word) and not words.is_in("infinitives", word):
            return "norm"
        if words.is_in("past", word) or word.endswith(tuple(words.words["past_endings"]) or ("\0",)):
            return "past"
        if words.is_in("auxiliaries", word):
            return "present"
    return ""


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
