"""Charts as numbers: where each bar and tick stands, for templates to draw. Nothing is styled here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

TICK, TICK_GAP = 12, 4
TICK_HEIGHT, DECK_HEIGHT = 4, 8
TICKS = 60
GRADES = {1: "again", 2: "hard", 3: "good", 4: "easy"}

WEEKS = 40
CELL, CELL_GAP = 13, 3
HEAT_LEFT, HEAT_TOP = 30, 18
HEAT_STEPS = 4


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
    """A session as ticks; the first of those that are left is being asked.

    Of a long session it is the part around that one: as many ticks as can be told apart.
    """
    graded = [GRADES[rating] for rating in ratings][-max(TICKS // 2, TICKS - left) :]
    kinds = [*graded, *(["now"] if left else []), *["todo"] * (left - 1)][:TICKS]
    ticks = (
        Tick(kind, index * (TICK + TICK_GAP), *((0, DECK_HEIGHT) if kind == "now" else (2, TICK_HEIGHT)))
        for index, kind in enumerate(kinds)
    )
    return Deck(max(len(kinds) * (TICK + TICK_GAP) - TICK_GAP, TICK), DECK_HEIGHT, tuple(ticks))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where bars stand: the baseline at `bottom`, the tallest reaching to `top`."""

    width: float
    height: float
    left: float
    top: float
    bottom: float
    gap: float


WEEK_FRAME = Frame(width=300, height=104, left=0, top=18, bottom=84, gap=8)
FORECAST_FRAME = Frame(width=800, height=230, left=28, top=12, bottom=206, gap=14)


@dataclass(frozen=True, slots=True)
class Bar:
    """`extra` stands on the bar, as its outlined part; `middle` is where its label goes."""

    day: date
    count: int
    extra: int
    x: float
    y: float
    width: float
    height: float
    extra_y: float
    extra_height: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def total(self) -> int:
        return self.count + self.extra

    @property
    def above(self) -> float:
        """Where its number stands."""
        return round((self.extra_y if self.extra else self.y) - 5, 1)


@dataclass(frozen=True, slots=True)
class Gridline:
    value: int
    y: float


@dataclass(frozen=True, slots=True)
class Bars:
    frame: Frame
    bars: tuple[Bar, ...]
    gridlines: tuple[Gridline, ...]

    @property
    def tallest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.total)

    @property
    def is_tied(self) -> bool:
        """Whether another one is as tall as the tallest."""
        return [bar.total for bar in self.bars].count(self.tallest.total) > 1

    @property
    def total(self) -> int:
        return sum(bar.total for bar in self.bars)


def bars(today: date, counts: Sequence[int], frame: Frame, extra: int = 0) -> Bars:
    """One bar a day from today on; `extra` stands on today's."""
    step = nice_step(max(counts[0] + extra, *counts))
    top = step * max(1, -(-max(counts[0] + extra, *counts) // step))
    unit = (frame.bottom - frame.top) / top
    width = (frame.width - frame.left + frame.gap) / len(counts) - frame.gap

    def bar(index: int, count: int) -> Bar:
        more = extra if index == 0 else 0
        y, height = frame.bottom - count * unit, count * unit
        return Bar(
            day=today + timedelta(days=index),
            count=count,
            extra=more,
            x=round(frame.left + index * (width + frame.gap), 1),
            y=round(y, 1),
            width=round(width, 1),
            height=round(height, 1),
            extra_y=round(y - more * unit, 1),
            extra_height=round(more * unit, 1),
        )

    lines = (Gridline(value, round(frame.bottom - value * unit, 1)) for value in range(step, top + 1, step))
    return Bars(frame, tuple(bar(*each) for each in enumerate(counts)), tuple(lines))


def nice_step(most: int) -> int:
    """The distance of up to five gridlines: 1, 2 or 5 times a power of ten."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power * 5 >= most:
                return factor * power
        power *= 10


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar; `level` 0 is nothing, 4 the most."""

    day: date
    count: int
    level: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Heat:
    """A calendar of weeks from Monday to Sunday. `months` are (x, first day shown of the month)."""

    width: int
    height: int
    cells: tuple[Cell, ...]
    months: tuple[tuple[int, date], ...]
    top_from: int
    total: int
    days: int

    @property
    def weeks(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(self.cells[first : first + 7] for first in range(0, len(self.cells), 7))


def heat(counts: Mapping[date, int], today: date, weeks: int = WEEKS) -> Heat:
    """The last weeks, today's among them. The middle day of study is at the second of four steps."""
    monday = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    shown = {day: count for day, count in counts.items() if monday <= day <= today}
    step = max(1, -(-round(median(shown.values())) // 2)) if shown else 1
    pitch = CELL + CELL_GAP

    def cell(index: int) -> Cell:
        day, (week, weekday) = monday + timedelta(days=index), divmod(index, 7)
        count = shown.get(day, 0)
        level = min(HEAT_STEPS, -(-count // step))
        return Cell(day, count, level, HEAT_LEFT + week * pitch, HEAT_TOP + weekday * pitch)

    cells = tuple(cell(index) for index in range((today - monday).days + 1))
    months = tuple((cell.x, cell.day) for cell in cells[::7] if cell.day.day <= 7)
    return Heat(
        width=HEAT_LEFT + weeks * pitch - CELL_GAP,
        height=HEAT_TOP + 7 * pitch - CELL_GAP,
        cells=cells,
        months=months,
        top_from=(HEAT_STEPS - 1) * step + 1,
        total=sum(shown.values()),
        days=len(shown),
    )


def steadiest(counts: Mapping[date, int]) -> int | None:
    """The weekday (0: Monday) on which there was study most often; None when no weekday stands out."""
    days = [sum(day.weekday() == weekday for day in counts) for weekday in range(7)]
    most = max(days)
    return days.index(most) if most > 1 and days.count(most) == 1 else None
