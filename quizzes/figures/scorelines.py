"""The boxes and the line on a result, as numbers for templates to draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

BOX, GAP = 16, 4
LEFT, RIGHT, TOP, BOTTOM = 58, 282, 14, 144
LONGEST = 6
ABOVE, BELOW = -12, 26


@dataclass(frozen=True, slots=True)
class Boxes:
    """One box for each question as (x, verdict): good, part, bad or open."""

    width: int
    boxes: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A score; its number stands above it, or below where it would leave the chart."""

    x: float
    y: float
    label_y: float
    value: float
    at: datetime
    is_now: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Scores over time; `ticks` are (y, value), `middle` is the height of a class's median and that of its label."""

    points: tuple[Point, ...]
    ticks: tuple[tuple[float, float], ...]
    middle: tuple[float, float] | None = None

    @property
    def path(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)


def boxes(verdicts: Sequence[str]) -> Boxes:
    placed = tuple((index * (BOX + GAP), verdict) for index, verdict in enumerate(verdicts))
    return Boxes(max(len(placed) * (BOX + GAP) - GAP, 0), placed)


def line(scores: Sequence[tuple[datetime, float, bool]], best: float, middle: float | None = None) -> Line:
    """`scores` are (when, value, whether it is the one looked at), oldest first; `best` is the most there can be,
    `middle` that of the class."""
    step = (RIGHT - LEFT) / max(1, len(scores) - 1)

    def height(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * value / best, 1)

    def point(index: int, at: datetime, value: float, is_now: bool) -> Point:
        label = height(value) + (BELOW if value > 0.85 * best else ABOVE)
        return Point(round(LEFT + index * step, 1), height(value), label, value, at, is_now)

    points = tuple(point(index, *score) for index, score in enumerate(scores))
    ticks = tuple((height(value), value) for value in (0.0, best / 2, best))
    return Line(points, ticks, None if middle is None else beside(height(middle), points[-1]))


def beside(y: float, newest: Point) -> tuple[float, float]:
    """A line at this height, and its label at the right: below it, or above, where the newest score leaves it free."""
    taken = (newest.y + 4, newest.label_y)
    places = (y + 13, y - 5, min(y, *taken) - 15, max(y, *taken) + 15)
    return y, next(at for at in places if TOP <= at <= BOTTOM and all(abs(at - other) >= 14 for other in taken))
