from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from quizzes.breaks import asked_from
from quizzes.fitting import adopt
from quizzes.models import Absence, Memory, Rating, Recall, Review, Status
from quizzes.planning import cancel_break, set_break
from quizzes.scheduling import STANDARD, learner_day, replay
from tests import factories
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


@pytest.fixture
def lesson(course):
    return factories.LessonFactory(edition__document__course=course)


@pytest.fixture
def card(lesson):
    return factories.CardFactory(key_point__lesson=lesson)


def record(learner, card, rating, now):
    return Memory.objects.record(learner, card.key_point, rating, now, card=card)


class TestRecord:
    def test_the_first_review_makes_a_memory(self, learner, card, now):
        review = Memory.objects.record(learner, card.key_point, Rating.GOOD, now, card=card, seconds=6.5)
        memory = Memory.objects.get(learner=learner, key_point=card.key_point)
        assert (memory.last_day, memory.due, memory.reps, memory.lapses) == (TODAY, date(2026, 3, 4), 1, 0)
        assert (review.pk is not None, review.card, review.seconds) == (True, card, 6.5)
        assert (review.day, review.at, review.was_due, review.retrievability) == (TODAY, now, False, None)

    def test_a_later_review_moves_the_same_memory(self, learner, card, now):
        record(learner, card, Rating.GOOD, now)
        review = record(learner, card, Rating.GOOD, now + timedelta(days=2))
        memory = Memory.objects.get()
        assert (memory.reps, memory.due) == (2, date(2026, 3, 15))
        assert review.was_due
        assert review.retrievability == pytest.approx(0.9, abs=0.02)

    def test_a_due_day_gives_one_chance(self, learner, card, now):
        record(learner, card, Rating.GOOD, now)
        due = now + timedelta(days=2)
        ratings = (Rating.AGAIN, Rating.GOOD, Rating.GOOD)
        assert [record(learner, card, rating, due).was_due for rating in ratings] == [True, False, False]

    def test_before_its_day_nothing_is_due(self, learner, card, now):
        record(learner, card, Rating.GOOD, now)
        assert not record(learner, card, Rating.GOOD, now + timedelta(days=1)).was_due

    def test_the_day_is_the_learners_own(self, learner, card, now):
        learner.time_zone = "Pacific/Auckland"
        late = now.replace(hour=16, minute=30)  # 5:30 of the next day there
        assert record(learner, card, Rating.GOOD, late).day == date(2026, 3, 3)
        assert now.astimezone(ZoneInfo("Pacific/Auckland")).date() == TODAY

    def test_learners_do_not_share_memories(self, learner, classmate, card, now):
        record(learner, card, Rating.GOOD, now)
        record(classmate, card, Rating.AGAIN, now)
        assert [memory.stability for memory in Memory.objects.order_by("learner")] == [2.3065, 0.212]

    def test_several_at_once_equal_one_by_one_in_four_queries(
        self, learner, classmate, lesson, now, django_assert_num_queries
    ):
        points = factories.KeyPointFactory.create_batch(5, lesson=lesson)
        recalls = [Recall(point, rating) for point in points for rating in (Rating.AGAIN, Rating.GOOD)]
        with transaction.atomic(), django_assert_num_queries(4 + 2):  # and a savepoint
            Memory.objects.record_all(learner, recalls, now)
        for recall in recalls:
            Memory.objects.record(classmate, recall.key_point, recall.rating, now)
        states = [
            [memory.state for memory in Memory.objects.of(who).order_by("key_point")] for who in (learner, classmate)
        ]
        assert states[0] == states[1]
        assert len(states[0]) == 5
        assert all(state.reps == 2 for state in states[0])

    def test_a_rating_out_of_range_writes_nothing(self, learner, card, now):
        with pytest.raises(ValueError, match="5"):
            record(learner, card, 5, now)
        assert not Review.objects.exists()
        assert not Memory.objects.exists()

    def test_a_response_is_recorded_once(self, learner, now):
        quiz = factories.QuizFactory()
        attempt = quiz.attempts.create(learner=learner, number=1, rules={}, started_at=now, max_score=3)
        question = quiz.questions.first()
        response = attempt.responses.create(
            number=1, question=question, version=question.versions.get(), kind="choice", shown={}, key={}, points=1
        )
        Memory.objects.record(learner, question.key_point, Rating.GOOD, now, response=response)
        with pytest.raises(IntegrityError), transaction.atomic():
            Memory.objects.record(learner, question.key_point, Rating.GOOD, now, response=response)
        assert Memory.objects.get().reps == 1


class TestUndo:
    def test_undoing_the_only_review_leaves_no_memory_but_the_log(self, learner, card, now):
        review = record(learner, card, Rating.GOOD, now)
        assert review.undo(now) is None
        assert not Memory.objects.exists()
        assert Review.objects.get().undone_at == now
        assert not Review.objects.standing().exists()

    def test_undoing_the_last_review_brings_the_state_before_it_back(self, learner, card, now):
        record(learner, card, Rating.GOOD, now)
        before = Memory.objects.get().state
        record(learner, card, Rating.AGAIN, now + timedelta(days=3)).undo(now + timedelta(days=3))
        assert Memory.objects.get().state == before

    def test_undoing_keeps_the_day_that_the_retention_of_then_gave(self, learner, card, now):
        learner.retention = 97
        record(learner, card, Rating.EASY, now)
        before = Memory.objects.get().state
        learner.retention = 80
        record(learner, card, Rating.GOOD, now + timedelta(days=3)).undo(now + timedelta(days=3))
        assert Memory.objects.get().state == before

    def test_undoing_twice_is_once(self, learner, card, now):
        review = record(learner, card, Rating.GOOD, now)
        review.undo(now)
        review.undo(now + timedelta(minutes=1))
        assert review.undone_at == Review.objects.get().undone_at == now

    def test_others_keep_theirs(self, learner, classmate, card, now):
        theirs = record(classmate, card, Rating.GOOD, now)
        record(learner, card, Rating.GOOD, now).undo(now)
        assert Memory.objects.get().learner == classmate
        assert Review.objects.standing().get() == theirs


OTHER_WEIGHTS = tuple(weight * 1.1 if place in (2, 8, 20) else weight for place, weight in enumerate(STANDARD))

reviews = st.tuples(st.just("review"), st.sampled_from(Rating.values), st.sampled_from([80, 90, 97]))
undos = st.just(("undo",))
breaks = st.tuples(st.just("break"), st.integers(0, 20), st.integers(0, 30))
cancelled = st.just(("cancel",))
fits = st.tuples(st.just("fit"), st.sampled_from([{}, {"weights": OTHER_WEIGHTS}]))
happenings = st.one_of(reviews, reviews, undos, breaks, cancelled, fits)


class TestKeptAndRebuilt(TestCase):
    """Whatever happens, what is kept is what the log makes under the parameters and breaks of now."""

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 1), happenings), min_size=1, max_size=14))
    def test_the_kept_memory_equals_the_one_rebuilt_from_a_random_log(self, steps):
        learner = factories.UserFactory(time_zone="America/New_York")
        points = factories.KeyPointFactory.create_batch(2)
        now = NOW
        for hours, which, (what, *how) in steps:
            now += timedelta(hours=7 * hours)
            self.happen(learner, points[which], what, how, now)
        kept = {memory.key_point: (memory.state, memory.asked_from) for memory in Memory.objects.of(learner)}
        Memory.objects.all().delete()
        learner = type(learner).objects.get()
        rebuilt = {point: Memory.objects.rebuild(learner, point) for point in points}
        assert {point: (memory.state, memory.asked_from) for point, memory in rebuilt.items() if memory} == kept
        self.assert_what_a_pure_replay_gives(learner, kept)

    def happen(self, learner, point, what, how, now):
        today = learner_day(now, learner.zone)
        if what == "review":
            rating, learner.retention = how
            Memory.objects.record(learner, point, rating, now)
        elif what == "undo" and (last := Review.objects.of(learner).standing().last()):
            last.undo(now)
        elif what == "break":
            first = today + timedelta(days=how[0])
            if not Absence.objects.of(learner).ahead(first).exists():
                set_break(learner, Absence(), first, first + timedelta(days=how[1]), today)
        elif what == "cancel" and (absence := Absence.objects.of(learner).first()):
            cancel_break(learner, absence)
        elif what == "fit":
            adopt(learner, how[0])

    def assert_what_a_pure_replay_gives(self, learner, kept):
        for point, (state, asked) in kept.items():
            log = Review.objects.standing().filter(key_point=point).values_list("rating", "day", "retention")
            assert replay(log, learner.weights) == state
            assert asked == asked_from(state.due, state.last_day, Absence.objects.of(learner).breaks())


class TestReviewable:
    def test_those_with_an_approved_card_of_a_course_of_mine(self, learner, lesson, card, now):
        elsewhere = factories.CardFactory()
        draft = factories.CardFactory(key_point__lesson=lesson, status=Status.DRAFT)
        retired = factories.CardFactory(key_point__lesson=lesson, key_point__is_retired=True)
        for each in (card, elsewhere, draft, retired):
            record(learner, each, Rating.GOOD, now)
        assert [memory.key_point for memory in Memory.objects.reviewable_by(learner)] == [card.key_point]

    def test_due_from_their_day_on(self, learner, card, now):
        record(learner, card, Rating.GOOD, now)
        due = [Memory.objects.due(TODAY + timedelta(days=days)).count() for days in (0, 1, 2, 9)]
        assert due == [0, 0, 1, 1]
