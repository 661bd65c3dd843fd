"""The demo class answers whatever kinds a course asks in."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from quizzes import demo
from quizzes.demo import CLASS, exclude_one, play_class, take
from quizzes.kinds import KINDS
from quizzes.models import Attempt, Ruling
from tests import factories


@pytest.fixture
def quiz(course):
    """One question of each kind, its own example."""
    citation = factories.CitationFactory(edition__document__course=course)
    questions = [
        factories.QuestionFactory(
            key_point=None, course=course, citation=citation, kind=name, shown=example.shown, key=example.key
        )
        for name, example in ((name, kind.examples()) for name, kind in KINDS.items())
    ]
    return factories.QuizFactory(course=course, with_questions=questions)


@pytest.mark.parametrize("recall", [0.0, 1.0])
def test_a_quiz_of_every_kind_is_taken_to_its_end(quiz, learner, now, recall):
    take(quiz, learner, replace(CLASS[0], recall=recall), now, Random(4))
    responses = Attempt.objects.get(learner=learner).responses.all()
    assert {response.kind for response in responses if response.is_answered} == KINDS.keys()
    right = sum(response.fraction == 1 for response in responses)
    assert right >= len(KINDS) - 1 if recall else right < len(KINDS) - 2


def test_a_class_that_was_played_before_has_its_decision_already(quiz, learner, reviewer, now):
    learner.is_demo = True
    learner.save()
    take(quiz, learner, CLASS[0], now, Random(4))
    for day in (1, 2):
        exclude_one(quiz.course, now + timedelta(days=day))
    assert Ruling.objects.count() == 1


def test_the_course_is_no_younger_than_its_class(course, now, monkeypatch):
    monkeypatch.setattr(demo, "CLASS", [])
    course.created_at = now
    course.save()
    play_class(course, now)
    course.refresh_from_db()
    assert course.created_at == now - timedelta(days=demo.DAYS)
