from random import Random

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from quizzes.kinds import KINDS
from quizzes.models import Question, Status
from tests import factories
from tests.desk import address, run_action, said
from tests.quizzes.admin.kinds.test_forms import POSTED, RIGHT

MODEL = "quizzes_question"


@pytest.fixture
def point(course):
    return factories.KeyPointFactory(lesson__edition__document__course=course)


@pytest.fixture
def question(point) -> Question:
    return factories.QuestionFactory(key_point=point)


def data_for(kind, point, **changes) -> dict[str, object]:
    about = {"stem": "What does it rest on?", "citation": point.citation_id, "key_point": point.pk, "status": "draft"}
    return {**about, **POSTED[kind], **changes}


def add(kind: str, course) -> str:
    return f"{address(MODEL, 'add')}?kind={kind}&course={course.pk}"


def test_a_new_question_asks_for_its_kind_first(sign_in, instructor, course):
    page = sign_in(instructor).get(address(MODEL, "add")).content.decode()
    assert [kind for kind in KINDS if f'value="{kind}"' in page] == list(KINDS)


@pytest.mark.parametrize("query", ["?kind=essay&course=1", "?kind=choice", "?kind=choice&course=999", "?course=x"])
def test_without_a_kind_and_an_own_course_it_asks_again(sign_in, instructor, course, query):
    response = sign_in(instructor).get(address(MODEL, "add") + query)
    assert "kinds" in response.context


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_written_published_and_answered_right(sign_in, instructor, course, point, kind):
    client = sign_in(instructor)
    client.post(add(kind, course), data_for(kind, point))
    question = Question.objects.get()
    assert (question.course, question.kind, question.status) == (course, kind, Status.DRAFT)
    run_action(client, MODEL, "approve", [question])
    question = Question.objects.approved().get()
    answer = KINDS[kind].parse(question.shown, RIGHT[kind](question))
    assert KINDS[kind].mark(question.shown, question.key, answer).fraction == 1


def test_a_faulty_question_is_not_kept_and_what_was_written_stays(sign_in, instructor, course, point):
    data = data_for("choice", point, **{"options-chosen": ""})
    response = sign_in(instructor).post(add("choice", course), data)
    page = response.content.decode()
    assert "Mark one option as the right one." in page
    assert 'value="wealth"' in page
    assert not Question.objects.exists()


def test_the_source_must_be_of_the_course(sign_in, instructor, course, point):
    foreign = factories.KeyPointFactory()
    data = data_for("choice", point, citation=foreign.citation_id, key_point=foreign.pk)
    response = sign_in(instructor).post(add("choice", course), data)
    errors = response.context["adminform"].form.errors
    assert errors["citation"] == ["This sentence is not in this course."]
    assert errors["key_point"] == ["This key point is not in this course."]


def test_the_source_must_be_of_the_same_course_among_several_taught(sign_in, instructor, course, point):
    foreign = factories.KeyPointFactory()
    factories.MembershipFactory(course=foreign.course, user=instructor, role="instructor")
    data = data_for("choice", point, citation=foreign.citation_id)
    response = sign_in(instructor).post(add("choice", course), data)
    assert "citation" in response.context["adminform"].form.errors


def test_an_edit_changes_what_is_asked(sign_in, instructor, question, point):
    data = data_for("choice", point, stem="Another stem", status="approved")
    sign_in(instructor).post(address(MODEL, "change", question.pk), data)
    question.refresh_from_db()
    assert question.shown["stem"] == "Another stem"
    assert [option["text"] for option in question.shown["options"]] == ["speed", "trust", "wealth"]


def test_who_edits_an_answered_question_is_told_what_stays(sign_in, instructor, course, learner, question, now):
    quiz = factories.QuizFactory(course=course, with_questions=[question])
    attempt = quiz.begin(learner, now, Random(1))
    response = attempt.answer(1, {"answer": ["k2"]}, now)
    client = sign_in(instructor)
    url = address(MODEL, "change", question.pk)
    assert "It was answered 1 time." in client.get(url).content.decode()
    client.post(url, data_for("choice", question.key_point, stem="Another stem"))
    response.refresh_from_db()
    assert response.shown["stem"] != "Another stem"
    assert response.fraction == 1


@pytest.mark.parametrize(
    ("action", "status", "sentence"),
    [
        ("approve", Status.APPROVED, "2 items approved."),
        ("retire", Status.RETIRED, "2 items retired. What was answered stays."),
        ("redraft", Status.DRAFT, "2 items are drafts."),
    ],
)
def test_many_are_decided_at_once_and_only_the_changed_are_counted(
    sign_in, instructor, point, action, status, sentence
):
    others = [one for one in Status if one != status]
    questions = [factories.QuestionFactory(key_point=point, status=one) for one in (*others, status)]
    apart = factories.QuestionFactory(key_point=point, status=others[0])
    response = run_action(sign_in(instructor), MODEL, action, questions)
    assert said(response) == [sentence]
    assert Question.objects.filter(status=status).count() == 3
    assert Question.objects.get(pk=apart.pk).status == others[0]
    assert LogEntry.objects.filter(user=instructor).count() == 2


def test_questions_are_found_by_their_words(sign_in, instructor, question):
    client = sign_in(instructor)
    assert client.get(address(MODEL, "changelist"), {"q": "three PILLARS"}).context["cl"].result_count == 1
    assert client.get(address(MODEL, "changelist"), {"q": "seven seas"}).context["cl"].result_count == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status__exact": "draft"}, {"draft"}),
        ({"status__exact": "approved"}, {"choice", "cloze"}),
        ({"kind": "cloze"}, {"cloze"}),
        ({"origin__exact": "generated"}, {"cloze"}),
    ],
)
def test_questions_are_filtered(sign_in, instructor, point, query, found):
    cloze = KINDS["cloze"].examples()
    made = {
        "draft": factories.QuestionFactory(key_point=point, status=Status.DRAFT),
        "choice": factories.QuestionFactory(key_point=point),
        "cloze": factories.QuestionFactory(
            key_point=point, kind="cloze", shown=cloze.shown, key=cloze.key, origin="generated"
        ),
    }
    listed = sign_in(instructor).get(address(MODEL, "changelist"), query).context["cl"].queryset
    assert set(listed) == {made[name] for name in found}


@pytest.mark.parametrize("kind", KINDS)
def test_the_preview_shows_the_question_and_then_its_answer(sign_in, instructor, point, kind):
    example = KINDS[kind].examples()
    question = factories.QuestionFactory(key_point=point, kind=kind, shown=example.shown, key=example.key)
    response = sign_in(instructor).get(reverse("admin:quizzes_question_preview", args=[question.pk]))
    page = response.content.decode()
    assert example.shown["stem"] in page
    assert point.citation.get_absolute_url() in page
    assert page.index("Once it is marked") > page.index("<form")


def test_the_preview_of_another_course_is_not_there(sign_in, stranger, instructor, question):
    url = reverse("admin:quizzes_question_preview", args=[question.pk])
    assert sign_in(stranger).get(url, follow=True).status_code == 404
    other = factories.QuestionFactory()
    assert sign_in(instructor).get(reverse("admin:quizzes_question_preview", args=[other.pk])).status_code == 404


def test_a_question_that_nobody_needs_can_be_deleted(sign_in, instructor, question):
    sign_in(instructor).post(address(MODEL, "delete", question.pk), {"post": "yes"})
    assert not Question.objects.exists()


def test_a_question_in_a_quiz_cannot_be_deleted(sign_in, instructor, course, question):
    factories.QuizFactory(course=course, with_questions=[question])
    response = sign_in(instructor).post(address(MODEL, "delete", question.pk), {"post": "yes"})
    assert response.status_code == 403
    assert Question.objects.exists()


def test_what_the_checks_find_is_said_and_the_question_kept_all_the_same(sign_in, instructor, course, point):
    negative = data_for("choice", point, stem="Which of these is NOT one of all the above pillars?")
    response = sign_in(instructor).post(add("choice", course), negative, follow=True)
    assert Question.objects.count() == 1
    assert any(words.startswith("Look again: ") for words in said(response))


def test_the_list_and_the_form_tell_how_hard_a_question_is_thought_to_be(sign_in, instructor, question):
    Question.objects.filter(pk=question.pk).update(difficulty=0.72)
    client = sign_in(instructor)
    for page in (address(MODEL, "changelist"), address(MODEL, "change", question.pk)):
        assert "hard (72)" in client.get(page).content.decode()
