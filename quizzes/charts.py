"""Charts as numbers: where each bar and tick stands, for templates to draw. Nothing is styled here."""

from collections.abc import Sequence
from dataclasses import dataclass

TICK, TICK_GAP = 12, 4
TICK_HEIGHT, DECK_HEIGHT = 4, 8
GRADES = {1: "again", 2: "hard", 3: "good", 4: "easy"}


@dataclass(frozen=True, slots=True)
class Tick:
    """One card of a session: graded (again, hard, good, easy), asked (now) or to come (todo)."""

    kind: str
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Deck:
    width: int
    height: int
    ticks: tuple[Tick, ...]


def deck(ratings: Sequence[int], left: int) -> Deck:
    """A session as ticks; the first of those that are left is being asked."""
    kinds = [*(GRADES[rating] for rating in ratings), *(["now"] if left else []), *["todo"] * (left - 1)]
    ticks = (
        Tick(kind, index * (TICK + TICK_GAP), *((0, DECK_HEIGHT) if kind == "now" else (2, TICK_HEIGHT)))
        for index, kind in enumerate(kinds)
    )
    return Deck(max(len(kinds) * (TICK + TICK_GAP) - TICK_GAP, TICK), DECK_HEIGHT, tuple(ticks))
