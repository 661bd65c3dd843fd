from datetime import timedelta

import pytest

from quizzes import sessions
from quizzes.models import Aside, Memory, Rating, Reading
from quizzes.pages.progress import standing
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(now):
    return now.date()


@pytest.fixture
def lesson(course, learner, now):
    lesson = factories.LessonFactory(edition__document__course=course, number=1)
    Reading.objects.advance(learner, lesson, 1, now)
    return lesson


@pytest.fixture
def points(lesson):
    """One that is due today, one that is new."""
    return [factories.CardFactory(key_point__lesson=lesson).key_point for _ in range(2)]


@pytest.fixture
def due(learner, points, now):
    Memory.objects.record(learner, points[0], Rating.GOOD, now - timedelta(days=3))
    return points[0]


def left(learner, now):
    return sessions.session(learner, now).left


def test_what_is_buried_comes_back_tomorrow_be_it_due_or_new(learner, points, due, today, now):
    assert left(learner, now) == 2
    for point, still in zip(points, (1, 0), strict=True):
        Aside.objects.bury(learner, point, today, now)
        assert left(learner, now) == sessions.waiting(learner, now) == still
    assert left(learner, now + timedelta(days=1)) == 2


def test_what_is_suspended_stays_away_until_it_is_brought_back(learner, points, due, now):
    for point in points:
        Aside.objects.suspend(learner, point, now)
    assert left(learner, now + timedelta(days=90)) == 0
    Aside.objects.of(learner).delete()
    assert left(learner, now + timedelta(days=90)) == 2


def test_the_forecast_knows_of_both(learner, points, due, today, now):
    assert standing(learner, today).due == {0: 1}
    Aside.objects.bury(learner, due, today, now)
    assert standing(learner, today).due == {1: 1}
    assert sessions.ending(learner, sessions.session(learner, now), now).tomorrow == 1
    Aside.objects.suspend(learner, due, now)
    assert standing(learner, today).due == {}
    assert sessions.ending(learner, sessions.session(learner, now), now).next_day is None
    assert sum(sum(phases.values()) for phases in standing(learner, today).phases.values()) == 1


def test_the_wish_of_one_learner_is_not_that_of_another(learner, classmate, due, lesson, today, now):
    Memory.objects.record(classmate, due, Rating.GOOD, now - timedelta(days=3))
    Aside.objects.suspend(classmate, due, now)
    assert left(learner, now) == 2


def test_suspending_what_was_buried_leaves_one_wish(learner, due, today, now):
    Aside.objects.bury(learner, due, today, now)
    Aside.objects.suspend(learner, due, now)
    assert Aside.objects.get().is_suspended


def test_its_memory_stays_as_it_is(learner, due, now):
    before = Memory.objects.get().state
    Aside.objects.suspend(learner, due, now)
    assert Memory.objects.get().state == before
