"""Words of a bank that fill no blank: of the form of those that do, and from other sentences of the course."""

from collections.abc import Iterator, Sequence

from content.extraction.outline import EnumList
from quizzes.generation.asked import Asked
from quizzes.generation.carriers import carrier
from quizzes.generation.options import word_class
from quizzes.generation.support import neighbours

ENOUGH = 2
"""Words left over, so that the last blank is not filled by what remains."""


def decoys(about: Asked, words: Sequence[str]) -> list[str]:
    """None where the course has too few."""
    forms = {word_class(word, about.words) == "plural" for word in words}
    shown = about.index.stems(about.source.text[slice(*about.value.statement)], about.source)
    found: dict[str, None] = {}
    for word in sorted({*carried(about)}, key=about.task("list.bank", about.spans).drawn):
        own = about.index.stems(word, about.source)
        alike = (word_class(word, about.words) == "plural") in forms
        if alike and own and not own & shown and not beside(about, word) & places(about, words):
            found[word] = None
    return list(found)[:ENOUGH] if len(found) >= ENOUGH else []


def carried(about: Asked) -> Iterator[str]:
    """The words that carry the items of other lists, as they might be asked for there."""
    for source, point in about.index.points.values():
        if source.language == about.source.language and isinstance(point.value, EnumList) and point is not about.point:
            for item in point.value.items:
                hole = carrier(source.text, (item.start, item.end), about.index.wordings[source.letter])
                if hole and not hole.joined:
                    yield source.text[slice(*hole.span)]


def beside(about: Asked, word: str) -> set[tuple[str, str]]:
    """The words that stand next to a word anywhere in the course: it would fit beside them again."""
    own = about.index.stems(word, about.source)
    found: set[tuple[str, str]] = set()
    for line in about.index.speaking_of(own):
        start = line.source.text.find(word, *line.span)
        if start >= 0:
            found |= {*neighbours(line.source.text, (start, start + len(word)), about.words)}
    return found


def places(about: Asked, words: Sequence[str]) -> set[tuple[str, str]]:
    return set[tuple[str, str]]().union(*(beside(about, word) for word in words))
