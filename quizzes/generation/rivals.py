"""Series that a course gives in two wordings: who recalls one may as well tell the other."""

from collections import defaultdict
from functools import lru_cache

from content.extraction.outline import EnumList
from quizzes.generation.asked import Asked
from quizzes.generation.bank import Source
from quizzes.generation.options import overlap
from quizzes.generation.phrases import shown
from quizzes.generation.stemming import Stems, tokens
from quizzes.generation.support import NEAR, CourseIndex
from quizzes.generation.wording import Wording

FEWEST = 2
"""Things of one series that are said otherwise in the other."""


def rivalled(about: Asked) -> bool:
    """Whether another series would complete the sentence as well: "worthy of the old renown and proud spirit of the
    town" beside "worthy of the town's old fame and its proud name"."""
    key = about.source.language, governing(about.name.text, about.words)
    own = about.value.statement
    return about.name.way == "_completes" and any(
        len(otherwise(about, source, other)) >= FEWEST
        for source, other in by_governing(about.index).get(key, ())
        if source is not about.source or not overlap(own, other.statement)
    )


@lru_cache(maxsize=1)
def by_governing(index: CourseIndex) -> dict[tuple[str, str], list[tuple[Source, EnumList]]]:
    """The series of a course by their language and the word that wants them."""
    found: defaultdict[tuple[str, str], list[tuple[Source, EnumList]]] = defaultdict(list)
    for source, point in index.points.values():
        if isinstance(point.value, EnumList) and point.value.kind == "inline":
            lead = source.text[point.value.statement[0] : point.value.items[0].start]
            if stem := governing(lead, index.wordings[source.letter]):
                found[source.language, stem].append((source, point.value))
    return dict(found)


def governing(lead: str, words: Wording) -> str:
    """The stem of the word that wants the things of a series: "worthy" of "worthy of the town's", "calls" of "the
    harbour calls for"."""
    found = [*tokens(lead, words)]
    place = next((n for n in range(len(found) - 1, 0, -1) if words.is_in("prepositions", found[n].word)), len(found))
    return next((token.stem for token in reversed(found[:place]) if token.content), "")


def otherwise(about: Asked, source: Source, other: EnumList) -> list[str]:
    """What the other series names in words of which some are the same."""
    index = about.index
    ours = [index.stems(text, about.source) for text in about.texts]
    theirs = [index.stems(shown(source, (item.start, item.end)), source) for item in other.items]
    pairs = zip(about.texts, ours, strict=True)
    return [text for text, own in pairs if own not in theirs and any(near(index, own, each) for each in theirs)]


def near(index: CourseIndex, one: Stems, other: Stems) -> bool:
    """Whether both say some of what the longer one says."""
    return index.total(one & other) >= NEAR * max(index.total(one), index.total(other), 1)
