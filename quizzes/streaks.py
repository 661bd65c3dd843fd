"""Days of study in a row. One rest day a week (Monday to Sunday) keeps a streak; it does not add to it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row, from `first` to `last`, of which `studied` were days of study and the others rest days."""

    first: date
    last: date
    studied: int


@dataclass(frozen=True, slots=True)
class Streak:
    """`rested` are the rest days inside the run that goes on; `rest_left` says whether this week has one left."""

    days: int
    longest: int
    rested: frozenset[date]
    rest_left: bool
    studied_today: bool


def streak(studied: Collection[date], today: date) -> Streak:
    """Today counts once there was study, and breaks nothing before it is over."""
    days = {day for day in studied if day <= today}
    found = list(runs(days, today if today in days else today - DAY))
    if not found or not found[-1].studied:
        longest = max((run.studied for run in found), default=0)
        return Streak(0, longest, frozenset(), rest_left=True, studied_today=False)
    now = found[-1]
    begun = min(day for day in days if day >= now.first)
    rested = frozenset(day for day in span(begun, now.last) if day not in days)
    return Streak(
        days=now.studied,
        longest=max(run.studied for run in found),
        rested=rested,
        rest_left=all(week(day) != week(today) for day in rested),
        studied_today=today in days,
    )


def runs(days: Collection[date], last: date) -> Iterator[Run]:
    """For each day up to the last, the longest run that ends on it."""
    if not days:
        return
    first, studied = min(days), 0
    missed: dict[tuple[int, int], date] = {}
    for day in span(first, last):
        if day in days:
            studied += 1
        else:
            earlier = missed.get(week(day))
            if earlier is not None and earlier >= first:
                # the second one of a week: the run can only begin after the first one
                studied -= sum(before in days for before in span(first, earlier))
                first = earlier + DAY
            missed[week(day)] = day
        yield Run(first, day, studied)


def week(day: date) -> tuple[int, int]:
    year, number, _ = day.isocalendar()
    return year, number


def span(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY
