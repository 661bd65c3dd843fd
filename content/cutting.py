"""Words cut where marks begin and end. Nothing is lost: the pieces joined are the words."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Mark(Generic[T]):
    """Something said of the words from start to end, in the offsets of their source."""

    start: int
    end: int
    kind: T


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A run of words that the same marks cover; `kinds` in the order the marks were given."""

    text: str
    start: int
    kinds: tuple[T, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def cut(words: str, start: int, marks: Iterable[Mark[T]]) -> tuple[Piece[T], ...]:
    """The pieces of `words`, which begin at offset `start` of their source. Marks may overlap and reach outside."""
    end = start + len(words)
    inside = [mark for mark in marks if mark.start < end and start < mark.end and mark.start < mark.end]
    edges = {start, end}
    for mark in inside:
        edges |= {max(mark.start, start), min(mark.end, end)}
    return tuple(
        Piece(
            words[left - start : right - start],
            left,
            tuple(dict.fromkeys(mark.kind for mark in inside if mark.start <= left and right <= mark.end)),
        )
        for left, right in pairwise(sorted(edges))
    )
