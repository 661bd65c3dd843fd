"""A server whose clock is set back or forward amid an attempt: nothing is lost, nothing is counted twice."""

from datetime import timedelta
from random import Random

import pytest

from quizzes.finishing import finish, hand_in_overdue
from quizzes.models import Attempt, AttemptClosed, Board, LedgerEntry, Memory, Quiz
from quizzes.scoring import milliseconds
from tests.factories import QuizFactory

pytestmark = pytest.mark.django_db

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
RIGHT, WRONG = {"answer": ["k2"]}, {"answer": ["k1"]}


@pytest.fixture
def attempt(course, learner, now) -> Attempt:
    quiz: Quiz = QuizFactory(course=course, feedback="end", time_limit=20, shuffle=False)
    return quiz.begin(learner, now, Random(1))


def choice(attempt: Attempt, number: int = 1) -> str:
    return attempt.responses.get(number=number).answer["choice"]


def test_set_back_an_answer_that_says_when_it_was_given_is_taken(attempt, now):
    attempt.answer(1, WRONG, now + 5 * MINUTE, milliseconds(now + 5 * MINUTE))
    attempt.answer(2, RIGHT, now - HOUR, milliseconds(now - HOUR))
    assert choice(attempt, 2) == "k2"


def test_set_back_a_form_that_says_nothing_still_counts_as_the_last(attempt, now):
    attempt.answer(1, WRONG, now + 5 * MINUTE)
    attempt.answer(1, RIGHT, now + 5 * MINUTE - HOUR)
    assert choice(attempt) == "k2"


def test_set_back_a_later_answer_of_the_same_page_counts(attempt, now):
    page = milliseconds(now)
    attempt.answer(1, WRONG, now + 5 * MINUTE, page + 300_000)
    attempt.answer(1, RIGHT, now + 6 * MINUTE - HOUR, page + 360_000)
    assert choice(attempt) == "k2"
    attempt.answer(1, WRONG, now + 7 * MINUTE - HOUR, page + 200_000)
    assert choice(attempt) == "k2"


def test_set_back_an_attempt_is_handed_in_once_with_all_its_answers(attempt, now):
    attempt.answer(1, RIGHT, now + 5 * MINUTE)
    finish(attempt, now - HOUR)
    finish(attempt, now + HOUR)
    attempt.refresh_from_db()
    assert attempt.score == 1
    assert LedgerEntry.objects.get(attempt=attempt).points == 10
    assert Memory.objects.get().reps == 1


def test_set_back_a_day_a_second_attempt_leaves_a_memory_that_replays(attempt, learner, now):
    attempt.answer(1, RIGHT, now)
    finish(attempt, now)
    earlier = now - 2 * timedelta(days=1)
    second = attempt.quiz.begin(learner, earlier, Random(1))
    second.answer(1, RIGHT, earlier)
    finish(second, earlier)
    memory = Memory.objects.get()
    assert memory.due >= memory.last_day
    assert Memory.objects.rebuild(learner, memory.key_point).reps == memory.reps == 2


def test_set_forward_what_is_over_is_handed_in_with_the_answers_given_until_then(attempt, now):
    attempt.answer(1, RIGHT, now + MINUTE)
    assert hand_in_overdue(now + 24 * HOUR) == 1
    assert hand_in_overdue(now + 24 * HOUR) == 0
    with pytest.raises(AttemptClosed):
        attempt.answer(2, RIGHT, now + 2 * MINUTE)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.finished_at) == (1, attempt.deadline)


def test_an_answer_from_the_future_is_one_of_now(attempt, now):
    attempt.answer(1, RIGHT, now, milliseconds(now + 24 * HOUR))
    attempt.answer(1, WRONG, now + MINUTE, milliseconds(now + MINUTE))
    assert choice(attempt) == "k1"


def test_boards_hold_each_point_once_however_the_clock_went(attempt, course, now):
    attempt.answer(1, RIGHT, now + MINUTE)
    finish(attempt, now - 3 * HOUR)
    hand_in_overdue(now + 3 * HOUR)
    for board in Board.objects.filter(course=course, period="all", quiz=None):
        assert list(board.standings.values_list("points", flat=True)) == [10]
