from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.models import Decision, LedgerEntry, Rating, Reading, Ruling, Source
from quizzes.models.append_only import WrittenOnce
from tests import factories
from tests.quizzes.boardroom import finished, ledger_of, reviewed, settled


@pytest.fixture
def quiz(course):
    return factories.QuizFactory(course=course)


@pytest.fixture
def key_point(course):
    lesson = factories.LessonFactory(edition__document__course=course)
    return factories.KeyPointFactory(lesson=lesson)


class TestSettle:
    def test_writes_what_an_attempt_adds_when_it_was_handed_in(self, quiz, learner, now):
        attempt = finished(quiz, learner, now - timedelta(hours=1), (1, 0.5, 0))
        LedgerEntry.objects.settle(learner, quiz, now)
        entry = LedgerEntry.objects.get()
        assert (entry.points, entry.source, entry.attempt, entry.course) == (15, Source.QUIZ, attempt, quiz.course)
        assert (entry.counts_at, entry.written_at) == (attempt.finished_at, now)

    def test_a_better_attempt_adds_the_difference_and_a_worse_one_nothing(self, quiz, learner, now):
        attempts = [settled(quiz, learner, now + timedelta(days=day), marks) for day, marks in enumerate(MARKS)]
        assert [ledger_of(learner, attempt=attempt) for attempt in attempts] == [10, 0, 20]

    def test_twice_writes_nothing_more(self, quiz, learner, now):
        settled(quiz, learner, now)
        LedgerEntry.objects.settle(learner, quiz, now)
        assert LedgerEntry.objects.count() == 1

    def test_leaves_out_an_open_attempt(self, quiz, learner, now):
        attempt = finished(quiz, learner, now)
        type(attempt).objects.filter(pk=attempt.pk).update(finished_at=None, score=None)
        LedgerEntry.objects.settle(learner, quiz, now)
        assert not LedgerEntry.objects.exists()

    def test_knows_learners_and_quizzes_apart(self, course, quiz, learner, classmate, now):
        other = factories.QuizFactory(course=course)
        settled(quiz, learner, now)
        settled(other, learner, now, (1, 0, 0))
        settled(quiz, classmate, now, (1, 1, 0))
        assert (ledger_of(learner), ledger_of(classmate)) == (40, 20)

    def test_needs_as_many_queries_for_many_attempts_as_for_one(
        self, quiz, learner, classmate, now, django_assert_max_num_queries
    ):
        settled(quiz, classmate, now)  # opens the boards
        for day in range(6):
            finished(quiz, learner, now + timedelta(days=day), (1, 0, 0) if day < 3 else (1, 1, 1))
        with django_assert_max_num_queries(10):  # two of them the savepoint
            LedgerEntry.objects.settle(learner, quiz, now)


MARKS = [(1, 0, 0), (0.5, 0, 0), (1, 1, 1)]


class TestReadingAndReviews:
    def test_a_paragraph_is_worth_a_point(self, key_point, learner, now):
        reading = Reading.objects.create(learner=learner, lesson=key_point.lesson, paragraph=2, read_at=now)
        entry = LedgerEntry.objects.credit_reading(reading, 2, now)
        assert (entry.points, entry.lesson, entry.course) == (2, key_point.lesson, key_point.course)

    def test_nothing_new_read_writes_nothing(self, key_point, learner, now):
        reading = Reading.objects.create(learner=learner, lesson=key_point.lesson, paragraph=2, read_at=now)
        assert LedgerEntry.objects.credit_reading(reading, 0, now) is None
        assert not LedgerEntry.objects.exists()

    @pytest.mark.parametrize("rating", [Rating.HARD, Rating.GOOD, Rating.EASY])
    def test_a_card_recalled_on_its_day_is_worth_four_once(self, key_point, learner, now, rating):
        review = reviewed(key_point, learner, now, rating)
        LedgerEntry.objects.credit_review(review, now)
        LedgerEntry.objects.credit_review(review, now)
        assert ledger_of(learner) == 4

    @pytest.mark.parametrize(("rating", "was_due"), [(Rating.AGAIN, True), (Rating.GOOD, False)])
    def test_a_card_forgotten_or_not_due_earns_nothing(self, key_point, learner, now, rating, was_due):
        review = reviewed(key_point, learner, now, rating, was_due)
        assert LedgerEntry.objects.credit_review(review, now) is None

    def test_an_answer_in_a_quiz_earns_by_its_attempt_alone(self, quiz, key_point, learner, now):
        review = reviewed(key_point, learner, now)
        review.response = finished(quiz, learner, now).responses.first()
        assert LedgerEntry.objects.credit_review(review, now) is None

    def test_an_undone_review_gives_its_points_back_when_it_earned_them(self, key_point, learner, now):
        review = reviewed(key_point, learner, now)
        LedgerEntry.objects.credit_review(review, now)
        later = now + timedelta(minutes=1)
        entry = LedgerEntry.objects.revoke_review(review, later)
        assert (entry.points, entry.counts_at, entry.written_at) == (-4, review.at, later)
        assert LedgerEntry.objects.revoke_review(review, later) is None


class TestNothingIsRewritten:
    @pytest.fixture
    def rows(self, quiz, learner, reviewer, now):
        attempt = settled(quiz, learner, now)
        return [Ruling.objects.decide(attempt, reviewer, Decision.KEEP, "", now), LedgerEntry.objects.get()]

    def test_a_row_can_be_neither_saved_again_nor_deleted(self, rows):
        for row in rows:
            with pytest.raises(WrittenOnce):
                row.save()
            with pytest.raises(WrittenOnce):
                row.delete()

    def test_nor_can_many(self, rows):
        for row in rows:
            with pytest.raises(WrittenOnce):
                type(row).objects.update(pk=row.pk)
            with pytest.raises(WrittenOnce):
                type(row).objects.all().delete()
            with pytest.raises(WrittenOnce):
                type(row).objects.bulk_update([row], ["attempt"])

    def test_they_leave_with_the_learner(self, rows, learner):
        learner.delete()
        assert not Ruling.objects.exists()
        assert not LedgerEntry.objects.exists()

    def test_a_ruling_outlives_the_reviewer(self, rows, reviewer):
        reviewer.delete()
        assert Ruling.objects.get().by is None


moves = st.lists(
    st.one_of(
        st.lists(st.sampled_from([None, 0.0, 0.25, 1 / 3, 0.5, 1.0]), min_size=3, max_size=3).map(tuple),
        st.integers(0, 5),
    ),
    max_size=10,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=moves)
def test_the_ledger_holds_the_best_counted_attempt_after_any_history(quiz, learner, reviewer, now, moves):
    """A tuple hands in an attempt, a number excludes or restores that attempt."""
    with transaction.atomic():
        attempts = []
        for minute, move in enumerate(moves):
            at = now + timedelta(minutes=minute)
            if isinstance(move, tuple):
                attempts.append(settled(quiz, learner, at, move))
            elif move < len(attempts):
                attempt = attempts[move]
                decision = Decision.RESTORE if attempt.is_excluded else Decision.EXCLUDE
                Ruling.objects.decide(attempt, reviewer, decision, "By turns", at)
            assert ledger_of(learner) == best_counted(attempts)
        before = LedgerEntry.objects.count()
        LedgerEntry.objects.settle(learner, quiz, timezone.now())
        assert LedgerEntry.objects.count() == before
        transaction.set_rollback(True)


def best_counted(attempts) -> int:
    """Computed from the scores, not as the ledger does."""
    scores = [sum(response.fraction or 0 for response in a.responses.all()) for a in attempts if not a.is_excluded]
    return int(max(scores, default=0) * 10 + 0.5 + 1e-9)
