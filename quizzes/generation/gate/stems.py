"""Is it clear what is asked: F04, F13 to F15, F22 to F24."""

import re
from collections import Counter
from functools import lru_cache

from content.extraction.outline import EnumList
from quizzes.generation.gate.reading import Check, Reading
from quizzes.generation.naming import list_name
from quizzes.generation.phrases import PAIRS, is_clause, tidy
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import N_

LONG_STEM = 60
"""Words of a stem, blanks and shown sentence included."""

LONGISH_STEM = 35
"""Words of a stem that are read, but not gladly."""

LONG_PREMISE = 15
"""Words of a sentence before a statement that is to be judged."""

FINITE = 5
"""Words at the head of a statement that has its verb among them."""

LONGEST_HEADING = 16
"""Words before a colon that may be no clause."""

TELLS_ANSWER = frozenset({"choice", "multiple", "cloze", "recall", "short_answer", "numeric", "date"})
"""Kinds of which the answer may not be read in the stem."""

LABELS = frozenset([*"abcdef", "i", "ii", "iii", "iv", "v", *"123456"])
"""What options are called."""


def unscoped(reading: Reading) -> bool:
    """F04: neither the document nor a speaker is named, so another document's answer may be right too."""
    if reading.draft.rule in ("fact.match_speakers", "fact.match_offices"):
        return False
    if reading.draft.kind == "grouping":
        return all(source.name not in reading.visible for source in reading.index.sources.values())
    stem = str(reading.draft.shown["stem"])
    return not any(name in stem for name in [reading.source.name, *reading.index.people])


def named_twice(reading: Reading) -> bool:
    """F04: the document has another list that the question could mean just as well."""
    value = reading.list
    name = list_name(reading.source, value, reading.index) if value else None
    if value is None or name is None or not reading.draft.rule.startswith("list."):
        return False
    return names(reading.index)[reading.source.letter, name.called.casefold(), name.text.casefold()] > 1


@lru_cache(maxsize=1)
def names(index: CourseIndex) -> Counter[tuple[str, str, str]]:
    """How many lists of a document stems call by the same name and words."""
    found = [
        (source.letter, list_name(source, point.value, index))
        for source, point in index.points.values()
        if isinstance(point.value, EnumList)
    ]
    return Counter((letter, name.called.casefold(), name.text.casefold()) for letter, name in found if name)


def negative(reading: Reading) -> bool:
    """F15: a "not" or "except" that the source does not say."""
    said = {word.casefold() for word in WORD.findall(reading.draft.evidence.text)}
    asked = {word.casefold() for word in WORD.findall(str(reading.draft.shown["stem"]))}
    return bool((asked - said) & reading.words.words["negatives"])


def catches_all(reading: Reading) -> bool:
    """F13: an option about options: all or none of the above, "A and B", "I and III only"."""
    plain = [tidy(option).casefold() for option in reading.options]
    return any(
        option in reading.words.words["catch_alls"] or points_to_options(option, reading.words) for option in plain
    )


def points_to_options(option: str, words: Wording) -> bool:
    found = [match.group() for match in WORD.finditer(option)]
    labels = [word for word in found if word in LABELS]
    return len(labels) > 1 and all(word in LABELS or words.is_in("label_links", word) for word in found)


def headed(reading: Reading) -> bool:
    """F24: a heading and what stands under it, taken for a statement: "Deadline: Friday noon"."""
    if reading.draft.kind not in ("true_false", "cloze", "numeric", "date") or not reading.draft.rule:
        return False
    text = reading.words.parts_in(plainly_named(reading)).get("item") or sentence_shown(reading)
    head, colon, rest = text.partition(": ")
    short = len(head.split()) <= reading.words.limit(LONGEST_HEADING)
    return bool(colon) and rest[:1].isupper() and short and not is_clause(head, reading.words)


def ordered(reading: Reading) -> bool:
    """F24: what somebody is told to do, put forward as a statement: nothing about it is true or false."""
    if reading.draft.kind != "true_false" or not reading.draft.rule:
        return False
    text = reading.words.text_in(plainly_named(reading))
    first, *rest = [each.group() for each in WORD.finditer(text)][:FINITE] or [""]
    told = any(reading.words.is_in("auxiliaries", word) for word in rest)  # "work is what counts"
    return reading.words.is_in("imperatives", first) and not told


def first_word(text: str) -> str:
    return next(iter(WORD.findall(text)), "")


def sentence_shown(reading: Reading) -> str:
    """The words of the source in the stem: what stands after the question's own words."""
    parts = reading.draft.shown.get("parts")
    if parts:
        return reading.words.blank.join(parts)
    return reading.words.text_in(plainly_named(reading))


def plainly_named(reading: Reading) -> str:
    """The stem with a mark for the document's name, whose colons and commas are not the stem's."""
    return str(reading.draft.shown["stem"]).replace(reading.source.name, "_")


def leaks(reading: Reading) -> bool:
    """F22: the answer, or the place of an item, stands in what is shown before it is asked for."""
    shown = padded(without_name(reading))
    if reading.draft.rule == "list.count" and padded(reading.words.count(int(reading.draft.key["value"]))) in shown:
        return True
    if reading.draft.kind in TELLS_ANSWER and any(padded(each) in shown for each in reading.right):
        return True
    if reading.draft.kind == "matching":
        return any(padded(left) in padded(right) or padded(right) in padded(left) for left, right in pairs(reading))
    return reading.draft.kind == "ordering" and any(counted(each, reading.words) for each in reading.right)


def without_name(reading: Reading) -> str:
    """What is shown, but for the document's name where the answer is one figure: any title may have a 2 in it. Only
    of a list one asks for the number that the title tells."""
    if reading.draft.rule == "list.count":
        return f"{reading.visible} {reading.source.title}"
    digit = all(len(each) < 2 or each.casefold() in reading.words.numbers for each in reading.right)
    return reading.visible.replace(reading.source.name, "") if digit else reading.visible


def counted(text: str, words: Wording) -> bool:
    """Whether an item tells its own place: "First, ...", "The second stage ...", "3. ..."."""
    opening = [found.group() for found in WORD.finditer(text)][:3]
    return any(words.is_in("ordinals", word) for word in opening) or (
        opening[:1] != [] and opening[0].rstrip(".)").isdigit()
    )


def spelled_out(reading: Reading) -> bool:
    """F22: the initials of the answer stand in brackets right after the blank: "The ____ (WHO)"."""
    after = re.search(rf"{re.escape(reading.words.blank)}[”\"’]?\s*\(([A-ZĐ]\w*[A-ZĐ]\w*?)s?\)", reading.visible)
    initials = ["".join(word[0] for word in re.findall(r"\w+", right)).casefold() for right in reading.right]
    begins = [right[:3].casefold() for right in reading.right]
    return after is not None and (after.group(1).casefold() in initials or after.group(1)[:3].casefold() in begins)


def pairs(reading: Reading) -> list[tuple[str, str]]:
    return list(zip(reading.lefts, reading.right, strict=True))


def padded(text: str) -> str:
    return f" {' '.join(found.group().casefold() for found in WORD.finditer(text))} "


def too_long(reading: Reading) -> bool:
    """F23: more than anybody reads as one question."""
    return reading.length(reading.visible) > reading.words.limit(LONG_STEM)


def long_winded(reading: Reading) -> bool:
    """F23: a stem of many words. What stands around a blank is the task itself, and not counted."""
    length = reading.length(str(reading.draft.shown["stem"]))
    return reading.words.limit(LONG_STEM) >= length > reading.words.limit(LONGISH_STEM)


def blank_after_premise(reading: Reading) -> bool:
    """F23: a blank in one point, after so much about its list that the point is read last."""
    filled = reading.draft.kind == "cloze" or reading.draft.rule == "concept.term"
    return filled and long_winded(reading)


def judged_after_premise(reading: Reading) -> bool:
    """F23: a statement to be judged, after a long sentence that only says what it is one of."""
    parts = reading.words.parts_in(plainly_named(reading))
    premise = parts.get("text", "") if "item" in parts else ""
    return reading.draft.kind == "true_false" and len(premise.split()) > reading.words.limit(LONG_PREMISE)


def truncated(reading: Reading) -> bool:
    """F24: a text that breaks off."""
    lefts = [left for left in reading.lefts if not left.endswith("…")]
    texts = [*reading.options, *lefts, *reading.right]
    return any(cut_off(text, reading.words) for text in texts) or not balanced(reading.visible)


def cut_off(text: str, words: Wording) -> bool:
    found = [match.group() for match in WORD.finditer(text)]
    ends_open = bool(found) and (words.is_in("conjunctions", found[-1]) or words.is_in("linking_ends", found[-1]))
    empty = re.search(r"\(\W*\)|:\s*\)", text)
    return not found or bool(empty) or ends_open or text.rstrip().endswith((",", ";", ":")) or not balanced(text)


def balanced(text: str) -> bool:
    pairs = [(opening, closing) for opening, closing in PAIRS if opening != "‘"]
    return text.count('"') % 2 == 0 and all(text.count(opening) == text.count(closing) for opening, closing in pairs)


CHECKS = (
    Check("F04", N_("It does not say which document or whose words it asks about."), unscoped),
    Check("F04b", N_("The document has two lists of this name."), named_twice),
    Check("F13", N_("An option speaks of other options: all, none or two of the above."), catches_all),
    Check("F15", N_("It asks what is not so."), negative),
    Check("F22", N_("The answer stands in the question."), leaks),
    Check("F22b", N_("The initials of the answer stand beside the blank."), spelled_out),
    Check("F23", N_("It is too long to be read as one question."), too_long),
    Check("F23b", N_("Its stem is long."), long_winded, warns=True),
    Check("F23c", N_("So much is said before the text with the blank that it is read last."), blank_after_premise),
    Check("F23d", N_("So much is said before the statement that it is judged last."), judged_after_premise),
    Check("F24b", N_("It takes a heading with what stands under it for a statement."), headed),
    Check("F24c", N_("It is something to do, and no statement that could be true or false."), ordered),
    Check("F24", N_("A text breaks off: an open quotation or bracket, or a last word that wants another."), truncated),
)
