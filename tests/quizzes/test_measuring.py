from datetime import timedelta

import pytest
from django.db import connection

from quizzes import measuring
from quizzes.kinds import KINDS
from quizzes.measuring import figures, measure, measure_stale
from quizzes.models import Measure, Question, Quiz, Response
from tests.factories import QuestionFactory, QuizFactory, UserFactory
from tests.quizzes.regrading.scene import A, B, C, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(course):
    return QuizFactory(course=course, feedback="end", shuffle=False)


def items(quiz, **how):
    return figures(quiz, **how).items


class TestFigures:
    def test_they_are_of_everybody_s_first_attempt_or_of_all(self, quiz, learner, classmate, now):
        take(quiz, learner, now, A, B, B)
        take(quiz, learner, now, B, B, B)
        take(quiz, classmate, now, B, B, B)
        assert [figures(quiz).quiz.n, figures(quiz, every=True).quiz.n] == [2, 3]
        assert [items(quiz)[0].figures.facility, items(quiz, every=True)[0].figures.facility] == [0.5, 2 / 3]

    def test_what_is_open_or_excluded_does_not_count(self, quiz, learner, classmate, now):
        take(quiz, learner, now, A, B, B, hand_in=False)
        excluded = take(quiz, classmate, now, B, B, B)
        excluded.is_excluded = True
        excluded.save()
        assert figures(quiz).quiz.n == 0
        assert items(quiz) == ()

    def test_not_reached_is_not_wrong_and_skipped_is(self, quiz, learner, classmate, now):
        take(quiz, learner, now, B, B, B)
        attempt = take(quiz, classmate, now, B)
        attempt.responses.get(number=2).see(now)
        first, second, third = items(quiz)
        assert [one.figures.n for one in (first, second, third)] == [2, 2, 1]
        assert [one.figures.facility for one in (first, second, third)] == [1.0, 0.5, 1.0]
        assert [one.skipped for one in (first, second, third)] == [0, 1, 0]

    def test_a_question_that_counts_for_nobody_has_none(self, quiz, learner, now):
        take(quiz, learner, now, B, B, B)
        Response.objects.filter(number=1).update(is_void=True)
        assert len(items(quiz)) == 2

    def test_each_option_has_its_frequency_and_mean_mark(self, quiz, now):
        for form in (A, B, B, None):
            take(quiz, UserFactory(), now, form, B, B)
        told = [(one.text, one.count, one.mean, one.is_right) for one in items(quiz)[0].answers]
        options = Question.objects.first().shown["options"]
        text = {option["id"]: option["text"] for option in options}
        assert (text["k2"], 2, 1.0, True) in told
        assert (text["k1"], 1, 0.0, False) in told
        assert (text["k3"], 0, 0.0, False) in told

    @pytest.mark.parametrize(
        ("kind", "told"),
        [
            ("numeric", [("", "1.298 km", 2, True), ("", "1297 m", 1, False)]),
            ("date", [("", "18 February 2026", 2, True), ("", "February 2026", 1, False)]),
        ],
    )
    def test_typed_answers_are_told_as_a_person_reads_them(self, course, now, kind, told):
        examples = KINDS[kind].examples()
        question = QuestionFactory(kind=kind, shown=examples.shown, key=examples.key)
        quiz = QuizFactory(course=course, with_questions=[question], feedback="end")
        for form in (examples.right, examples.right, examples.partly):
            take(quiz, UserFactory(), now, form)
        (one,) = items(quiz)
        assert [(answer.part, answer.text, answer.count, answer.is_right) for answer in one.answers] == told

    def test_a_blank_is_told_by_its_number(self, course, now):
        examples = KINDS["cloze"].examples()
        question = QuestionFactory(kind="cloze", shown=examples.shown, key=examples.key)
        take(QuizFactory(course=course, with_questions=[question], feedback="end"), UserFactory(), now, examples.right)
        (one,) = items(Quiz.objects.get())
        assert [answer.part for answer in one.answers] == ["Blank 1", "Blank 2"]

    def test_each_version_is_counted_by_itself(self, quiz, learner, classmate, instructor, now):
        take(quiz, learner, now, B, B, B)
        question = quiz.slots.first().question
        question.shown = {**question.shown, "stem": "Which comes first?"}
        question.revise(instructor, now)
        take(quiz, classmate, now, A, B, B)
        versions = [
            (one.version.number, one.figures.facility) for one in items(quiz) if one.version.question == question
        ]
        assert versions == [(1, 1.0), (2, 0.0)]

    def test_the_median_time_and_the_guess(self, quiz, now):
        for seconds in (10, 20, 90):
            attempt = take(quiz, UserFactory(), now, B, B, B)
            attempt.responses.update(first_seen_at=now - timedelta(seconds=seconds))
        (first, *_rest) = items(quiz)
        assert first.seconds == 20
        assert first.guess == 1 / len(first.version.shown["options"])

    def test_the_cost_is_bounded(self, quiz, learner, classmate, now, monkeypatch, django_assert_num_queries):
        monkeypatch.setattr(measuring, "MOST", 1)
        take(quiz, learner, now, A, B, B)
        take(quiz, classmate, now + timedelta(hours=1), B, B, B)
        with django_assert_num_queries(3):
            found = figures(quiz)
        assert (found.quiz.n, found.attempts, found.items[0].figures.facility) == (1, 2, 1.0)


class TestWhatIsKept:
    @pytest.fixture
    def easy(self, quiz, now):
        for _ in range(20):
            take(quiz, UserFactory(), now, B, A, C)
        return quiz

    def test_a_suspicious_question_is_to_be_fixed(self, easy, now):
        measure(easy, now)
        found = {one.version.question_id: one.findings[0]["code"] for one in Measure.objects.to_fix()}
        first, *others = easy.slots.order_by("order")
        assert found[first.question_id] == "easy"
        assert {found[one.question_id] for one in others} == {"mistaken"}
        assert Measure.objects.to_fix().first().reasons[0].endswith(("anybody.", "true?"))

    def test_left_as_it_is_it_comes_up_again_with_half_as_many_answers_more(self, easy, instructor, now):
        measure(easy, now)
        row = Measure.objects.to_fix().first()
        row.leave(instructor)
        assert row not in Measure.objects.to_fix()
        assert row in Measure.objects.left()
        for n in range(10):
            take(easy, UserFactory(), now + timedelta(hours=1), B, A, C)
            if n == 8:
                measure(easy, now)
                assert row not in Measure.objects.to_fix()
        measure(easy, now)
        assert row in Measure.objects.to_fix()

    def test_only_what_is_asked_now_is_to_be_fixed(self, easy, instructor, now):
        measure(easy, now)
        count = Measure.objects.to_fix().count()
        question = easy.slots.first().question
        question.shown = {**question.shown, "stem": "Which comes first?"}
        question.revise(instructor, now)
        Question.objects.filter(pk=easy.slots.last().question_id).retire()
        assert Measure.objects.to_fix().count() == count - 2

    def test_only_what_changed_is_measured_again(self, quiz, learner, course, now):
        QuizFactory(course=course)
        assert measure_stale(now) == 0
        take(quiz, learner, now, B, B, B)
        assert measure_stale(now + timedelta(hours=1), course) == 1
        assert measure_stale(now + timedelta(hours=2), course) == 0
        take(quiz, learner, now + timedelta(hours=3), A, B, B)
        assert measure_stale(now + timedelta(hours=4)) == 1

    def test_nothing_is_held_while_figures_are_worked_out(self, easy, now):
        """On SQLite nobody could answer meanwhile."""
        seen, outside = [], len(connection.savepoint_ids)

        def watch(execute, sql, params, many, context):
            seen.append((sql.split()[0], "quizzes_response" in sql, len(connection.savepoint_ids)))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(watch):
            measure(easy, now)
        read = [depth for word, of_responses, depth in seen if word == "SELECT" and of_responses]
        written = [depth for word, _of, depth in seen if word in ("UPDATE", "INSERT", "DELETE")]
        assert set(read) == {outside}
        assert min(written) > outside

    def test_an_older_measure_does_not_take_the_place_of_a_newer(self, easy, now):
        newer = measure(easy, now + timedelta(hours=1))
        assert [one.at for one in measure(easy, now)] == [one.at for one in newer]
        easy.refresh_from_db()
        assert easy.measured_at == now + timedelta(hours=1)
