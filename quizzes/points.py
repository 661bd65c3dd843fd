"""What studying is worth on the boards, and who stands where. Speed earns nothing."""

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


ATTEMPTS = 1000
"""Of equal points the fewer attempts stand higher: a score is so many to the point, less one an attempt."""

WIDTHS = (1, ATTEMPTS, 64 * ATTEMPTS)
"""How many scores each kind of bucket holds. To count who is above a score, some of each kind are added up."""


def score(points: int, attempts: int) -> int | None:
    """What ranks a learner, the highest first; None for who has no points and so no place."""
    return points * ATTEMPTS + ATTEMPTS - 1 - min(attempts, ATTEMPTS - 1) if points > 0 else None
