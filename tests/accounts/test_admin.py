import pytest
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_who_runs_the_site_finds_and_edits_people(sign_in, learner):
    client = sign_in(UserFactory(is_superuser=True))
    found = client.get(reverse("admin:accounts_user_changelist"), {"q": "Trần"}).content.decode()
    assert learner.username in found
    page = client.get(reverse("admin:accounts_user_change", args=[learner.pk])).content.decode()
    assert 'name="on_boards"' in page
    assert 'name="time_zone"' in page


def test_an_instructor_edits_nobodys_account(sign_in, instructor, learner):
    client = sign_in(instructor)
    assert client.get(reverse("admin:accounts_user_change", args=[learner.pk])).status_code in {403, 404}


def test_rights_are_not_given_by_groups(sign_in, learner):
    client = sign_in(UserFactory(is_superuser=True))
    page = client.get(reverse("admin:accounts_user_change", args=[learner.pk])).content.decode()
    assert 'name="is_superuser"' in page
    assert not {name for name in ("groups", "user_permissions", "is_staff") if f'name="{name}"' in page}
    assert "Groups" not in client.get(reverse("admin:index")).content.decode()
