from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quizzes.examining import examine_new, sitting
from quizzes.finishing import finish
from quizzes.models import Attempt, Flag, LedgerEntry, Limits
from tests import factories
from tests.quizzes.boardroom import finished, member, reviewed


@pytest.fixture
def quiz(course):
    return factories.QuizFactory(course=course)


def rules(attempt) -> set[str]:
    return set(attempt.flags.values_list("rule", flat=True))


def test_what_is_odd_is_flagged_once_and_nothing_else_changes(course, quiz, learner, now):
    hurried = finished(quiz, learner, now, (1, 1, 1), seconds=(0.5, 0.5, 0.5))
    before = list(Attempt.objects.values("score", "is_excluded", "finished_at"))
    assert examine_new(now) == 1
    assert examine_new(now) == 0
    assert rules(hurried) == {"fast"}
    Attempt.objects.update(is_examined=False)
    assert examine_new(now) == 1
    assert hurried.flags.count() == 1
    assert list(Attempt.objects.values("score", "is_excluded", "finished_at")) == before
    assert not LedgerEntry.objects.exists()


def test_what_is_usual_is_not(quiz, learner, now):
    assert rules(finished(quiz, learner, now)) == set()
    examine_new(now)
    assert not Flag.objects.exists()


def test_an_open_attempt_is_left_alone(quiz, learner, now):
    quiz.begin(learner, now, Random(1))
    assert examine_new(now) == 0


def test_the_limits_of_the_course_hold(course, quiz, learner, now):
    Limits.objects.create(course=course, fast=0)
    finished(quiz, learner, now, (1, 1, 1), seconds=(0.5, 0.5, 0.5))
    examine_new(now)
    assert not Flag.objects.exists()


def test_the_same_mistakes_as_a_classmate_lead_to_theirs(course, quiz, learner, classmate, now):
    theirs = finished(quiz, classmate, now - timedelta(hours=1), (0, 0, 0))
    mine = finished(quiz, learner, now, (0, 0, 0))
    examine_new(now)
    assert mine.flags.get(rule="alike").figures["other"] == theirs.pk
    assert Attempt.objects.get(pk=theirs.pk).flags.get().figures["other"] == mine.pk


def test_ones_own_mistakes_repeated_are_no_matter(quiz, learner, now):
    for days in (2, 1):
        finished(quiz, learner, now - timedelta(days=days), (0, 0, 0))
    examine_new(now)
    assert not Flag.objects.exists()


def test_a_leap_counts_what_was_studied_since(course, quiz, learner, now):
    for days in (30, 20, 10):
        finished(quiz, learner, now - timedelta(days=days), (0, 0, 1))
    point = quiz.questions.first().key_point
    for days in (25, 5, 4):
        reviewed(point, learner, now - timedelta(days=days))
    leapt = finished(quiz, learner, now)
    examine_new(now)
    assert leapt.flags.get(rule="leap").figures == {"share": 100, "usual": 33, "earlier": 3, "studied": 2, "limit": 40}


def test_answers_from_two_browsers_in_turn_are_seen(client, course, quiz, learner, monkeypatch):
    """Through the pages, as each answer says which browser it came from."""
    phone, desk = type(client)(), type(client)()
    for browser in (phone, desk):
        browser.force_login(learner)
    attempt = quiz.begin(learner, timezone.now(), Random(1))
    for number, browser in enumerate([phone, desk, phone], start=1):
        data = {"answer": "k2", "go": "next"}
        browser.post(reverse("quizzes:question", args=[attempt.pk, number]), data)
    finish(attempt, timezone.now())
    devices = sitting(Attempt.objects.get(pk=attempt.pk), []).devices
    assert devices[0] == devices[2] != devices[1]
    assert all(len(device) == 8 and phone.session.session_key not in device for device in devices)
    examine_new(timezone.now())
    assert attempt.flags.get(rule="devices").figures["switches"] == 2


def test_a_class_costs_as_many_queries_as_a_few(course, quiz, learner, now, django_assert_max_num_queries):
    for number in range(6):
        finished(quiz, member(course, f"Person {number}"), now - timedelta(hours=number), (0, 1, 0))
    examine_new(now)
    finished(quiz, learner, now)
    with django_assert_max_num_queries(13):
        examine_new(now)


def test_nothing_is_held_while_an_attempt_is_looked_at(course, quiz, learner, now):
    """On SQLite nobody could answer meanwhile."""
    finish(quiz.begin(learner, now, Random(1)), now)
    seen, outside = [], len(connection.savepoint_ids)

    def watch(execute, sql, params, many, context):
        seen.append((sql.split()[0], "quizzes_response" in sql, len(connection.savepoint_ids)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        assert examine_new(now) == 1
    assert {depth for word, of_responses, depth in seen if word == "SELECT" and of_responses} == {outside}
    assert min(depth for word, _of, depth in seen if word == "UPDATE") > outside


def test_the_mistakes_at_a_quiz_are_read_once_for_all_that_are_looked_at(course, quiz, now):
    def queries(people: int) -> list[str]:
        for _ in range(people):
            finish(quiz.begin(factories.UserFactory(), now, Random(1)), now)
        with CaptureQueriesContext(connection) as seen:
            assert examine_new(now) == people
        return [one["sql"] for one in seen if '"fraction" < ' in one["sql"]]

    assert len(queries(1)) == len(queries(6)) == 1
