from decimal import Decimal

import pytest

from quizzes import wording
from quizzes.kinds.base import Message


@pytest.mark.parametrize(("number", "word"), [(0, "zero"), (1, "one"), (18, "eighteen"), (20, "twenty"), (21, "21")])
def test_numbers_up_to_twenty_are_words(number, word):
    assert wording.number_word(number) == word


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "1 day"),
        (59, "59 days"),
        (60, "2 months"),
        (364, "12 months"),
        (366, "1 year"),
        (550, "1.5 years"),
        (36_500, "100 years"),
    ],
)
def test_an_interval_fits_a_button(days, words):
    assert wording.interval(days) == words


def test_hours_and_minutes():
    assert [wording.hours(seconds) for seconds in (0, 90, 17_400)] == ["0:00", "0:02", "4:50"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.04, "0.0 s"),
        (3.14, "3.1 s"),
        (9.96, "10 s"),
        (41, "41 s"),
        (59.6, "1 min 0 s"),
        (510, "8 min 30 s"),
        (7500, "2 h 5 min"),
    ],
)
def test_a_duration_is_told_as_finely_as_it_matters(seconds, words):
    assert wording.duration(seconds) == words


def test_a_sentence_of_a_pure_room_is_filled():
    assert wording.said(Message("Number {number} has no text.", {"number": 3})) == "Number 3 has no text."


def test_minutes_and_seconds():
    assert [wording.clock(seconds) for seconds in (0, 9.6, 554, 3600)] == ["0:00", "0:10", "9:14", "60:00"]


@pytest.mark.parametrize(
    ("number", "figure"),
    [
        (Decimal("8.00"), "8"),
        (Decimal("0.60"), "0.6"),
        (Decimal("0.33"), "0.33"),
        (1284, "1,284"),
        (0.5, "0.5"),
        (100, "100"),
    ],
)
def test_a_figure_has_no_needless_noughts(number, figure):
    assert wording.figure(number) == figure


@pytest.mark.parametrize(("number", "words"), [(0.333, "0.33"), (-0.77, "−0.77"), (None, "–")])
def test_a_figure_without_a_unit(number, words):
    assert wording.index(number) == words
