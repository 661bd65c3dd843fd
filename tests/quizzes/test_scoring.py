from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.scoring import (
    ASPECTS,
    CERTAINTIES,
    Given,
    Rules,
    Score,
    handed_in_at,
    is_over,
    milliseconds,
    rating,
    score,
    share,
)

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
    assert score((fraction, None, worth) for fraction, worth in marks) == Score(Decimal(points), Decimal(out_of))


@given(
    st.lists(
        st.tuples(
            st.none() | st.floats(0, 1), st.none() | st.sampled_from([1, 2, 3]), st.decimals("0.01", 999, places=2)
        )
    )
)
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
    assert not is_over(deadline, deadline + timedelta(seconds=30), 30)
    assert is_over(deadline, deadline + timedelta(seconds=31), 30)
    assert not is_over(deadline, deadline + timedelta(seconds=31), 60)


def test_without_a_limit_it_is_never_over():
    assert Rules("now", None, 60, True).deadline(BEGUN) is None
    assert not is_over(None, BEGUN + timedelta(days=999), 0)


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


def test_a_quiz_that_closes_sooner_ends_sooner():
    closes = BEGUN + timedelta(minutes=5)
    rules = Rules("end", 15, 60, False, closes_at=closes.isoformat())
    assert rules.deadline(BEGUN) == closes
    assert Rules("end", None, 60, False, closes_at=closes.isoformat()).deadline(BEGUN) == closes
    assert Rules("end", 2, 60, False, closes_at=closes.isoformat()).deadline(BEGUN) == BEGUN + timedelta(minutes=2)


@pytest.mark.parametrize(
    ("minutes", "moment"), [(None, "during"), (0, "after"), (1, "after"), (3, "open"), (59, "open"), (60, "closed")]
)
def test_what_is_shown_depends_on_the_moment(minutes, moment):
    rules = Rules("end", None, 60, False, closes_at=(BEGUN + timedelta(hours=1)).isoformat(), shows={moment: ["score"]})
    now = BEGUN + timedelta(minutes=minutes or 0)
    finished_at = None if minutes is None else BEGUN
    assert rules.moment(finished_at, now) == moment
    assert rules.shown(finished_at, now) == {"score"}
    assert Rules("end", None, 60, False).shown(finished_at, now) == set(ASPECTS)


def test_each_further_try_earns_less_but_never_below_nothing():
    rules = Rules("now", None, 60, False, tries=5, retry_cost=40)
    assert [round(rules.credit(tries), 2) for tries in (1, 2, 3, 4)] == [1, 0.6, 0.2, 0]


@pytest.mark.parametrize("certainty", CERTAINTIES)
def test_to_say_how_sure_one_is_as_it_is_earns_most(certainty):
    """Sure of nine in ten, of three in four, of one in two: each does best with its own level."""
    chance = {1: 0.5, 2: 0.75, 3: 0.9}[certainty]
    expected = {level: chance * float(share(1, level)) + (1 - chance) * float(share(0, level)) for level in CERTAINTIES}
    assert max(expected, key=expected.get) == certainty


def test_an_open_question_costs_nothing_and_a_score_is_never_below_nothing():
    assert share(None, 3) == 0
    assert score([(0.0, 3, ONE), (None, None, ONE)]) == Score(Decimal(0), Decimal(2))
    assert score([(1.0, 3, ONE), (1.0, 1, ONE)]) == Score(Decimal("1.33"), Decimal(2))


@pytest.mark.parametrize(
    ("sequence", "arrived", "given", "late"),
    [
        (None, 0, 0, False),
        (None, 20, 10, True),
        (5, 7, 5, False),
        (5, 20, 5, True),
        (12, 20, 12, True),
        (99, 7, 7, False),
    ],
)
def test_an_answer_was_given_when_the_browser_says_but_not_in_the_future(sequence, arrived, given, late):
    def at(seconds):
        return BEGUN + timedelta(seconds=seconds)

    said = None if sequence is None else milliseconds(at(sequence))
    read = Given.read(said, at(arrived), deadline=at(10))
    assert (read.at, read.is_late) == (at(given), late)
