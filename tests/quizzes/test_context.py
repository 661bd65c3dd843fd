import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser

from quizzes.context import waiting
from quizzes.kinds.base import Message
from quizzes.models import About, Notice

pytestmark = pytest.mark.django_db


def test_nothing_is_asked_before_a_page_shows_the_count(rf, learner, django_assert_num_queries):
    request = rf.get("/")
    request.user = learner
    with django_assert_num_queries(0):
        context = waiting(request)
    with django_assert_num_queries(2):
        assert context["waiting_count"] == 0
        assert not context["waiting_count"]
        assert context["unread_count"] == 0


def test_a_page_that_counts_its_cards_asks_for_the_notices_alone(
    rf, learner, classmate, course, now, django_assert_num_queries
):
    for person in (learner, learner, classmate):
        Notice.objects.tell(person, course, About.COURSE, Message("Hello."), now)
    request = rf.get("/")
    request.user = learner
    with django_assert_num_queries(1):
        assert waiting(request)["unread_count"] == 2
    both = waiting(request)
    assert (both["waiting_count"], both["unread_count"]) == (0, 2)


def test_the_admin_and_visitors_have_no_count(rf, learner):
    request = rf.get("/admin/")
    request.user = learner
    assert waiting(request) == {}
    request = rf.get("/")
    assert waiting(request) == {}
    request.user = AnonymousUser()
    assert waiting(request) == {}


def test_the_same_query_tells_who_teaches(rf, learner, instructor, django_assert_num_queries):
    for person, teaches in ((learner, False), (instructor, True)):
        request = rf.get("/")
        request.user = person
        assert waiting(request)["unread_count"] == 0
        with django_assert_num_queries(0):
            assert admin.site.has_permission(request) is teaches
