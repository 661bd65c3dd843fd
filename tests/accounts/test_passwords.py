import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NEW = "seven quiet herons"


@pytest.fixture
def linh(db):
    return UserFactory(username="linh", display_name="Linh Trần", email="linh@example.edu")


def link(body: str) -> str:
    return re.search(r"http://testserver(\S+)", body)[1]


def test_a_forgotten_password_is_replaced_by_mail(client, linh):
    assert client.post(reverse("password_reset"), {"email": "LINH@example.edu"}).url == reverse("password_reset_done")
    (letter,) = mail.outbox
    assert letter.to == ["linh@example.edu"]
    assert letter.subject == "Pilcrow: choose a new password"
    assert letter.body.startswith("Hello Linh Trần,")
    assert "Your user name is linh." in letter.body

    form = client.get(link(letter.body), follow=True)
    assert "Choose a new password" in form.content.decode()
    done = client.post(form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW}, follow=True)
    assert "Your password is changed" in done.content.decode()
    linh.refresh_from_db()
    assert linh.check_password(NEW)


def test_a_link_works_once(client, linh):
    client.post(reverse("password_reset"), {"email": linh.email})
    path = link(mail.outbox[0].body)
    form = client.get(path, follow=True)
    client.post(form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
    assert "This link is used up" in client.get(path, follow=True).content.decode()


def test_nobody_learns_which_addresses_are_known(client, linh):
    unknown = client.post(reverse("password_reset"), {"email": "nobody@example.edu"}, follow=True)
    assert mail.outbox == []
    known = client.post(reverse("password_reset"), {"email": linh.email}, follow=True)
    assert re.sub(rb'nonce="[^"]+"', b"", unknown.content) == re.sub(rb'nonce="[^"]+"', b"", known.content)


def test_a_password_is_changed_by_who_knows_the_old_one(sign_in, linh):
    client = sign_in(linh)
    form = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    assert "Your old password was entered incorrectly" in client.post(reverse("password_change"), form).content.decode()
    done = client.post(reverse("password_change"), form | {"old_password": "correct horse battery"}, follow=True)
    assert "Your password is changed" in done.content.decode()
    linh.refresh_from_db()
    assert linh.check_password(NEW)


def test_a_stranger_changes_no_password(client):
    assert client.get(reverse("password_change")).status_code == 302
