from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from quizzes import sessions
from quizzes.beginning import new_today
from quizzes.models import Absence, Exam, Memory, Rating, Reading, Review
from quizzes.pages.progress import standing
from quizzes.planning import cancel_break, set_break
from quizzes.reviewing import review_card
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture
def lesson(course):
    return factories.LessonFactory(edition__document__course=course, number=1)


@pytest.fixture
def read(learner, lesson, now):
    return Reading.objects.advance(learner, lesson, 2, now)


def cards(lesson, count):
    return [factories.CardFactory(key_point__lesson=lesson) for _ in range(count)]


@pytest.fixture
def known(learner, lesson):
    """One key point due on each of the next twenty days, reviewed forty days ago."""
    points = [card.key_point for card in cards(lesson, 20)]
    return Memory.objects.bulk_create(
        Memory(
            learner=learner,
            key_point=point,
            stability=40,
            difficulty=5,
            last_day=TODAY - 40 * DAY,
            due=TODAY + ahead * DAY,
            asked_from=TODAY + ahead * DAY,
            reps=3,
        )
        for ahead, point in enumerate(points, start=1)
    )


def plan(learner, first, last, absence=None):
    return set_break(learner, absence or Absence(), TODAY + first * DAY, TODAY + last * DAY, TODAY)


def asked(learner):
    return [(memory.asked_from - TODAY).days for memory in Memory.objects.of(learner).order_by("due")]


class TestBreak:
    def test_its_cards_are_spread_before_and_after_it(self, learner, known):
        states = [memory.state for memory in known]
        plan(learner, 6, 11)
        assert asked(learner) == [1, 2, 3, 4, 5, 3, 4, 5, 12, 13, 14, *range(12, 21)]
        assert [memory.state for memory in Memory.objects.of(learner).order_by("due")] == states

    def test_moved_it_lets_the_days_go_that_it_held(self, learner, known):
        absence = plan(learner, 2, 5)
        plan(learner, 15, 16, absence)
        assert asked(learner) == [*range(1, 15), 14, 17, *range(17, 21)]
        assert Absence.objects.count() == 1

    def test_taken_back_it_leaves_nothing_behind(self, learner, known):
        cancel_break(learner, plan(learner, 2, 12))
        assert asked(learner) == list(range(1, 21))
        assert not Absence.objects.exists()

    def test_the_forecast_and_the_queue_follow_it(self, learner, known):
        plan(learner, 1, 20)
        assert standing(learner, TODAY).due == {0: 10, **dict.fromkeys(range(21, 31), 1)}
        assert sessions.waiting(learner, factories.NOW) == 10

    def test_buttons_say_the_day_after_it_and_keep_their_word(self, learner, lesson, read, now):
        (card,) = cards(lesson, 1)
        plan(learner, 1, 9)
        turn = sessions.session(learner, now).turn
        shown = sessions.intervals(learner, turn, TODAY)
        assert shown == {Rating.AGAIN: 0, Rating.HARD: 10, Rating.GOOD: 10, Rating.EASY: 12}
        review_card(learner, card, Rating.GOOD, now)
        assert asked(learner) == [10]
        assert Memory.objects.get().due == TODAY + 2 * DAY

    def test_what_is_asked_early_counts_as_due(self, learner, known, lesson, now):
        plan(learner, 1, 20)
        (memory,) = Memory.objects.of(learner).filter(due=TODAY + DAY)
        card = memory.key_point.cards.get()
        assert review_card(learner, card, Rating.GOOD, now).was_due
        assert learner.ledger.get().points == 4

    def test_nothing_new_comes_in_it(self, learner, lesson, read, now):
        cards(lesson, 3)
        plan(learner, 0, 1)
        assert [len(new_today(learner, TODAY + ahead * DAY)) for ahead in range(3)] == [0, 0, 3]

    def test_undo_after_it_was_planned_brings_the_same_day_back(self, learner, lesson, read, now):
        (card,) = cards(lesson, 1)
        review_card(learner, card, Rating.GOOD, now)
        plan(learner, 1, 9)
        before = Memory.objects.get()
        review_card(learner, card, Rating.EASY, now)
        Review.objects.latest("pk").undo(now)
        after = Memory.objects.get()
        assert (after.state, after.asked_from) == (before.state, before.asked_from)

    def test_others_keep_their_days(self, learner, classmate, known):
        plan(classmate, 1, 20)
        assert asked(learner) == list(range(1, 21))

    def test_an_end_before_the_beginning_is_refused_by_the_database(self, learner):
        with pytest.raises(IntegrityError, match="break_ends_after_it_begins"), transaction.atomic():
            plan(learner, 5, 4)


class TestExam:
    def exam(self, learner, course, ahead, *lessons):
        exam = Exam.objects.create(learner=learner, course=course, day=TODAY + ahead * DAY, is_whole=not lessons)
        exam.lessons.set(lessons)
        return exam

    def test_it_raises_the_limit_to_what_is_needed(self, learner, course, lesson, read):
        cards(lesson, 30)
        learner.new_a_day = 3
        assert len(new_today(learner, TODAY)) == 3
        self.exam(learner, course, 5)
        assert len(new_today(learner, TODAY)) == 6

    def test_what_was_begun_today_does_not_lower_the_pace(self, learner, course, lesson, read, now):
        points = cards(lesson, 30)
        learner.new_a_day = 0
        self.exam(learner, course, 5)
        for card in points[:4]:
            review_card(learner, card, Rating.GOOD, now)
        assert len(new_today(learner, TODAY)) == 2

    def test_a_higher_limit_of_the_learner_stays(self, learner, course, lesson, read):
        cards(lesson, 30)
        self.exam(learner, course, 30)
        assert len(new_today(learner, TODAY)) == 10

    def test_what_it_asks_comes_first(self, learner, course, lesson, read, now):
        cards(lesson, 2)
        later = factories.LessonFactory(edition=lesson.edition, number=2)
        Reading.objects.advance(learner, later, 2, now)
        (wanted,) = cards(later, 1)
        self.exam(learner, course, 3, later)
        assert new_today(learner, TODAY)[0] == wanted.key_point_id

    def test_unread_ones_count_but_do_not_come(self, learner, course, lesson, now):
        cards(lesson, 8)
        learner.new_a_day = 1
        self.exam(learner, course, 2)
        assert new_today(learner, TODAY) == []
        Reading.objects.advance(learner, lesson, 2, now)
        assert len(new_today(learner, TODAY)) == 4

    def test_over_it_changes_nothing(self, learner, course, lesson, read):
        cards(lesson, 30)
        self.exam(learner, course, 0)
        self.exam(learner, course, -3)
        assert len(new_today(learner, TODAY)) == 10

    def test_those_of_others_change_nothing(self, learner, classmate, course, lesson, read):
        cards(lesson, 30)
        self.exam(classmate, course, 1)
        assert len(new_today(learner, TODAY)) == 10

    def test_it_asks_once_on_the_same_day_in_two_courses(self, learner, course, lesson, read):
        cards(lesson, 30)
        learner.new_a_day = 3
        other = factories.LessonFactory(edition__document__course=factories.MembershipFactory(user=learner).course)
        cards(other, 10)
        self.exam(learner, course, 5)
        self.exam(learner, other.course, 5)
        self.exam(learner, course, 10, lesson)
        assert len(new_today(learner, TODAY)) == 8
        plan(learner, 2, 3)
        assert len(new_today(learner, TODAY)) == 14

    def test_queries(self, learner, course, lesson, read, django_assert_num_queries):
        cards(lesson, 3)
        self.exam(learner, course, 5)
        plan(learner, 2, 3)
        with django_assert_num_queries(1):
            assert len(new_today(learner, TODAY)) == 3
