import re
from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes import finishing
from quizzes.kinds import KINDS
from quizzes.models import Attempt, Card, Quiz, Review
from tests.factories import CardFactory, CitationFactory, KeyPointFactory, LessonFactory, QuestionFactory, QuizFactory
from tests.quizzes.views.test_questions import HTMX, at, one_of, statements, summary
from tests.quizzes.views.test_quizzes import text_of

pytestmark = pytest.mark.usefixtures("clock")

RIGHT, WRONG = {"answer": ["k2"]}, {"answer": ["k1"]}


@pytest.fixture
def quiz(course) -> Quiz:
    return QuizFactory(course=course, shuffle=False, feedback="end")


@pytest.fixture
def attempt(quiz, learner, now) -> Attempt:
    return quiz.begin(learner, now - timedelta(seconds=42), Random(1))


@pytest.fixture
def finished(attempt, now) -> Attempt:
    """The first answered right, the second wrong, the third not at all."""
    attempt.responses.get(number=1).see(now - timedelta(seconds=14))
    attempt.answer(1, RIGHT, now)
    attempt.answer(2, WRONG, now)
    finishing.finish(attempt, now)
    return attempt


def result(attempt: Attempt) -> str:
    return reverse("quizzes:result", args=[attempt.pk])


class TestSubmission:
    def test_names_what_is_open(self, sign_in, learner, attempt, now):
        attempt.answer(2, RIGHT, now)
        response = sign_in(learner).get(summary(attempt))
        text = text_of(response)
        assert response.status_code == 200
        assert "Two questions are still open." in text
        assert "Back to question 1" in text
        assert re.findall(r'href="/attempts/\d+/questions/(\d)/"', response.content.decode()) == ["1", "3", "1"]

    def test_says_so_when_nothing_is(self, sign_in, learner, attempt, now):
        for number in (1, 2, 3):
            attempt.answer(number, RIGHT, now)
        assert "Every question has an answer." in text_of(sign_in(learner).get(summary(attempt)))

    def test_hands_in(self, sign_in, learner, attempt, now):
        attempt.answer(1, RIGHT, now)
        response = sign_in(learner).post(summary(attempt))
        attempt.refresh_from_db()
        assert (response.status_code, response.url) == (303, result(attempt))
        assert (attempt.score, attempt.finished_at) == (1, now)

    def test_sent_twice_hands_in_once(self, sign_in, learner, attempt, now):
        attempt.answer(1, RIGHT, now)
        client = sign_in(learner)
        assert client.post(summary(attempt)).url == client.post(summary(attempt)).url == result(attempt)
        assert Review.objects.count() == 1

    def test_with_htmx_leads_to_the_result_as_a_whole_page(self, sign_in, learner, attempt):
        response = sign_in(learner).post(summary(attempt), headers=HTMX)
        assert response.headers["HX-Redirect"] == result(attempt)

    def test_afterwards_leads_to_the_result(self, sign_in, learner, finished):
        assert sign_in(learner).get(summary(finished)).url == result(finished)

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_is_absent_for_everybody_else(self, client, sign_in, classmate, stranger, attempt, method):
        assert getattr(client, method)(summary(attempt)).status_code == 302
        for other in (classmate, stranger):
            assert getattr(sign_in(other), method)(summary(attempt)).status_code == 404
        attempt.refresh_from_db()
        assert not attempt.is_finished

    def test_takes_no_other_method(self, sign_in, learner, attempt):
        assert sign_in(learner).delete(summary(attempt)).status_code == 405


class TestFeedback:
    def test_a_right_answer_says_so_with_its_source(self, sign_in, learner, finished):
        response = sign_in(learner).get(at(finished, 1, "feedback"))
        text = text_of(response)
        assert response.status_code == 200
        assert "Correct 1 point. You answered in 14 s." in text
        assert "Your answer, correct" in text
        assert "The text names trust first." in text
        assert "three pillars: trust, patience and law" in text
        assert "comes back in 2 days" in text

    def test_a_wrong_answer_shows_both(self, sign_in, learner, finished):
        text = text_of(sign_in(learner).get(at(finished, 2, "feedback")))
        assert "Not quite 0 points. You chose a." in text
        assert re.search(r"a speed Your answer\b.*b trust Correct answer", text)
        assert "comes back today" in text

    def test_a_question_left_open_shows_the_answer(self, sign_in, learner, finished):
        text = text_of(sign_in(learner).get(at(finished, 3, "feedback")))
        assert "Left open 0 points. You left this question open." in text
        assert "Correct answer" in text
        assert "comes back" not in text

    def test_a_partly_right_answer_says_how_much(self, sign_in, learner, course, now):
        attempt = one_of("ordering", course).begin(learner, now, Random(1))
        attempt.answer(1, KINDS["ordering"].examples().partly, now)
        finishing.finish(attempt, now)
        text = text_of(sign_in(learner).get(at(attempt, 1, "feedback")))
        assert "Partly right 0.33 of 1 point. One of three is right." in text
        assert "You put it at 3" in text

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("answer", ["right", "wrong", "partly", None])
    def test_every_kind_reveals_every_answer(self, sign_in, learner, course, now, kind, answer):
        attempt = one_of(kind, course).begin(learner, now, Random(1))
        posted = getattr(KINDS[kind].examples(), answer) if answer else None
        if posted:
            attempt.answer(1, posted, now)
        finishing.finish(attempt, now)
        assert sign_in(learner).get(at(attempt, 1, "feedback")).status_code == 200

    def test_lights_the_answering_words(self, sign_in, learner, finished):
        question = finished.responses.get(number=1).question
        start = question.citation.start + question.citation.quote.index("trust")
        question.feedback = {"lit": [[start, start + 5]]}
        question.save()
        assert "<mark>trust</mark>" in sign_in(learner).get(at(finished, 1, "feedback")).content.decode()

    def test_marks_what_was_chosen_where_the_same_sentence_has_it(self, sign_in, learner, finished):
        question = finished.responses.get(number=2).question
        near = CitationFactory(edition=question.citation.edition, quote="patience")
        question.feedback = {"why": {"k1": {"text": "That is the second pillar.", "citation": near.pk}}}
        question.save()
        page = sign_in(learner).get(at(finished, 2, "feedback")).content.decode()
        assert '<span class="marker marker--soft yours">patience</span>' in page
        assert "That is the second pillar." in page
        assert page.count("<blockquote") == 1

    def test_quotes_what_was_chosen_where_it_stands_elsewhere(self, sign_in, learner, finished):
        question = finished.responses.get(number=2).question
        far = CitationFactory(edition=question.citation.edition, quote="96 years of history", paragraph=2)
        question.feedback = {"why": {"k1": {"text": "", "citation": far.pk}}}
        question.save()
        text = text_of(sign_in(learner).get(at(finished, 2, "feedback")))
        assert re.search(r"What you chose 96 years of history", text)

    def test_says_nothing_of_options_that_were_not_chosen(self, sign_in, learner, finished):
        question = finished.responses.get(number=2).question
        question.feedback = {"why": {"k3": {"text": "That is another matter.", "citation": question.citation.pk}}}
        question.save()
        assert "That is another matter." not in text_of(sign_in(learner).get(at(finished, 2, "feedback")))

    def test_waits_until_the_attempt_is_handed_in(self, sign_in, learner, attempt, now):
        attempt.answer(1, RIGHT, now)
        response = sign_in(learner).get(at(attempt, 1, "feedback"))
        assert (response.status_code, response.url) == (303, at(attempt))

    def test_comes_at_once_in_practice_but_not_before_the_answer(self, sign_in, learner, quiz, now):
        quiz.feedback = "now"
        quiz.save()
        attempt = quiz.begin(learner, now, Random(1))
        attempt.answer(1, WRONG, now)
        client = sign_in(learner)
        text = text_of(client.get(at(attempt, 1, "feedback")))
        assert "Not quite" in text
        assert "comes back today" in text
        assert "Next question" in text
        assert client.get(at(attempt, 2, "feedback")).url == at(attempt, 2)

    def test_the_last_one_in_practice_leads_to_the_score(self, sign_in, learner, quiz, now):
        quiz.feedback = "now"
        quiz.save()
        attempt = quiz.begin(learner, now, Random(1))
        for number in (1, 2, 3):
            attempt.answer(number, RIGHT, now)
        assert "Hand in and see the score" in text_of(sign_in(learner).get(at(attempt, 3, "feedback")))

    def test_is_absent_for_everybody_else(self, client, sign_in, classmate, stranger, finished):
        assert client.get(at(finished, 1, "feedback")).status_code == 302
        for other in (classmate, stranger):
            assert sign_in(other).get(at(finished, 1, "feedback")).status_code == 404

    def test_takes_no_post(self, sign_in, learner, finished):
        assert sign_in(learner).post(at(finished, 1, "feedback")).status_code == 405

    def test_takes_few_queries(self, sign_in, learner, finished):
        client = sign_in(learner)
        with CaptureQueriesContext(connection) as queries:
            client.get(at(finished, 2, "feedback"))
        assert statements(queries) == 5


class TestResult:
    def test_opens_with_the_score_and_what_it_means(self, sign_in, learner, finished):
        response = sign_in(learner).get(result(finished))
        text = text_of(response)
        assert response.status_code == 200
        assert "Your score is 1 of 3. Not passed yet: it takes 60 %." in text
        assert re.search(r"Three pillars \d+ cost you one point\.", text)
        assert "Attempt 1, 42 s. Handed in on 2 March, 09:30." in text

    def test_shows_each_question_as_a_link(self, sign_in, learner, finished):
        text = text_of(sign_in(learner).get(result(finished)))
        assert "Question 1, correct" in text
        assert "Question 2, wrong" in text
        assert "Question 3, left open" in text

    def test_compares_with_last_time(self, sign_in, learner, quiz, finished, now):
        again = quiz.begin(learner, now, Random(1))
        for number in (1, 2):
            again.answer(number, RIGHT, now)
        finishing.finish(again, now)
        text = text_of(sign_in(learner).get(result(again)))
        assert "Your score is 2 of 3. One better than last time." in text
        assert "1 of 1 correct 1/1 1 more" in text
        assert "+1" in text

    def test_shows_an_earlier_attempt_as_it_was(self, sign_in, learner, quiz, finished, now):
        finishing.finish(quiz.begin(learner, now, Random(1)), now)
        assert "Your score is 1 of 3. Not passed yet" in text_of(sign_in(learner).get(result(finished)))

    def test_all_right_is_said_so(self, sign_in, learner, attempt, now):
        for number in (1, 2, 3):
            attempt.answer(number, RIGHT, now)
        finishing.finish(attempt, now)
        text = text_of(sign_in(learner).get(result(attempt)))
        assert "Your score is 3 of 3. Every answer was right." in text
        assert "cost you" not in text
        assert "Reread" not in text

    def test_groups_questions_by_key_point_the_weakest_first(self, sign_in, learner, course, now):
        lesson = LessonFactory(edition__document__course=course)
        strong, weak = (KeyPointFactory(lesson=lesson, label=label) for label in ("soft power", "pillars of trust"))
        questions = [QuestionFactory(key_point=point) for point in (strong, weak, weak)]
        attempt = QuizFactory(course=course, with_questions=questions, shuffle=False).begin(learner, now, Random(1))
        attempt.answer(1, RIGHT, now)
        attempt.answer(2, RIGHT, now)
        attempt.answer(3, WRONG, now)
        finishing.finish(attempt, now)
        text = text_of(sign_in(learner).get(result(attempt)))
        assert re.search(r"pillars of trust 1 of 2 correct 1/2 soft power 1 of 1 correct", text)

    def test_leads_on_with_three_links(self, sign_in, learner, course, finished):
        other = QuizFactory(course=course, title="Requirements")
        CardFactory(key_point=finished.responses.get(number=2).question.key_point)
        page = sign_in(learner).get(result(finished)).content.decode()
        steps = re.findall(r'<h3><a href="([^"]+)">([^<]+)</a>', page)
        assert [title for _url, title in steps] == ["Reread one passage", "Review one card", "Then take “Requirements”"]
        assert steps[1][0] == f"{reverse('quizzes:review')}?course=diplomacy"
        assert steps[2][0] == other.get_absolute_url()
        assert "Review one card now" in page
        assert Card.objects.count() == 1

    def test_always_leads_somewhere(self, sign_in, learner, attempt, now):
        for number in (1, 2, 3):
            attempt.answer(number, RIGHT, now)
        finishing.finish(attempt, now)
        assert len(re.findall(r"<h3><a", sign_in(learner).get(result(attempt)).content.decode())) == 2

    def test_of_an_open_attempt_leads_to_where_it_stopped(self, sign_in, learner, attempt, now):
        attempt.answer(1, RIGHT, now)
        assert sign_in(learner).get(result(attempt)).url == at(attempt, 2)

    def test_no_retry_is_offered_when_none_is_left(self, sign_in, learner, quiz, finished):
        client = sign_in(learner)
        assert "Try again" in text_of(client.get(result(finished)))
        Quiz.objects.update(attempts_allowed=1)
        assert "Try again" not in text_of(client.get(result(finished)))

    def test_is_absent_for_everybody_else(self, client, sign_in, classmate, stranger, finished):
        assert client.get(result(finished)).status_code == 302
        for other in (classmate, stranger):
            assert sign_in(other).get(result(finished)).status_code == 404

    def test_takes_no_post(self, sign_in, learner, finished):
        assert sign_in(learner).post(result(finished)).status_code == 405

    @pytest.mark.parametrize("size", [2, 12])
    def test_takes_as_many_queries_for_twelve_questions_as_for_two(self, sign_in, learner, course, now, size):
        lesson = LessonFactory(edition__document__course=course)
        questions = [QuestionFactory(key_point=KeyPointFactory(lesson=lesson)) for _ in range(size)]
        quiz = QuizFactory(course=course, with_questions=questions, shuffle=False)
        for _attempt in range(size // 2):
            attempt = quiz.begin(learner, now, Random(1))
            attempt.answer(1, WRONG, now)
            finishing.finish(attempt, now)
        client = sign_in(learner)
        with CaptureQueriesContext(connection) as queries:
            client.get(result(attempt))
        assert statements(queries) <= 10, [query["sql"][:100] for query in queries]
