"""Many at once, each thread with a connection of its own, as the threads of a server have: on a database in a file, or
in a new one of the PostgreSQL that the tests run on.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
SCRIPT = """
import json
from datetime import timedelta
from random import Random
from threading import Barrier, Thread

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from quizzes import finishing
from quizzes.models import Attempt, LedgerEntry, Quiz, Response, Review
from quizzes.scoring import milliseconds
from tests.factories import CourseFactory, MembershipFactory, QuizFactory, UserFactory

call_command("migrate", verbosity=0)
failures = []


def at_once(*verbs):
    start = Barrier(len(verbs))

    def run(verb):
        try:
            start.wait()
            verb()
        except Exception as error:
            failures.append(repr(error))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


now = timezone.now()
course = CourseFactory()
learner = MembershipFactory(course=course, user=UserFactory(username="linh")).user
quiz = QuizFactory(course=course, feedback="end", time_limit=10, shuffle=False)

begun = []
at_once(*[lambda: begun.append(Quiz.objects.get().begin(learner, now, Random(1)).pk)] * 10)
mine = {"pk": begun[0]}

answer = lambda: Attempt.objects.get(**mine).answer(1, {"answer": ["k2"]}, now, milliseconds(now))
at_once(*[answer] * 50)
responses = list(Response.objects.filter(answered_at__isnull=False).values_list("number", "fraction"))

after = now + timedelta(minutes=11)
hand_in = lambda: finishing.finish(Attempt.objects.select_related("learner", "quiz").get(**mine), after)
job = lambda: finishing.hand_in_overdue(after)
at_once(*[hand_in, job] * 8)
handed_in = [str(score) for score in Attempt.objects.values_list("score", flat=True)]
print(json.dumps({
    "failures": failures, "attempts": len(set(begun)), "responses": responses, "scores": handed_in,
    "reviews": Review.objects.count(), "points": list(LedgerEntry.objects.values_list("points", flat=True)),
    "again": finishing.hand_in_overdue(after),
}))
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory, django_db_blocker) -> Iterator[str]:
    """The address of an empty database."""
    if connection.vendor != "postgresql":
        yield f"sqlite:///{tmp_path_factory.mktemp('many')}/many.sqlite3"
        return
    name = f"many_at_once_{os.getpid()}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def found(tmp_path_factory, database) -> dict:
    environment = {**os.environ, "PILCROW_DATA": str(tmp_path_factory.mktemp("data")), "DATABASE_URL": database}
    command = [sys.executable, "-W", "ignore", "manage.py", "shell", "--no-imports", "-c", SCRIPT]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_nobody_is_turned_away(found):
    assert found["failures"] == []


def test_ten_beginnings_are_one_attempt(found):
    assert found["attempts"] == 1


def test_fifty_times_the_same_answer_is_one_response(found):
    assert found["responses"] == [[1, 1.0]]


def test_handing_in_while_the_job_runs_gives_one_score(found):
    assert (found["scores"], found["reviews"], found["again"]) == (["1.00"], 1, 0)


def test_points_are_counted_once(found):
    assert found["points"] == [10]
