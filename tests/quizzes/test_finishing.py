from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quizzes import finishing
from quizzes.models import Attempt, AttemptClosed, Board, LedgerEntry, Memory, Quiz, Rating, Review
from quizzes.models.standing import keys_at
from quizzes.scoring import milliseconds
from tests.factories import KeyPointFactory, QuestionFactory, QuizFactory

RIGHT, WRONG = {"answer": ["k2"]}, {"answer": ["k1"]}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def quiz(course) -> Quiz:
    return QuizFactory(course=course, feedback="end", shuffle=False)


@pytest.fixture
def attempt(quiz, learner, now) -> Attempt:
    return quiz.begin(learner, now, Random(1))


def test_the_score_is_the_sum_of_what_was_answered(attempt, now):
    attempt.answer(1, RIGHT, now)
    attempt.answer(2, WRONG, now)
    finishing.finish(attempt, now + MINUTE)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.finished_at) == (Decimal(1), now + MINUTE)


def test_it_happens_once(attempt, learner, now):
    attempt.answer(1, RIGHT, now)
    other_tab = Attempt.objects.get(pk=attempt.pk)
    finishing.finish(attempt, now)
    finishing.finish(other_tab, now + MINUTE)
    attempt.refresh_from_db()
    assert attempt.finished_at == now
    assert Review.objects.count() == 1
    assert [entry.points for entry in LedgerEntry.objects.all()] == [10]


def test_answers_write_to_memory_and_open_questions_do_not(attempt, learner, now):
    attempt.answer(1, RIGHT, now)
    attempt.answer(2, WRONG, now)
    finishing.finish(attempt, now)
    ratings = {review.response.number: review.rating for review in Review.objects.select_related("response")}
    assert ratings == {1: Rating.GOOD, 2: Rating.AGAIN}
    assert Memory.objects.filter(learner=learner).count() == 2


def test_a_question_without_a_key_point_is_scored_but_not_remembered(course, learner, now):
    question = QuestionFactory(key_point=KeyPointFactory(lesson__course=course))
    question.key_point = None
    question.save()
    attempt = QuizFactory(course=course, with_questions=[question]).begin(learner, now, Random(1))
    attempt.answer(1, RIGHT, now)
    finishing.finish(attempt, now)
    assert attempt.score == 1
    assert not Review.objects.exists()


def test_the_best_attempt_earns_and_a_worse_one_takes_nothing(quiz, learner, attempt, now):
    attempt.answer(1, RIGHT, now)
    finishing.finish(attempt, now)
    for rights in (0, 2):
        again = quiz.begin(learner, now + MINUTE, Random(1))
        for number in range(1, rights + 1):
            again.answer(number, RIGHT, now + MINUTE)
        finishing.finish(again, now + 2 * MINUTE)
    assert sum(LedgerEntry.objects.values_list("points", flat=True)) == 20


def test_nothing_can_be_answered_or_flagged_afterwards(attempt, now):
    other_tab = Attempt.objects.get(pk=attempt.pk)
    finishing.finish(attempt, now)
    with pytest.raises(AttemptClosed, match="handed in before"):
        other_tab.answer(1, RIGHT, now)
    with pytest.raises(AttemptClosed, match="handed in before"):
        other_tab.flag(1, True, now)
    assert not attempt.responses.filter(answered_at__isnull=False).exists()


def test_if_one_part_fails_nothing_is_written(attempt, now, monkeypatch):
    attempt.answer(1, RIGHT, now)

    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(finishing, "rating", fail)
    with pytest.raises(RuntimeError):
        finishing.finish(attempt, now)
    attempt.refresh_from_db()
    assert not attempt.is_finished


@pytest.mark.parametrize("size", [2, 12])
def test_it_takes_nine_queries_whatever_the_number_of_questions(course, learner, now, size):
    lesson = KeyPointFactory(lesson__course=course).lesson
    questions = [QuestionFactory(key_point=KeyPointFactory(lesson=lesson)) for _ in range(size)]
    attempt = QuizFactory(course=course, with_questions=questions).begin(learner, now, Random(1))
    for number in range(1, size + 1):
        attempt.answer(number, RIGHT, now)
    attempt = Attempt.objects.select_related("quiz__course", "learner").get(pk=attempt.pk)
    Board.objects.open(course, keys_at(course, now, attempt.quiz_id))
    with CaptureQueriesContext(connection) as queries:
        finishing.finish(attempt, now)
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 9


class TestOverdue:
    """What nobody came back for."""

    @pytest.fixture
    def attempt(self, quiz, learner, now) -> Attempt:
        Quiz.objects.update(time_limit=10, grace=60)
        quiz.refresh_from_db()
        attempt = quiz.begin(learner, now, Random(1))
        attempt.answer(1, RIGHT, now)
        return attempt

    @pytest.mark.parametrize(("seconds", "handed_in"), [(599, 0), (601, 0), (660, 0), (661, 1)])
    def test_is_handed_in_once_the_grace_is_over(self, attempt, now, seconds, handed_in):
        assert finishing.hand_in_overdue(now + timedelta(seconds=seconds)) == handed_in
        attempt.refresh_from_db()
        assert attempt.is_finished is bool(handed_in)

    def test_is_scored_as_of_the_deadline_and_once(self, attempt, now):
        for days in (1, 2):
            finishing.hand_in_overdue(now + timedelta(days=days))
        attempt.refresh_from_db()
        assert (attempt.finished_at, attempt.score) == (now + 10 * MINUTE, 1)
        assert [entry.points for entry in LedgerEntry.objects.all()] == [10]

    def test_the_command_hands_it_in(self, attempt, now, monkeypatch, capsys):
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
        call_command("hand_in")
        assert capsys.readouterr().out == "Handed in: 1.\n"
        call_command("hand_in")
        assert capsys.readouterr().out == ""

    def test_one_that_cannot_be_handed_in_keeps_no_other_waiting(self, attempt, quiz, classmate, now, monkeypatch):
        other = quiz.begin(classmate, now + MINUTE, Random(1))

        def fail(held, now):
            if held == attempt:
                raise ValueError
            return finish(held, now)

        finish = finishing.finish
        monkeypatch.setattr(finishing, "finish", fail)
        assert finishing.hand_in_overdue(now + timedelta(days=1)) == 1
        attempt.refresh_from_db()
        other.refresh_from_db()
        assert (attempt.is_finished, other.is_finished) == (False, True)

    def test_an_answer_delivered_within_the_grace_counts_and_is_marked(self, attempt, now):
        given = milliseconds(now + 9 * MINUTE)
        attempt.answer(2, RIGHT, now + 10 * MINUTE + timedelta(seconds=50), given)
        response = attempt.responses.get(number=2)
        assert (response.fraction, response.is_late) == (1, True)

    def test_an_answer_given_after_the_deadline_does_not(self, attempt, now):
        late = now + 10 * MINUTE + timedelta(seconds=50)
        with pytest.raises(AttemptClosed, match="given after the time was up"):
            attempt.answer(2, RIGHT, late, milliseconds(late))
