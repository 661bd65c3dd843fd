import pytest
from django.contrib.auth.models import AnonymousUser

from quizzes.context import waiting

pytestmark = pytest.mark.django_db


def test_nothing_is_asked_before_a_page_shows_the_count(rf, learner, django_assert_num_queries):
    request = rf.get("/")
    request.user = learner
    with django_assert_num_queries(0):
        context = waiting(request)
    with django_assert_num_queries(2):
        assert context["waiting_count"] == 0
        assert not context["waiting_count"]


def test_the_admin_and_visitors_have_no_count(rf, learner):
    request = rf.get("/admin/")
    request.user = learner
    assert waiting(request) == {}
    request = rf.get("/")
    assert waiting(request) == {}
    request.user = AnonymousUser()
    assert waiting(request) == {}
