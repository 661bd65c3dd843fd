"""Wrong options: true words of the course, of the key's type and form, that cannot be right here."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from content.extraction.outline import EnumList, Span
from quizzes.generation.bank import Source
from quizzes.generation.cutting import Cut, item_text
from quizzes.generation.making import Task, Wrong
from quizzes.generation.naming import ListName, is_exercise, list_name
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

Form = tuple[str, str, str, bool]


def chosen(task: Task, right: str, candidates: Iterable[Wrong], fits: Callable[[Wrong], bool]) -> list[Wrong]:
    """Up to three candidates nearest to the key in length, each telling apart from all others."""
    nearest = sorted(
        window(right, [*candidates]), key=lambda each: (length_gap(right, each.text), task.drawn(each.text))
    )
    found: list[Wrong] = []
    for each in nearest:
        others = [right, *(other.text for other in found)]
        if len(found) < MOST and all(telling_apart(each.text, other) for other in others) and fits(each):
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
    candidates = {
        member.cut.text: member
        for member in members(index).get(member_form(source, value, right.text, index), ())
        if member.source is not source or not overlap(member.value.statement, value.statement)
    }

    def fits(each: Wrong) -> bool:
        stems = candidates[each.text].stems
        return bool(stems) and not stems <= named and all(index.containment(stems, member) < NEAR for member in own)

    return chosen(task, right.text, (as_wrong(member, task.words) for member in candidates.values()), fits)


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
