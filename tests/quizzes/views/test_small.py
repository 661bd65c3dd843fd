"""Speed as felt: each step is one small request of few queries, however much there is. Session, person and masthead
are counted, too. Handing in is pinned in tests/quizzes/test_finishing.py, reviewing beside its own tests.
"""

import gzip
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, reverse_lazy

from content.importing import import_document
from content.models import Course
from quizzes import finishing
from quizzes.models import Absence, Attempt, Decision, Exam, Ruling, SelfCheck
from quizzes.pages.asking import Asked
from quizzes.planning import set_break, set_exam
from quizzes.reading import mark_read
from quizzes.sessions import session
from tests.documents import GARDEN, long_garden
from tests.factories import (
    CardFactory,
    KeyPointFactory,
    LessonFactory,
    MembershipFactory,
    QuestionFactory,
    QuizFactory,
    UserFactory,
)
from tests.quizzes.boardroom import award, member, reviewed, settled
from tests.quizzes.views.test_questions import HTMX, at, statements, summary

pytestmark = pytest.mark.usefixtures("clock")

ROOT = Path(__file__).parents[3]
PAGE, SCRIPTS = 15_000, 25_000
RIGHT = {"answer": "k2"}
LEADERBOARD = reverse_lazy("quizzes:leaderboard")


@pytest.fixture(params=[1, 6], ids=["few", "many"])
def amount(request) -> int:
    return request.param


@pytest.fixture
def attempt(course, learner, classmate, now, amount) -> Attempt:
    """Of 4 or 24 questions, after one or six earlier attempts; others took it, too."""
    lesson = LessonFactory(edition__document__course=course, number=1)
    questions = [QuestionFactory(key_point=KeyPointFactory(lesson=lesson)) for _ in range(4 * amount)]
    quiz = QuizFactory(course=course, with_questions=questions, feedback="end", time_limit=30, lesson=lesson)
    for person in [learner, *[classmate] * (amount > 1)]:
        for _earlier in range(amount):
            taken = quiz.begin(person, now, Random(1))
            taken.answer(1, {"answer": ["k1"]}, now)
            finishing.finish(taken, now)
    return quiz.begin(learner, now, Random(1))


def cost(send) -> tuple[int, int]:
    """Queries and bytes of what is sent."""
    with CaptureQueriesContext(connection) as queries:
        response = send()
    assert response.status_code in (200, 204, 303), response.status_code
    return statements(queries), len(response.content)


class TestQuiz:
    def test_a_question(self, sign_in, learner, attempt):
        client = sign_in(learner)
        queries, size = cost(lambda: client.get(at(attempt)))
        assert queries <= 4
        assert size < PAGE

    def test_an_answer(self, sign_in, learner, attempt):
        client = sign_in(learner)
        queries, size = cost(lambda: client.post(at(attempt), {**RIGHT, "go": "next"}, headers=HTMX))
        assert queries <= 7
        assert size < PAGE

    def test_an_answer_saved_by_itself(self, sign_in, learner, attempt):
        client = sign_in(learner)
        queries, size = cost(lambda: client.post(at(attempt, 1, "answer"), RIGHT))
        assert queries <= 8
        assert size == 0

    def test_handing_in(self, sign_in, learner, course, attempt, now):
        """Of one who stands on the boards."""
        learner.on_boards = "name"
        learner.save()
        attempt.answer(1, {"answer": ["k2"]}, now)
        client = sign_in(learner)
        assert cost(lambda: client.post(summary(attempt), headers=HTMX))[0] <= 12

    @pytest.mark.parametrize("name", ["result", "quiz", "summary", "feedback"])
    def test_its_other_pages(self, sign_in, learner, attempt, now, name):
        client = sign_in(learner)
        if name in ("result", "feedback"):
            finishing.finish(attempt, now)
        urls = {
            "result": attempt.get_absolute_url(),
            "quiz": attempt.quiz.get_absolute_url(),
            "summary": summary(attempt),
            "feedback": at(attempt, 1, "feedback"),
        }
        assert cost(lambda: client.get(urls[name]))[0] <= 10


class TestReading:
    @pytest.fixture
    def edition(self, course, instructor, learner, now, amount):
        text = GARDEN if amount == 1 else long_garden(40)
        edition = import_document(course, "garden.txt", text.encode(), instructor, now)
        for point in course.key_points.all():
            CardFactory(key_point=point)
            QuestionFactory(key_point=point, course=course, citation=point.citation)
        for _more in range(amount):
            course.admit(UserFactory(), now)
            QuizFactory(course=course, lesson=edition.lessons.first(), with_questions=[]).draws.create(count=1)
        return edition

    def test_a_lesson_and_its_course(self, sign_in, learner, course, edition):
        client = sign_in(learner)
        for url in (edition.lessons.first().get_absolute_url(), course.get_absolute_url()):
            assert cost(lambda url=url: client.get(url))[0] <= 10

    def test_the_same_with_an_exam_and_a_break_ahead(self, sign_in, learner, course, edition, now):
        lesson, today = edition.lessons.first(), now.date()
        set_exam(Exam(learner=learner, course=course), today + timedelta(days=10), [])
        set_exam(Exam(learner=learner, course=course), today + timedelta(days=20), [lesson.pk])
        set_break(learner, Absence(), today + timedelta(days=3), today + timedelta(days=5), today)
        mark_read(learner, lesson, lesson.last_paragraph, now)
        client = sign_in(learner)
        for url in (lesson.get_absolute_url(), course.get_absolute_url(), reverse("quizzes:library")):
            assert cost(lambda url=url: client.get(url))[0] <= 10, url

    def test_the_course_of_an_instructor(self, sign_in, instructor, course, edition):
        client = sign_in(instructor)
        assert cost(lambda: client.get(course.get_absolute_url()))[0] <= 10

    def test_checking_oneself(self, sign_in, learner, course, edition):
        question = course.questions.order_by("citation__start").first()
        url = reverse("quizzes:check", args=[course.slug, edition.lessons.first().number, question.pk])
        client = sign_in(learner)
        queries, size = cost(lambda: client.post(url, RIGHT, headers=HTMX))
        assert SelfCheck.objects.exists()
        assert queries <= 13
        assert size < PAGE

    def test_a_note(self, sign_in, learner, course, edition):
        url = reverse("quizzes:notes", args=[course.slug, edition.lessons.first().number, 1])
        client = sign_in(learner)
        queries, size = cost(lambda: client.post(url, {"text": "A note."}, headers=HTMX))
        assert queries <= 12
        assert size < PAGE


def test_a_card_and_its_grade(sign_in, learner, course, attempt, now):
    """Queries of reviewing are pinned beside its own tests."""
    for point in course.key_points.all():
        CardFactory(key_point=point)
    client, posted = sign_in(learner), {"token": Asked.now(session(learner, now).turn, now).token}
    answers, reviews = reverse("quizzes:review_answers"), reverse("quizzes:reviews")
    assert cost(lambda: client.post(answers, posted, headers=HTMX))[1] < PAGE
    assert cost(lambda: client.post(reviews, {**posted, "rating": 3}, headers=HTMX))[1] < PAGE


class TestBoard:
    @pytest.fixture
    def full(self, course, learner, reviewer, now) -> Course:
        """Thirty people, seen or not, this week and the last; the learner among them, with an attempt that was
        excluded, and at home in two courses.
        """
        lesson = LessonFactory(edition__document__course=course, number=1)
        quizzes = [QuizFactory(course=course, lesson=lesson) for _ in range(3)]
        for points in range(30):
            person = member(course, f"Person {points}", "hidden" if points % 7 == 3 else "name")
            award(course, person, 10 + points, now)
            award(course, person, 40 - points, now - timedelta(days=7))
            reviewed(quizzes[0].questions.first().key_point, person, now)
        for quiz in quizzes[:2]:
            Ruling.objects.decide(settled(quiz, learner, now), reviewer, Decision.EXCLUDE, "Too fast", now)
        award(course, learner, 13, now)
        MembershipFactory(user=learner)
        return course

    @pytest.mark.parametrize("who", ["learner", "reviewer"])
    @pytest.mark.parametrize("asked", [{}, {"period": "all"}, {"after": "30000-1"}, {"quiz": True}], ids=str)
    def test_a_full_board(self, sign_in, full, request, who, asked):
        client, asked = sign_in(request.getfixturevalue(who)), {"course": full.slug} | asked
        if "quiz" in asked:
            asked["quiz"] = full.quizzes.first().pk
        client.get(LEADERBOARD, asked)
        assert cost(lambda: client.get(LEADERBOARD, asked))[0] <= 10


def test_all_scripts_of_ours_are_light():
    scripts = [path.read_bytes() for path in (ROOT / "static" / "js").glob("*.js")]
    assert sum(len(gzip.compress(script)) for script in scripts) < SCRIPTS
