"""How fast an attempt went, and its two figures: a timeline of answers, and seconds a question beside the class.

Times are in seconds. Places are SVG user units, already written out, as a template would write a
decimal comma into them in many languages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil, log
from statistics import median, quantiles

WIDTH = 800
LABELS, RIGHT = 118, 776
"""Where the timeline's lanes begin, after their labels, and where they end."""
FIRST_LANE, LANE = 26, 36
AXIS, BAR = 44, 16
TOP, BOTTOM = 14, 260

MINUTE, HOUR, DAY = 60, 3600, 86400
STEPS = (1, 2, 5, 10, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, DAY)
SECONDS = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, HOUR, 6 * HOUR, DAY)
"""Gridlines of the second figure, on a scale that stretches small values."""


@dataclass(frozen=True, slots=True)
class Half:
    """The middle half of some values, and the value in the middle."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A gridline and its number; `unit` is s, min, h or d."""

    at: str
    number: int
    unit: str


@dataclass(frozen=True, slots=True)
class Lane:
    """When each answer of an attempt was given. `number` is the attempt's, None for the class."""

    number: int | None
    y: str
    end: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: int
    floor: int


@dataclass(frozen=True, slots=True)
class Column:
    """One question: the class as a bar from `top` for `height`, this attempt as a dot at `dot`. Each may be missing."""

    number: int
    x: str
    left: str
    top: str | None
    height: str | None
    dot: str | None


@dataclass(frozen=True, slots=True)
class Pace:
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]


def middle_half(values: Sequence[float]) -> Half | None:
    if not values:
        return None
    if len(values) == 1:
        return Half(values[0], values[0], values[0])
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return Half(low, middle, high)


def typical(attempts: Iterable[Sequence[float]]) -> tuple[float, ...]:
    """When the first, second, third... answer was given, in the median of these attempts."""
    ordered = [sorted(offsets) for offsets in attempts]
    return tuple(median(offset for offset in nth if offset is not None) for nth in zip_longest(*ordered))


def timeline(lanes: Sequence[tuple[int | None, Sequence[float]]]) -> Timeline:
    """`lanes` pairs the number of an attempt (None: the class) with its answers, from the start of each."""
    longest = max((max(offsets, default=0) for _number, offsets in lanes), default=0)
    step = next((step for step in STEPS if longest <= 10 * step), DAY * ceil(longest / (10 * DAY)))
    end = step * max(1, ceil(longest / step))

    def x(seconds: float) -> str:
        return unit_of_svg(LABELS + (RIGHT - LABELS) * max(0, seconds) / end)

    floor = FIRST_LANE + LANE * len(lanes) - 10
    return Timeline(
        lanes=tuple(
            Lane(number, str(FIRST_LANE + LANE * row), x(max(offsets, default=0)), tuple(map(x, sorted(offsets))))
            for row, (number, offsets) in enumerate(lanes)
        ),
        ticks=tuple(tick(x(seconds), seconds, step) for seconds in range(0, end + 1, step)),
        height=floor + 26,
        floor=floor,
    )


def pace(numbers: Sequence[int], mine: Mapping[int, float], others: Mapping[int, Half]) -> Pace:
    """Seconds for each question number: this attempt's and the class's, on a logarithmic scale."""
    values = [*mine.values(), *(half.low for half in others.values()), *(half.high for half in others.values())]
    bottom = max((step for step in SECONDS if step <= min(values, default=1)), default=SECONDS[0])
    top = min((step for step in SECONDS if step >= max(values, default=60) and step > bottom), default=7 * DAY)

    def y(seconds: float) -> float:
        share = log(min(max(seconds, bottom), top) / bottom) / log(top / bottom)
        return BOTTOM - (BOTTOM - TOP) * share

    def column(place: int, number: int) -> Column:
        room = (WIDTH - AXIS) / len(numbers)
        centre = AXIS + room * (place + 0.5)
        half = others.get(number)
        return Column(
            number=number,
            x=unit_of_svg(centre),
            left=unit_of_svg(centre - BAR / 2),
            top=unit_of_svg(y(half.high)) if half else None,
            # a class of one is a thin line rather than nothing
            height=unit_of_svg(max(2.0, y(half.low) - y(half.high))) if half else None,
            dot=unit_of_svg(y(mine[number])) if number in mine else None,
        )

    return Pace(
        columns=tuple(column(place, number) for place, number in enumerate(numbers)),
        ticks=tuple(tick(unit_of_svg(y(step)), step, step) for step in SECONDS if bottom <= step <= top),
    )


def tick(at: str, seconds: int, step: int) -> Tick:
    for size, unit in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if step % size == 0:
            return Tick(at, seconds // size, unit)
    return Tick(at, seconds, "s")


def unit_of_svg(value: float) -> str:
    return f"{value:.1f}"
