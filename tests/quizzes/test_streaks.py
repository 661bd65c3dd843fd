"""Hand-worked: 2 March 2026 is a Monday."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.scheduling import learner_day
from quizzes.streaks import streak, week


def march(*days):
    return {date(2026, 3, day) for day in days}


def on(day):
    return date(2026, 3, day)


@pytest.mark.parametrize(
    ("studied", "today", "days", "longest"),
    [
        (march(), 2, 0, 0),
        (march(2), 2, 1, 1),
        (march(2, 3, 4), 4, 3, 3),
        (march(2, 3, 4), 5, 3, 3),  # today is not over
        (march(2, 3, 4), 6, 3, 3),  # Thursday was the week's rest day
        (march(2, 3, 4), 7, 0, 3),  # Thursday and Friday were two
        (march(2, 3, 4, 6, 7), 7, 5, 5),  # a rest day does not add
        (march(2, 4, 6, 7), 7, 3, 3),  # the run begins after the first missed day
        (march(2, 3, 4, 5, 6, 7, 9, 10), 10, 8, 8),  # Sunday off
        (march(2, 3, 4, 5, 6, 7, 10, 11), 11, 8, 8),  # Sunday of one week, Monday of the next
        (march(2, 3, 4, 5, 6, 7, 11, 12), 12, 2, 6),  # and Tuesday is one too many
        (march(2, 3, 4, 5, 20), 20, 1, 4),
        (march(2, 3, 25), 2, 1, 1),  # a day that is still to come, after a flight west
    ],
)
def test_worked_by_hand(studied, today, days, longest):
    result = streak(studied, on(today))
    assert (result.days, result.longest) == (days, longest)


def test_rest_days_of_the_run_are_named_and_the_weeks_own_is_counted():
    result = streak(march(2, 3, 4, 5, 6, 7, 9, 10), on(11))
    assert result.rested == march(8)
    assert result.rest_left
    assert not result.studied_today
    result = streak(march(2, 3, 4, 5, 6, 7, 9, 11), on(12))
    assert result.rested == march(8, 10)
    assert not result.rest_left


def test_without_a_streak_no_rest_day_is_used():
    result = streak(march(2), on(20))
    assert (result.days, result.rested, result.rest_left) == (0, frozenset(), True)


def test_a_week_over_new_year_is_one_week():
    # Monday 28 December 2026 to Sunday 3 January 2027
    studied = {date(2026, 12, 28), date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 2)}
    assert streak(studied, date(2027, 1, 2)).days == 3


def test_the_days_of_a_learner_hold_over_the_change_of_clocks():
    zone = ZoneInfo("America/New_York")
    # every evening at 23:30, and once after midnight, while clocks go forward on 8 March
    times = [datetime(2026, 3, day, 23, 30, tzinfo=zone) for day in (5, 6, 7, 9)]
    times.append(datetime(2026, 3, 9, 1, 30, tzinfo=zone))  # still the 8th
    studied = {learner_day(at.astimezone(UTC), zone) for at in times}
    assert streak(studied, on(9)).days == 5


@settings(deadline=None)
@given(st.sets(st.integers(0, 30)), st.integers(0, 30))
def test_no_run_is_longer_than_the_longest_found_by_trying_all(offsets, today):
    start = date(2026, 3, 2)
    days, now = {start + timedelta(days=n) for n in offsets}, start + timedelta(days=today)
    last = today if now in days else today - 1

    def count(first, end):
        missed = [start + timedelta(days=n) for n in range(first, end + 1) if n not in offsets]
        allowed = len({week(day) for day in missed}) == len(missed)
        return sum(n in offsets for n in range(first, end + 1)) if allowed else 0

    result = streak(days, now)
    assert result.days == max((count(first, last) for first in range(last + 1)), default=0)
    assert result.longest == max((count(first, end) for end in range(last + 1) for first in range(end + 1)), default=0)
