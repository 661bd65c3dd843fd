"""The pages of the house itself: what is kept, which keys there are, and what is said when a page cannot be shown."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import resolve, reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["privacy", "keyboard", "login", "sign_up", "password_reset"])
def test_anybody_may_read_the_pages_before_the_door(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


def test_the_masthead_leads_a_member_everywhere(sign_in, learner):
    page = sign_in(learner).get(reverse("privacy")).content.decode()
    for name in ("library", "review", "progress", "leaderboard"):
        assert f'href="{reverse(f"quizzes:{name}")}"' in page
    assert f'<form method="post" action="{reverse("logout")}">' in page


def test_somebody_unknown_is_shown_the_door_and_no_sections(client):
    page = client.get(reverse("privacy")).content.decode()
    assert f'href="{reverse("login")}"' in page
    assert f'href="{reverse("quizzes:progress")}"' not in page


def test_who_may_enter_it_finds_the_way_to_the_desk(sign_in, learner, instructor):
    desk = f'href="{reverse("admin:index")}"'
    assert desk not in sign_in(learner).get(reverse("privacy")).content.decode()
    assert desk in sign_in(instructor).get(reverse("privacy")).content.decode()


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_page_that_is_not_there_says_so_and_shows_the_way_back(client, learner, signed_in):
    if signed_in:
        client.force_login(learner)
    response = client.get("/courses/diplomacy/lessons/99/no-such-thing/<b>")
    page = response.content.decode()
    assert response.status_code == 404
    assert "No such paragraph" in page
    assert "/courses/diplomacy/lessons/99/no-such-thing/&lt;b&gt;" in page
    assert f'href="{reverse("quizzes:library")}"' in page


def test_a_form_without_its_token_is_refused_in_plain_words(learner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    response = client.post(reverse("theme"), {"theme": "dark"})
    assert response.status_code == 403
    assert "This form is too old" in response.content.decode()
    learner.refresh_from_db()
    assert learner.theme == "auto"


def test_a_host_that_is_not_ours_is_refused_in_plain_words(client):
    response = client.get(reverse("privacy"), headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "That could not be read" in response.content.decode()


def test_a_fault_has_a_page_that_needs_no_request(rf):
    page = render_to_string("500.html")
    assert "A fault of ours" in page
    assert "<script" not in page


def test_a_fault_is_answered_with_that_page(client, monkeypatch, settings):
    client.raise_request_exception = False
    settings.LOGIN_REDIRECT_URL = "no-such-page"
    response = client.post(reverse("theme"), {"theme": "dark"})
    assert response.status_code == 500
    assert "A fault of ours" in response.content.decode()


def test_a_refusal_has_words_of_its_own(rf):
    assert "Nothing was changed." in render_to_string("403.html")


@pytest.mark.parametrize(
    ("page", "current"),
    [
        ("/progress/", 'href="/progress/" aria-current="page"'),
        ("/courses/diplomacy/", 'href="/" aria-current="true"'),
        ("/leaderboard/points/", 'href="/leaderboard/" aria-current="true"'),
    ],
)
def test_the_masthead_marks_the_section_of_the_page(rf, learner, page, current):
    request = rf.get(page)
    request.user, request.resolver_match = learner, resolve(page)
    html = render_to_string("components/_masthead.html", request=request)
    assert current in html
    assert html.count("aria-current") == 1
