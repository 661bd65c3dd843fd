from importlib import import_module
from random import Random

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from quizzes.models import Question, QuestionVersion, Response
from quizzes.models.append_only import WrittenOnce
from tests import factories


@pytest.fixture
def question(course):
    return factories.QuizFactory(course=course).questions.first()


@pytest.fixture
def asked(question, learner, now):
    """A learner's response to the question as it was first."""
    attempt = question.quizzes.get().begin(learner, now, Random(1))
    return attempt.responses.get(question=question)


def reworded(question, stem="Which one is named first?"):
    question.shown = {**question.shown, "stem": stem}
    return question


class TestAdd:
    def test_a_new_question_has_its_first_version(self, question):
        version = question.versions.get()
        assert (version.number, question.version) == (1, 1)
        assert version.says_the_same_as(question)

    def test_what_the_checks_hold_against_it_is_no_part_of_a_version(self, course, now):
        question = factories.QuestionFactory(
            key_point__lesson__course=course, feedback={"lit": [[0, 2]], "against": [["stem", "Too long"]]}
        )
        assert question.versions.get().feedback == {"lit": [[0, 2]]}


class TestRevise:
    def test_other_words_are_another_version_and_say_who_wrote_them(self, question, instructor, now):
        before = question.stem
        assert reworded(question).revise(instructor, now)
        first, second = question.versions.all()
        assert (first.stem, second.stem) == (before, "Which one is named first?")
        assert (second.number, second.by, second.at) == (2, instructor, now)
        assert Question.objects.get(pk=question.pk).version == 2

    def test_the_same_words_are_the_same_version(self, question, instructor, now):
        assert not question.revise(instructor, now)
        assert question.versions.count() == question.version == 1

    @pytest.mark.parametrize(("name", "value"), [("key", {"right": "k1"}), ("explanation", "Because it says so.")])
    def test_a_key_and_an_explanation_are_part_of_a_version(self, question, instructor, now, name, value):
        setattr(question, name, value)
        assert question.revise(instructor, now)
        assert getattr(question.versions.last(), name) == value

    def test_words_that_moved_are_no_other_version_but_others_are(self, question, now):
        edition = factories.EditionFactory(document__course=question.course, number=2)
        question.citation = factories.CitationFactory(edition=edition)
        assert not question.revise(None, now)
        assert Question.objects.get(pk=question.pk).citation.edition == edition
        question.citation = factories.CitationFactory(edition=edition, quote="patience")
        assert question.revise(None, now)

    def test_one_that_was_loaded_long_ago_does_not_take_a_number_twice(self, question, instructor, now):
        stale = Question.objects.get(pk=question.pk)
        reworded(question).revise(instructor, now)
        reworded(stale, "And which is last?").revise(instructor, now)
        assert [version.number for version in question.versions.all()] == [1, 2, 3]

    def test_costs_as_many_queries_for_many_as_for_one(self, course, now):
        first, *others = factories.QuizFactory(course=course).questions.all()
        with CaptureQueriesContext(connection) as for_one:
            assert reworded(first).revise(None, now)
        for question in others:
            reworded(question, f"Number {question.pk}?")
        with CaptureQueriesContext(connection) as for_many:
            assert Question.objects.revise(others, None, now) == 2
        assert len(for_many) == len(for_one)


class TestPinned:
    def test_an_attempt_stays_with_the_version_that_was_asked(self, question, asked, instructor, now):
        assert asked.version == question.versions.get()
        assert asked.wording == asked.question
        reworded(question).revise(instructor, now)
        again = Response.objects.with_source().get(pk=asked.pk)
        assert again.wording == question.versions.first()
        assert again.wording.explanation == "The text names trust first."

    def test_the_next_attempt_is_asked_the_new_one(self, question, asked, instructor, classmate, now):
        reworded(question).revise(instructor, now)
        response = question.quizzes.get().begin(classmate, now, Random(1)).responses.get(question=question)
        assert response.version.number == 2
        assert response.shown["stem"] == "Which one is named first?"

    def test_a_version_is_never_changed_or_deleted(self, question):
        version = question.versions.get()
        for change in (version.save, version.delete, question.versions.all().delete):
            with pytest.raises(WrittenOnce):
                change()
        with pytest.raises(WrittenOnce):
            question.versions.update(number=7)

    def test_the_database_keeps_one_version_a_number(self, question, now):
        with pytest.raises(IntegrityError, match=r"version_once_per_question|number"):
            QuestionVersion.of(question, None, now).save()


def test_what_was_there_before_versions_gets_its_first(question, asked, django_assert_num_queries):
    """The migration, upon rows as they stood: questions without versions."""
    Response.objects.all().delete()
    QuestionVersion.objects.all()._raw_delete("default")
    fill = import_module("quizzes.migrations.0010_first_versions").fill
    fill(apps, None)
    assert {version.number for version in QuestionVersion.objects.all()} == {1}
    assert QuestionVersion.objects.count() == Question.objects.count() == 3
    assert question.versions.get().says_the_same_as(question)
    fill(apps, None)
    assert QuestionVersion.objects.count() == 3
