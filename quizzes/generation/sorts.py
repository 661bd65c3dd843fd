"""What the things in a row are, where their own sentence says it: "the common ships are ...", "... as principles"."""

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from content.extraction.outline import EnumList
from quizzes.generation.bank import Source
from quizzes.generation.phrases import (
    in_sentence,
    is_clause,
    is_gerund,
    is_plural,
    leaning,
    quoted,
    sentence_at,
)
from quizzes.generation.stemming import WORD
from quizzes.generation.wording import Wording

if TYPE_CHECKING:
    from quizzes.generation.support import CourseIndex

LONGEST = 8
"""Words that say what things are."""

FEWEST_AFTER = 2
"""Words of it after them: "as principles" says too little."""


def told_before(text: str, words: Wording) -> str:
    """ "common ships" of "The common ships are", "" of other beginnings: the things themselves stand after it."""
    found = WORD.findall(text)
    if len(found) < 3 or not words.is_in("identifying", found[-1]) or leaning(text, words):
        return ""
    if not words.is_in("identified", found[0]) or re.search(r"[,;:()]", text):
        return ""
    rest = text[: text.rindex(found[-1])].strip()[len(found[0]) :].strip()
    return rest if names(rest, words) else ""


def told_after(source: Source, value: EnumList, index: "CourseIndex") -> tuple[str, str]:
    """("common principles", "the town upholds") of "The town upholds peace, trust and law as common principles"."""
    words = index.wordings[source.letter]
    leads = "|".join(map(re.escape, sorted(words.words["serving"])))
    if value.kind != "inline" or not leads:
        return "", ""
    told = re.match(rf"\s+(?:{leads})\s+([\w\s-]+?)(?=[;.,])", source.text[value.items[-1].end :])
    noun = told[1] if told and told[1].islower() and len(told[1].split()) >= words.limit(FEWEST_AFTER) else ""
    holder = holding(source, value, words) if noun and names(noun, words) else ""
    return (noun, in_sentence(holder, index, words)) if holder else ("", "")


def holding(source: Source, value: EnumList, words: Wording) -> str:
    """Who does what with the things in a row: all before them, or of a longer sentence its beginning and the participle
    right before them: "the harbour calls for" and "upholding"."""
    sentence = sentence_at(source, value.items[0].start)
    lead = quoted(source, (sentence[0], value.items[0].start)).strip() if sentence else ""
    if re.search(r"[,;:]", lead):
        last = re.split(r"[,;:”]\s*", lead)[-1]
        first = [*takewhile(lambda word: not is_gerund(word, words), re.split(r"[“,;:]", lead)[0].split())]
        wants = is_gerund(last, words) and bool(first) and words.is_in("prepositions", first[-1])
        lead = " ".join([*first, last]) if wants and not words.is_in("prepositions", first[0]) else ""
    elif not is_clause(lead, words):
        return ""
    return lead if lead and not leaning(lead, words) and len(lead.split()) <= words.limit(LONGEST) else ""


def names(text: str, words: Wording) -> bool:
    """Whether it is a plural noun with what belongs to it, and no more."""
    found = WORD.findall(text)
    if not found or len(found) > words.limit(LONGEST) or words.is_in("stop", found[0]):
        return False
    clauses = "relatives", "conjunctions", "auxiliaries", "past"  # "used" may be an adjective
    plain = not any(words.is_in(name, word) for word in found for name in clauses[: 2 if words.syllables > 1 else 4])
    ends = not any(words.is_in(name, found[-1]) for name in ("vague", "stop", "auxiliaries", "prepositions"))
    if not words.has_plurals:
        return plain and ends
    head = next((n for n, word in enumerate(found) if words.is_in("prepositions", word)), len(found))
    return plain and ends and bool(head) and is_plural(found[head - 1], words)
