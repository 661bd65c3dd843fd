from datetime import date, timedelta
from random import Random

import pytest

from quizzes import scheduling
from quizzes.breaks import Break
from quizzes.exams import MOST_NEW, Pursuit, outlook, pace
from quizzes.scheduling import AGAIN, GOOD, State

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


def pursuit(days, *breaks, retention=0.9):
    return Pursuit(TODAY, TODAY + days * DAY, retention, breaks=breaks)


def away(first, last):
    return Break(TODAY + first * DAY, TODAY + last * DAY, TODAY)


def memories(count, rng):
    """Of many strengths, each somewhere on the way to its due day."""
    found = []
    for _ in range(count):
        stability = rng.lognormvariate(2, 1)
        interval = max(1, round(stability))
        last_day = TODAY - rng.randint(0, interval) * DAY
        found.append(State(stability, rng.uniform(1, 10), last_day, last_day + interval * DAY, reps=3, lapses=0))
    return found


def walked(states, plan, rng):
    """How many are recalled on the day, and the reviews until then, when each is drawn by lot, one by one."""
    recalled, reviews = 0.0, 0
    for state in states:
        for day in plan.dates:
            if state.due > day:
                continue
            reviews += 1
            if rng.random() >= scheduling.retrievability(state, day):
                state, reviews = scheduling.review(state, AGAIN, day), reviews + 1
            state = scheduling.review(state, GOOD, day)
        recalled += scheduling.retrievability(state, plan.day)
    return recalled, reviews


class TestPace:
    def test_as_many_a_day_as_reach_the_day_before(self):
        assert pace({TODAY + 10 * DAY: 34}, [pursuit(10)]) == 4

    def test_days_of_a_break_do_not_count(self):
        assert pace({TODAY + 10 * DAY: 34}, [pursuit(10, away(3, 7))]) == 7

    def test_the_exam_that_presses_most_sets_it(self):
        near, far = pursuit(4), pursuit(10)
        assert pace({near.day: 20, far.day: 10}, [far, near]) == 5
        assert pace({near.day: 4, far.day: 46}, [far, near]) == 5

    def test_it_has_a_limit(self):
        assert pace({TODAY + DAY: 9_000}, [pursuit(1)]) == MOST_NEW

    def test_without_an_exam_there_is_none(self):
        assert pace({}, []) == 0


class TestOutlook:
    def test_with_nothing_begun_nothing_is_recalled_without_study(self):
        found = outlook([], 40, pursuit(10))
        assert (found.days, found.new_a_day, found.left_out, found.stopped) == (10, 4, 0, 0.0)
        assert 0.9 < found.followed < 1

    def test_what_cannot_be_begun_in_time_is_said_and_counts_as_unknown(self):
        found = outlook([], 500, pursuit(2))
        assert (found.new_a_day, found.left_out) == (MOST_NEW, 100)
        assert found.followed < 0.8

    def test_on_the_day_itself_it_is_too_late(self):
        known = scheduling.review(None, GOOD, TODAY)
        found = outlook([known], 1, pursuit(0))
        assert (found.days, found.a_day, found.most, found.left_out) == (0, 0, 0, 1)
        assert found.followed == found.stopped == 0.5

    def test_without_key_points_it_is_empty(self):
        assert outlook([], 0, pursuit(5)).followed == 0.0

    @pytest.mark.parametrize("days", [3, 30, 90])
    def test_it_agrees_with_a_walk_of_every_card_by_lot(self, days):
        states = memories(400, Random(1))
        found = outlook(states, 0, pursuit(days))
        recalled, reviews = walked(states, pursuit(days), Random(2))
        assert found.followed == pytest.approx(recalled / 400, abs=0.01)
        assert sum(found.loads) == pytest.approx(reviews, rel=0.1)

    def test_one_that_is_stopped_is_what_fsrs_says(self):
        states = memories(50, Random(3))
        truth = sum(scheduling.retrievability(state, TODAY + 20 * DAY) for state in states) / 50
        assert outlook(states, 0, pursuit(20)).stopped == pytest.approx(truth, abs=0.01)

    def test_no_load_lies_in_a_break(self):
        found = outlook(memories(100, Random(4)), 30, pursuit(20, away(0, 2), away(9, 12)))
        assert found.days == 13
        assert [found.loads[day] for day in (0, 1, 2, 9, 10, 11, 12)] == [0] * 7
        assert found.loads[3] > 0

    def test_a_higher_retention_costs_more_and_yields_more(self):
        states = memories(200, Random(5))
        low, high = (outlook(states, 0, pursuit(60, retention=share)) for share in (0.8, 0.97))
        assert low.followed < high.followed
        assert sum(low.loads) < sum(high.loads)

    def test_the_busiest_day_is_named(self):
        found = outlook([scheduling.review(None, GOOD, TODAY)] * 10, 0, pursuit(5))
        assert (found.most_in, found.most) == (2, 11)
