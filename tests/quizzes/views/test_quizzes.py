import re
from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse

from quizzes import finishing
from quizzes.models import Attempt, Quiz
from tests.factories import QuizFactory

pytestmark = pytest.mark.usefixtures("clock")

RIGHT = {"answer": ["k2"]}


@pytest.fixture
def quiz(course) -> Quiz:
    return QuizFactory(course=course, shuffle=False, time_limit=15, attempts_allowed=3)


def text_of(response) -> str:
    """The words of the main part, without markup."""
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def page(quiz: Quiz) -> str:
    return reverse("quizzes:quiz", args=[quiz.pk])


def begin(quiz: Quiz) -> str:
    return reverse("quizzes:attempts", args=[quiz.pk])


class TestQuiz:
    def test_says_what_is_asked_and_how_it_goes(self, sign_in, learner, quiz):
        response = sign_in(learner).get(page(quiz))
        text = text_of(response)
        assert response.status_code == 200
        assert "Three questions, each to be answered from its source." in text
        assert "Multiple choice 3" in text
        assert "You have 15 minutes from the moment you start." in text
        assert "You have three attempts." in text
        assert "60 % of the points are a pass." in text
        assert "Start the quiz" in text

    def test_lists_earlier_attempts_with_their_change(self, sign_in, learner, quiz, now):
        for rights in (1, 3):
            attempt = quiz.begin(learner, now, Random(1))
            for number in range(1, rights + 1):
                attempt.answer(number, RIGHT, now)
            finishing.finish(attempt, now + timedelta(seconds=702))
        text = text_of(sign_in(learner).get(page(quiz)))
        assert "3 / 3 11:42 +2" in text
        assert "1 / 3 11:42 first" in text
        assert "You have one attempt left." in text

    def test_offers_to_go_on_with_an_open_attempt(self, sign_in, learner, quiz, now):
        quiz.begin(learner, now, Random(1))
        assert "Go on where you stopped" in text_of(sign_in(learner).get(page(quiz)))

    def test_hands_in_an_attempt_whose_time_is_up(self, sign_in, learner, quiz, now):
        quiz.begin(learner, now - timedelta(hours=1), Random(1))
        assert "Start the quiz" in text_of(sign_in(learner).get(page(quiz)))
        assert Attempt.objects.get().finished_at == now - timedelta(minutes=45)

    def test_says_why_no_attempt_can_be_begun(self, sign_in, learner, quiz, now):
        finishing.finish(quiz.begin(learner, now, Random(1)), now)
        Quiz.objects.update(is_open=False)
        text = text_of(sign_in(learner).get(page(quiz)))
        assert "This quiz is closed." in text
        assert "Start" not in text

    def test_is_behind_the_door(self, client, quiz):
        assert client.get(page(quiz)).status_code == 302

    def test_does_not_exist_for_a_stranger(self, sign_in, stranger, quiz):
        assert sign_in(stranger).get(page(quiz)).status_code == 404

    def test_takes_no_post(self, sign_in, learner, quiz):
        assert sign_in(learner).post(page(quiz)).status_code == 405

    def test_takes_as_many_queries_for_three_attempts_as_for_one(
        self, sign_in, learner, quiz, now, django_assert_max_num_queries
    ):
        client = sign_in(learner)
        for _attempt in range(3):
            finishing.finish(quiz.begin(learner, now, Random(1)), now)
            with django_assert_max_num_queries(10):
                client.get(page(quiz))


class TestAttempts:
    def test_begin_with_the_first_question(self, sign_in, learner, quiz):
        response = sign_in(learner).post(begin(quiz))
        attempt = Attempt.objects.get()
        assert (response.status_code, response.url) == (303, reverse("quizzes:question", args=[attempt.pk, 1]))
        assert attempt.learner == learner

    def test_go_on_at_the_first_open_question(self, sign_in, learner, quiz, now):
        attempt = quiz.begin(learner, now, Random(1))
        attempt.answer(1, RIGHT, now)
        response = sign_in(learner).post(begin(quiz))
        assert response.url == reverse("quizzes:question", args=[attempt.pk, 2])

    def test_go_on_before_handing_in_when_all_is_answered(self, sign_in, learner, quiz, now):
        attempt = quiz.begin(learner, now, Random(1))
        for number in (1, 2, 3):
            attempt.answer(number, RIGHT, now)
        assert sign_in(learner).post(begin(quiz)).url == reverse("quizzes:submission", args=[attempt.pk])

    def test_sent_twice_are_one(self, sign_in, learner, quiz):
        client = sign_in(learner)
        assert client.post(begin(quiz)).url == client.post(begin(quiz)).url
        assert Attempt.objects.count() == 1

    def test_have_their_first_question_seen_as_they_lead_to_it(self, sign_in, learner, quiz, now):
        url = sign_in(learner).post(begin(quiz)).url
        attempt = Attempt.objects.get()
        assert url == reverse("quizzes:question", args=[attempt.pk, 1])
        seen = list(attempt.responses.order_by("number").values_list("first_seen_at", flat=True))
        assert seen == [now, None, None]

    def test_begin_anew_after_one_whose_time_is_up(self, sign_in, learner, quiz, now):
        quiz.begin(learner, now - timedelta(hours=1), Random(1))
        sign_in(learner).post(begin(quiz))
        assert list(Attempt.objects.order_by("number").values_list("number", "score")) == [(1, 0), (2, None)]

    def test_are_refused_with_the_reason(self, sign_in, learner, quiz, now):
        for _attempt in range(3):
            finishing.finish(quiz.begin(learner, now, Random(1)), now)
        response = sign_in(learner).post(begin(quiz), follow=True)
        assert "You have used every attempt that this quiz allows." in text_of(response)
        assert Attempt.objects.count() == 3

    def test_are_behind_the_door(self, client, quiz):
        assert client.post(begin(quiz)).status_code == 302
        assert not Attempt.objects.exists()

    def test_do_not_exist_for_a_stranger(self, sign_in, stranger, quiz):
        assert sign_in(stranger).post(begin(quiz)).status_code == 404

    def test_are_not_begun_by_looking(self, sign_in, learner, quiz):
        assert sign_in(learner).get(begin(quiz)).status_code == 405
