import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_quiz_of_the_factories_belongs_to_one_course_throughout():
    quiz = factories.QuizFactory()
    questions = list(quiz.questions.all())
    assert len(questions) == 3
    assert {question.course for question in questions} == {quiz.course}
    assert all(question.citation.holds() for question in questions)
