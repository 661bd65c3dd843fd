from datetime import timedelta

import pytest
from django.urls import reverse

from quizzes.kinds.base import Message
from quizzes.models import About, Notice

pytestmark = pytest.mark.django_db

NOTICES, READINGS = reverse("quizzes:notices"), reverse("quizzes:readings")


@pytest.fixture
def told(learner, course, now):
    def tell(text="Your attempt counts again.", link="/leaderboard/", at=now):
        return Notice.objects.tell(learner, course, About.BOARD, Message(text), at, link=link)

    return tell


def reading(notice):
    return reverse("quizzes:notice_reading", args=[notice.pk])


def test_the_newest_stands_first_and_says_that_it_is_new(told, learner, sign_in, now):
    Notice.objects.filter(pk=told("An old one.").pk).mark_read(now)
    told("A new <one>.", at=now + timedelta(hours=1))
    page = sign_in(learner).get(NOTICES).content.decode()
    assert page.index("A new &lt;one&gt;.") < page.index("An old one.")
    assert page.count("notices__one--new") == 1
    assert '1<span class="vh"> unread' in page


def test_nothing_told_is_an_empty_place(learner, sign_in):
    page = sign_in(learner).get(NOTICES).content.decode()
    assert "Nothing to tell you yet" in page
    assert "Mark all as read" not in page


def test_showing_one_marks_it_read_and_leads_to_its_page(told, learner, sign_in, now):
    response = sign_in(learner).post(reading(told()))
    assert (response.status_code, response.url) == (303, "/leaderboard/")
    assert Notice.objects.get().read_at is not None


def test_one_without_a_page_is_only_marked(told, learner, sign_in):
    client, notice = sign_in(learner), told(link="")
    assert "Mark as read" in client.get(NOTICES).content.decode()
    assert client.post(reading(notice)).url == NOTICES
    assert "Mark as read" not in client.get(NOTICES).content.decode()


def test_all_are_marked_at_once(told, learner, sign_in):
    told(), told()
    client = sign_in(learner)
    assert client.post(READINGS, follow=True).redirect_chain == [(NOTICES, 303)]
    assert not Notice.objects.unread().exists()


def test_nobody_else_sees_or_reads_it(told, classmate, instructor, sign_in):
    notice = told()
    for other in (classmate, instructor):
        client = sign_in(other)
        assert "counts again" not in client.get(NOTICES).content.decode()
        assert client.post(reading(notice)).status_code == 404
        client.post(READINGS)
    assert Notice.objects.unread().count() == 1


def test_who_is_not_signed_in_is_asked_to(told, client):
    for response in (client.get(NOTICES), client.post(READINGS), client.post(reading(told()))):
        assert response.url.startswith(reverse("login"))


def test_reading_is_a_post_and_the_list_is_not(told, learner, sign_in):
    client = sign_in(learner)
    responses = [client.post(NOTICES), client.get(READINGS), client.get(reading(told()))]
    assert [response.status_code for response in responses] == [405, 405, 405]


def test_the_list_comes_in_pages_by_few_queries(told, learner, sign_in, django_assert_max_num_queries):
    for _ in range(35):
        told()
    client = sign_in(learner)
    with django_assert_max_num_queries(7):
        page = client.get(NOTICES).content.decode()
    assert page.count('class="notices__text"') == 30
    assert "Page 1 of 2" in page
