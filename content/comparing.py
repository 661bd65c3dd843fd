"""Two editions of a document compared: which key points are as they were, and where their words stand now.

A key point is the same when its evidence and its own words are, by their hash: *unchanged* in the same
paragraph, *moved* in another. Of what is left, points of one kind are likened by their names (labels, or
own words: a list's items) and by their evidence, each by the ratio of equal letters (rapidfuzz, 0..100).
The best pair is taken first; it is *reworded* when

- its names are alike by NAME_ALIKE at least: two terms of one sentence share their whole evidence, and only
  their names tell them apart; unrelated names of two or three words rarely reach 45;
- the mean of both is ALIKE at least: a term that kept its name needs some likeness of what is said of it
  (two unrelated sentences have 25 to 40), a renamed one nearly the same sentence.

What finds no partner is *gone* or *added*. A pair too many costs a review by a person; a pair too few would
throw away what learners remember.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from rapidfuzz import fuzz, process

NAME_ALIKE = 50.0
ALIKE = 60.0


@dataclass(frozen=True, slots=True)
class Point:
    """A key point of one edition. `id` is the caller's, `words` what it teaches in the source's own words,
    `quote` its evidence, `paragraph` the ¶ of that.
    """

    id: int
    kind: str
    label: str
    quote: str
    words: tuple[str, ...]
    paragraph: int

    @property
    def sha256(self) -> str:
        return sha256("\0".join((self.kind, self.quote, *self.words)).encode()).hexdigest()

    @property
    def names(self) -> tuple[str, str]:
        return self.label.casefold(), " ".join(self.words).casefold()


@dataclass(frozen=True, slots=True)
class Pair:
    """A point of the old edition and what it is in the new one; `likeness` of 0..100."""

    old: Point
    new: Point
    likeness: float = 100.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every old point is in exactly one of the first four groups, every new one in a pair or added."""

    unchanged: tuple[Pair, ...]
    moved: tuple[Pair, ...]
    reworded: tuple[Pair, ...]
    gone: tuple[Point, ...]
    added: tuple[Point, ...]

    @property
    def kept(self) -> tuple[Pair, ...]:
        """Those whose words are the same."""
        return self.unchanged + self.moved


def compare(old: Sequence[Point], new: Sequence[Point]) -> Comparison:
    """Points in the order of their editions; each id is unique within its edition."""
    same = list(same_words(old, new))
    paired_old, paired_new = {pair.old.id for pair in same}, {pair.new.id for pair in same}
    left = [point for point in old if point.id not in paired_old]
    fresh = [point for point in new if point.id not in paired_new]
    reworded = best(alike(left, fresh))
    changed_old, changed_new = {pair.old.id for pair in reworded}, {pair.new.id for pair in reworded}
    return Comparison(
        unchanged=tuple(pair for pair in same if pair.old.paragraph == pair.new.paragraph),
        moved=tuple(pair for pair in same if pair.old.paragraph != pair.new.paragraph),
        reworded=tuple(sorted(reworded, key=lambda pair: pair.new.paragraph)),
        gone=tuple(point for point in left if point.id not in changed_old),
        added=tuple(point for point in fresh if point.id not in changed_new),
    )


def same_words(old: Iterable[Point], new: Iterable[Point]) -> Iterator[Pair]:
    """Points that say the same; where an edition says it several times, in the order of the text."""
    waiting: dict[str, deque[Point]] = defaultdict(deque)
    for point in new:
        waiting[point.sha256].append(point)
    for point in old:
        if waiting[point.sha256]:
            yield Pair(point, waiting[point.sha256].popleft())


def alike(old: Iterable[Point], new: Iterable[Point]) -> Iterator[Pair]:
    """All pairs of one kind that are alike enough."""
    of_kind: dict[str, list[Point]] = defaultdict(list)
    for point in new:
        of_kind[point.kind].append(point)
    for point in old:
        others = of_kind[point.kind]
        for place in like_names(point, others):
            if (likeness := likeness_of(point, others[place])) >= ALIKE:
                yield Pair(point, others[place], likeness)


def like_names(point: Point, others: Sequence[Point]) -> list[int]:
    """The places of those whose names are alike."""
    found: set[int] = set()
    for which, name in enumerate(point.names):
        names = [other.names[which] for other in others]
        near = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=NAME_ALIKE, limit=None)
        found |= {place for _name, _score, place in near}
    return sorted(found)


def likeness_of(one: Point, other: Point) -> float:
    named = max(fuzz.ratio(mine, theirs) for mine, theirs in zip(one.names, other.names, strict=True))
    return (named + fuzz.ratio(one.quote, other.quote)) / 2


def best(pairs: Iterable[Pair]) -> list[Pair]:
    """The likeliest first, each point once; of equally likely ones those that stand nearest."""
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    chosen = []
    for pair in sorted(pairs, key=order):
        if pair.old.id not in taken_old and pair.new.id not in taken_new:
            taken_old.add(pair.old.id)
            taken_new.add(pair.new.id)
            chosen.append(pair)
    return chosen


def order(pair: Pair) -> tuple[float, int, int, int]:
    return -pair.likeness, abs(pair.old.paragraph - pair.new.paragraph), pair.old.id, pair.new.id
