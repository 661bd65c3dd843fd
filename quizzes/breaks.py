"""Planned breaks: cards whose day lies in one are asked before it or after it.

Only the day of asking moves. What FSRS says of the memory, its due day too, stays as the reviews made it, so a break
that is planned, changed or taken back leaves nothing behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
LONGEST = 90  # days


@dataclass(frozen=True, slots=True)
class Break:
    """The learner-days from `first` to `last`, both included. Nothing is brought forward to before `planned`."""

    first: date
    last: date
    planned: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def ahead(self) -> int:
        """Of how many of its days the cards come before it; as many days before it carry them."""
        return (self.days + 1) // 2


def asked_from(due: date, last_day: date, breaks: Sequence[Break]) -> date:
    """The day from which a key point is asked that is due on `due` and was reviewed last on `last_day`.

    The cards of the first half of a break are spread over as many days before it, those of the second half over as
    many days after it, in their order: even daily work at most doubles. None comes before half of its time has
    passed; such a one comes after the break.
    """
    pause = holding(due, breaks)
    if pause is None or due <= last_day:
        return due
    early = brought_forward(due, last_day, pause)
    if early is not None and holding(early, breaks) is None:
        return early
    day = put_off(due, pause)
    while (other := holding(day, breaks)) is not None:
        day = other.last + DAY + (day - other.first) // 2
    return day


def holding(day: date, breaks: Sequence[Break]) -> Break | None:
    """The break that this day lies in."""
    return next((one for one in breaks if day in one), None)


def brought_forward(due: date, last_day: date, pause: Break) -> date | None:
    """A day before the break; None for what cannot come there."""
    place = (due - pause.first).days
    earliest = max(pause.first - pause.ahead * DAY, pause.planned)
    room = (pause.first - earliest).days
    if place >= pause.ahead or room <= 0:
        return None
    early = earliest + place * room // pause.ahead * DAY
    half = last_day + -(-(due - last_day).days // 2) * DAY
    return early if early >= half else None


def put_off(due: date, pause: Break) -> date:
    """A day after the break."""
    place = (due - pause.first).days
    behind = pause.days - pause.ahead
    late = place - pause.ahead if place >= pause.ahead else place * behind // pause.ahead
    return pause.last + (late + 1) * DAY
