"""The heading of a section as the name of the list that the section gives."""

import re
from dataclasses import replace

from content.extraction.outline import EnumList, Span
from quizzes.generation.bank import Source
from quizzes.generation.phrases import plain, sentence_at
from quizzes.generation.stemming import WORD
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft


def heading_of(source: Source, value: EnumList, index: CourseIndex) -> Span | None:
    """ "Great works of the harbour" where the section so headed begins with the announcement of "several new points in
    the works of the harbour": the heading says what the points are. None where the label says so itself, or the heading
    is of something else."""
    words = index.wordings[source.letter]
    sentence = sentence_at(source, value.label_span[0])
    if not sentence or not words.is_in("points", head_noun(value.label, words)):
        return None
    above = source.text[: sentence[0]].rstrip()
    start = above.rfind("\n") + 1
    heading = plain(above[start:]).strip(" #*")
    inner = re.search(r"[^ #*].*(?<![ #*])", above[start:])
    apart = "\n" in source.text[len(above) : sentence[0]] and sentence_at(source, start) is None
    alike = len(index.stems(heading, source) & index.stems(value.label, source)) >= min(words.limit(1), 2)
    if not inner or not (apart and start and alike):
        return None
    return start + inner.start(), start + inner.end()


def under_heading(draft: Draft, source: Source, heading: Span | None, words: Wording) -> Draft:
    """A draft with the heading cited that the name of a list was taken from, if there is one."""
    if not heading:
        return draft
    told = f"heading {heading[0]}", words.say("why_heading", name=source.name), source.quote(heading)
    return replace(draft, why=(*draft.why, told))


def head_noun(label: str, words: Wording) -> str:
    """The noun of a label: its last word before a preposition, the first where a noun stands first."""
    found = [word for word in WORD.findall(label) if not words.is_in("quantifiers", word)]
    if not words.has_plurals:
        return found[0] if found else ""
    head = next((n for n, word in enumerate(found) if words.is_in("prepositions", word)), len(found))
    return found[head - 1] if head else ""
