import io
from zipfile import ZipFile

import pytest
from django.urls import reverse

from accounts.models import User
from tests.quizzes.views.test_plan import words_of

pytestmark = pytest.mark.django_db

OWN_DATA, EXPORT, DELETION = (reverse(f"quizzes:{name}") for name in ("own_data", "export", "deletion"))
PASSWORD = "correct horse battery"


def test_the_page_offers_both(learner, sign_in):
    page = words_of(sign_in(learner).get(OWN_DATA))
    assert "Download everything" in page
    assert "Delete my account" in page


def test_the_file_is_a_zip_of_ones_own(learner, classmate, sign_in):
    response = sign_in(learner).post(EXPORT)
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith('attachment; filename="pilcrow-linh-20')
    with ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert "Linh Trần" in archive.read("csv/profile.csv").decode()
        assert archive.testzip() is None


def test_it_is_made_by_a_post_alone(learner, sign_in):
    assert sign_in(learner).get(EXPORT).status_code == 405


class TestDeletion:
    def test_it_says_what_goes_and_what_stays(self, learner, sign_in):
        page = words_of(sign_in(learner).get(DELETION))
        assert "What goes" in page
        assert "What stays, without your name" in page

    @pytest.mark.parametrize(
        ("password", "sentence"),
        [("wrong", "That is not your password. Nothing was deleted."), ("", "Give your password")],
    )
    def test_without_the_password_nothing_is_deleted(self, learner, sign_in, password, sentence):
        response = sign_in(learner).post(DELETION, {"password": password})
        assert response.status_code == 422
        assert sentence in words_of(response)
        assert User.objects.get(pk=learner.pk).gone_at is None

    def test_with_it_the_account_is_gone_and_signed_out(self, learner, sign_in):
        client = sign_in(learner)
        response = client.post(DELETION, {"password": PASSWORD}, follow=True)
        assert response.redirect_chain == [(reverse("login"), 303)]
        assert "Your account is deleted, and you are signed out." in words_of(response)
        assert User.objects.get(pk=learner.pk).gone_at
        assert client.get(OWN_DATA).status_code == 302

    def test_other_sessions_of_theirs_end(self, learner, client, sign_in):
        other = type(client)()
        other.force_login(learner)
        sign_in(learner).post(DELETION, {"password": PASSWORD})
        assert other.get(OWN_DATA).status_code == 302

    def test_the_only_instructor_is_told(self, instructor, learner, sign_in):
        client = sign_in(instructor)
        assert "You are the only instructor" in words_of(client.get(DELETION))
        assert client.post(DELETION, {"password": PASSWORD}).status_code == 422
        assert User.objects.get(pk=instructor.pk).gone_at is None


@pytest.mark.parametrize("address", [OWN_DATA, DELETION])
def test_anonymous_visitors_sign_in_first(client, address):
    assert client.get(address).url == f"{reverse('login')}?next={address}"
