"""A whole class that begins the same timed quiz within seconds: nobody is turned away, and no answer is lost."""

import json
import subprocess
import sys
from random import Random
from statistics import quantiles

import pytest
from django.db import connection

from benchmarks.client import Browser, Person, play
from benchmarks.flows import Sat, signing_in, sitting
from benchmarks.stage import PASSWORD, QUESTIONS, Stage
from tests.torture import FULL
from tests.torture.site import ROOT

LEARNERS, WITHIN, PAUSE = (300, 10.0, 3.0) if FULL else (30, 2.0, 0.3)
"""How many, the seconds in which they begin, and those that each thinks about a question on average."""

DOORS = 8
"""How many sign in at the same time."""

FOUND = """
import json, sys
from quizzes.models import Attempt, LedgerEntry, Response, Review
mine = Attempt.objects.filter(quiz=QUIZ)
rows = Response.objects.filter(attempt__in=mine).values_list("attempt__learner__username", "number", "answer__choice")
print(json.dumps({
    "answers": sorted(map(list, rows)),
    "handed_in": sorted(mine.finished().values_list("learner__username", flat=True)),
    "right": Response.objects.filter(attempt__in=mine, fraction=1).count(),
    "score": str(sum(attempt.score for attempt in mine)),
    "points": sum(LedgerEntry.objects.filter(attempt__in=mine).values_list("points", flat=True)),
    "reviews": Review.objects.filter(response__attempt__in=mine).count(),
}))
"""


@pytest.fixture
def stage(site) -> Stage:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.stage", str(LEARNERS)]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return Stage.read(done.stdout)


@pytest.mark.alone
def test_a_class_takes_a_quiz_at_once(site, stage):
    site.start("--workers", "2")
    people = {seat.username: (Browser(), Sat()) for seat in stage.seats}
    # Hashing a password is slow on purpose: one after the other, as people come in before the hour.
    coming = [(browser, name) for name, (browser, _) in people.items()]
    play(site.port, [coming_in(coming[door::DOORS]) for door in range(DOORS)])
    play(
        site.port,
        [sitting(browser, stage.repeated, Random(name), PAUSE, WITHIN, sat) for name, (browser, sat) in people.items()],
    )
    assert all(sat.is_done for _, sat in people.values())

    found = json.loads(site.shell(FOUND.replace("QUIZ", str(stage.repeated))))
    given = [[name, number, option] for name, (_, sat) in people.items() for number, option in sat.chosen.items()]
    assert len(given) == LEARNERS * QUESTIONS
    assert found["answers"] == sorted(given)
    assert found["handed_in"] == sorted(people)
    assert found["reviews"] == LEARNERS * QUESTIONS
    assert float(found["score"]) == found["right"] == found["points"] / 10
    told(people)


def coming_in(people: list[tuple[Browser, str]]) -> Person:
    for browser, name in people:
        yield from signing_in(browser, name, PASSWORD)


def told(people) -> None:
    """How long they waited; on an exam day and PostgreSQL it may not be long."""
    waits = [seconds for _, sat in people.values() for seconds in sat.answers]
    p95 = 1000 * quantiles(waits, n=20)[-1]
    print(f"{LEARNERS} learners on {connection.vendor}: an answer took {p95:.0f} ms at most for 95 of 100")
    if FULL and connection.vendor == "postgresql":
        assert p95 < 300
