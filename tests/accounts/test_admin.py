import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from accounts.models import User
from quizzes.models import LedgerEntry
from tests.factories import UserFactory
from tests.quizzes.boardroom import award

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


class TestDeletingPeople:
    """As if each of them had left: what others' figures rest on stays, without a name."""

    @pytest.fixture
    def owner(self):
        return UserFactory(username="owner", is_superuser=True)

    @pytest.fixture
    def earner(self, course, learner, now):
        award(course, learner, 5, now)
        return learner

    def delete(self, client, *people, **more):
        chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in people]}
        return client.post(reverse("admin:accounts_user_changelist"), chosen | more, follow=True)

    def test_it_is_told_what_goes_and_what_stays_before_it_is_done(self, sign_in, owner, earner):
        page = self.delete(sign_in(owner), earner).content.decode()
        assert "Linh Trần (linh)" in page
        assert "What stays, without a name" in page
        assert "Delete accounts" in page
        assert "Delete this account" in page
        assert User.objects.get(pk=earner.pk).gone_at is None

    def test_many_at_once_with_points_or_without(self, sign_in, owner, earner, classmate):
        page = self.delete(sign_in(owner), earner, classmate, post="yes")
        assert page.status_code == 200
        assert "Successfully deleted 2 users" in page.content.decode()
        assert {one.gone_at is None for one in User.objects.filter(pk__in=[earner.pk, classmate.pk])} == {False}
        assert LedgerEntry.objects.filter(learner=earner).exists()
        assert "gone-" not in page.content.decode().split('id="result_list"')[1]

    def test_one_from_their_page(self, sign_in, owner, earner):
        client, address = sign_in(owner), reverse("admin:accounts_user_delete", args=[earner.pk])
        assert "What stays, without a name" in client.get(address).content.decode()
        assert client.post(address, {"post": "yes"}).status_code == 302
        assert User.objects.get(pk=earner.pk).name == "Somebody who left"
        assert client.get(address).status_code == 302
        assert not LogEntry.objects.filter(object_repr__contains="Linh").exists()

    def test_who_cannot_be_missed_stays_and_the_reason_is_told(self, sign_in, owner, instructor, learner):
        for post in ({}, {"post": "yes"}):
            page = self.delete(sign_in(owner), owner, instructor, **post).content.decode()
            assert "“Diplomacy in a new era” would be left without an instructor" in page
            assert "Nobody would be left to look after this site" in page
        assert not User.objects.exclude(gone_at=None).exists()

    def test_a_whole_course_can_go_together(self, sign_in, owner, instructor, learner):
        self.delete(sign_in(owner), learner, instructor, post="yes")
        assert User.objects.exclude(gone_at=None).count() == 2
