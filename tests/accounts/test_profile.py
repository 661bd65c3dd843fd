import pytest
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db

FORM = {
    "display_name": "Linh T.",
    "email": "linh@example.edu",
    "time_zone": "Europe/Berlin",
    "language": "en-gb",
    "theme": "dark",
    "on_boards": "initials",
    "retention": 85,
    "new_a_day": 0,
}


def test_what_is_saved_is_kept_and_said(sign_in, learner):
    client = sign_in(learner)
    response = client.post(reverse("profile"), FORM)
    assert (response.status_code, response.url) == (303, reverse("profile"))
    learner.refresh_from_db()
    assert {name: getattr(learner, name) for name in FORM} == FORM
    assert learner.single_keys is False
    assert "Saved." in client.get(reverse("profile")).content.decode()


def test_the_choices_show_on_every_page(sign_in, learner):
    client = sign_in(learner)
    assert "data-single-keys" in client.get(reverse("privacy")).content.decode()
    client.post(reverse("profile"), FORM)
    page = client.get(reverse("privacy")).content.decode()
    assert 'data-theme="dark"' in page
    assert "data-single-keys" not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"display_name": ""}, "This field is required."),
        ({"display_name": "x" * 61}, "at most 60 characters"),
        ({"time_zone": "Nowhere"}, "not one of the available choices"),
        ({"language": "xx"}, "not one of the available choices"),
        ({"theme": "sepia"}, "not one of the available choices"),
        ({"on_boards": "winner"}, "not one of the available choices"),
        ({"retention": 79}, "greater than or equal to 80"),
        ({"retention": 98}, "less than or equal to 97"),
        ({"new_a_day": -1}, "greater than or equal to 0"),
        ({"new_a_day": 201}, "less than or equal to 200"),
        ({"email": "MINH@example.edu"}, "Somebody has an account with this e-mail address."),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_changes(sign_in, learner, classmate, changes, sentence):
    classmate.email = "minh@example.edu"
    classmate.save()
    before = User.objects.filter(pk=learner.pk).values().get()
    response = sign_in(learner).post(reverse("profile"), FORM | changes)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert f'<span class="menu__name">{learner.display_name}</span>' in page
    assert {**User.objects.filter(pk=learner.pk).values().get(), "last_login": before["last_login"]} == before


def test_an_error_is_tied_to_its_field(sign_in, learner):
    page = sign_in(learner).post(reverse("profile"), FORM | {"email": "x@"}).content.decode()
    assert 'aria-describedby="id_email_helptext id_email_error"' in page.replace("&quot;", '"')
    assert 'id="id_email_error"' in page
    assert 'id="id_email_helptext"' in page


def test_nobody_changes_who_they_are(sign_in, learner):
    sign_in(learner).post(reverse("profile"), FORM | {"username": "root", "is_superuser": "on", "is_staff": "on"})
    learner.refresh_from_db()
    assert (learner.username, learner.is_superuser, learner.is_staff) == ("linh", False, False)


def test_strangers_to_the_house_sign_in_first(client):
    assert client.get(reverse("profile")).status_code == 302
    assert client.post(reverse("profile"), FORM).status_code == 302


def test_a_profile_is_not_deleted(sign_in, learner):
    assert sign_in(learner).delete(reverse("profile")).status_code == 405


def test_mail_is_offered_only_where_it_can_be_sent(sign_in, learner, settings):
    client = sign_in(learner)
    assert "notices_by_mail" not in client.get(reverse("profile")).content.decode()
    client.post(reverse("profile"), FORM | {"notices_by_mail": "on"})
    learner.refresh_from_db()
    assert learner.notices_by_mail is False
    settings.EMAIL_HOST = "mail.example.edu"
    assert "notices_by_mail" in client.get(reverse("profile")).content.decode()
    client.post(reverse("profile"), FORM | {"notices_by_mail": "on"})
    learner.refresh_from_db()
    assert learner.notices_by_mail is True
