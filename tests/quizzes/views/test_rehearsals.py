"""A dry run leaves no trace: that is the promise, so every table is counted before and after."""

import re

import pytest
from django.apps import apps
from django.urls import reverse

from quizzes.kinds import KINDS
from quizzes.models import Draw, Question
from tests import factories

TOKEN = re.compile(r'name="token" value="([^"]+)"')


@pytest.fixture
def quiz(course):
    """One question of each kind, at random among them two drawn."""
    point = factories.KeyPointFactory(lesson__edition__document__course=course)
    examples = {name: kind.examples() for name, kind in KINDS.items()}
    questions = [
        factories.QuestionFactory(key_point=point, kind=name, shown=one.shown, key=one.key)
        for name, one in examples.items()
    ]
    quiz = factories.QuizFactory(course=course, with_questions=questions[:-2], shuffle=False)
    Draw.objects.create(quiz=quiz, count=2)
    return quiz


@pytest.fixture
def client(sign_in, instructor):
    return sign_in(instructor)


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}


def address(quiz) -> str:
    return reverse("quizzes:rehearsal", args=[quiz.pk])


def token_of(response) -> str:
    return TOKEN.search(response.content.decode())[1]


def go(client, quiz, response, **posted):
    return client.post(address(quiz), {"token": token_of(response), **posted})


def solve(page, right=True) -> dict:
    kind, asked = KINDS[page.asked.kind], page.asked
    return kind.solve(asked.shown, asked.key) if right else kind.examples().wrong


@pytest.mark.parametrize("feedback", ["now", "end"])
def test_every_question_is_answered_and_no_table_has_a_row_more(client, quiz, feedback):
    quiz.feedback = feedback
    quiz.save()
    response = client.get(address(quiz))
    before = counts()
    told = 0
    while (page := response.context["page"]).asked:
        told += page.mark is not None
        posted = {"go": "next"} if page.mark else {**solve(page), "go": "answer"}
        response = go(client, quiz, response, **posted)
        assert response.status_code == 200
    assert page.score.percent == 100
    assert [line.verdict for line in page.lines] == ["good"] * len(KINDS)
    assert told == (len(KINDS) if feedback == "now" else 0)
    assert counts() == before


def test_wrong_and_open_answers_earn_what_they_would(client, course):
    quiz = factories.QuizFactory(course=course, feedback="end", shuffle=False)
    response = client.get(address(quiz))
    response = go(client, quiz, response, answer="k1", go="answer")
    response = go(client, quiz, response, go="skip")
    response = go(client, quiz, response, answer="k2", go="answer")
    page = response.context["page"]
    assert [line.verdict for line in page.lines] == ["bad", "open", "good"]
    assert "1 of 3 points, not passed" in response.content.decode()


def test_further_tries_cost_what_they_would(client, course):
    quiz = factories.QuizFactory(course=course, feedback="now", tries=2, retry_cost=50, shuffle=False)
    response = go(client, quiz, client.get(address(quiz)), answer="k1", go="answer")
    assert "try once more" in response.content.decode()
    response = go(client, quiz, response, answer="k2", go="answer")
    assert "Correct" in response.content.decode()
    response = go(client, quiz, response, go="next")
    response = go(client, quiz, response, answer="k1", go="answer")
    response = go(client, quiz, response, go="skip")
    assert "Not quite" in response.content.decode()
    response = go(client, quiz, response, go="next")
    response = go(client, quiz, go(client, quiz, response, answer="k2", go="answer"), go="next")
    assert [line.points for line in response.context["page"].lines] == ["0.5 / 1", "0 / 1", "1 / 1"]


def test_a_form_that_lacks_an_answer_asks_again(client, quiz):
    response = go(client, quiz, client.get(address(quiz)), go="answer")
    assert response.status_code == 422
    assert response.context["page"].number == 1
    assert 'role="alert"' in response.content.decode()


def test_the_key_is_not_in_the_page_before_the_answer(client, course):
    quiz = factories.QuizFactory(course=course)
    Question.objects.update(explanation="Because of SECRET.")
    response = client.get(address(quiz))
    assert "SECRET" not in response.content.decode()
    assert '"right"' not in response.content.decode()


@pytest.mark.parametrize("token", ["", "none", "forged:token"])
def test_a_form_that_was_tampered_with_begins_anew(client, quiz, token):
    response = client.post(address(quiz), {"token": token, "go": "answer"})
    assert response.context["page"].number == 1
    assert "begins anew" in response.content.decode()


def test_a_form_of_another_quiz_begins_anew(client, quiz, course):
    other = client.get(address(factories.QuizFactory(course=course)))
    assert "begins anew" in go(client, quiz, other, answer="k2", go="answer").content.decode()


def test_a_quiz_without_questions_says_so(client, course):
    quiz = factories.QuizFactory(course=course, with_questions=[])
    assert "no questions yet" in client.get(address(quiz)).content.decode()


def test_who_does_not_teach_the_course_finds_nothing(client, quiz, learner, stranger):
    for user in (learner, stranger):
        client.force_login(user)
        assert client.get(address(quiz)).status_code == 404
