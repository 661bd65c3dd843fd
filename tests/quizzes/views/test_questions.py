import re
from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.sessions import remember
from quizzes import finishing
from quizzes.kinds import KINDS
from quizzes.models import Attempt, Quiz, Response
from quizzes.scoring import milliseconds
from tests.factories import KeyPointFactory, QuestionFactory, QuizFactory
from tests.quizzes.views.test_quizzes import text_of

pytestmark = pytest.mark.usefixtures("clock")

RIGHT, WRONG = {"answer": "k2"}, {"answer": "k1"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def quiz(course) -> Quiz:
    return QuizFactory(course=course, shuffle=False, feedback="end")


@pytest.fixture
def attempt(quiz, learner, now) -> Attempt:
    return quiz.begin(learner, now, Random(1))


@pytest.fixture
def practice(quiz, learner, now) -> Attempt:
    """An attempt that tells at once."""
    Quiz.objects.update(feedback="now")
    quiz.refresh_from_db()
    return quiz.begin(learner, now, Random(1))


def at(attempt: Attempt, number: int = 1, name: str = "question") -> str:
    return reverse(f"quizzes:{name}", args=[attempt.pk, number])


def summary(attempt: Attempt) -> str:
    return reverse("quizzes:submission", args=[attempt.pk])


def one_of(kind: str, course, **rules) -> Quiz:
    """A quiz with the example item of a kind alone."""
    examples = KINDS[kind].examples()
    point = KeyPointFactory(lesson__course=course)
    question = QuestionFactory(key_point=point, kind=kind, shown=examples.shown, key=examples.key)
    return QuizFactory(course=course, with_questions=[question], **{"feedback": "end", "shuffle": False, **rules})


class TestAsking:
    def test_shows_the_question_and_the_navigator(self, sign_in, learner, attempt):
        response = sign_in(learner).get(at(attempt, 2))
        text = text_of(response)
        assert response.status_code == 200
        assert "Question 2 of 3" in text
        assert "Which of these is one of the three pillars?" in text
        assert re.search(r'value="2" aria-current="step">.*?Question 2, ', response.content.decode())
        assert "Question 3, not answered" in text

    @pytest.mark.parametrize("kind", KINDS)
    def test_never_carries_the_key(self, sign_in, learner, course, now, kind):
        examples = KINDS[kind].examples()
        attempt = one_of(kind, course).begin(learner, now, Random(1))
        page = sign_in(learner).get(at(attempt)).content.decode()
        assert examples.shown["stem"] in page
        assert "The text names trust first." not in page
        assert not re.search(r"choice--good|order__i--ok|pair--good|filled|recall__t", page)

    def test_notes_when_it_was_first_seen(self, sign_in, learner, attempt, now, clock):
        client = sign_in(learner)
        client.get(at(attempt))
        clock(minutes=1)
        client.get(at(attempt))
        assert attempt.responses.get(number=1).first_seen_at == now

    def test_shows_what_was_answered(self, sign_in, learner, attempt, now):
        attempt.answer(1, {"answer": ["k2"]}, now)
        assert re.search(r'value="k2"[^>]* checked', sign_in(learner).get(at(attempt)).content.decode())

    def test_shows_the_time_left(self, sign_in, learner, quiz, now, clock):
        Quiz.objects.update(time_limit=10)
        quiz.refresh_from_db()
        attempt = quiz.begin(learner, now, Random(1))
        clock(seconds=46)
        assert re.search(r'datetime="PT9M14S"[^>]*>9:14<', sign_in(learner).get(at(attempt)).content.decode())

    def test_after_the_attempt_leads_to_the_feedback(self, sign_in, learner, attempt, now):
        finishing.finish(attempt, now)
        response = sign_in(learner).get(at(attempt))
        assert (response.status_code, response.url) == (303, at(attempt, 1, "feedback"))

    def test_an_answer_that_stands_leads_to_its_feedback(self, sign_in, learner, practice, now):
        practice.answer(1, {"answer": ["k1"]}, now)
        assert sign_in(learner).get(at(practice)).url == at(practice, 1, "feedback")

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_is_absent_for_everybody_else(self, client, sign_in, classmate, stranger, instructor, attempt, method):
        assert getattr(client, method)(at(attempt)).status_code == 302
        for other in (classmate, stranger, instructor):
            assert getattr(sign_in(other), method)(at(attempt), RIGHT).status_code == 404
        assert not Response.objects.filter(answered_at__isnull=False).exists()

    def test_a_question_beyond_the_last_is_absent(self, sign_in, learner, attempt):
        assert sign_in(learner).get(at(attempt, 4)).status_code == 404
        assert sign_in(learner).post(at(attempt, 4), RIGHT).status_code == 404

    def test_takes_no_other_method(self, sign_in, learner, attempt):
        assert sign_in(learner).put(at(attempt)).status_code == 405


class TestAnswering:
    def test_saves_and_goes_on(self, sign_in, learner, attempt):
        response = sign_in(learner).post(at(attempt), RIGHT)
        assert (response.status_code, response.url) == (303, at(attempt, 2))
        assert attempt.responses.get(number=1).fraction == 1

    def test_after_the_last_question_comes_the_summary(self, sign_in, learner, attempt):
        assert sign_in(learner).post(at(attempt, 3), {**RIGHT, "go": "last"}).url == summary(attempt)

    def test_with_feedback_at_once_leads_to_it(self, sign_in, learner, practice):
        assert sign_in(learner).post(at(practice), WRONG).url == at(practice, 1, "feedback")

    def test_htmx_gets_the_next_question_in_the_reply(self, sign_in, learner, attempt):
        response = sign_in(learner).post(at(attempt), RIGHT, headers=HTMX)
        assert response.status_code == 200
        assert response.headers["HX-Push-Url"] == at(attempt, 2)
        assert "Question 2 of 3" in text_of(response)

    def test_htmx_gets_the_feedback_in_the_reply(self, sign_in, learner, practice):
        response = sign_in(learner).post(at(practice), WRONG, headers=HTMX)
        assert response.headers["HX-Push-Url"] == at(practice, 1, "feedback")
        assert "Not quite" in text_of(response)

    @pytest.mark.parametrize(
        ("posted", "sentence"),
        [
            ({}, "Choose one of the options."),
            ({"answer": "k9"}, "That option is not part of this question. Choose one of those shown."),
            ({"answer": ["k1", "k2"]}, "The form held one answer twice. Answer again."),
        ],
    )
    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_a_malformed_answer_is_asked_again(self, sign_in, learner, attempt, posted, sentence, headers):
        response = sign_in(learner).post(at(attempt), posted, headers=headers)
        assert response.status_code == 422
        assert sentence in text_of(response)
        assert not attempt.responses.get(number=1).is_answered

    def test_sent_twice_is_one_answer(self, sign_in, learner, practice):
        client = sign_in(learner)
        first, second = client.post(at(practice), WRONG), client.post(at(practice), RIGHT)
        assert first.url == second.url == at(practice, 1, "feedback")
        assert practice.responses.get(number=1).fraction == 0

    def test_back_and_again_changes_the_answer_until_it_is_handed_in(self, sign_in, learner, attempt):
        client = sign_in(learner)
        for posted in (WRONG, RIGHT):
            assert client.post(at(attempt), posted).status_code == 303
        assert attempt.responses.get(number=1).fraction == 1

    def test_a_finished_attempt_says_so_and_stays(self, sign_in, learner, attempt, now):
        finishing.finish(attempt, now)
        response = sign_in(learner).post(at(attempt), RIGHT, follow=True)
        assert response.redirect_chain == [(attempt.get_absolute_url(), 303)]
        assert "This attempt was handed in before, so its answers stay as they are." in text_of(response)
        assert not attempt.responses.get(number=1).is_answered

    def test_htmx_leaves_a_finished_attempt_for_its_result(self, sign_in, learner, attempt, now):
        finishing.finish(attempt, now)
        response = sign_in(learner).post(at(attempt), RIGHT, headers=HTMX)
        assert response.headers["HX-Redirect"] == attempt.get_absolute_url()

    @pytest.mark.parametrize("kind", KINDS)
    def test_works_for_every_kind(self, sign_in, learner, course, now, kind):
        attempt = one_of(kind, course).begin(learner, now, Random(1))
        sign_in(learner).post(at(attempt), KINDS[kind].examples().right)
        assert attempt.responses.get().fraction == 1


def alone(attempt: Attempt, number: int = 1) -> str:
    return at(attempt, number, "answer")


class TestAnsweringAlone:
    """What a browser sends as an answer is given, without leaving the page."""

    def test_saves_without_a_page(self, sign_in, learner, attempt):
        response = sign_in(learner).post(alone(attempt), RIGHT)
        assert (response.status_code, response.content) == (204, b"")
        assert attempt.responses.get(number=1).fraction == 1

    def test_what_was_given_last_counts_in_whatever_order_it_arrives(self, sign_in, learner, attempt, now):
        client, at_that_time = sign_in(learner), milliseconds(now)
        for answer, sequence in ((RIGHT, at_that_time - 1000), (WRONG, at_that_time - 9000)):
            assert client.post(alone(attempt), {**answer, "sequence": sequence}).status_code == 204
        found = attempt.responses.get(number=1)
        assert (found.fraction, found.answered_at) == (1, now - timedelta(seconds=1))

    def test_sent_again_it_is_the_same_answer(self, sign_in, learner, attempt, now, clock):
        client = sign_in(learner)
        for _time in range(2):
            client.post(alone(attempt), {**RIGHT, "sequence": milliseconds(now)})
            clock(minutes=1)
        assert attempt.responses.get(number=1).answered_at == now

    def test_nobody_answers_in_the_future(self, sign_in, learner, attempt, now):
        client = sign_in(learner)
        client.post(alone(attempt), {**WRONG, "sequence": milliseconds(now) + 10**9})
        assert client.post(at(attempt), RIGHT).status_code == 303
        assert attempt.responses.get(number=1).fraction == 1

    @pytest.mark.parametrize("sequence", ["", "soon", "-5", "²", "9" * 40])
    def test_a_sequence_of_nonsense_is_none(self, sign_in, learner, attempt, sequence, now):
        sign_in(learner).post(alone(attempt), {**RIGHT, "sequence": sequence})
        assert attempt.responses.get(number=1).answered_at == now

    def test_an_emptied_form_takes_the_answer_back(self, sign_in, learner, course, now, clock):
        attempt = one_of("cloze", course).begin(learner, now, Random(1))
        client, right = sign_in(learner), KINDS["cloze"].examples().right
        client.post(alone(attempt), right)
        clock(seconds=1)
        client.post(alone(attempt), dict.fromkeys(right, ""))
        assert not attempt.responses.get().is_answered

    def test_says_what_is_wrong_with_a_malformed_one(self, sign_in, learner, attempt):
        response = sign_in(learner).post(alone(attempt), {"answer": "k9"})
        assert (response.status_code, response.headers["Content-Type"]) == (422, "text/plain; charset=utf-8")
        assert "That option is not part of this question." in response.content.decode()

    def test_is_refused_once_the_attempt_is_handed_in(self, sign_in, learner, attempt, now):
        finishing.finish(attempt, now)
        assert sign_in(learner).post(alone(attempt), RIGHT).status_code == 410

    def test_where_feedback_comes_at_once_only_the_button_answers(self, sign_in, learner, practice):
        client = sign_in(learner)
        for posted, answered in ((RIGHT, False), ({**RIGHT, "go": "next"}, True)):
            assert client.post(alone(practice), posted).status_code == 204
            assert practice.responses.get(number=1).is_answered is answered

    def test_is_absent_for_everybody_else(self, client, sign_in, classmate, stranger, attempt):
        assert client.post(alone(attempt), RIGHT).status_code == 302
        for other in (classmate, stranger):
            assert sign_in(other).post(alone(attempt), RIGHT).status_code == 404
        assert sign_in(attempt.learner).post(alone(attempt, 9), RIGHT).status_code == 404

    def test_takes_no_get(self, sign_in, learner, attempt):
        assert sign_in(learner).get(alone(attempt)).status_code == 405

    def test_takes_five_queries(self, sign_in, learner, attempt):
        client = sign_in(learner)
        with CaptureQueriesContext(connection) as queries:
            client.post(alone(attempt), RIGHT)
        assert statements(queries) == 5


class TestAFormLeftAsItCame:
    def test_changes_nothing_that_another_tab_has_saved(self, sign_in, learner, attempt, clock):
        client = sign_in(learner)
        client.post(at(attempt), WRONG)
        came_with = re.search(r'name="came_with" value="(\w+)"', client.get(at(attempt)).content.decode()).group(1)
        clock(seconds=5)
        client.post(at(attempt), RIGHT)
        clock(seconds=5)
        client.post(at(attempt), {**WRONG, "go": "2", "came_with": came_with})
        assert attempt.responses.get(number=1).fraction == 1


class TestSheet:
    def test_holds_every_question_and_no_key(self, sign_in, learner, attempt):
        page = sign_in(learner).get(reverse("quizzes:sheet", args=[attempt.pk])).content.decode()
        assert re.findall(r'<template data-number="(\d)">', page) == ["1", "2", "3"]
        assert page.count("Which of these is one of the three pillars?") == 3
        assert "The text names trust first." not in page

    def test_grows_with_the_questions_alone(self, sign_in, learner, course, now):
        """A navigator for each would grow with their square."""
        sizes = []
        for count in (5, 20):
            quiz = QuizFactory(course=course, feedback="end", with_questions=[QuestionFactory() for _ in range(count)])
            address = reverse("quizzes:sheet", args=[quiz.begin(learner, now, Random(1)).pk])
            sizes.append(len(sign_in(learner).get(address).content))
        assert sizes[1] < 4.2 * sizes[0]

    def test_is_not_there_in_practice_nor_afterwards(self, sign_in, learner, practice, now):
        client, address = sign_in(learner), reverse("quizzes:sheet", args=[practice.pk])
        assert client.get(address).status_code == 404
        finishing.finish(practice, now)
        assert client.get(address).status_code == 404

    def test_takes_four_queries(self, sign_in, learner, attempt):
        client = sign_in(learner)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("quizzes:sheet", args=[attempt.pk]))
        assert statements(queries) == 4


class TestGoingElsewhere:
    @pytest.mark.parametrize(("go", "to"), [("prev", 1), ("3", 3), ("1", 1)])
    def test_saves_what_the_form_holds(self, sign_in, learner, attempt, go, to):
        response = sign_in(learner).post(at(attempt, 2), {**RIGHT, "go": go})
        assert response.url == at(attempt, to)
        assert attempt.responses.get(number=2).fraction == 1

    def test_finishing_leads_to_the_summary(self, sign_in, learner, attempt):
        assert sign_in(learner).post(at(attempt, 2), {**RIGHT, "go": "finish"}).url == summary(attempt)
        assert attempt.responses.get(number=2).is_answered

    def test_an_empty_form_is_no_answer(self, sign_in, learner, attempt):
        assert sign_in(learner).post(at(attempt), {"go": "2"}).url == at(attempt, 2)
        assert not attempt.responses.get(number=1).is_answered

    def test_an_ordering_as_it_came_is_no_answer(self, sign_in, learner, course, now):
        attempt = one_of("ordering", course).begin(learner, now, Random(1))
        order = [item["id"] for item in attempt.responses.get().shown["items"]]
        sign_in(learner).post(at(attempt), {"order": order, "go": "finish"})
        assert not attempt.responses.get().is_answered
        sign_in(learner).post(at(attempt), {"order": order, "go": "next"})
        assert attempt.responses.get().is_answered

    def test_where_feedback_comes_at_once_it_answers_nothing(self, sign_in, learner, practice):
        assert sign_in(learner).post(at(practice), {**RIGHT, "go": "2"}).url == at(practice, 2)
        assert not practice.responses.get(number=1).is_answered

    def test_a_tampered_form_is_asked_again(self, sign_in, learner, attempt):
        assert sign_in(learner).post(at(attempt), {"answer": "k9", "go": "2"}).status_code == 422

    @pytest.mark.parametrize("go", ["0", "99", "nowhere", "-1", "²"])
    def test_a_way_to_nowhere_is_absent(self, sign_in, learner, attempt, go):
        assert sign_in(learner).post(at(attempt), {"go": go}, follow=True).status_code == 404


class TestFlagging:
    def test_keeps_what_is_chosen_and_saves_only_the_flag(self, sign_in, learner, attempt):
        response = sign_in(learner).post(at(attempt), {**RIGHT, "flag": "1"})
        page = response.content.decode()
        assert response.status_code == 200
        assert 'aria-pressed="true"' in page
        assert re.search(r'value="k2"[^>]* checked', page)
        found = attempt.responses.get(number=1)
        assert (found.is_flagged, found.is_answered) == (True, False)

    def test_can_be_taken_back_and_sent_twice(self, sign_in, learner, attempt):
        for flag, expected in (("1", True), ("1", True), ("0", False), ("0", False)):
            sign_in(learner).post(at(attempt), {"flag": flag})
            assert attempt.responses.get(number=1).is_flagged is expected

    def test_shows_in_the_navigator_and_the_summary(self, sign_in, learner, attempt, now):
        attempt.flag(2, True, now)
        client = sign_in(learner)
        assert "Question 2, not answered , flagged" in text_of(client.get(at(attempt)))
        assert "Flagged 2 Question 2" in text_of(client.get(summary(attempt)))


class TestMoving:
    @pytest.fixture
    def attempt(self, course, learner, now) -> Attempt:
        return one_of("ordering", course).begin(learner, now, Random(1))

    def test_moves_a_row_without_scoring(self, sign_in, learner, attempt):
        response = sign_in(learner).post(at(attempt), {"order": ["h4", "t1", "b9"], "move": "t1:down"})
        rows = re.findall(r'name="order" value="(\w+)"', response.content.decode())
        assert (response.status_code, rows) == (200, ["h4", "b9", "t1"])
        assert "“law” is now 3 of 3." in text_of(response)
        assert not attempt.responses.get().is_answered

    def test_keeps_positions_over_several_moves_until_the_answer(self, sign_in, learner, attempt):
        client, order = sign_in(learner), ["t1", "b9", "h4"]
        for move in ("h4:up", "h4:up", "t1:down"):
            page = client.post(at(attempt), {"order": order, "move": move}).content.decode()
            order = re.findall(r'name="order" value="(\w+)"', page)
        client.post(at(attempt), {"order": order, "go": "next"})
        assert attempt.responses.get().fraction == 1

    def test_nonsense_moves_nothing(self, sign_in, learner, attempt):
        shown = [item["id"] for item in attempt.responses.get().shown["items"]]
        response = sign_in(learner).post(at(attempt), {"order": ["h4", "h4"], "move": "x:y:z"})
        assert re.findall(r'name="order" value="(\w+)"', response.content.decode()) == shown


class TestTime:
    @pytest.fixture
    def attempt(self, quiz, learner, now) -> Attempt:
        Quiz.objects.update(time_limit=10)
        quiz.refresh_from_db()
        return quiz.begin(learner, now, Random(1))

    def test_an_answer_sent_in_time_and_delivered_late_counts(self, sign_in, learner, attempt, clock):
        clock(minutes=10, seconds=20)
        assert sign_in(learner).post(at(attempt), RIGHT).status_code == 303
        assert attempt.responses.get(number=1).fraction == 1

    @pytest.mark.parametrize("feedback", ["now", "end"])
    def test_the_clock_sends_what_the_form_holds_and_hands_in(self, sign_in, learner, attempt, clock, feedback, now):
        Attempt.objects.update(rules={**attempt.rules, "feedback": feedback})
        clock(minutes=10, seconds=2)
        response = sign_in(learner).post(at(attempt), {**RIGHT, "go": "finish"})
        attempt.refresh_from_db()
        assert response.url == attempt.get_absolute_url()
        assert (attempt.score, attempt.finished_at) == (1, now + timedelta(minutes=10))

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_after_the_grace_it_is_handed_in_and_said(self, sign_in, learner, attempt, clock, method, now):
        clock(hours=2)
        response = getattr(sign_in(learner), method)(at(attempt), RIGHT, follow=True)
        attempt.refresh_from_db()
        assert response.redirect_chain == [(attempt.get_absolute_url(), 303)]
        assert "Time was up, so the attempt was handed in with the answers saved until then." in text_of(response)
        assert (attempt.score, attempt.finished_at) == (0, now + timedelta(minutes=10))


def statements(queries: CaptureQueriesContext) -> int:
    """Queries without the marks that nest a transaction in the test's own."""
    return len([query for query in queries if "SAVEPOINT" not in query["sql"]])


@pytest.mark.parametrize("size", [2, 12])
class TestQueries:
    """Session and user are one of each, of a session that was read before."""

    @pytest.fixture
    def attempt(self, course, learner, now, size) -> Attempt:
        lesson = KeyPointFactory(lesson__course=course).lesson
        questions = [QuestionFactory(key_point=KeyPointFactory(lesson=lesson)) for _ in range(size)]
        quiz = QuizFactory(course=course, with_questions=questions, feedback="end", shuffle=False, time_limit=10)
        return quiz.begin(learner, now, Random(1))

    @pytest.fixture
    def client(self, sign_in, learner):
        client = sign_in(learner)
        remember(client.session.session_key, learner.pk)
        return client

    def test_a_question_takes_two_and_one_to_note_that_it_was_seen(self, client, attempt):
        for most in (3, 2):  # noted once
            with CaptureQueriesContext(connection) as queries:
                client.get(at(attempt))
            assert statements(queries) == most

    def test_an_answer_by_the_button_takes_four_and_the_next_question_is_seen(self, client, attempt, now):
        for answer in ("k2", "k1"):
            with CaptureQueriesContext(connection) as queries:
                client.post(at(attempt), {**RIGHT, "answer": answer, "go": "next"}, headers=HTMX)
            assert statements(queries) == 4
        assert attempt.responses.get(number=2).first_seen_at == now

    def test_an_answer_with_the_next_question_takes_six(self, client, attempt):
        for most, answer in ((6, "k2"), (5, "k1")):  # noted once, too
            with CaptureQueriesContext(connection) as queries:
                client.post(at(attempt), {**RIGHT, "answer": answer}, headers=HTMX)
            assert statements(queries) == most

    def test_the_last_answer_with_the_summary_takes_four(self, client, attempt, size):
        with CaptureQueriesContext(connection) as queries:
            shown = client.post(at(attempt, size), {**RIGHT, "go": "last"}, headers=HTMX)
        assert statements(queries) == 4
        assert shown.headers["HX-Push-Url"] == summary(attempt)
        assert attempt.responses.get(number=size).is_answered

    def test_an_answer_answered_by_a_redirect_takes_four(self, client, attempt):
        with CaptureQueriesContext(connection) as queries:
            client.post(at(attempt), RIGHT)
        assert statements(queries) == 4
