import re

import pytest
from django.urls import reverse

from accounts.models import OnBoards, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

FORM = {
    "display_name": "Trần Thị Ễn",
    "username": "en",
    "email": "en@example.edu",
    "password1": "four plain words here",
    "password2": "four plain words here",
    "time_zone": "Asia/Ho_Chi_Minh",
    "on_boards": "hidden",
}


def sign_up(client, **changes):
    return client.post(reverse("sign_up"), FORM | changes)


def test_a_new_person_is_signed_in_and_sent_to_the_library(client):
    response = sign_up(client)
    assert (response.status_code, response.url) == (303, reverse("quizzes:library"))
    person = User.objects.get(username="en")
    assert (person.display_name, person.email, person.time_zone) == (
        "Trần Thị Ễn",
        "en@example.edu",
        "Asia/Ho_Chi_Minh",
    )
    assert person.check_password(FORM["password1"])
    assert client.session["_auth_user_id"] == str(person.pk)


def test_nobody_is_on_a_board_unless_they_choose_it(client):
    page = client.get(reverse("sign_up")).content.decode()
    (chosen,) = re.findall(r'<input type="radio" name="on_boards"[^>]* checked>', page)
    assert 'value="hidden"' in chosen
    sign_up(client)
    assert User.objects.get().on_boards == OnBoards.HIDDEN
    # as a class list brings people in
    assert User.objects.create_user("binh").on_boards == OnBoards.HIDDEN


def test_the_page_asks_the_browser_for_its_time_zone_but_keeps_what_was_chosen(client):
    assert "data-guess-time-zone" in client.get(reverse("sign_up")).content.decode()
    assert "data-guess-time-zone" not in sign_up(client, username="").content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"username": ""}, "This field is required."),
        ({"username": "Linh"}, "A user with that username already exists."),
        ({"username": "two words"}, "Enter a valid username."),
        ({"display_name": ""}, "This field is required."),
        ({"email": "en@"}, "Enter a valid email address."),
        ({"email": "LINH@example.edu"}, "Somebody has an account with this e-mail address."),
        ({"password1": "short", "password2": "short"}, "This password is too short."),
        ({"password1": "password123", "password2": "password123"}, "This password is too common."),
        ({"password2": "four other words here"}, "The two password fields didn"),
        ({"time_zone": "Mars/Olympus"}, "Mars/Olympus is not one of the available choices."),
        ({"on_boards": "first"}, "first is not one of the available choices."),
    ],
)
def test_what_cannot_be_kept_is_said_and_nobody_is_made(client, changes, sentence):
    UserFactory(username="linh", email="linh@example.edu")
    response = sign_up(client, **changes)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert list(User.objects.values_list("username", flat=True)) == ["linh"]


def test_two_people_may_have_no_address(client):
    UserFactory(email="")
    assert sign_up(client, email="").status_code == 303


def test_a_password_like_the_name_is_refused(client):
    response = sign_up(client, username="nguyenthithao", password1="nguyenthithao1", password2="nguyenthithao1")
    assert "too similar to the username" in response.content.decode()


def test_after_signing_up_one_goes_where_one_wanted_but_never_to_another_site(client):
    join = "/courses/diplomacy/"
    assert client.post(f"{reverse('sign_up')}?next={join}", FORM).url == join
    client.logout()
    elsewhere = f"{reverse('sign_up')}?next=https://evil.example/"
    assert client.post(elsewhere, FORM | {"username": "other", "email": ""}).url == reverse("quizzes:library")


def test_who_is_signed_in_needs_no_second_account(sign_in, learner):
    assert sign_in(learner).get(reverse("sign_up")).url == reverse("quizzes:library")


def test_signing_up_is_not_deleted(client):
    assert client.delete(reverse("sign_up")).status_code == 405
