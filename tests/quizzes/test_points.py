import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.points import contributions, of_attempt, of_quiz


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
