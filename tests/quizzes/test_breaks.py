from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizzes.breaks import Break, asked_from, holding

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
LONG_AGO = TODAY - 100 * DAY


def planned(first, last, on=0):
    return Break(TODAY + first * DAY, TODAY + last * DAY, TODAY + on * DAY)


def days_from_today(day):
    return (day - TODAY).days


@st.composite
def several_breaks(draw):
    """Up to three that do not touch, planned before they begin or on the way."""
    found, after = [], 0
    for _ in range(draw(st.integers(1, 3))):
        first = after + draw(st.integers(1, 20))
        last = first + draw(st.integers(0, 40))
        found.append(planned(first, last, draw(st.integers(-30, first))))
        after = last + 1
    return tuple(found)


@st.composite
def reviewed(draw):
    """The day of the last review and the due day."""
    last_day = TODAY + draw(st.integers(-60, 60)) * DAY
    return last_day, last_day + draw(st.integers(0, 120)) * DAY


def test_without_a_break_a_card_is_asked_on_its_due_day():
    assert asked_from(TODAY, LONG_AGO, ()) == TODAY
    assert asked_from(TODAY, LONG_AGO, [planned(1, 9)]) == TODAY


def test_the_first_half_comes_before_and_the_second_half_after():
    week = [planned(10, 15)]
    asked = [days_from_today(asked_from(TODAY + day * DAY, LONG_AGO, week)) for day in range(9, 18)]
    assert asked == [9, 7, 8, 9, 16, 17, 18, 16, 17]


def test_even_work_at_most_doubles():
    pause = [planned(20, 33)]
    load = Counter(asked_from(TODAY + day * DAY, LONG_AGO, pause) for day in range(60))
    assert max(load.values()) == 2
    assert sum(load.values()) == 60


def test_a_break_planned_late_brings_the_cards_forward_to_the_days_that_are_left():
    pause = [planned(2, 9)]
    asked = [days_from_today(asked_from(TODAY + day * DAY, LONG_AGO, pause)) for day in range(2, 10)]
    assert asked == [0, 0, 1, 1, 10, 11, 12, 13]


def test_from_today_on_everything_comes_after():
    pause = [planned(0, 3)]
    assert [days_from_today(asked_from(TODAY + day * DAY, LONG_AGO, pause)) for day in range(4)] == [4, 5, 4, 5]


def test_none_comes_before_half_of_its_time_has_passed():
    pause = [planned(10, 19)]
    due = TODAY + 12 * DAY
    assert asked_from(due, due - 30 * DAY, pause) == TODAY + 7 * DAY
    assert days_from_today(asked_from(due, due - 4 * DAY, pause)) == 22


def test_what_is_repeated_today_stays_today():
    assert asked_from(TODAY, TODAY, [planned(0, 5)]) == TODAY


@given(reviewed(), several_breaks())
def test_no_card_is_asked_in_a_break_or_before_half_of_its_time(days, breaks):
    last_day, due = days
    day = asked_from(due, last_day, breaks)
    if due > last_day:
        assert holding(day, breaks) is None
        assert day >= last_day + (due - last_day) // 2
    if holding(due, breaks) is None:
        assert day == due


@given(reviewed(), several_breaks())
def test_nothing_is_brought_forward_to_before_its_planning(days, breaks):
    last_day, due = days
    day = asked_from(due, last_day, breaks)
    if day < due:
        assert day >= holding(due, breaks).planned
