"""The cast: a learner and a classmate in one course, a stranger in none, and those who teach and judge it."""

import os
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from accounts.models import User
from content.models import Course, Role
from tests import factories

# Playwright keeps an event loop running, in which Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# HYPOTHESIS_PROFILE=nightly asks for the many; tests that set their own number keep it.
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
hypothesis.register_profile("ci", max_examples=100, deadline=None, suppress_health_check=_SLOW)
hypothesis.register_profile("nightly", max_examples=2_000, deadline=None, suppress_health_check=_SLOW)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)  # a Monday


@pytest.fixture(autouse=True)
def plain_settings(settings):
    """Fast hashes; names of static files as the finders know them, not as the manifest does."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    # Else whitenoise warns of the folder that collectstatic has not made yet.
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def course(db, now) -> Course:
    return factories.CourseFactory(slug="diplomacy", title="Diplomacy in a new era")


def member(course: Course, role: Role, username: str, name: str) -> User:
    user = factories.UserFactory(username=username, display_name=name)
    factories.MembershipFactory(course=course, user=user, role=role)
    return user


@pytest.fixture
def learner(course) -> User:
    return member(course, Role.LEARNER, "linh", "Linh Trần")


@pytest.fixture
def classmate(course) -> User:
    return member(course, Role.LEARNER, "minh", "Minh Phạm")


@pytest.fixture
def instructor(course) -> User:
    return member(course, Role.INSTRUCTOR, "ha", "Hà Vũ")


@pytest.fixture
def reviewer(course) -> User:
    return member(course, Role.REVIEWER, "son", "Đặng Sơn")


@pytest.fixture
def stranger(db) -> User:
    return factories.UserFactory(username="jonas", display_name="Jonas Weber")


@pytest.fixture
def sign_in(client):
    """sign_in(user) gives the test client, signed in as that user."""

    def sign_in(user: User):
        client.force_login(user)
        return client

    return sign_in
