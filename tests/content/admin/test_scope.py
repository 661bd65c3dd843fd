"""An instructor of one course finds nothing of another, on any page of the desk."""

import pytest
from django.contrib import admin
from django.urls import reverse

from content.admin.scope import Scoped
from content.models import Course, Membership, Role
from quizzes.models import Card, Decision, Ruling
from tests import factories
from tests.desk import address, instructor_of, queries_of
from tests.quizzes.boardroom import flagged, settled

SCOPED = sorted(
    f"{model._meta.app_label}_{model._meta.model_name}"
    for model, page in admin.site._registry.items()
    if isinstance(page, Scoped)
)


@pytest.fixture
def rows(course, now) -> dict[str, object]:
    """A row of this course for each page of the desk."""
    quiz = factories.QuizFactory(course=course)
    question = quiz.questions.first()
    card = factories.CardFactory(key_point=question.key_point, prompt="A prompt of this course")
    membership = factories.MembershipFactory(course=course)
    attempt = settled(quiz, membership.user, now)
    found = [
        course,
        membership,
        quiz,
        question,
        card,
        question.key_point,
        question.key_point.lesson,
        question.citation,
        question.citation.edition,
        question.citation.edition.document,
        attempt.ledger.get(),
        flagged(attempt, now),
        Ruling.objects.decide(attempt, factories.UserFactory(), Decision.KEEP, "Nothing odd.", now),
    ]
    return {f"{row._meta.app_label}_{row._meta.model_name}": row for row in found}


@pytest.fixture
def outsider(rows, now):
    """Teaches another course, which holds rows of its own."""
    other = factories.CourseFactory()
    settled(factories.QuizFactory(course=other), factories.UserFactory(), now)
    return instructor_of(other)


@pytest.fixture
def client_of_outsider(client, outsider):
    client.force_login(outsider)
    return client


def test_every_page_of_our_models_is_scoped():
    ours = [model for model in admin.site._registry if model._meta.app_label in {"content", "quizzes"}]
    assert ours
    assert [model for model in ours if not isinstance(admin.site._registry[model], Scoped)] == []


@pytest.mark.parametrize("model", SCOPED)
def test_the_instructor_finds_the_row(client, instructor, rows, model):
    client.force_login(instructor)
    assert client.get(address(model, "change", rows[model].pk)).status_code == 200


@pytest.mark.parametrize("view", ["change", "history", "delete"])
@pytest.mark.parametrize("model", SCOPED)
def test_a_page_of_another_course_is_like_one_that_is_absent(client_of_outsider, rows, model, view):
    there = client_of_outsider.get(address(model, view, rows[model].pk))
    absent = client_of_outsider.get(address(model, view, 999_999))
    assert there.status_code == absent.status_code != 200
    assert there.headers.get("Location") == absent.headers.get("Location")


@pytest.mark.parametrize("model", SCOPED)
def test_a_change_to_another_course_is_not_taken(client_of_outsider, rows, model):
    row = rows[model]
    client_of_outsider.post(address(model, "change", row.pk), {"title": "Mine", "label": "Mine", "prompt": "Mine"})
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    row.refresh_from_db()
    assert {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} == before


@pytest.mark.parametrize("model", SCOPED)
def test_a_list_holds_rows_of_the_own_course_only(client_of_outsider, outsider, rows, model):
    listed = client_of_outsider.get(address(model, "changelist")).context["cl"].queryset
    assert rows[model] not in listed
    assert set(listed) == set(admin.site._registry[type(rows[model])].get_queryset(as_user(outsider)))


@pytest.mark.parametrize("model", ["content_keypoint", "quizzes_question", "quizzes_quiz", "quizzes_card"])
def test_filters_do_not_name_other_courses(client_of_outsider, course, rows, model):
    body = client_of_outsider.get(address(model, "changelist")).content.decode()
    assert course.title not in body


@pytest.mark.parametrize(
    ("field", "model", "target"),
    [
        ("question.citation", "quizzes.question", "content_citation"),
        ("question.key_point", "quizzes.question", "content_keypoint"),
        ("card.key_point", "quizzes.card", "content_keypoint"),
        ("quiz.lesson", "quizzes.quiz", "content_lesson"),
        ("quizquestion.question", "quizzes.quizquestion", "quizzes_question"),
    ],
)
def test_a_search_offers_nothing_of_another_course(client_of_outsider, instructor, client, rows, field, model, target):
    app, name = model.split(".")
    query = {"app_label": app, "model_name": name, "field_name": field.split(".")[1], "term": ""}
    url = reverse("admin:autocomplete")
    theirs = {int(one["id"]) for one in client_of_outsider.get(url, query).json()["results"]}
    client.force_login(instructor)
    ours = {int(one["id"]) for one in client.get(url, query).json()["results"]}
    assert rows[target].pk in ours
    assert theirs
    assert not theirs & ours


def test_a_search_can_be_narrowed_to_one_of_the_own_courses(client, instructor, course):
    mine, other = factories.QuizFactory(course=course), factories.QuizFactory()
    factories.MembershipFactory(course=other.course, user=instructor, role="instructor")
    client.force_login(instructor)
    query = {"app_label": "quizzes", "model_name": "quizquestion", "field_name": "question", "course": course.pk}
    found = {int(one["id"]) for one in client.get(reverse("admin:autocomplete"), query).json()["results"]}
    assert found == set(mine.questions.values_list("pk", flat=True))


@pytest.mark.parametrize("action", ["approve", "retire", "redraft"])
def test_a_bulk_action_passes_by_rows_of_another_course(client_of_outsider, rows, action):
    card = rows["quizzes_card"]
    Card.objects.update(status="draft" if action != "redraft" else "approved")
    before = Card.objects.get(pk=card.pk).status
    client_of_outsider.post(
        address("quizzes_card", "changelist"), {"action": action, "_selected_action": [card.pk]}, follow=True
    )
    assert Card.objects.get(pk=card.pk).status == before


def test_a_member_cannot_be_put_into_another_course(client_of_outsider, course, stranger):
    data = {"course": course.pk, "user": stranger.username, "role": "instructor"}
    response = client_of_outsider.post(address("content_membership", "add"), data)
    assert "course" in response.context["adminform"].form.errors
    assert not Membership.objects.filter(user=stranger).exists()


def test_a_quiz_cannot_be_made_in_another_course(client_of_outsider, course):
    response = client_of_outsider.get(f"{address('quizzes_quiz', 'add')}?course={course.pk}")
    assert list(response.context["courses"]) == list(Course.objects.exclude(pk=course.pk))


@pytest.mark.parametrize("model", SCOPED)
def test_a_list_costs_the_same_for_more_rows(client, instructor, course, rows, now, model):
    client.force_login(instructor)
    few = queries_of(client, address(model, "changelist"))
    for _ in range(2):
        quiz = factories.QuizFactory(course=course)
        factories.CardFactory(key_point=quiz.questions.first().key_point)
        attempt = settled(quiz, factories.MembershipFactory(course=course).user, now)
        Ruling.objects.decide(attempt, instructor, Decision.KEEP, "Nothing odd.", now)
        factories.MembershipFactory(user=instructor, role=Role.INSTRUCTOR)
    assert queries_of(client, address(model, "changelist")) == few


def as_user(user):
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.user = user
    return request
