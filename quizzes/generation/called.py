"""What something is called, where a source tells it in brackets: "nets of such layers (together called ConvNet)"."""

import re
from collections.abc import Iterator

from content.extraction.outline import Concept, Span
from quizzes.generation.bank import Point, Source
from quizzes.generation.making import Task, cloze, short_answer
from quizzes.generation.phrases import in_sentence, sentence_at, sentence_case, shown, tidy
from quizzes.generation.support import CourseIndex
from quizzes.generation.wording import Wording
from quizzes.kinds.base import Draft

FEWEST = 5
"""Words that tell what is called so."""


def from_bracket(index: CourseIndex, source: Source, point: Point, value: Concept) -> Iterator[Draft]:
    """The name filled in after what bears it, and asked for."""
    words = index.wordings[source.letter]
    span, told = (value.start, value.end), in_bracket(source, value, words)
    if told is None:
        return
    thing, calling = told
    sentence = sentence_at(source, value.start)
    assert sentence
    filled = Task(index, source, point, "concept.cloze", sentence, (span,))
    said = [f"{sentence_case(thing)} {calling} ", "."]
    yield cloze(filled, filled.say("cloze"), said, [[value.term]])
    typed = Task(index, source, point, "concept.name", sentence, (span,))
    text = in_sentence(thing, index, words)
    yield short_answer(typed, typed.say("called", text=text, rest=calling), [value.term, *value.aliases])


def in_bracket(source: Source, value: Concept, words: Wording) -> tuple[str, str] | None:
    """What is called by a term in brackets, and the verb; None where a source names it in another way."""
    sentence = sentence_at(source, value.start)
    if not sentence or source.text[value.end : value.end + 1] != ")":
        return None
    before = source.text[sentence[0] : value.start]
    opening = before.rfind("(")
    calling = next((each for each in sorted(words.words["callings"]) if before[opening + 1 :].strip() == each), "")
    links = "|".join(map(re.escape, sorted(words.words["links"])))
    copulas = [*re.finditer(rf"\s(?:{links})\s", before[: max(opening, 0)])]
    if not calling or not copulas:
        return None
    span: Span = (sentence[0] + copulas[-1].end(), sentence[0] + opening)
    thing = tidy(shown(source, span))
    joined = " ".join(word for word in calling.split() if not words.is_in("conjunctions", word))
    whole = not re.search(r"[(),;]", thing) and len(thing.split()) >= FEWEST
    return (thing, joined) if whole else None
