"""Are the options fair: F01 to F03, F07 to F12, F14."""

import re
from functools import lru_cache
from itertools import combinations
from statistics import median

from content.extraction.outline import Concept, EnumList
from quizzes.generation.gate.figures import numeric
from quizzes.generation.gate.reading import Check, Reading
from quizzes.generation.gate.stems import sentence_shown
from quizzes.generation.options import SHORT, telling_apart
from quizzes.generation.people import facts, meant
from quizzes.generation.phrases import is_plural, shape, shown
from quizzes.generation.sizes import size
from quizzes.generation.stemming import WORD
from quizzes.generation.support import NEAR, CourseIndex
from quizzes.kinds.base import N_

MUCH_LONGER = 2.0
MUCH_SHORTER = 0.4
"""Of the middle option's length: what stands out before it is read."""

PERHAPS = 0.15
"""What a false member may share with a true one: alone in a statement, it is not weighed against a better one."""

RANGE = re.compile(r"(\d[\d.,]*)\s*(?:[-–—]|to|đến)\s*(\d[\d.,]*)\D*")


def in_the_list(reading: Reading) -> bool:
    """F01: a wrong option that the list holds, or nearly."""
    value = reading.list
    if value is None or reading.draft.rule in ("list.swapped", "list.misnumbered"):
        return False  # half of a member, of which the whole is false
    if not (reading.options or reading.draft.kind == "true_false"):
        return False
    text = reading.source.text
    members = [reading.stems(text[slice(*(item.body or (item.start, item.end)))]) for item in value.items]
    members += [reading.stems(text[item.start : item.end]) for item in value.items]
    if reading.draft.rule == "list.of_lists":
        members = [reading.stems(lit.text) for lit in reading.draft.lit]  # its options are names of lists
    near = PERHAPS if reading.draft.kind == "true_false" else NEAR
    return any(
        reading.index.containment(reading.stems(wrong), member) >= near for wrong in reading.wrong for member in members
    )


def said_elsewhere(reading: Reading) -> bool:
    """F02: a wrong option of which the course says what the question says of the right one."""
    if reading.list is not None or numeric(reading) or not reading.options:
        return False
    if reading.right[0] in reading.index.people:
        return said_by_another(reading)
    claim = reading.stems(sentence_shown(reading) or reading.visible) - reading.stems(reading.source.name)
    return any(reading.index.support(reading.stems(wrong), claim) >= NEAR for wrong in reading.wrong)


def said_by_another(reading: Reading) -> bool:
    """Whether anybody but the right person, or nobody knows who, said something near to what is asked about."""
    index = reading.index
    claim = reading.stems(sentence_shown(reading)) - reading.stems(reading.right[0])
    right = index.people[reading.right[0]]
    return any(
        index.containment(claim, index.stems(source.text[fact.start : fact.end], source)) >= NEAR
        for source in index.sources.values()
        for fact in facts(source, "statement")
        if fact.speaker and meant(shown(source, fact.speaker), index.people, index.wordings[source.letter]) != right
    )


def same_slot(reading: Reading) -> bool:
    """F03: terms that fill one place somewhere ("X tasks") are never options of one item."""
    value = reading.point.value if reading.point else None
    return isinstance(value, Concept) and any(
        reading.index.share_slot(right, wrong) for right in reading.right for wrong in reading.wrong
    )


def from_one_list(reading: Reading) -> bool:
    """F18: all wrong options are members of one list, to which the right one does not belong: they are of a kind of
    their own."""
    if reading.list or len(reading.wrong) < 2 or not reading.draft.rule.startswith("concept."):
        return False
    wrong = [text.casefold() for text in reading.wrong]
    return any(
        all(text in members for text in wrong) and reading.right[0].casefold() not in members
        for members in list_members(reading.index)
    )


@lru_cache(maxsize=1)
def list_members(index: CourseIndex) -> list[frozenset[str]]:
    """The items of each list, as options show them."""
    return [
        frozenset(shown(source, (item.start, item.end)).casefold() for item in point.value.items)
        for source, point in index.points.values()
        if isinstance(point.value, EnumList)
    ]


def longest_is_right(reading: Reading) -> bool:
    """F07, as SAQUET counts it."""
    if not reading.options:
        return False
    right = min(reading.right, key=len)
    return len(right.split()) >= 4 and len(right) * 0.75 > max(map(len, reading.wrong))


def length_outlier(reading: Reading) -> bool:
    """F08: an option more than twice, or less than two fifths, as long as the middle one. Facts are as long as
    they are."""
    if len(reading.options) < 3 or reading.draft.rule.startswith("fact.") or numeric(reading):
        return False
    lengths = sorted(map(len, reading.options))
    middle = median(lengths)
    return lengths[-1] > MUCH_LONGER * middle or lengths[0] < MUCH_SHORTER * middle


def repeats_the_stem(reading: Reading) -> bool:
    """F09: a word that the question shares with the right option and with no wrong one."""
    if not reading.options:
        return False
    stem = reading.stems(str(reading.draft.shown["stem"]))
    shared = frozenset[str]().union(*(stem & reading.stems(right) for right in reading.right))
    others = frozenset[str]().union(*(reading.stems(wrong) for wrong in reading.wrong))
    return any(len(stem) >= 4 for stem in shared - others)


def told_by_grammar(reading: Reading) -> bool:
    """F10: the right option alone has its form, or an article before the blank fits only some."""
    if not reading.options:
        return False
    article = re.search(rf"\ban?\s+[“\"']?{re.escape(reading.words.blank)}", reading.visible)
    starts = {option.lstrip("“\"'")[0].casefold() in reading.words.words["vowels"] for option in reading.options}
    large = [option.lstrip("“\"'")[:1].isupper() for option in (*reading.right, *reading.wrong)]
    if reading.draft.kind == "choice" and large[0] not in large[1:]:
        return True
    return (bool(article) and len(starts) > 1) or len({form(option, reading) for option in reading.options}) > 1


def form(option: str, reading: Reading) -> tuple[str, bool]:
    found = [match.group() for match in WORD.finditer(option)]
    if not found or option in reading.index.people:
        return "name", False
    return shape(option, reading.index, reading.words), len(found) <= SHORT and is_plural(found[-1], reading.words)


def convergence(reading: Reading) -> bool:
    """F11: the right option shares its words with two wrong ones that have none in common."""
    if reading.draft.kind != "choice" or len(reading.wrong) < 2:
        return False
    right = reading.stems(reading.right[0])
    near = [stems for stems in map(reading.stems, reading.wrong) if stems & right]
    return any(not one & other for one, other in combinations(near, 2))


def odd_one_out(reading: Reading) -> bool:
    """F11: a word that all wrong options share and the right one lacks, so that it is the odd one."""
    if reading.draft.kind != "choice" or len(reading.wrong) < 2 or not reading.draft.rule.startswith("concept."):
        return False
    shared = frozenset.intersection(*map(reading.stems, reading.wrong))
    return bool(shared - reading.stems(reading.right[0]))


def overlapping(reading: Reading) -> bool:
    """F12: two options that say the same, hold one another, or are ranges with numbers in common."""
    options = [option.casefold().strip() for option in reading.options]
    if options and all(any(char.isdigit() for char in option) for option in options):
        return any(share_numbers(one, other, reading) for one, other in combinations(options, 2))
    return any(one in other or other in one or not telling_apart(one, other) for one, other in combinations(options, 2))


def share_numbers(one: str, other: str, reading: Reading) -> bool:
    """Whether two figures or dates are one, or two ranges ("10–20", "15–30") overlap."""
    ranges = [RANGE.fullmatch(text) for text in (one, other)]
    if all(ranges):
        (low, high), (its_low, its_high) = (
            [float(end.replace(",", "")) for end in found.groups()] for found in ranges if found
        )
        return low <= its_high and its_low <= high
    return one == other or (size(one, reading.words) == size(other, reading.words) != (0.0,))


def told_by_strong_words(reading: Reading) -> bool:
    """F14: the right option alone has, or alone lacks, an absolute or vague word."""
    if not reading.options:
        return False

    def strong(text: str) -> bool:
        found = {match.group().casefold() for match in WORD.finditer(text)}
        return bool(found & (reading.words.words["absolutes"] | reading.words.words["vague"]))

    wrong = {strong(option) for option in reading.wrong}
    return len(wrong) == 1 and all(strong(right) not in wrong for right in reading.right)


CHECKS = (
    Check(
        "F01",
        N_("A wrong option is in the list that is asked about, or means nearly the same as a member."),
        in_the_list,
    ),
    Check("F02", N_("The course says nearly the same of a wrong option."), said_elsewhere),
    Check(
        "F03",
        N_("A wrong option stands in the same place of a sentence elsewhere, so that both may be right."),
        same_slot,
    ),
    Check("F07", N_("The right option is by far the longest."), longest_is_right),
    Check("F08", N_("An option is much longer or much shorter than the others."), length_outlier, warns=True),
    Check("F09", N_("A word of the question stands in the right option only."), repeats_the_stem),
    Check("F10", N_("Grammar gives the answer away: the options differ in form or number."), told_by_grammar),
    Check("F11", N_("The right option is the one that all others resemble."), convergence),
    Check("F11b", N_("All wrong options share a word that the right one lacks."), odd_one_out),
    Check("F12", N_("Two options say the same, or one holds the other."), overlapping),
    Check("F14", N_("The right option alone has, or lacks, a word like “always” or “often”."), told_by_strong_words),
    Check("F18b", N_("The wrong options are members of one list, and the right one is none."), from_one_list),
)
