from random import Random

import pytest
from django.db import IntegrityError, transaction

from quizzes.finishing import finish
from quizzes.kinds import KINDS
from quizzes.models import Attempt, LedgerEntry, Memory, Response, Review
from quizzes.models.board import weighed, worth_of
from tests.factories import QuizFactory

pytestmark = pytest.mark.django_db

RIGHT, WRONG = {"answer": ["k2"]}, {"answer": ["k1"]}


@pytest.fixture
def quiz(course):
    return QuizFactory(course=course, feedback="end", shuffle=False)


def taken(quiz, learner, now, *posted):
    attempt = quiz.begin(learner, now, Random(1))
    for number, form in enumerate(posted, start=1):
        attempt.answer(number, form, now)
    return attempt


def test_a_question_that_counts_for_nobody_scores_nothing_and_teaches_nothing(quiz, learner, now):
    attempt = taken(quiz, learner, now, RIGHT, RIGHT, WRONG)
    attempt.responses.filter(number=1).update(is_void=True)
    finish(attempt, now)
    assert attempt.score == 1
    assert worth_of(weighed(Attempt.objects.filter(pk=attempt.pk)).get()) == 10
    assert LedgerEntry.objects.get().points == 10
    assert Memory.objects.of(learner).count() == 2
    assert attempt.responses.get(number=1).earned == 0


def test_an_answer_has_one_review_that_stands(quiz, learner, now):
    finish(taken(quiz, learner, now, RIGHT), now)
    review = Review.objects.get()
    again = {name: getattr(review, name) for name in ("learner", "key_point", "response", "rating", "day", "at")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(**again)
    review.undo(now)
    Review.objects.create(**again)
    assert review.response.reviews.count() == 2


class TestByAnotherKey:
    def test_an_answer_is_worth_what_that_key_says(self, quiz, learner, now):
        attempt = taken(quiz, learner, now, WRONG, RIGHT)
        wrong, right, left_open = attempt.responses.order_by("number")
        assert [one.by_key({"right": "k1"}) for one in (wrong, right, left_open)] == [1.0, 0.0, None]
        assert [one.by_key({"right": "k2", "also": [{"right": "k1"}]}) for one in (wrong, right)] == [1.0, 1.0]

    def test_in_practice_a_later_try_still_costs_and_what_an_earlier_one_earned_stays(self, course, learner, now):
        quiz = QuizFactory(course=course, feedback="now", tries=3, retry_cost=25, shuffle=False)
        attempt = taken(quiz, learner, now, WRONG)
        attempt.answer(1, {"answer": ["k3"]}, now)
        second = attempt.responses.get(number=1)
        assert second.by_key({"right": "k3"}) == 0.75
        Response.objects.filter(pk=second.pk).update(fraction=0.5)
        assert attempt.responses.get(number=1).by_key(second.key) == 0.5
        assert attempt.responses.get(number=1).by_key({"right": "k3"}) == 0.75


def test_the_marked_page_goes_by_the_key_that_suits_the_answer(quiz, learner, now):
    attempt = taken(quiz, learner, now, WRONG)
    attempt.responses.update(key={"right": "k2", "also": [{"right": "k1"}]})
    response = attempt.responses.get(number=1)
    assert [row["id"] for row in response.reveal()["options"] if row["right"]] == ["k1"]
    assert response.mark().fraction == 1
    assert KINDS["choice"].suited(response.shown, response.key, None) == {"right": "k2"}
