"""What studying is worth on the boards, and who stands where. Speed earns nothing."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from math import floor, fsum

PARAGRAPH = 1
CARD = 4
QUESTION = 10


def of_attempt(fractions: Iterable[float | None]) -> int:
    """Points of one attempt: up to ten a question, halves rounded up. None is a question left out."""
    # Rounded first: a sum such as 2.4999999999999996 was meant to be a half.
    return floor(round(QUESTION * fsum(fraction or 0 for fraction in fractions), 6) + 0.5)


def of_quiz(questions: int) -> int:
    """The most that a quiz can bring."""
    return QUESTION * questions


def contributions(attempts: Sequence[int | None], counts: str = "best") -> list[int]:
    """What each attempt of one learner at one quiz adds, in the order of finishing; None for an excluded one.

    After each attempt the sum is the points of the best one, the last, the first, or their average, as `counts` says.
    """
    standing, taken, added = 0, [], []
    for points in attempts:
        taken += [] if points is None else [points]
        stands = COUNTING[counts](taken) if taken else 0
        added.append(stands - standing)
        standing = stands
    return added


COUNTING: dict[str, Callable[[list[int]], int]] = {
    "best": max,
    "last": lambda taken: taken[-1],
    "first": lambda taken: taken[0],
    "average": lambda taken: floor(sum(taken) / len(taken) + 0.5),
}


class Standings:
    """Competition ranking: equal points share a place, and the places after them are skipped (1, 2, 2, 4)."""

    def __init__(self, totals: Iterable[int]) -> None:
        self._totals = sorted(totals)

    def place(self, points: int) -> int:
        """The place that these points have or would have."""
        return 1 + len(self._totals) - bisect_right(self._totals, points)

    def level(self, points: int) -> int:
        """How many have exactly these points."""
        return bisect_right(self._totals, points) - bisect_left(self._totals, points)

    def next_above(self, points: int) -> int | None:
        """The points of the next place above; None for the first."""
        higher = bisect_right(self._totals, points)
        return self._totals[higher] if higher < len(self._totals) else None
