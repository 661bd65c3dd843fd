from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from quizzes.models import Quiz, Status
from quizzes.scoring import ASPECTS
from tests import factories
from tests.desk import address, no_rows

MODEL = "quizzes_quiz"
ALL = ["correctness", "answers", "explanation", "score"]
RULES = {
    "title": "The pillars",
    **{"feedback": "end", "tries": 1, "retry_cost": 33},
    **{"time_limit": "20", "grace": 30, "opens_at": "", "closes_at": ""},
    **{"attempts_allowed": "", "delay": 0, "counts": "best", "pass_mark": "70"},
    **{f"shows_{moment}": ALL for moment in ("during", "after", "open", "closed")},
    **no_rows("draws"),
    **no_rows("overrides"),
}


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
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    return "".join(str(one.errors) + str(one.non_form_errors()) for one in formsets)


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


def rows(prefix: str, *fields: dict[str, object]) -> dict[str, object]:
    """New rows of an inline."""
    data = {**no_rows(prefix), f"{prefix}-TOTAL_FORMS": len(fields)}
    return data | {f"{prefix}-{n}-{name}": value for n, row in enumerate(fields) for name, value in row.items()}


class TestRules:
    def test_every_rule_is_kept(self, compose, questions):
        compose(
            (questions[0], 1, 1),
            opens_at="2026-03-02T08:00",
            closes_at="2026-03-09T18:30",
            grace=60,
            delay=30,
            counts="last",
            shuffle="on",
            one_way="on",
            certainty="on",
            shows_after=["correctness", "score"],
            shows_open=[],
        )
        quiz = Quiz.objects.get()
        assert (quiz.opens_at, quiz.closes_at) == (
            datetime(2026, 3, 2, 8, tzinfo=UTC),
            datetime(2026, 3, 9, 18, 30, tzinfo=UTC),
        )
        assert (quiz.grace, quiz.delay, quiz.counts) == (60, 30, "last")
        assert (quiz.shuffle, quiz.shuffle_options, quiz.one_way, quiz.certainty) == (True, False, True, True)
        assert quiz.shows == {"after": ["correctness", "score"], "open": []}

    def test_the_form_holds_what_was_kept(self, sign_in, instructor, quiz):
        Quiz.objects.update(shows={"after": ["correctness"]}, opens_at=datetime(2026, 3, 2, 8, tzinfo=UTC))
        page = sign_in(instructor).get(address(MODEL, "change", quiz.pk))
        form = page.context["adminform"].form
        assert (form["shows_after"].value(), form["shows_open"].value()) == (["correctness"], ASPECTS)
        assert 'type="datetime-local" name="opens_at" value="2026-03-02T08:00"' in page.content.decode()

    @pytest.mark.parametrize(
        ("rules", "field", "sentence"),
        [
            ({"shows_after": ["explanation"]}, "shows_after", "What is right tells whether an answer was"),
            ({"feedback": "now", "shows_during": ["score"]}, "shows_during", "needs at least whether the answer was"),
            ({"tries": 2}, "tries", "Further tries need feedback after each question"),
            (
                {"opens_at": "2026-03-02T08:00", "closes_at": "2026-03-02T08:00"},
                "__all__",
                "A quiz must close after it opens.",
            ),
            ({"retry_cost": 101}, "retry_cost", "less than or equal to 100"),
            ({"grace": 3601}, "grace", "less than or equal to 3600"),
            ({"closes_at": "soon"}, "closes_at", "Enter a valid date/time."),
            ({"counts": "worst"}, "counts", "Select a valid choice."),
        ],
    )
    def test_what_cannot_be_is_refused_in_a_sentence(self, compose, questions, rules, field, sentence):
        response = compose((questions[0], 1, 1), **rules)
        assert sentence in str(response.context["adminform"].form.errors[field])
        assert not Quiz.objects.exists()


class TestDraws:
    DRAW = {"count": 2, "points": 1, "easiest": 0, "hardest": 1, "order": 99}

    def test_questions_are_drawn_alone_or_beside_others(self, compose, questions, learner, now):
        compose(**rows("draws", {**self.DRAW, "kind": "choice", "lesson": questions[0].key_point.lesson_id}))
        assert Quiz.objects.get().begin(learner, now, Random(1)).responses.count() == 2

    @pytest.mark.parametrize(
        ("draw", "sentence"),
        [
            ({"count": 3}, "Only 2 approved questions fit"),
            ({"kind": "ordering"}, "Only 0 approved questions fit"),
            ({"kind": "riddle"}, "Select a valid choice."),
            ({"easiest": 0.9, "hardest": 0.1}, "The difficulty must go from low to high."),
            ({"hardest": 2}, "less than or equal to 1"),
            ({"count": 0}, "greater than or equal to 1"),
        ],
    )
    def test_what_cannot_be_drawn_is_refused(self, compose, questions, draw, sentence):
        """One of the three is asked always, so it is not drawn."""
        response = compose((questions[0], 1, 1), **rows("draws", {**self.DRAW, **draw}))
        assert sentence in errors_of(response)
        assert not Quiz.objects.exists()

    def test_a_lesson_of_another_course_is_not_there(self, compose, questions, instructor):
        foreign = factories.LessonFactory()
        factories.MembershipFactory(course=foreign.course, user=instructor, role="instructor")
        assert "Select a valid choice." in errors_of(compose(**rows("draws", {**self.DRAW, "lesson": foreign.pk})))


class TestExceptions:
    GRANT = {"learner": "linh", "extra_minutes": 10, "extra_attempts": 0, "reason": "A broken wrist."}

    def test_a_learner_is_granted_more(self, compose, questions, learner, now):
        compose((questions[0], 1, 1), **rows("overrides", {**self.GRANT, "closes_at": "2026-03-09T18:30"}))
        quiz = Quiz.objects.get()
        assert quiz.begin(learner, now, Random(1)).deadline == now + timedelta(minutes=30)
        assert quiz.overrides.get().closes_at == datetime(2026, 3, 9, 18, 30, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("grant", "sentence"),
        [
            ({"learner": "jonas"}, "Nobody in this course has the account name “jonas”."),
            ({"learner": "nobody"}, "Nobody in this course has the account name “nobody”."),
            ({"reason": ""}, "Say why; the learner reads it."),
            ({"extra_minutes": 0}, "Grant something: minutes, attempts or dates."),
            ({"extra_minutes": -1}, "greater than or equal to 0"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, compose, questions, learner, stranger, grant, sentence):
        response = compose((questions[0], 1, 1), **rows("overrides", {**self.GRANT, **grant}))
        assert sentence in errors_of(response)
        assert not Quiz.objects.exists()

    def test_one_is_changed_and_taken_back(self, sign_in, instructor, quiz, learner):
        granted = quiz.overrides.create(learner=learner, extra_minutes=5, reason="Late bus.")
        client = sign_in(instructor)
        rules = {
            **RULES,
            "is_open": "on",
            **slots(*((s.question, s.order, 1) for s in quiz.slots.all()), initial=quiz.slots.all()),
        }
        row = {**rows("overrides", {**self.GRANT, "id": granted.pk}), "overrides-INITIAL_FORMS": 1}
        client.post(address(MODEL, "change", quiz.pk), {**rules, **row})
        granted.refresh_from_db()
        assert (granted.extra_minutes, granted.reason) == (10, "A broken wrist.")
        client.post(address(MODEL, "change", quiz.pk), {**rules, **row, "overrides-0-DELETE": "on"})
        assert not quiz.overrides.exists()
