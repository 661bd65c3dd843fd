import pytest

from quizzes import wording


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
