from datetime import date, timedelta

import pytest

from quizzes import progress
from quizzes.models import Memory, Rating
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("stability", "days_ago", "phase"),
    [
        (0.2, 0, "learning"),
        (6.9, 0, "learning"),
        (7, 0, "familiar"),
        (29.9, 0, "familiar"),
        (30, 0, "mastered"),
        (30, 30, "mastered"),
        (30, 57, "mastered"),
        (30, 58, "familiar"),  # a chance of recall under 0.85
        (30, 3000, "familiar"),
    ],
)
def test_a_phase_comes_of_stability_and_of_the_chance_of_recall(stability, days_ago, phase):
    last = TODAY - timedelta(days=days_ago)
    memory = Memory(stability=stability, difficulty=5, last_day=last, due=last)
    assert progress.phase(memory, TODAY) == phase


def test_without_a_memory_it_is_new():
    assert progress.phase(None, TODAY) == "new"


def test_phases_of_many_key_points_take_one_query(learner, classmate, now, django_assert_num_queries):
    points = factories.KeyPointFactory.create_batch(3)
    Memory.objects.record(learner, points[0], Rating.GOOD, now)
    Memory.objects.record(learner, points[1], Rating.EASY, now)
    Memory.objects.record(classmate, points[2], Rating.EASY, now)
    with django_assert_num_queries(1):
        phases = progress.phases_of(learner, points, TODAY)
    assert phases == {points[0].pk: "learning", points[1].pk: "familiar", points[2].pk: "new"}
