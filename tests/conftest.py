"""The cast: a learner and a classmate in one course, a stranger in none, and those who teach and judge it."""

import gc
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.core.management.color import Style
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from content.models import Course, Role
from tests import factories
from tests.databases import has_second, is_second

# Playwright keeps an event loop running, in which Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# HYPOTHESIS_PROFILE=nightly asks for the many; tests that set their own number keep it.
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
hypothesis.register_profile("ci", max_examples=100, deadline=None, suppress_health_check=_SLOW)
hypothesis.register_profile("nightly", max_examples=2_000, deadline=None, suppress_health_check=_SLOW)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# Rooms of tests that drive a browser or whole servers.
SLOW = {"journeys", "torture"}

# What a test asks for that touches a database.
DATABASE = {"db", "transactional_db", "live_server", "databases"}

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)  # a Monday


def touches_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(item.fixturenames)


def browser_of(item: pytest.Item) -> str:
    """In which one a journey is walked (see journeys/browsers.py)."""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    return parameters.get("browser_context_args", "a desktop")


def is_one_browser_more(item: pytest.Item) -> bool:
    """Whether this is a journey in another browser than the one that it is taken in on each database."""
    return browser_of(item) != "a desktop"


def runs_here(item: pytest.Item) -> bool:
    """Both processes of a run test what touches a database (see databases.py), one of them each of the rest.

    One browser more shows nothing that concerns the database: it is opened beside PostgreSQL alone, or beside SQLite
    if it runs no scripts. What touches no database is tested beside SQLite, which is quicker with the rest.
    """
    if is_one_browser_more(item):
        return not (is_second() if "without scripts" in browser_of(item) else has_second())
    if item.get_closest_marker("once"):
        return not is_second()
    return touches_database(item) or not is_second()


def lateness(item: pytest.Item) -> int:
    """Fast ones first. Torture mostly waits: while one process does, the other one drives a browser."""
    room = item.path.parent.name
    if room not in SLOW:
        return 0
    return 1 if (room == "torture") != is_second() else 2


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lateness)
    config.hook.pytest_deselected(items=[item for item in items if not runs_here(item)])
    items[:] = [item for item in items if runs_here(item)]


def pytest_collection_finish() -> None:
    """Thousands of tests in memory are no garbage: looking through them again and again took a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory) -> None:
    """SQLite in a file, as it is served: there each thread has a connection of its own, in memory they share one."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """After a test that commits its rows go one by one: to make each table anew, as TRUNCATE does, takes longer.

    As with TRUNCATE whoever writes is waited for. Keys point at rows that go in the same transaction.
    """
    truncated = connection.ops.sql_flush

    def emptied(style: Style, tables: Iterable[str], **options: bool) -> list[str]:
        if options.get("reset_sequences"):
            return truncated(style, tables, **options)
        names = [connection.ops.quote_name(table) for table in tables]
        return [f"LOCK TABLE {', '.join(names)} IN EXCLUSIVE MODE;", *(f"DELETE FROM {name};" for name in names)]

    if connection.vendor == "postgresql":
        connection.ops.sql_flush = emptied


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: LiveServer) -> LiveServer:
    """Made after the database has its name: of one in memory, the server would share this thread's connection."""
    return live_server


@pytest.fixture
def database_url(transactional_db) -> str:
    """The DATABASE_URL of the database that the tests use, for processes of their own."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    host, name = quote(at["HOST"], safe="").lower(), at["NAME"]
    return f"postgres://{quote(at['USER'])}:{quote(at['PASSWORD'])}@{host}:{at['PORT']}/{name}"


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
