from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring import GRACE, Rules, Score, handed_in_at, is_over, rating, score

BEGUN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ONE = Decimal(1)


@pytest.mark.parametrize(
    ("marks", "points", "out_of"),
    [
        ([], "0", "0"),
        ([(1.0, ONE), (0.0, ONE), (None, ONE)], "1", "3"),
        ([(1 / 3, ONE)] * 3, "1", "3"),
        ([(1 / 3, ONE)], "0.33", "1"),
        ([(2 / 3, ONE)], "0.67", "1"),
        ([(0.5, Decimal("2.5"))], "1.25", "2.5"),
        ([(0.2 + 0.4, ONE)], "0.6", "1"),
    ],
)
def test_a_score_is_the_sum_of_shares_to_the_cent(marks, points, out_of):
    assert score(marks) == Score(Decimal(points), Decimal(out_of))


@given(st.lists(st.tuples(st.none() | st.floats(0, 1), st.decimals("0.01", 999, places=2))))
def test_a_score_never_leaves_its_range(marks):
    total = score(marks)
    assert 0 <= total.points <= total.out_of
    assert 0 <= total.percent <= 100
    assert total.passes(0)
    assert not total.out_of or total.percent < 100 or total.passes(100)


def test_a_pass_mark_is_reached_or_not_without_rounding():
    assert Score(Decimal(3), Decimal(5)).passes(60)
    assert not Score(Decimal("2.99"), Decimal(5)).passes(60)
    assert Score(Decimal("2.99"), Decimal(5)).percent == 59


@pytest.mark.parametrize(("fraction", "grade"), [(0.0, 1), (0.49, 1), (0.5, 2), (0.99, 2), (1.0, 3)])
def test_an_answer_rates_the_memory(fraction, grade):
    assert rating(fraction) == grade


def test_a_deadline_is_kept_with_a_grace_for_the_journey():
    deadline = Rules("now", 15, 60, True).deadline(BEGUN)
    assert deadline == BEGUN + timedelta(minutes=15)
    assert not is_over(deadline, deadline + GRACE)
    assert is_over(deadline, deadline + GRACE + timedelta(seconds=1))


def test_without_a_limit_it_is_never_over():
    assert Rules("now", None, 60, True).deadline(BEGUN) is None
    assert not is_over(None, BEGUN + timedelta(days=999))


def test_who_never_handed_in_did_so_when_time_was_up():
    later = BEGUN + timedelta(days=3)
    assert handed_in_at(BEGUN, later) == BEGUN
    assert handed_in_at(later, BEGUN) == BEGUN
    assert handed_in_at(None, later) == later


def test_rules_survive_the_database():
    rules = Rules("end", 15, 60, False)
    assert Rules(**rules.as_json()) == rules
    assert not rules.tells_at_once
    assert Rules("now", None, 60, True).tells_at_once
