"""Does it speak of something that is not there: F19."""

from itertools import pairwise

from quizzes.generation.gate.reading import Check, Reading
from quizzes.generation.gate.stems import first_word, plainly_named, sentence_shown
from quizzes.generation.phrases import leaning, speaks_of_us, tidy
from quizzes.generation.stemming import WORD, stems
from quizzes.generation.wording import Wording
from quizzes.kinds.base import N_

ECHO = 5
"""Words at the head of a sentence among which an "also" means something said before."""

SAID = ("fact.who_said", "fact.name_speaker", "fact.match_speakers")
"""Rules that show somebody's words as theirs."""


def dangling(reading: Reading) -> bool:
    """F19: words that mean something said before, in the stem or an option."""
    texts = [*reading.options, *reading.lefts]
    # A correction is read beside the statement, the end of a sentence after what it is the end of.
    if reading.draft.kind != "true_false" and reading.draft.rule != "list.halves":
        texts += [right for right in reading.right if not right.startswith("…")]
    text = sentence_shown(reading)
    if any(speaks_of_us(each, reading.words) for each in (*reading.options, *reading.lefts)):
        return True
    if item := reading.words.parts_in(plainly_named(reading)).get("item"):
        texts.append(item)
        if speaks_of_us(item, reading.words):
            return True
    if not reading.draft.rule.startswith(SAID) and speaks_of_us(text, reading.words):
        return True
    if all_quoted(text) and reading.words.is_in("deictics", first_word(text)):  # somebody's words, shown as such
        text = text.partition(" ")[2]
    head = WORD.findall(text)[:ECHO]
    echo = any(reading.words.is_in("echoes", found) for found in head)
    echo = echo or any(reading.words.is_in("loose_pointers", found) for found in head[:-1])
    if relates(text or plainly_named(reading), reading.words):
        return True
    return echo or leans(text, reading.words) or any(leans(text, reading.words) for text in texts)


def relates(text: str, words: Wording) -> bool:
    """A "related" or "similar" that does not say to what: "a related field of study"."""
    found = [each.group() for each in WORD.finditer(text)]
    return any(
        words.is_in("relational", word) and not words.is_in("relational_ends", after)
        for word, after in pairwise([*found, ""])
    )


def all_quoted(text: str) -> bool:
    return text.startswith("“") and text.rstrip().endswith("”")


def leans(text: str, words: Wording) -> bool:
    """Whether a text speaks of something said before it: it opens with such a word, or names nobody for its "he"."""
    return (
        leaning(tidy(text), words)
        or pronoun_without_name(text, words)
        or points_back(text, words)
        or demonstrates(text, words)
    )


def demonstrates(text: str, words: Wording) -> bool:
    """A "this" or "these" without its noun before it in the same text: "these teams", and no teams were named."""
    found = [each.group() for each in WORD.finditer(text)]
    for place, word in enumerate(found):
        example = found[place + 1 : place + 2] and words.is_in("clause_leads", found[place + 1])  # "such as"
        if words.is_in("demonstratives", word) and not example:
            before = stems(" ".join(found[:place]), words)
            if not stems(" ".join(found[place + 1 : place + 3]), words) & before:
                return True
    return False


def points_back(text: str, words: Wording) -> bool:
    """A "that" which means something: "In 1974 that reality began"."""
    found = [*WORD.finditer(text)]
    for before, word in pairwise(found):
        gap = text[before.end() : word.start()]
        free = "," in gap or before.group().isdigit() or words.is_in("prepositions", before.group())
        if free and words.is_in("pointing", word.group()):
            return True
    return bool(found) and words.is_in("pointing", found[0].group())


def pronoun_without_name(text: str, words: Wording) -> bool:
    """A "he" or "his" before which no name stands in the same text."""
    named = False
    for found in WORD.finditer(text):
        title = words.is_in("titles", found.group()) and text[found.end() :].lstrip()[:1].isupper()
        if words.is_in("persons", found.group()) and not title:
            if not named:
                return True
        elif found.start() and found.group()[0].isupper():
            named = True
    return False


CHECKS = (
    Check("F19", N_("It speaks of something that was said before it: “this”, “he”, “at the same time”."), dangling),
)
