"""Sessions and people are found as Django finds them, by fewer steps."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django.utils import timezone

from accounts.backends import Backend

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner, "accounts.backends.Backend")
    return client


def test_the_site_uses_them():
    assert settings.SESSION_ENGINE == "accounts.sessions"
    assert settings.AUTHENTICATION_BACKENDS[-1] == "accounts.backends.Backend"


def test_a_session_that_has_run_out_is_nobodys(signed_in):
    assert signed_in.get("/progress/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert signed_in.get("/progress/").status_code == 302


@pytest.mark.parametrize("key", ["", "short", "x" * 32, "ẋ" * 32])
def test_an_unknown_session_is_empty_and_gets_a_new_key(key):
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    assert store.get("anything") is None
    assert store.session_key is None
    store["a"] = 1
    store.save()
    assert store.session_key != key


def test_who_was_shut_out_is_signed_out_at_once(signed_in, learner):
    learner.is_active = False
    learner.save(update_fields=["is_active"])
    assert signed_in.get("/progress/").status_code == 302


def test_a_changed_password_ends_the_other_sessions(signed_in, learner):
    learner.set_password("another correct horse")
    learner.save()
    request = RequestFactory().get("/")
    request.session = signed_in.session
    assert not get_user(request).is_authenticated


def test_nobody_has_an_unknown_key(learner):
    assert Backend().get_user(learner.pk) == learner
    assert Backend().get_user(learner.pk + 1) is None
