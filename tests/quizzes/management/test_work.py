"""The worker's watch over deadlines, beside its tasks."""

from datetime import timedelta
from random import Random
from threading import Event

import pytest
from django.db import DatabaseError
from django.utils import timezone

from quizzes.management.commands import work
from quizzes.models import Attempt
from tests.factories import QuizFactory

# Each look closes the connection, which a transaction around the test would not outlive.
pytestmark = pytest.mark.django_db(transaction=True)


class Stopped(Event):
    """Set at the first wait, so that each watch is one look; `then` runs before."""

    def __init__(self, *then) -> None:
        super().__init__()
        self.then = list(then)

    def wait(self, timeout=None) -> bool:
        if self.then:
            self.then.pop(0)()
            return False
        return True


@pytest.fixture
def overdue(course, learner, now, monkeypatch) -> Attempt:
    attempt = QuizFactory(course=course, time_limit=10).begin(learner, now, Random(1))
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=11))
    return attempt


def test_who_never_comes_back_is_handed_in(overdue):
    work.keep_time(Stopped())
    overdue.refresh_from_db()
    assert (overdue.is_finished, overdue.finished_at) == (True, overdue.deadline)


def test_it_looks_again(overdue, now, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: now)
    work.keep_time(Stopped(lambda: monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=11))))
    overdue.refresh_from_db()
    assert overdue.is_finished


def test_a_database_that_is_away_is_asked_again(overdue, monkeypatch, caplog):
    real = work.hand_in_overdue

    def away(now):
        raise DatabaseError("away")

    monkeypatch.setattr(work, "hand_in_overdue", away)
    work.keep_time(Stopped(lambda: monkeypatch.setattr(work, "hand_in_overdue", real)))
    overdue.refresh_from_db()
    assert overdue.is_finished
    assert "Attempts could not be handed in, examined or measured" in caplog.text
