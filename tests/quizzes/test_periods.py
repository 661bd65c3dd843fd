from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from quizzes.periods import ALL, MONTH, WEEK, span, week_before

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")  # seven hours ahead, no summer time
BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY_NIGHT = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)  # in Hanoi it is Monday, half past midnight


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        (ZoneInfo("UTC"), date(2026, 2, 23), date(2026, 3, 1)),
        (HANOI, date(2026, 3, 2), date(2026, 3, 8)),
    ],
)
def test_a_week_runs_from_monday_to_sunday_where_the_course_is(zone, first, last):
    week = span(WEEK, SUNDAY_NIGHT, zone)
    assert (week.first, week.last) == (first, last)


def test_it_begins_and_ends_at_local_midnight():
    week = span(WEEK, SUNDAY_NIGHT, HANOI)
    assert week.since == datetime(2026, 3, 1, 17, tzinfo=UTC)
    assert week.until == datetime(2026, 3, 8, 17, tzinfo=UTC)


def test_the_week_in_which_clocks_go_forward_is_an_hour_shorter():
    week = span(WEEK, datetime(2026, 3, 27, 12, tzinfo=UTC), BERLIN)
    assert (week.until.astimezone(UTC) - week.since.astimezone(UTC)).total_seconds() == (7 * 24 - 1) * 3600


@pytest.mark.parametrize(
    ("now", "first", "last"),
    [
        (datetime(2026, 2, 28, 16, 59, tzinfo=UTC), date(2026, 2, 1), date(2026, 2, 28)),
        (datetime(2026, 2, 28, 17, 0, tzinfo=UTC), date(2026, 3, 1), date(2026, 3, 31)),
        (datetime(2026, 12, 31, 12, 0, tzinfo=UTC), date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_month_turns_at_local_midnight(now, first, last):
    month = span(MONTH, now, HANOI)
    assert (month.first, month.last) == (first, last)


def test_all_time_is_open_at_both_ends():
    ever = span(ALL, SUNDAY_NIGHT, HANOI)
    assert (ever.since, ever.until) == (None, None)
    assert ever.holds(date(1975, 4, 30))


def test_last_week_ends_where_this_week_begins():
    week = span(WEEK, SUNDAY_NIGHT, HANOI)
    before = week_before(week)
    assert (before.until, before.first) == (week.since, date(2026, 2, 23))


def test_a_span_holds_its_first_and_last_day():
    week = span(WEEK, SUNDAY_NIGHT, HANOI)
    held = [week.holds(date(2026, 3, day)) for day in (1, 2, 8, 9)]
    assert held == [False, True, True, False]
