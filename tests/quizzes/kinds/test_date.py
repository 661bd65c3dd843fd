from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS
from quizzes.kinds.base import BadAnswer
from quizzes.kinds.date import ASKED
from quizzes.wording import said

DATE = KINDS["date"]
KEY = {"day": 18, "month": 2, "year": 2026}
FULL = ["day", "month", "year"]


def fraction(asks: list[str], key: dict, *typed: object, partial: bool = False) -> float:
    shown = {"stem": "When?", "asks": asks, "partial": partial}
    assert DATE.problems(shown, key) == []
    posted = {field: [str(value)] for field, value in zip(asks, typed, strict=True)}
    return DATE.mark(shown, key, DATE.parse(shown, posted)).fraction


@pytest.mark.parametrize(
    ("typed", "whole", "shares"),
    [
        ((18, 2, 2026), 1, 1),
        (("18", "02", "2026"), 1, 1),
        ((8, 2, 2026), 0, 2 / 3),
        (("", 2, 2026), 0, 2 / 3),
        (("", "", 2026), 0, 1 / 3),
        ((18, 3, 2026), 0, 1 / 3),
        ((18, 2, 2025), 0, 0),
    ],
)
def test_a_date_counts_whole_or_from_the_year_down_as_the_author_says(typed, whole, shares):
    assert fraction(FULL, KEY, *typed) == whole
    assert fraction(FULL, KEY, *typed, partial=True) == pytest.approx(shares)


@pytest.mark.parametrize(
    ("asks", "typed"), [(["month", "year"], (2, 2026)), (["year"], (2026,)), (["day", "month"], (18, 2))]
)
def test_what_the_source_does_not_give_is_not_asked(asks, typed):
    assert fraction(asks, {field: KEY[field] for field in asks}, *typed) == 1


@pytest.mark.parametrize(
    ("asks", "within", "typed", "expected"),
    [
        (FULL, 2, (16, 2, 2026), 1),
        (FULL, 2, (15, 2, 2026), 0),
        (FULL, 11, (1, 3, 2026), 1),
        (["month", "year"], 2, (12, 2025), 1),
        (["month", "year"], 1, (12, 2025), 0),
        (["year"], 5, (2021,), 1),
    ],
)
def test_the_tolerance_is_in_the_smallest_part(asks, within, typed, expected):
    assert fraction(asks, {**KEY, "within": within}, *typed) == expected


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"day": ["30"], "month": ["2"], "year": ["2026"]}, "no day 30"),
        ({"day": ["29"], "month": ["2"], "year": ["2025"]}, "no day 29"),
        ({"day": ["0"], "month": ["2"], "year": ["2026"]}, "no day 0"),
        ({"day": ["١٨"], "month": ["2"], "year": ["2026"]}, "in figures"),
        ({"day": ["18"], "month": [""], "year": ["2026"]}, "month of that day"),
        ({"day": [""], "month": ["2"], "year": [""]}, "year of that month"),
        ({"day": ["18"], "month": ["2"], "year": ["26"]}, "in full"),
        ({"day": ["18"], "month": ["2"], "year": ["0000"]}, "no such year"),
    ],
)
def test_what_is_no_date_is_asked_again_and_says_why(posted, sentence):
    with pytest.raises(BadAnswer, match=sentence):
        DATE.parse({"stem": "When?", "asks": FULL}, posted)


def test_a_leap_day_is_a_day_where_no_year_is_asked():
    assert fraction(["day", "month"], {"day": 29, "month": 2}, 29, 2) == 1


def test_a_date_reads_as_far_as_it_goes():
    lines = [
        DATE.in_words({}, answer)
        for answer in (KEY, {"month": 2, "year": 2026}, {"day": 18, "month": 2}, {"year": 2026})
    ]
    assert list(map(said, lines)) == ["18 February 2026", "February 2026", "18 February", "2026"]


@given(st.dates(date(1000, 1, 1)), st.sampled_from(ASKED), st.integers(-40, 40), st.integers(0, 30))
def test_days_off_are_counted_over_months_and_years(when, asks, off, within):
    try:
        other = when + timedelta(days=off)
    except OverflowError:
        return
    key = {"day": when.day, "month": when.month, "year": when.year, "within": within}
    share = fraction(asks, key, *(getattr(other, field) for field in asks), partial=True)
    assert 0 <= share <= 1
    if asks == FULL:
        assert (share == 1) == (abs(off) <= within)
    if off == 0:
        assert share == 1
