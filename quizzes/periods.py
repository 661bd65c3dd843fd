"""The stretches of time that boards are kept for, in the time zone of their course."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK, MONTH, ALL = "week", "month", "all"
PERIODS = (WEEK, MONTH, ALL)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both included; None leaves that end open."""

    first: date | None
    last: date | None
    zone: ZoneInfo

    @property
    def since(self) -> datetime | None:
        """The moment at which it begins."""
        return midnight(self.first, self.zone) if self.first else None

    @property
    def until(self) -> datetime | None:
        """The moment at which it is over."""
        return midnight(self.last + timedelta(days=1), self.zone) if self.last else None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def span(period: str, now: datetime, zone: ZoneInfo) -> Span:
    """The week or month that `now` lies in, or all time."""
    return span_of(period, now.astimezone(zone).date(), zone)


def span_of(period: str, day: date, zone: ZoneInfo) -> Span:
    """The week (from Monday) or month that holds this day, or all time."""
    if period == WEEK:
        monday = day - timedelta(days=day.weekday())
        return Span(monday, monday + timedelta(days=6), zone)
    if period == MONTH:
        first = day.replace(day=1)
        return Span(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), zone)
    return Span(None, None, zone)


def week_before(week: Span) -> Span:
    assert week.first is not None
    return Span(week.first - timedelta(days=7), week.first - timedelta(days=1), week.zone)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, tzinfo=zone)
