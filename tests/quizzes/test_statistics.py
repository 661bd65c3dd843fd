"""The formulas against a second computation, and against figures worked out by hand.

The second one goes by other forms of the same definitions: sums over pairs of attempts instead of means, and
unbiased estimators by their power sums.
"""

from itertools import combinations
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import statistics
from quizzes.statistics import item_figures, quiz_figures

SIX = [
    {"a": 1.0, "b": 1.0, "c": 2.0},
    {"a": 1.0, "b": 1.0, "c": 1.0},
    {"a": 1.0, "b": 0.0, "c": 2.0},
    {"a": 0.0, "b": 1.0, "c": 1.0},
    {"a": 1.0, "b": 0.0, "c": 0.0},
    {"a": 0.0, "b": 0.0, "c": 0.0},
]
"""Six attempts at three questions, of which the last is worth two points."""

WORTH = {"a": 1.0, "b": 1.0, "c": 2.0}


# The second computation ----------------------------------------------------------


def shared(xs, ys):
    """Covariance without a mean: over all pairs of attempts."""
    n = len(xs)
    return sum((xs[i] - xs[j]) * (ys[i] - ys[j]) for i, j in combinations(range(n), 2)) / (n * (n - 1))


def correlated(xs, ys):
    n, sx, sy = len(xs), sum(xs), sum(ys)
    sxy = sum(x * y for x, y in zip(xs, ys, strict=True))
    below = (n * sum(x * x for x in xs) - sx**2) * (n * sum(y * y for y in ys) - sy**2)
    return (n * sxy - sx * sy) / below**0.5


def third(xs):
    """The adjusted Fisher-Pearson coefficient."""
    n, centre, sd = len(xs), sum(xs) / len(xs), shared(xs, xs) ** 0.5
    return n / ((n - 1) * (n - 2)) * sum(((x - centre) / sd) ** 3 for x in xs)


def fourth(xs):
    """Sample excess kurtosis, as spreadsheets have it."""
    n, centre, sd = len(xs), sum(xs) / len(xs), shared(xs, xs) ** 0.5
    whole = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * sum(((x - centre) / sd) ** 4 for x in xs)
    return whole - 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))


def alpha(rows):
    """Cronbach's alpha from the mean variance and the mean covariance of the items."""
    items = list(rows[0])
    columns = {item: [row[item] for row in rows] for item in items}
    v = sum(shared(columns[i], columns[i]) for i in items) / len(items)
    pairs = list(combinations(items, 2))
    c = sum(shared(columns[i], columns[j]) for i, j in pairs) / len(pairs)
    return len(items) * c / (v + (len(items) - 1) * c)


def near(one, other):
    return one == pytest.approx(other, rel=1e-9, abs=1e-9)


quarters = st.integers(-4, 8).map(lambda n: n / 4)
tables = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(quarters, min_size=width, max_size=width), min_size=4, max_size=40)
)


def named(table):
    return [{f"q{n}": mark for n, mark in enumerate(row)} for row in table]


class TestAgainstTheSecondComputation:
    @given(table=tables)
    def test_each_item(self, table):
        rows = named(table)
        worth = dict.fromkeys(rows[0], 2.0)
        figures = item_figures(rows, worth)
        totals = [sum(row) for row in table]
        pulls = {item: shared([row[item] for row in rows], totals) for item in worth}
        whole = sum(pull**0.5 for pull in pulls.values() if pull > 1e-12)
        for item, found in figures.items():
            xs = [row[item] for row in rows]
            rest = [total - x for total, x in zip(totals, xs, strict=True)]
            assert near(found.facility, sum(xs) / len(xs) / 2)
            assert near(found.deviation, shared(xs, xs) ** 0.5 / 2)
            assert near(found.intended, 1 / len(worth))
            if len(set(xs)) > 1 and len(set(rest)) > 1:
                assert near(found.discrimination, correlated(xs, rest))
                assert near(found.efficiency, shared(xs, rest) / shared(sorted(xs), sorted(rest)))
            else:
                assert found.discrimination is found.efficiency is None
            if pulls[item] > 1e-9 and whole > 1e-9:
                assert near(found.effective, pulls[item] ** 0.5 / whole)
            if pulls[item] < -1e-9:
                assert found.effective is None

    @given(table=tables)
    def test_the_quiz(self, table):
        rows = named(table)
        scores = [sum(row) / (2 * len(row)) for row in table]
        found = quiz_figures(scores, rows)
        ordered = sorted(scores)
        middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
        assert (found.n, found.median) == (len(scores), middle)
        assert near(found.mean, sum(scores) / len(scores))
        assert near(found.deviation, shared(scores, scores) ** 0.5)
        if len(set(scores)) == 1:
            assert found.skewness is found.kurtosis is found.consistency is found.standard_error is None
            return
        assert near(found.skewness, third(scores))
        assert near(found.kurtosis, fourth(scores))
        assert near(found.consistency, alpha(rows))
        assert near(found.error_ratio, max(0.0, 1 - alpha(rows)) ** 0.5)
        assert near(found.standard_error, found.error_ratio * found.deviation)


class TestByHand:
    def test_facility_and_weights(self):
        found = item_figures(SIX, WORTH)
        assert [found[item].facility for item in "abc"] == [4 / 6, 0.5, 0.5]
        assert [found[item].intended for item in "abc"] == [0.25, 0.25, 0.5]
        assert isclose(sum(found[item].effective for item in "abc"), 1)

    def test_discrimination(self):
        # a: marks 1 1 1 0 1 0, rests 3 2 2 2 0 0: deviations from 2/3 and 3/2 multiply to 4 - 9 * 2/3 + ... = 1.
        found = item_figures(SIX, WORTH)["a"]
        spread = (6 * (2 / 3) * (1 / 3) * (21 - 6 * 2.25)) ** 0.5
        assert isclose(found.discrimination, 1 / spread)
        # At best the four right marks meet the rests 3 2 2 2.
        assert isclose(found.efficiency, 1 / 3)

    def test_consistency_and_error(self):
        # Totals 4 3 3 2 1 0: variance 2.1666; items 4/15, 3/10, 8/10.
        found = quiz_figures([4 / 4, 3 / 4, 3 / 4, 2 / 4, 1 / 4, 0.0], SIX)
        assert isclose(found.consistency, 1.5 * (1 - (4 / 15 + 0.3 + 0.8) / (13 / 6)))
        assert isclose(found.error_ratio, (1 - found.consistency) ** 0.5)
        assert isclose(found.deviation, (13 / 6) ** 0.5 / 4)
        assert (found.mean, found.median) == (pytest.approx(13 / 24), 0.625)


class TestWhatWasNotReached:
    def test_it_is_no_part_of_the_item_but_a_zero_is(self):
        rows = [{"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 0.0}, {"a": 1.0}]
        found = item_figures(rows, {"a": 1.0, "b": 1.0})
        assert (found["b"].n, found["b"].facility) == (2, 0.5)
        assert (found["a"].n, found["a"].facility) == (3, 1.0)

    def test_who_stopped_early_does_not_make_the_quiz_less_consistent(self):
        assert statistics.consistency([*SIX, {"a": 1.0}, {"a": 0.0, "b": 0.0}]) == statistics.consistency(SIX)

    def test_an_item_that_nobody_reached_has_no_figures(self):
        assert set(item_figures(SIX, {**WORTH, "d": 1.0})) == {"a", "b", "c"}


def test_nothing_is_said_of_nothing():
    found = quiz_figures([], [])
    assert found.n == 0
    assert found.mean is found.median is found.deviation is found.consistency is None
    assert item_figures([], {"a": 1.0}) == {}


def test_one_attempt_has_a_mean_and_no_spread():
    found = quiz_figures([0.5], [{"a": 1.0, "b": 0.0}])
    assert (found.mean, found.deviation, found.skewness) == (0.5, None, None)
    (a, b) = item_figures([{"a": 1.0, "b": 0.0}], {"a": 1.0, "b": 1.0}).values()
    assert (a.facility, b.facility, a.discrimination, a.effective) == (1.0, 0.0, None, None)


def test_versions_that_share_a_place_weigh_by_how_often_they_were_asked():
    halves = [{"a": 1.0, "old": 1.0}, {"a": 0.0, "old": 0.0}, {"a": 1.0, "new": 1.0}, {"a": 0.0, "new": 0.0}]
    found = item_figures(halves, {"a": 1.0, "old": 1.0, "new": 1.0})
    assert isclose(found["a"].intended, 0.5)
    assert isclose(found["a"].effective + (found["old"].effective + found["new"].effective) / 2, 1)
