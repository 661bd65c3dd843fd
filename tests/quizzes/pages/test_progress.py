from dataclasses import asdict
from datetime import date, timedelta

import pytest

from quizzes.models import Memory, Rating
from quizzes.pages import progress
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
    assert progress.phase(memory, TODAY, ()) == phase


def test_without_a_memory_it_is_new():
    assert progress.phase(None, TODAY, ()) == "new"


def test_phases_of_many_key_points_take_one_query(learner, classmate, now, django_assert_num_queries):
    points = factories.KeyPointFactory.create_batch(3)
    Memory.objects.record(learner, points[0], Rating.GOOD, now)
    Memory.objects.record(learner, points[1], Rating.EASY, now)
    Memory.objects.record(classmate, points[2], Rating.EASY, now)
    with django_assert_num_queries(1):
        phases = progress.phases_of(learner, points, TODAY)
    assert phases == {points[0].pk: "learning", points[1].pk: "familiar", points[2].pk: "new"}


@pytest.mark.parametrize("stability", [1, 7, 12, 30, 45.5, 200])
@pytest.mark.parametrize("days_ago", [0, 20, 57, 58, 86, 87, 400])
def test_the_phase_agrees_with_the_chance_of_recall(stability, days_ago):
    last = TODAY - timedelta(days=days_ago)
    memory = Memory(stability=stability, difficulty=5, last_day=last, due=last)
    assert (progress.phase(memory, TODAY, ()) == "mastered") == (stability >= 30 and memory.recall(TODAY, ()) >= 0.85)


@pytest.fixture
def lesson(course):
    return factories.LessonFactory(edition__document__course=course, number=1)


@pytest.fixture
def cards(lesson):
    return [factories.CardFactory(key_point__lesson=lesson) for _ in range(4)]


def record(learner, card, rating, now, **more):
    return Memory.objects.record(learner, card.key_point, rating, now, card=card, **more)


class TestStanding:
    def test_phases_by_course_and_cards_by_day(self, learner, course, cards, now, django_assert_num_queries):
        record(learner, cards[0], Rating.AGAIN, now - timedelta(days=9))  # overdue
        record(learner, cards[1], Rating.GOOD, now)  # in 2 days
        record(learner, cards[2], Rating.EASY, now)  # in 8 days
        with django_assert_num_queries(1):
            standing = progress.standing(learner, TODAY)
        assert standing.phases == {course.pk: {"learning": 2, "familiar": 1}}
        assert standing.due == {0: 1, 2: 1, 8: 1}
        assert standing.count("learning") == 2

    def test_only_what_a_card_asks_for_in_courses_of_mine(self, learner, lesson, cards, now):
        factories.CardFactory()
        asked_in_a_quiz = factories.QuestionFactory(key_point__lesson=lesson).key_point
        Memory.objects.record(learner, asked_in_a_quiz, Rating.GOOD, now)
        assert set(progress.learnable(learner)) == {card.key_point for card in cards}
        assert progress.standing(learner, TODAY) == progress.Standing({}, {})


class TestActivity:
    def test_reviews_by_learner_day_without_what_was_undone(self, learner, classmate, cards, now):
        learner.time_zone = "Asia/Ho_Chi_Minh"
        night = now.replace(hour=20, minute=30)  # 3:30 there: still the second of March
        for at in (now, now, night, night + timedelta(minutes=30)):
            record(learner, cards[0], Rating.GOOD, at)
        record(learner, cards[1], Rating.GOOD, now).undo(now)
        record(classmate, cards[1], Rating.GOOD, now)
        assert progress.activity(learner) == {TODAY: 3, TODAY + timedelta(days=1): 1}
        assert progress.days_studied(learner) == {TODAY, TODAY + timedelta(days=1)}


class TestRecent:
    def test_true_retention_counts_what_was_due_in_thirty_days(self, learner, cards, now):
        for card, rating in zip(cards, (Rating.GOOD, Rating.HARD, Rating.AGAIN, Rating.EASY), strict=True):
            record(learner, card, Rating.GOOD, now - timedelta(days=40))
            record(learner, card, rating, now - timedelta(days=29))
        record(learner, cards[3], Rating.AGAIN, now)  # not due yet
        recent = progress.recent(learner, TODAY)
        assert (recent.due, recent.recalled, recent.retention) == (4, 3, 75)
        assert progress.recent(learner, TODAY + timedelta(days=1)).retention is None

    def test_the_time_of_this_month(self, learner, cards, now):
        record(learner, cards[0], Rating.GOOD, now - timedelta(days=2), seconds=100)  # 28 February
        record(learner, cards[0], Rating.GOOD, now - timedelta(days=1), seconds=20)
        record(learner, cards[0], Rating.GOOD, now, seconds=5.5)
        assert progress.recent(learner, TODAY).seconds == 25.5

    def test_a_learner_without_reviews(self, learner):
        assert progress.recent(learner, TODAY) == progress.Recent(seconds=0.0, due=0, recalled=0)


def test_a_quiz_is_passed_by_one_attempt_that_reached_the_pass_mark(learner, classmate, course, now):
    quizzes = [factories.QuizFactory(course=course, pass_mark=60) for _ in range(3)]
    rules = asdict(quizzes[0].rules)
    for quiz, who, scores in (
        (quizzes[0], learner, (1, 3)),
        (quizzes[1], learner, (1, 1)),
        (quizzes[2], classmate, (3,)),
    ):
        for number, score in enumerate(scores, start=1):
            quiz.attempts.create(
                learner=who, number=number, rules=rules, started_at=now, finished_at=now, score=score, max_score=3
            )
    factories.QuizFactory()
    assert progress.quizzes_passed(learner) == progress.Passed(passed=1, quizzes=3)


class TestKnown:
    def test_weakest_first_and_new_last(self, learner, cards, now):
        record(learner, cards[0], Rating.EASY, now)
        record(learner, cards[1], Rating.AGAIN, now)
        record(learner, cards[3], Rating.GOOD, now)
        rows = progress.known(learner, TODAY).rows
        assert [row.key_point for row in rows] == [cards[i].key_point for i in (1, 3, 0, 2)]
        assert [(row.phase, row.days, row.share) for row in rows] == [
            ("learning", 0, 0),
            ("learning", 2, 7),
            ("familiar", 8, 27),
            ("new", None, 0),
        ]

    def test_in_pages_of_one_course_by_two_queries(self, learner, course, lesson, cards, django_assert_num_queries):
        other = factories.CardFactory()
        factories.MembershipFactory(course=other.key_point.course, user=learner)
        assert len(progress.known(learner, TODAY).rows) == 5
        for _ in range(40):
            factories.CardFactory(key_point__lesson=lesson)
        with django_assert_num_queries(2):
            known = progress.known(learner, TODAY, course, "2")
            assert len([row.key_point.citation.label for row in known.rows]) == 4
        assert known.page.paginator.count == 44
