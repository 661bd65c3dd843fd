from random import Random

import pytest

from quizzes.models import Quiz, Status
from tests import factories
from tests.desk import address, no_rows

MODEL = "quizzes_quiz"
RULES = {"title": "The pillars", "feedback": "end", "time_limit": "20", "attempts_allowed": "", "pass_mark": "70"}


@pytest.fixture
def questions(course):
    point = factories.KeyPointFactory(lesson__edition__document__course=course)
    return [factories.QuestionFactory(key_point=point) for _ in range(3)]


@pytest.fixture
def quiz(course, questions) -> Quiz:
    return factories.QuizFactory(course=course, with_questions=questions)


def slots(*rows, initial=()) -> dict[str, object]:
    """The posted rows (question, order, points) of a quiz; `initial` are the slots that were there."""
    data: dict[str, object] = {**no_rows("slots", len(initial)), "slots-TOTAL_FORMS": len(rows)}
    for n, (question, order, points) in enumerate(rows):
        data |= {f"slots-{n}-question": question.pk, f"slots-{n}-order": order, f"slots-{n}-points": points}
    for n, slot in enumerate(initial):
        data[f"slots-{n}-id"] = slot.pk
    return data


def errors_of(response) -> str:
    (formset,) = response.context["inline_admin_formsets"]
    return str(formset.formset.errors) + str(formset.formset.non_form_errors())


@pytest.fixture
def compose(sign_in, instructor, course):
    def compose(*rows, **rules):
        url = f"{address(MODEL, 'add')}?course={course.pk}"
        return sign_in(instructor).post(url, {**RULES, "is_open": "on", **slots(*rows), **rules})

    return compose


def test_a_new_quiz_asks_for_its_course_first(sign_in, instructor, course):
    response = sign_in(instructor).get(address(MODEL, "add"))
    assert list(response.context["courses"]) == [course]


def test_a_quiz_is_composed_in_order(compose, course, questions):
    first, second, third = questions
    compose((first, "", 1), (second, 2, 1), (third, 1, "2.5"))
    quiz = Quiz.objects.get()
    assert (quiz.course, quiz.feedback, quiz.time_limit, quiz.attempts_allowed) == (course, "end", 20, None)
    assert [(slot.order, slot.question, float(slot.points)) for slot in quiz.slots.all()] == [
        (1, third, 2.5),
        (2, second, 1),
        (3, first, 1),
    ]


def test_what_is_composed_can_be_taken(compose, learner, questions, now):
    compose(*((question, "", 1) for question in questions))
    attempt = Quiz.objects.get().begin(learner, now, Random(1))
    assert attempt.responses.count() == 3


def test_an_open_quiz_needs_a_question(compose):
    assert "An open quiz needs at least one question." in errors_of(compose())
    assert not Quiz.objects.exists()


def test_a_closed_quiz_may_be_empty(compose):
    compose(is_open="")
    assert Quiz.objects.get().is_open is False


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETIRED])
def test_only_approved_questions_are_asked(compose, questions, status):
    questions[0].status = status
    questions[0].save()
    assert "is not approved." in errors_of(compose((questions[0], 1, 1)))
    assert not Quiz.objects.exists()


def test_a_question_of_another_course_is_refused(compose, instructor):
    foreign = factories.QuestionFactory()
    factories.MembershipFactory(course=foreign.course, user=instructor, role="instructor")
    assert "This question is not one of this course." in errors_of(compose((foreign, 1, 1)))


def test_a_question_stands_in_a_quiz_once(compose, questions):
    assert "Please correct the duplicate" in errors_of(compose((questions[0], 1, 1), (questions[0], 2, 1)))


@pytest.mark.parametrize(("field", "value"), [("points", 0), ("points", -1), ("order", 0)])
def test_impossible_numbers_are_refused(compose, questions, field, value):
    row = {"order": 1, "points": 1, field: value}
    compose((questions[0], row["order"], row["points"]))
    assert not Quiz.objects.exists()


@pytest.mark.parametrize(("rule", "value"), [("pass_mark", 101), ("time_limit", 0), ("attempts_allowed", 0)])
def test_impossible_rules_are_refused(compose, questions, rule, value):
    response = compose((questions[0], 1, 1), **{rule: value})
    assert rule in response.context["adminform"].form.errors


def test_a_question_is_moved_and_another_taken_out(sign_in, instructor, quiz, questions):
    first, second, third = quiz.slots.all()
    rows = [(slot.question, order, 1) for slot, order in ((first, 9), (second, 2), (third, 3))]
    data = {**RULES, "is_open": "on", **slots(*rows, initial=[first, second, third]), "slots-1-DELETE": "on"}
    sign_in(instructor).post(address(MODEL, "change", quiz.pk), data)
    assert [(slot.order, slot.question) for slot in quiz.slots.all()] == [(1, questions[2]), (2, questions[0])]


def test_a_question_retired_since_must_leave_the_quiz(sign_in, instructor, quiz, questions):
    questions[0].status = Status.RETIRED
    questions[0].save()
    rows = [(slot.question, slot.order, 1) for slot in quiz.slots.all()]
    data = {**RULES, "is_open": "on", **slots(*rows, initial=quiz.slots.all())}
    response = sign_in(instructor).post(address(MODEL, "change", quiz.pk), data)
    assert "is retired: take it out, or approve it again." in errors_of(response)


def test_the_last_question_cannot_be_taken_out_of_an_open_quiz(sign_in, instructor, course, questions):
    quiz = factories.QuizFactory(course=course, with_questions=questions[:1])
    data = {**RULES, "is_open": "on", **slots((questions[0], 1, 1), initial=quiz.slots.all()), "slots-0-DELETE": "on"}
    response = sign_in(instructor).post(address(MODEL, "change", quiz.pk), data)
    assert "An open quiz needs at least one question." in errors_of(response)
    assert quiz.slots.count() == 1


def test_a_quiz_keeps_its_course(sign_in, instructor, quiz):
    other = factories.CourseFactory()
    factories.MembershipFactory(course=other, user=instructor, role="instructor")
    rows = [(slot.question, slot.order, 1) for slot in quiz.slots.all()]
    data = {**RULES, "is_open": "on", "course": other.pk, **slots(*rows, initial=quiz.slots.all())}
    sign_in(instructor).post(address(MODEL, "change", quiz.pk), data)
    quiz.refresh_from_db()
    assert (quiz.course != other, quiz.title) == (True, "The pillars")


def test_a_quiz_that_nobody_took_can_be_deleted(sign_in, instructor, quiz):
    sign_in(instructor).post(address(MODEL, "delete", quiz.pk), {"post": "yes"})
    assert not Quiz.objects.exists()


def test_a_quiz_that_was_taken_cannot_be_deleted(sign_in, instructor, learner, quiz, now):
    quiz.begin(learner, now, Random(1))
    assert sign_in(instructor).post(address(MODEL, "delete", quiz.pk), {"post": "yes"}).status_code == 403
    assert Quiz.objects.exists()
