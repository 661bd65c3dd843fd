from datetime import timedelta

import pytest

from quizzes.models import Decision, Ruling
from quizzes.pages.consequences import Move, effect
from quizzes.pages.leaderboard import board
from quizzes.periods import PERIODS
from tests import factories
from tests.quizzes.boardroom import award, member, settled


@pytest.fixture
def quiz(course):
    return factories.QuizFactory(course=course)


@pytest.fixture
def minh(course):
    return member(course, "Minh Phạm")


def test_excluding_the_best_attempt_costs_its_points_and_a_place(course, quiz, minh, now):
    earlier = settled(quiz, minh, now - timedelta(hours=1), (1, 0, 0))
    best = settled(quiz, minh, now)
    award(course, member(course, "Amara"), 20, now)
    foreseen = effect(best, now)
    assert foreseen.best == earlier
    assert foreseen.is_listed
    assert foreseen.moves == tuple(
        Move(period=period, points=30, points_after=10, place=1, place_after=2) for period in PERIODS
    )


def test_only_periods_that_change_are_told(course, quiz, minh, now):
    old = settled(quiz, minh, now - timedelta(days=40))
    assert [move.period for move in effect(old, now).moves] == ["all"]


def test_a_later_attempt_takes_the_points_over(course, quiz, minh, now):
    """Last month's best goes, so this week's equal attempt earns in its place."""
    old = settled(quiz, minh, now - timedelta(days=40))
    settled(quiz, minh, now)
    foreseen = effect(old, now)
    assert [(move.period, move.points, move.points_after) for move in foreseen.moves] == [
        ("week", 0, 30),
        ("month", 0, 30),
    ]
    assert [(move.place, move.place_after) for move in foreseen.moves] == [(None, 1), (None, 1)]


def test_an_attempt_that_earned_nothing_changes_nothing(quiz, minh, now):
    settled(quiz, minh, now - timedelta(hours=1))
    assert effect(settled(quiz, minh, now, (0, 0, 0)), now).moves == ()


def test_an_attempt_that_earned_nothing_still_counts_among_equals(course, quiz, minh, now):
    settled(quiz, minh, now - timedelta(hours=1))
    spare = settled(quiz, minh, now, (0, 0, 0))
    settled(quiz, member(course, "Amara"), now)
    assert [(move.place, move.place_after) for move in effect(spare, now).moves] == [(2, 1)] * 3


def test_the_only_attempt_leaves_none(quiz, minh, now):
    foreseen = effect(settled(quiz, minh, now), now)
    assert foreseen.best is None
    assert foreseen.moves[0].place_after is None


def test_who_hides_has_no_place_to_lose(course, quiz, now):
    foreseen = effect(settled(quiz, member(course, "Hidden", "hidden"), now), now)
    assert not foreseen.is_listed
    assert [(move.points, move.place) for move in foreseen.moves] == [(30, None)] * 3


@pytest.mark.parametrize("excluded", [False, True])
def test_what_is_foreseen_is_what_happens(course, quiz, minh, reviewer, now, excluded):
    attempts = [
        settled(quiz, minh, now - timedelta(days=days), marks)
        for days, marks in [(40, (1, 0, 0)), (20, (1, 1, 1)), (1, (1, 1, 0)), (0, (1, 1, 0.5))]
    ]
    for points in (5, 12, 18, 26):
        award(course, member(course, f"Rival {points}"), points, now)
    ruled = attempts[1]
    if excluded:
        Ruling.objects.decide(ruled, reviewer, Decision.EXCLUDE, "Too fast", now)
        ruled.refresh_from_db()
    foreseen = {move.period: (move.points_after, move.place_after) for move in effect(ruled, now).moves}
    decision = Decision.RESTORE if excluded else Decision.EXCLUDE
    Ruling.objects.decide(ruled, reviewer, decision, "To see", now)
    after = {period: board(course, period, minh, now).mine for period in PERIODS}
    assert foreseen
    assert foreseen == {period: (after[period].points, after[period].place) for period in foreseen}


def test_costs_as_many_queries_for_many_as_for_few(course, quiz, minh, now, django_assert_num_queries):
    for number in range(6):
        settled(quiz, member(course, f"Person {number}"), now)
    attempt = settled(quiz, minh, now)
    effect(attempt, now)
    with django_assert_num_queries(10):
        effect(attempt, now)
