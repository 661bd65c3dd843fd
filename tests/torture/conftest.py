"""Sites that start from one class in the middle of a quiz. It is made once, and copied for each test."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.torture.site import Site

QUESTIONS = 10
CLASS = f"""
import json
from datetime import timedelta
from random import Random

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from tests.factories import (
    CourseFactory, EditionFactory, KeyPointFactory, LessonFactory, MembershipFactory, QuestionFactory, QuizFactory,
    UserFactory,
)

def session_of(user):
    session = SessionStore()
    session["_auth_user_id"], session["_auth_user_backend"] = str(user.pk), "accounts.backends.Backend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.create()
    return session.session_key

course = CourseFactory(slug="diplomacy")
lesson = LessonFactory(edition=EditionFactory(document__course=course))
points = [KeyPointFactory(lesson=lesson) for _ in range({QUESTIONS})]
questions = [QuestionFactory(key_point=point) for point in points]
quiz = QuizFactory(course=course, feedback="end", time_limit=60, shuffle=False, with_questions=questions)
now = timezone.now()
learners = [MembershipFactory(course=course).user for _ in range(20)]
teacher = MembershipFactory(course=course, role="instructor").user
print(json.dumps({{
    "attempts": [[quiz.begin(user, now, Random(1)).pk, session_of(user)] for user in learners],
    "teacher": session_of(teacher),
}}))
"""


@dataclass(frozen=True)
class Begun:
    """A class that has begun a quiz of ten questions: each learner's attempt with their session, and the teacher's."""

    attempts: list[list]
    teacher: str


@pytest.fixture(autouse=True, scope="session")
def turns(tmp_path_factory) -> Iterator[int]:
    """What the processes that test on one database each agree by, who may use the machine."""
    with (tmp_path_factory.getbasetemp().parent / "turns").open("w") as file:
        yield file.fileno()


@pytest.fixture(autouse=True)
def turn(request, turns) -> Iterator[None]:
    """A test that is marked `alone` measures how long something takes, and nothing else is tested meanwhile."""
    fcntl.flock(turns, fcntl.LOCK_EX if request.node.get_closest_marker("alone") else fcntl.LOCK_SH)
    yield
    fcntl.flock(turns, fcntl.LOCK_UN)


class Databases:
    """Databases like the one that the tests run on, made from a first one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []

    def new(self, like: str = "") -> str:
        name = f"torture_{os.getpid()}_{len(self.names)}"
        self.names.append(name)
        if connection.vendor == "sqlite":
            path = self.folder / f"{name}.sqlite3"
            if like:
                shutil.copy(like.removeprefix("sqlite:///"), path)
            return f"sqlite:///{path}"
        template = f' TEMPLATE "{urlsplit(like).path[1:]}"' if like else ""
        self.run(f'CREATE DATABASE "{name}"{template}')
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()

    def drop(self) -> None:
        if connection.vendor == "postgresql":
            for name in self.names:
                self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def run(self, sql: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql)


@pytest.fixture(scope="session")
def databases(tmp_path_factory, django_db_blocker) -> Iterator[Databases]:
    with django_db_blocker.unblock():
        databases = Databases(tmp_path_factory.mktemp("databases"))
        yield databases
        databases.drop()


@pytest.fixture(scope="session")
def born(tmp_path_factory, databases) -> tuple[Site, Begun]:
    """A site that is never started: the others are copies of it."""
    site = Site(tmp_path_factory.mktemp("born"), databases.new())
    site.manage("migrate", "--verbosity", "0")
    begun = Begun(**json.loads(site.shell(CLASS)))
    site.manage(
        "shell", "--no-imports", "-c", "from quizzes.management.commands.serve import Command; Command().collect()"
    )
    return site, begun


@pytest.fixture
def begun(born) -> Begun:
    return born[1]


@pytest.fixture
def make_site(tmp_path, born, databases) -> Iterator[Callable[..., Site]]:
    """make_site(**settings): a site with the class, which has not started yet."""
    made: list[Site] = []
    first = born[0]

    def make_site(database: str = "", **settings: str) -> Site:
        folder = tmp_path / f"site{len(made)}"
        folder.mkdir()
        origin = Path(first.environment["PILCROW_DATA"])
        shutil.copy(origin / "secret_key", folder)
        (folder / "static").symlink_to(origin / "static")
        made.append(Site(folder, database or databases.new(like=first.environment["DATABASE_URL"]), **settings))
        return made[-1]

    yield make_site
    for site in made:
        site.kill()


@pytest.fixture
def site(make_site) -> Site:
    return make_site()
