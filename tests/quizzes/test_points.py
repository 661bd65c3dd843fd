import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.points import Standings, contributions, of_attempt, of_quiz


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


class TestStandings:
    standings = Standings([1284, 1190, 1190, 1126, 902])

    def test_equal_points_share_a_place_and_the_next_is_skipped(self):
        assert [self.standings.place(points) for points in (1284, 1190, 1126, 902)] == [1, 2, 4, 5]
        assert [self.standings.level(points) for points in (1284, 1190, 1000)] == [1, 2, 0]

    def test_points_that_nobody_has_get_the_place_they_would_have(self):
        assert [self.standings.place(points) for points in (9999, 1200, 1)] == [1, 2, 6]

    def test_the_next_above_has_strictly_more(self):
        assert [self.standings.next_above(points) for points in (1284, 1190, 1126)] == [None, 1284, 1190]

    def test_among_nobody_everybody_is_first(self):
        assert (Standings([]).place(5), Standings([]).next_above(5)) == (1, None)

    @given(st.lists(st.integers(1, 50), min_size=1))
    def test_a_place_is_one_more_than_those_who_have_more(self, totals):
        standings = Standings(totals)
        assert all(standings.place(mine) == 1 + sum(other > mine for other in totals) for mine in totals)
