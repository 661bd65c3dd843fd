import pytest
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture
def linh(db):
    return UserFactory(username="linh", email="linh@example.edu")


def post(client, username="linh", password=PASSWORD, **more):
    return client.post(reverse("login"), {"username": username, "password": password, **more})


@pytest.mark.parametrize("name", ["linh", "linh@example.edu", "Linh@Example.edu"])
def test_one_signs_in_by_name_or_address(client, linh, name):
    response = post(client, name)
    assert response.url == reverse("quizzes:library")
    assert client.session["_auth_user_id"] == str(linh.pk)


def test_a_name_that_looks_like_an_address_still_signs_in(client):
    UserFactory(username="ha@school")
    assert post(client, "ha@school").status_code == 302


@pytest.mark.parametrize(("username", "password"), [("linh", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_read_alike(client, linh, username, password):
    page = post(client, username, password).content.decode()
    assert "That password does not match this name. Caps Lock may be on." in page
    assert f'value="{username}"' in page
    assert password not in page
    assert "_auth_user_id" not in client.session


def test_half_a_form_is_asked_for_again(client, linh):
    assert "Write both your name and your password." in post(client, password="").content.decode()


def test_five_wrong_tries_close_the_door_for_that_name_alone(client, linh):
    UserFactory(username="minh")
    for _ in range(4):
        assert post(client, password="wrong").status_code == 200
    assert post(client, password="wrong").status_code == 429
    locked = post(client)
    assert locked.status_code == 429
    assert "Try again in 15 minutes." in locked.content.decode()
    assert post(client, "minh").status_code == 302


def test_the_address_of_a_locked_name_is_locked_too(client, linh):
    for _ in range(5):
        post(client, "linh@example.edu", "wrong")
    assert post(client, "linh").status_code == 429


def test_one_goes_on_to_the_page_that_asked(client, linh):
    profile = reverse("profile")
    asked = client.get(profile)
    assert asked.url == f"{reverse('login')}?next={profile}"
    assert f'name="next" value="{profile}"' in client.get(asked.url).content.decode()
    assert post(client, next=profile).url == profile


def test_one_is_never_sent_to_another_site(client, linh):
    assert post(client, next="https://evil.example/").url == reverse("quizzes:library")


def test_signing_out_is_a_post(sign_in, linh):
    client = sign_in(linh)
    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout")).url == reverse("login")
    assert "_auth_user_id" not in client.session
