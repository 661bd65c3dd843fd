"""From marks to a score, under the rules that an attempt was begun with."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

GRACE = timedelta(seconds=30)
"""An answer given in time may take so long to arrive."""

AGAIN, HARD, GOOD = 1, 2, 3
HALF = 0.5
"""Who knows less of a key point than this has forgotten it."""

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rules:
    """`feedback` is now or end, `time_limit` in minutes, `pass_mark` in percent."""

    feedback: str
    time_limit: int | None
    pass_mark: int
    shuffle: bool

    @property
    def tells_at_once(self) -> bool:
        return self.feedback == "now"

    def deadline(self, begun: datetime) -> datetime | None:
        return begun + timedelta(minutes=self.time_limit) if self.time_limit else None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Given:
    """When an answer was given, and whether it was delivered late. `sequence` is that moment in milliseconds."""

    sequence: int
    at: datetime
    is_late: bool

    @classmethod
    def read(cls, sequence: int | None, now: datetime, deadline: datetime | None) -> "Given":
        """`sequence` is what the browser says; None for a form that says nothing, which was given as it arrived.

        Nobody answers in the future; of what arrives after the deadline, a form that says nothing was given in time.
        """
        arrived = milliseconds(now)
        is_late = deadline is not None and now > deadline
        if sequence is None:
            return cls(arrived, min(now, deadline) if deadline else now, is_late)
        sequence = min(sequence, arrived)
        return cls(sequence, datetime.fromtimestamp(sequence / 1000, now.tzinfo), is_late)


def milliseconds(moment: datetime) -> int:
    """Since 1970, as browsers count."""
    return int(moment.timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Score:
    points: Decimal
    out_of: Decimal

    @property
    def percent(self) -> int:
        """Rounded down, so that nobody reads a pass mark that was not reached."""
        return int(100 * self.points / self.out_of) if self.out_of else 0

    def passes(self, pass_mark: int) -> bool:
        return 100 * self.points >= pass_mark * self.out_of


def score(marks: Iterable[tuple[float | None, Decimal]]) -> Score:
    """Of the questions' shares and points; a share of None is a question left open."""
    points = out_of = Decimal(0)
    for fraction, worth in marks:
        # Through its shortest text: the binary value of a third is no exact number of cents either way.
        points += Decimal(str(fraction or 0)) * worth
        out_of += worth
    return Score(points.quantize(CENT, ROUND_HALF_UP), out_of)


def rating(fraction: float) -> int:
    """What an answer says of the memory of its key point."""
    if fraction >= 1:
        return GOOD
    return HARD if fraction >= HALF else AGAIN


def is_over(deadline: datetime | None, now: datetime) -> bool:
    """Whether even a late delivery is too late."""
    return deadline is not None and now > deadline + GRACE


def handed_in_at(deadline: datetime | None, now: datetime) -> datetime:
    """Who never handed in did so when time was up."""
    return min(now, deadline) if deadline else now
