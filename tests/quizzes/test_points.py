import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.points import contributions, of_attempt, of_quiz, score


@pytest.mark.parametrize(
    ("fractions", "points"),
    [
        ([], 0),
        ([1, 1, 1], 30),
        ([1, None, 0], 10),
        ([0.25], 3),  # halves go up
        ([1 / 3, 1 / 3, 1 / 3], 10),
        ([0.05, 0.1, 0.1], 3),  # 2.5 although the floats add up to a little less
    ],
)
def test_an_attempt_is_worth_ten_a_question(fractions, points):
    assert of_attempt(fractions) == points


def test_a_quiz_is_worth_ten_a_question():
    assert of_quiz(12) == 120


@pytest.mark.parametrize(
    ("attempts", "added"),
    [
        ([], []),
        ([70], [70]),
        ([70, 50, 90], [70, 0, 20]),
        ([70, 70], [70, 0]),
        ([None, 90], [0, 90]),
        ([70, None, 90], [70, 0, 20]),
    ],
)
def test_an_attempt_adds_what_goes_beyond_the_best_before(attempts, added):
    assert contributions(attempts) == added


@given(st.lists(st.none() | st.integers(0, 200)))
def test_contributions_add_up_to_the_best_attempt(attempts):
    assert sum(contributions(attempts)) == max((points or 0 for points in attempts), default=0)


@pytest.mark.parametrize(
    ("better", "worse"), [((11, 9), (10, 0)), ((10, 1), (10, 2)), ((1, 5_000), (0, 0)), ((10, 999), (9, 0))]
)
def test_points_rank_first_then_fewer_attempts(better, worse):
    assert score(*better) > (score(*worse) or 0)


def test_without_points_there_is_no_score():
    assert (score(0, 3), score(-10, 1)) == (None, None)


def test_so_many_attempts_that_nobody_takes_them_are_equal():
    assert score(10, 999) == score(10, 5_000)
