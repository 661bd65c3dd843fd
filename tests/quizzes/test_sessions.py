from datetime import timedelta

import pytest

from quizzes import sessions
from quizzes.models import Memory, Rating, Reading, Status
from quizzes.reviewing import review_card
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(course):
    return factories.LessonFactory(edition__document__course=course, number=1)


@pytest.fixture
def read(learner, lesson, now):
    """The learner has read the first paragraph, which holds the words of every key point here."""
    return Reading.objects.advance(learner, lesson, 1, now)


def cards(lesson, count):
    return [factories.CardFactory(key_point__lesson=lesson) for _ in range(count)]


def study(learner, now, *ratings, minutes=1, course=None):
    """Grade the cards that come; the cards that came, and the time it was then."""
    came = []
    for rating in ratings:
        card = sessions.session(learner, now, course).turn.card
        came.append(card)
        review_card(learner, card, rating, now)
        now += timedelta(minutes=minutes)
    return came, now


class TestQueue:
    def test_without_reading_nothing_comes(self, learner, lesson, now):
        cards(lesson, 2)
        state = sessions.session(learner, now)
        assert (state.turn, state.left, state.done) == (None, 0, ())

    def test_key_points_of_what_was_read_come_in_the_order_of_the_lesson(self, learner, lesson, read, now):
        first, second = cards(lesson, 2)
        beyond = factories.CitationFactory(edition=lesson.edition, quote="96 years", paragraph=2)
        factories.CardFactory(key_point=factories.KeyPointFactory(lesson=lesson, citation=beyond))
        state = sessions.session(learner, now)
        assert (state.turn.card, state.left, state.new) == (first, 2, 2)
        assert study(learner, now, Rating.GOOD, Rating.GOOD)[0] == [first, second]

    def test_ten_new_ones_a_day(self, learner, lesson, read, now):
        cards(lesson, 12)
        assert sessions.session(learner, now).left == 10
        _, later = study(learner, now, *[Rating.GOOD] * 10)
        assert sessions.session(learner, later).left == 0
        assert sessions.session(learner, now + timedelta(days=1)).left == 2

    @pytest.mark.parametrize(("limit", "left"), [(0, 0), (3, 3), (50, 12)])
    def test_the_learner_sets_how_many_new_ones_a_day(self, learner, lesson, read, now, limit, left):
        cards(lesson, 12)
        learner.new_a_day = limit
        assert sessions.session(learner, now).left == sessions.waiting(learner, now) == left

    def test_a_lower_limit_on_the_same_day_stops_new_ones_not_due_ones(self, learner, lesson, read, now):
        first, *_ = cards(lesson, 5)
        Memory.objects.record(learner, first.key_point, Rating.GOOD, now - timedelta(days=5), card=first)
        _, later = study(learner, now, Rating.GOOD, Rating.GOOD)
        learner.new_a_day = 1
        assert sessions.session(learner, later).left == 0

    def test_after_a_closed_tab_the_same_card_and_count_come(self, learner, lesson, read, now):
        cards(lesson, 3)
        _, later = study(learner, now, Rating.GOOD)
        shown = sessions.session(learner, later)
        again = sessions.session(learner, later + timedelta(minutes=20))
        assert (again.turn, again.number, again.total) == (shown.turn, 2, 3)

    def test_due_ones_come_first_the_most_overdue_leading(self, learner, lesson, read, now):
        late, later = cards(lesson, 2)
        Memory.objects.record(learner, later.key_point, Rating.GOOD, now - timedelta(days=5), card=later)
        Memory.objects.record(learner, late.key_point, Rating.GOOD, now - timedelta(days=9), card=late)
        (new,) = cards(lesson, 1)
        state = sessions.session(learner, now)
        assert (state.left, state.new) == (3, 1)
        assert study(learner, now, Rating.GOOD, Rating.GOOD, Rating.GOOD)[0] == [late, later, new]

    def test_again_comes_back_at_the_end_of_the_session_until_it_is_known(self, learner, lesson, read, now):
        first, second = cards(lesson, 2)
        came, later = study(learner, now, Rating.AGAIN, Rating.GOOD, Rating.AGAIN, Rating.HARD)
        assert came == [first, second, first, first]
        assert sessions.session(learner, later).left == 0

    def test_what_was_failed_longest_ago_is_repeated_first(self, learner, lesson, read, now):
        first, second = cards(lesson, 2)
        came, _ = study(learner, now, Rating.AGAIN, Rating.AGAIN, Rating.GOOD, Rating.GOOD)
        assert came == [first, second, first, second]

    def test_the_faces_of_a_key_point_take_turns(self, learner, lesson, read, now):
        (one,) = cards(lesson, 1)
        other = factories.CardFactory(key_point=one.key_point, face="order")
        factories.CardFactory(key_point=one.key_point, status=Status.DRAFT)
        assert study(learner, now, *[Rating.AGAIN] * 3)[0] == [one, other, one]

    def test_one_course_alone(self, learner, course, lesson, read, now):
        cards(lesson, 2)
        other = factories.LessonFactory()
        factories.MembershipFactory(course=other.course, user=learner)
        Reading.objects.advance(learner, other, 2, now)
        (elsewhere,) = cards(other, 1)
        assert sessions.session(learner, now).left == 3
        assert sessions.session(learner, now, course).left == 2
        assert sessions.session(learner, now, other.course).turn.card == elsewhere

    def test_what_was_retired_or_left_no_longer_comes(self, learner, course, lesson, read, now):
        retired, kept = cards(lesson, 2)
        study(learner, now, Rating.AGAIN, Rating.AGAIN)
        retired.key_point.is_retired = True
        retired.key_point.save()
        assert sessions.session(learner, now).turn.card == kept
        course.memberships.get(user=learner).leave(now)
        assert sessions.session(learner, now).turn is None

    def test_the_queries_do_not_grow(self, learner, lesson, read, now, django_assert_max_num_queries):
        cards(lesson, 8)
        study(learner, now, Rating.AGAIN, Rating.GOOD)
        with django_assert_max_num_queries(6):
            sessions.session(learner, now)


class TestSitting:
    def test_grades_count_until_a_pause_of_half_an_hour(self, learner, lesson, read, now):
        cards(lesson, 4)
        _, later = study(learner, now, Rating.GOOD, Rating.HARD)
        _, last = study(learner, later + timedelta(minutes=31), Rating.EASY)
        state = sessions.session(learner, last)
        assert [review.rating for review in state.done] == [Rating.EASY]
        assert (state.number, state.total) == (2, 2)
        assert sessions.session(learner, last + timedelta(minutes=31)).done == ()

    def test_answers_of_a_quiz_are_no_cards(self, learner, lesson, read, now):
        quiz = factories.QuizFactory(course=lesson.course)
        question = quiz.questions.first()
        attempt = quiz.attempts.create(learner=learner, number=1, rules={}, started_at=now, max_score=3)
        response = attempt.responses.create(
            number=1, question=question, version=question.versions.get(), kind="choice", shown={}, key={}, points=1
        )
        Memory.objects.record(learner, question.key_point, Rating.GOOD, now, response=response)
        assert sessions.session(learner, now).done == ()


class TestEnding:
    def test_tells_what_came_at_the_first_try_and_what_comes_tomorrow(self, learner, lesson, read, now):
        cards(lesson, 3)
        _, later = study(learner, now, Rating.HARD, Rating.AGAIN, Rating.GOOD, Rating.HARD)
        ending = sessions.ending(learner, sessions.session(learner, later), later)
        assert (ending.cards, ending.recalled, ending.tomorrow) == (3, 2, 2)
        assert ending.next_day == now.date() + timedelta(days=1)

    def test_without_memories_there_is_no_next_day(self, learner, now):
        assert sessions.ending(learner, sessions.session(learner, now), now).next_day is None


def test_waiting_is_what_a_session_would_ask(learner, lesson, read, now):
    cards(lesson, 3)
    _, later = study(learner, now, Rating.AGAIN, Rating.GOOD)
    assert sessions.waiting(learner, later) == sessions.session(learner, later).left == 2
