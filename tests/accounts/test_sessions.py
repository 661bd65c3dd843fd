"""Sessions and people are found as Django finds them, by fewer steps."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django.utils import timezone

from accounts import sessions
from accounts.backends import Backend, signed_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner_client(client, learner):
    client.force_login(learner, "accounts.backends.Backend")
    return client


def test_the_site_uses_them():
    assert settings.SESSION_ENGINE == "accounts.sessions"
    assert settings.AUTHENTICATION_BACKENDS[-1] == "accounts.backends.Backend"


def test_a_session_that_has_run_out_is_nobodys(learner_client):
    assert learner_client.get("/progress/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert learner_client.get("/progress/").status_code == 302


@pytest.mark.parametrize("key", ["", "short", "x" * 32, "ẋ" * 32])
def test_an_unknown_session_is_empty_and_gets_a_new_key(key):
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    assert store.get("anything") is None
    assert store.session_key is None
    store["a"] = 1
    store.save()
    assert store.session_key != key


def test_who_was_shut_out_is_signed_out_at_once(learner_client, learner):
    learner.is_active = False
    learner.save(update_fields=["is_active"])
    assert learner_client.get("/progress/").status_code == 302


def test_a_changed_password_ends_the_other_sessions(learner_client, learner):
    learner.set_password("another correct horse")
    learner.save()
    request = RequestFactory().get("/")
    request.session = learner_client.session
    assert not get_user(request).is_authenticated


def test_nobody_has_an_unknown_key(learner):
    assert Backend().get_user(learner.pk) == learner
    assert Backend().get_user(learner.pk + 1) is None


def asked_again(key):
    """A request with this session, by a process that has read it before."""
    for _time in range(2):
        request = RequestFactory().get("/")
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
        person = signed_in(request)
    return request, person


def test_a_session_and_its_person_are_read_at_once(learner_client, learner, django_assert_num_queries):
    key = learner_client.session.session_key
    with django_assert_num_queries(2):  # the first time: nobody knows whose it is
        request = RequestFactory().get("/")
        request.session = sessions.SessionStore(key)
        assert signed_in(request) == learner
    with django_assert_num_queries(1):
        request.session = sessions.SessionStore(key)
        assert signed_in(request) == learner
    assert request.session[SESSION_KEY] == str(learner.pk)


def test_who_is_read_along_is_as_they_are_now(learner_client, learner):
    key = learner_client.session.session_key
    asked_again(key)
    learner.display_name = "Somebody Else"
    learner.save()
    assert asked_again(key)[1].display_name == "Somebody Else"


def test_whose_session_it_is_says_the_session(learner_client, learner):
    key = learner_client.session.session_key
    for wrong in (UserFactory().pk, learner.pk + 1000):
        sessions.OWNERS[key] = wrong
        request = RequestFactory().get("/")
        request.session = sessions.SessionStore(key)
        assert signed_in(request) == learner
        assert sessions.OWNERS[key] == learner.pk


def test_a_session_that_was_ended_is_nobodys_though_it_was_known(learner_client):
    key = learner_client.session.session_key
    assert asked_again(key)[1].is_authenticated
    learner_client.logout()
    assert not asked_again(key)[1].is_authenticated


def test_who_signed_in_by_another_door_is_found_by_it(client, learner, settings):
    door = "django.contrib.auth.backends.ModelBackend"
    client.force_login(learner, door)
    assert not asked_again(client.session.session_key)[1].is_authenticated  # none of ours
    settings.AUTHENTICATION_BACKENDS = [door]
    client.force_login(learner, door)
    assert asked_again(client.session.session_key)[1] == learner


def test_a_known_session_ends_with_the_password_or_the_person(learner_client, learner):
    key = learner_client.session.session_key
    asked_again(key)
    learner.is_active = False
    learner.save(update_fields=["is_active"])
    assert not asked_again(key)[1].is_authenticated
    learner.is_active = True
    learner.set_password("another correct horse")
    learner.save()
    assert not asked_again(key)[1].is_authenticated


def test_no_more_sessions_are_known_than_a_few(monkeypatch):
    monkeypatch.setattr(sessions, "MOST", 2)
    monkeypatch.setattr(sessions, "OWNERS", {})
    for number in range(5):
        sessions.remember(str(number), number)
    assert sessions.OWNERS == {"4": 4}
