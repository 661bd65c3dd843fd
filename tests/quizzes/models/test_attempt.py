from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction

from content.models import Course
from quizzes import finishing
from quizzes.kinds import KINDS
from quizzes.kinds.base import BadAnswer
from quizzes.models import (
    Attempt,
    AttemptClosed,
    AttemptRefused,
    Quiz,
    Response,
    Status,
)
from tests.factories import KeyPointFactory, QuestionFactory, QuizFactory

RIGHT, WRONG = {"answer": ["k2"]}, {"answer": ["k1"]}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def quiz(course) -> Quiz:
    return QuizFactory(course=course, feedback="end", shuffle=False)


@pytest.fixture
def attempt(quiz, learner, now) -> Attempt:
    return quiz.begin(learner, now, Random(1))


def timed(quiz: Quiz, minutes: int = 10) -> Quiz:
    quiz.time_limit = minutes
    quiz.save()
    return quiz


class TestBeginning:
    def test_every_approved_question_is_asked_once_in_order(self, quiz, attempt):
        asked = list(attempt.responses.order_by("number").values_list("number", "question"))
        assert asked == list(enumerate(quiz.slots.order_by("order").values_list("question", flat=True), start=1))
        assert attempt.max_score == 3

    def test_retired_questions_are_left_out(self, quiz, learner, now):
        question = quiz.questions.first()
        question.status = Status.RETIRED
        question.save()
        assert quiz.begin(learner, now, Random(1)).responses.count() == 2

    def test_an_open_attempt_is_gone_on_with(self, quiz, learner, attempt, now):
        assert quiz.begin(learner, now + MINUTE, Random(2)) == attempt
        assert Attempt.objects.count() == 1

    def test_each_learner_has_attempts_of_their_own(self, quiz, attempt, classmate, now):
        assert quiz.begin(classmate, now, Random(1)).number == 1
        assert Attempt.objects.count() == 2

    def test_its_rules_stay_those_of_the_moment_it_began(self, quiz, attempt):
        quiz.feedback, quiz.pass_mark, quiz.time_limit = "now", 90, 1
        quiz.save()
        attempt.refresh_from_db()
        assert (attempt.terms.feedback, attempt.terms.pass_mark, attempt.deadline) == ("end", 60, None)

    def test_what_was_shown_and_right_stays_when_the_question_changes(self, attempt):
        question = attempt.responses.get(number=1).question
        question.shown, question.key = {"stem": "?", "options": []}, {}
        question.save()
        assert attempt.answer(1, RIGHT, attempt.started_at).fraction == 1

    def test_chance_decides_the_order_of_questions_and_options(self, quiz, learner, classmate, now):
        quiz.shuffle = True
        quiz.save()

        def asked(user, seed):
            with transaction.atomic():
                found = [
                    (response.question_id, str(response.shown))
                    for response in quiz.begin(user, now, Random(seed)).responses.order_by("number")
                ]
                transaction.set_rollback(True)
            return found

        assert asked(learner, 1) == asked(classmate, 1)
        assert len({str(asked(learner, seed)) for seed in range(5)}) > 1

    def test_an_ordering_left_as_it_came_is_never_right(self, course, learner, now):
        ordering = KINDS["ordering"].examples()
        # Stored in another order than the right one, so that shuffling could hit upon it.
        shown = {**ordering.shown, "items": ordering.shown["items"][::-1]}
        question = QuestionFactory(
            key_point=KeyPointFactory(lesson__course=course), kind="ordering", shown=shown, key=ordering.key
        )
        for seed in range(20):
            quiz = QuizFactory(course=course, with_questions=[question])
            response = quiz.begin(learner, now, Random(seed)).responses.get()
            assert [item["id"] for item in response.shown["items"]] != ordering.key["order"]

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"is_open": False}, "This quiz is closed. What you did before is kept."),
            ({"attempts_allowed": 1}, "You have used every attempt that this quiz allows."),
        ],
    )
    def test_a_quiz_may_refuse_another_attempt(self, quiz, learner, attempt, now, change, sentence):
        finishing.finish(attempt, now)
        Quiz.objects.update(**change)
        quiz.refresh_from_db()
        with pytest.raises(AttemptRefused, match=sentence):
            quiz.begin(learner, now, Random(1))
        assert Attempt.objects.count() == 1

    def test_a_quiz_without_questions_is_refused(self, course, learner, now):
        with pytest.raises(AttemptRefused, match="no questions yet"):
            QuizFactory(course=course, with_questions=[]).begin(learner, now, Random(1))
        assert not Attempt.objects.exists()

    def test_the_next_attempt_has_the_next_number(self, quiz, learner, attempt, now):
        finishing.finish(attempt, now)
        assert quiz.begin(learner, now, Random(1)).number == 2

    def test_two_open_attempts_cannot_stand_in_the_database(self, quiz, learner, attempt, now):
        with pytest.raises(IntegrityError, match=r"one_open_attempt_per_quiz|attempt\.quiz_id"):
            Attempt.objects.create(quiz=quiz, learner=learner, number=2, rules={}, started_at=now, max_score=1)


class TestAnswering:
    def test_an_answer_is_saved_with_its_mark_and_time(self, attempt, now):
        attempt.answer(1, RIGHT, now + MINUTE)
        response = attempt.responses.get(number=1)
        assert (response.answer, response.fraction, response.answered_at) == ({"choice": "k2"}, 1.0, now + MINUTE)

    def test_a_malformed_answer_changes_nothing(self, attempt, now):
        attempt.answer(1, RIGHT, now)
        for posted in ({}, {"answer": ["k9"]}, {"answer": ["k1", "k2"]}):
            with pytest.raises(BadAnswer):
                attempt.answer(1, posted, now + MINUTE)
        assert attempt.responses.get(number=1).answered_at == now

    def test_with_feedback_at_the_end_the_last_answer_counts(self, attempt, now):
        attempt.answer(1, WRONG, now)
        attempt.answer(1, RIGHT, now + MINUTE)
        assert attempt.responses.get(number=1).fraction == 1

    def test_with_feedback_at_once_the_first_answer_stands(self, quiz, learner, now):
        quiz.feedback = "now"
        quiz.save()
        attempt = quiz.begin(learner, now, Random(1))
        attempt.answer(1, WRONG, now)
        assert attempt.answer(1, RIGHT, now + MINUTE).fraction == 0
        assert attempt.responses.get(number=1).answer == {"choice": "k1"}

    def test_the_same_answer_twice_is_one_answer(self, attempt, now):
        for _tab in range(2):
            attempt.answer(1, RIGHT, now)
        assert Response.objects.filter(answered_at__isnull=False).count() == 1

    def test_a_question_of_another_quiz_does_not_exist(self, attempt, now):
        with pytest.raises(Response.DoesNotExist):
            attempt.answer(4, RIGHT, now)

    def test_time_is_taken_from_the_first_sight(self, attempt, now):
        response = attempt.responses.get(number=1)
        response.see(now)
        response.see(now + MINUTE)
        assert attempt.answer(1, RIGHT, now + timedelta(seconds=14)).seconds == 14

    def test_an_answer_unseen_has_no_time(self, attempt, now):
        assert attempt.answer(1, RIGHT, now).seconds is None


class TestKeeping:
    def test_going_on_saves_what_the_form_holds(self, attempt, now):
        attempt.keep(1, RIGHT, now)
        assert attempt.responses.get(number=1).fraction == 1

    def test_a_form_left_open_is_no_answer(self, attempt, now):
        attempt.keep(1, {}, now)
        assert not attempt.responses.get(number=1).is_answered

    def test_a_tampered_form_is_refused(self, attempt, now):
        with pytest.raises(BadAnswer):
            attempt.keep(1, {"answer": ["k9"]}, now)

    def test_where_feedback_comes_at_once_only_the_button_answers(self, quiz, learner, now):
        quiz.feedback = "now"
        quiz.save()
        attempt = quiz.begin(learner, now, Random(1))
        attempt.keep(1, RIGHT, now)
        assert not attempt.responses.get(number=1).is_answered


class TestDeadline:
    @pytest.fixture
    def attempt(self, quiz, learner, now) -> Attempt:
        return timed(quiz).begin(learner, now, Random(1))

    def test_an_answer_within_the_grace_counts(self, attempt, now):
        assert attempt.answer(1, RIGHT, now + 10 * MINUTE + timedelta(seconds=30)).fraction == 1

    def test_an_answer_after_it_is_refused(self, attempt, now):
        late = now + 10 * MINUTE + timedelta(seconds=31)
        with pytest.raises(AttemptClosed, match="Time was up"):
            attempt.answer(1, RIGHT, late)
        with pytest.raises(AttemptClosed, match="Time was up"):
            attempt.flag(1, True, late)
        assert not attempt.responses.get(number=1).is_answered

    def test_what_was_left_open_is_handed_in_as_of_the_deadline(self, attempt, quiz, learner, now):
        attempt.answer(1, RIGHT, now)
        finishing.finish_overdue(learner, quiz, now + timedelta(days=2))
        attempt.refresh_from_db()
        assert (attempt.finished_at, attempt.score) == (now + 10 * MINUTE, 1)

    def test_what_is_not_over_stays_open(self, attempt, quiz, learner, now):
        finishing.finish_overdue(learner, quiz, now + 10 * MINUTE)
        attempt.refresh_from_db()
        assert not attempt.is_finished


class TestSight:
    def test_learners_see_their_own_attempts_alone(self, attempt, learner, classmate, instructor, stranger):
        seen = {
            user.username: Attempt.objects.visible_to(user).exists()
            for user in (learner, classmate, instructor, stranger)
        }
        assert seen == {"linh": True, "minh": False, "ha": False, "jonas": False}

    def test_who_left_the_course_sees_them_no_more(self, attempt, learner, course, now):
        course.memberships.filter(user=learner).update(left_at=now)
        assert not Attempt.objects.visible_to(learner).exists()

    def test_closed_quizzes_are_seen_by_those_who_took_or_teach_them(
        self, quiz, attempt, learner, classmate, instructor, stranger
    ):
        Quiz.objects.update(is_open=False)
        seen = {
            user.username: Quiz.objects.visible_to(user).exists() for user in (learner, classmate, instructor, stranger)
        }
        assert seen == {"linh": True, "minh": False, "ha": True, "jonas": False}

    def test_open_quizzes_are_seen_by_the_course(self, quiz, classmate, stranger):
        assert Quiz.objects.visible_to(classmate).get() == quiz
        assert not Quiz.objects.visible_to(stranger).exists()
        assert Course.objects.count() == 1
