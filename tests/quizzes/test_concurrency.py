"""Many at once: each thread has a connection of its own, as the threads of a server have."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random
from threading import Barrier, Thread

import pytest
from django.db import connection

from accounts.models import User
from content.models import Membership
from quizzes import finishing
from quizzes.models import Attempt, Board, LedgerEntry, Quiz, Response, Review
from quizzes.scoring import milliseconds
from tests.factories import QuizFactory
from tests.quizzes.boardroom import award, member

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*verbs: Callable[[], object]) -> None:
    """Each in a thread of its own, all from the same moment; none may fail."""
    start, failures = Barrier(len(verbs)), []

    def run(verb: Callable[[], object]) -> None:
        try:
            start.wait()
            verb()
        except Exception as error:
            failures.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.fixture
def quiz(course) -> Quiz:
    return QuizFactory(course=course, feedback="end", time_limit=10, shuffle=False)


def test_ten_beginnings_are_one_attempt(quiz, learner, now):
    begun = []
    at_once(*[lambda: begun.append(Quiz.objects.get().begin(learner, now, Random(1)).pk)] * 10)
    assert len(begun) == 10
    assert set(begun) == {Attempt.objects.get().pk}


def test_editors_at_the_same_moment_write_a_version_each(quiz, now):
    def reword(number: int) -> None:
        question = quiz.questions.first()
        question.shown = {**question.shown, "stem": f"In the words of editor {number}?"}
        question.revise(None, now)

    at_once(*[partial(reword, number) for number in range(5)])
    question = quiz.questions.first()
    assert [one.number for one in question.versions.all()] == [1, 2, 3, 4, 5, 6]
    assert question.version == 6
    assert question.versions.last().stem == question.stem


def test_fifty_times_the_same_answer_is_one_response(quiz, learner, now):
    quiz.begin(learner, now, Random(1))
    at_once(*[lambda: Attempt.objects.get().answer(1, {"answer": ["k2"]}, now, milliseconds(now))] * 50)
    answered = Response.objects.filter(answered_at__isnull=False)
    assert list(answered.values_list("number", "fraction")) == [(1, 1.0)]


def test_handing_in_while_the_job_runs_gives_one_score(quiz, learner, now):
    quiz.begin(learner, now, Random(1)).answer(1, {"answer": ["k2"]}, now)
    after = now + timedelta(minutes=11)

    def hand_in() -> None:
        finishing.finish(Attempt.objects.select_related("learner", "quiz").get(), after)

    at_once(*[hand_in, lambda: finishing.hand_in_overdue(after)] * 8)
    assert [str(attempt.score) for attempt in Attempt.objects.all()] == ["1.00"]
    assert Review.objects.count() == 1
    assert list(LedgerEntry.objects.values_list("points", flat=True)) == [10]
    assert finishing.hand_in_overdue(after) == 0


def test_points_from_many_sides_are_all_on_the_boards(course, quiz, now):
    """Ten learners read, hand in and leave at once, on boards that none of them has opened before."""
    people = [member(course, f"Person {number}") for number in range(10)]

    def study(person: User) -> None:
        award(course, person, 5, now)
        attempt = quiz.begin(person, now, Random(1))
        attempt.answer(1, {"answer": ["k2"]}, now)
        finishing.finish(attempt, now)
        if person.pk % 2:
            Membership.objects.get(user=person).leave(now)

    at_once(*[partial(study, person) for person in people])
    kept = {board.pk: figures(board) for board in Board.objects.all()}
    assert len(kept) == 4
    for board in Board.objects.all():
        board.rebuild()
        assert figures(board) == kept[board.pk]
    assert Board.objects.get(period="all", quiz=None).standings.ranked().count() == 5


def figures(board: Board) -> tuple[list, list]:
    standings = board.standings.order_by("learner").values_list("learner", "points", "attempts", "score")
    levels = board.levels.exclude(count=0).order_by("width", "bucket").values_list("width", "bucket", "count")
    return list(standings), list(levels)
