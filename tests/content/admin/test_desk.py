"""Who may enter the desk, and how."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from content.models import Role
from tests import factories

DESK = "/admin/"


def test_an_instructor_enters(sign_in, instructor):
    response = sign_in(instructor).get(DESK)
    assert response.status_code == 200
    assert [app["app_label"] for app in response.context["app_list"]] == ["content", "quizzes"]


def test_a_superuser_enters(sign_in, db):
    assert sign_in(factories.UserFactory(is_superuser=True)).get(DESK).status_code == 200


@pytest.mark.parametrize("who", ["learner", "reviewer", "stranger"])
def test_to_others_the_desk_is_not_there(request, db, sign_in, who):
    client = sign_in(request.getfixturevalue(who))
    assert client.get(DESK, follow=True).status_code == 404


def test_being_staff_opens_nothing(sign_in, learner):
    learner.is_staff = True
    learner.save()
    assert sign_in(learner).get(DESK, follow=True).status_code == 404


def test_a_visitor_signs_in_where_everybody_does_and_comes_back(client, db):
    response = client.get(reverse("admin:content_course_changelist"), follow=True)
    assert response.redirect_chain[-1][0] == f"{reverse('login')}?next=%2Fadmin%2Fcontent%2Fcourse%2F"


@pytest.mark.parametrize("change", [{"role": Role.REVIEWER}, {"left_at": "now"}])
def test_the_desk_closes_with_the_role(sign_in, instructor, course, now, change):
    client = sign_in(instructor)
    assert client.get(DESK).status_code == 200
    values = {name: now if value == "now" else value for name, value in change.items()}
    course.memberships.filter(user=instructor).update(**values)
    assert client.get(DESK, follow=True).status_code == 404


def test_the_way_to_the_desk_is_shown_to_who_may_take_it(sign_in, instructor):
    assert DESK in sign_in(instructor).get(reverse("profile")).content.decode()


def test_the_way_to_the_desk_is_not_shown_to_others(sign_in, learner):
    assert DESK not in sign_in(learner).get(reverse("profile")).content.decode()


def test_a_password_is_changed_where_everybody_does(sign_in, instructor):
    response = sign_in(instructor).get(reverse("admin:password_change"))
    assert response.headers["Location"] == reverse("password_change")


def test_no_shortcut_leads_to_a_row_by_its_number(sign_in, instructor, course):
    kind = ContentType.objects.get_for_model(course)
    assert sign_in(instructor).get(f"{DESK}r/{kind.pk}/{course.pk}/").status_code == 404
