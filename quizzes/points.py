"""What studying is worth on the boards. Speed earns nothing."""

from collections.abc import Iterable, Sequence
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


def contributions(attempts: Sequence[int | None]) -> list[int]:
    """What each attempt of one learner at one quiz adds, in the order of finishing; None for an excluded one.

    Only what goes beyond the best before counts, so that the sum is the best attempt's points.
    """
    best, added = 0, []
    for points in attempts:
        added.append(max(0, (points or 0) - best))
        best += added[-1]
    return added
