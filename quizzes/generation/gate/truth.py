"""Is a statement clearly true, or clearly false: F26."""

import re
from itertools import pairwise

from content.extraction.outline import Fact
from quizzes.generation.claims import claimed
from quizzes.generation.cutting import governed
from quizzes.generation.gate.proof import SPEAKERS, told
from quizzes.generation.gate.reading import Check, Reading
from quizzes.generation.gate.stems import padded, plainly_named, sentence_shown
from quizzes.generation.sizes import is_number
from quizzes.generation.spelling import respelled
from quizzes.generation.stemming import WORD, stems
from quizzes.generation.support import NEAR
from quizzes.kinds.base import N_

ALL_BUT = 0.85
"""Of what a title says: a statement that holds so much of it is told by it."""

SAYING = 5
"""Stems of a title that says something, rather than names a subject."""

DATED = re.compile(r"\b(?:1[5-9]|20)\d\d(?:s|\b)|\b\d{1,2}/\d{1,2}\b")
"""A year, a decade, or a day in figures."""


def not_verbatim(reading: Reading) -> bool:
    """F26: a statement that, with the source's words in its one slot, is not what the source says."""
    if reading.draft.kind != "true_false" or not reading.draft.rule:
        return False
    said = sentence_shown(reading)
    if not reading.draft.key["true"]:
        said = said.replace(reading.wrong[0], reading.right[0], 1)
    if reading.draft.rule.startswith("list."):
        stem = padded(str(reading.draft.shown["stem"]))
        named = any(padded(text) in stem for lit in reading.draft.lit for text in told(lit, reading))
        return named is not reading.draft.key["true"]
    evidence = reading.draft.evidence
    last = evidence.text.rpartition(", ")[2]
    retold = governed(reading.source, (evidence.start, evidence.end), last, reading.words)
    whole = told(evidence, reading)
    claims = (claimed(text, reading.words) for text in whole)
    return not any(
        padded(said).strip() in padded(text) for text in (*whole, *claims, respelled(retold, reading.source))
    )


def perhaps_true(reading: Reading) -> bool:
    """F26: a false statement that the course supports elsewhere, or with a word that stands in the same place."""
    if reading.draft.kind != "true_false" or not reading.wrong or reading.list:
        return False
    wrong, right = reading.wrong[0], reading.right[0]
    if reading.index.share_slot(right, wrong):
        return True
    number = is_number(wrong, reading.words)
    if not number and padded(wrong) in padded(reading.draft.evidence.text):
        return True
    claim = reading.stems(sentence_shown(reading)) - reading.stems(reading.source.name) - stems(wrong, reading.words)
    return supported(reading, claim, wrong)


def supported(reading: Reading, claim: frozenset[str], wrong: str) -> bool:
    """Whether another sentence says nearly the same with the false words in it."""
    evidence = reading.draft.evidence
    term = reading.stems(wrong)
    return any(
        reading.index.containment(claim - term, line.stems - term) >= NEAR
        for line in reading.index.speaking_of(term)
        if line.source is not reading.source or not evidence.start <= line.span[0] < evidence.end
    )


def bounded(reading: Reading) -> bool:
    """F26: a number or date that is only a bound ("at least 50", "by 1980"): others may be true as well."""
    choosing = reading.draft.kind in ("choice", "numeric") or (reading.draft.kind == "true_false" and reading.wrong)
    if not choosing or reading.list or not is_number(reading.right[0], reading.words):
        return False
    lit = reading.draft.lit[0]
    lead = WORD.findall(reading.source.text[reading.draft.evidence.start : lit.start])[-2:]
    fact = reading.point.value if reading.point else None
    bounds = "date_bounds" if isinstance(fact, Fact) and fact.kind == "date" else "bounds"
    return any(reading.words.is_in(bounds, word) for word in lead)


def told_by_another_date(reading: Reading) -> bool:
    """F26: a date beside another date in the same sentence, which shows that it cannot be, or must."""
    if reading.draft.kind != "true_false" or not reading.draft.lit or reading.list:
        return False
    fact = reading.point.value if reading.point else None
    judged = reading.wrong[0] if reading.wrong else reading.draft.lit[0].text
    rest = sentence_shown(reading).replace(judged, "", 1)
    return isinstance(fact, Fact) and fact.kind == "date" and bool(DATED.search(rest))


def vague(reading: Reading) -> bool:
    """F14: a statement of "many" or "some" that nobody can hold against anything: "many sources assert that ..."."""
    if reading.draft.kind != "true_false" or reading.list or not reading.draft.rule:
        return False
    return any(reading.words.is_in("vague", word) for word in WORD.findall(sentence_shown(reading)))


def judging(reading: Reading) -> bool:
    """F25: the judgement of whoever wrote it beside the fact that is asked for: "clearly does not care about the fact
    that it promised 4 %"."""
    if not reading.draft.rule.startswith(("fact.", "concept.")) or reading.draft.rule in SPEAKERS:
        return False
    shown, words = sentence_shown(reading), reading.words
    sure = any(
        words.is_in("sure", one) and words.is_in("auxiliaries", other) for one, other in pairwise(WORD.findall(shown))
    )
    return sure or any(f" {phrase} " in padded(shown) for phrase in words.words["judgements"])


def two_claims(reading: Reading) -> bool:
    """F26: two claims in one statement, of which one alone may be true: "; and"."""
    item = reading.words.parts_in(plainly_named(reading)).get("item") or sentence_shown(reading)
    return reading.draft.kind == "true_false" and bool(reading.draft.rule) and "; " in item


def relative(reading: Reading) -> bool:
    """F26: a time that is reckoned from the day of writing: "50 years ago" is never true for long."""
    if reading.draft.kind in ("matching", "grouping", "ordering", "recall"):
        return False
    shown = padded(sentence_shown(reading) or reading.visible)
    return any(f" {phrase} " in shown for phrase in reading.words.words["relative_times"])


def told_by_title(reading: Reading) -> bool:
    """F22: a true statement that the title of the document, which the question shows, all but makes."""
    if reading.draft.kind != "true_false" or not reading.draft.key["true"] or not reading.draft.rule:
        return False
    said = reading.words.parts_in(str(reading.draft.shown["stem"])).get("item") or sentence_shown(reading)
    title = reading.stems(reading.source.name)
    return len(title) >= SAYING and reading.index.total(title & reading.stems(said)) >= ALL_BUT * reading.index.total(
        title
    )


CHECKS = (
    Check("F26", N_("It is not what the source says with one slot changed."), not_verbatim),
    Check("F26c", N_("The number is only a bound, so that others may be true as well."), bounded),
    Check("F26b", N_("The false statement may be true: the course says nearly the same elsewhere."), perhaps_true),
    Check("F22c", N_("The title of the document, which it names, tells that it is true."), told_by_title),
    Check("F26d", N_("Another date in the sentence tells whether this one is right."), told_by_another_date),
    Check("F14b", N_("It says “many” or “some”, which nobody can hold against anything."), vague),
    Check("F25b", N_("It passes a judgement on what it tells."), judging),
    Check("F26h", N_("It makes two claims, of which one alone may be true."), two_claims),
    Check("F26e", N_("Its time is reckoned from the day of writing: “50 years ago”."), relative),
)
