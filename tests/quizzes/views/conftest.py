"""What tests of pages share: a clock that they move, and a lesson of one paragraph with three pillars."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.models import Lesson
from tests import factories


@pytest.fixture
def clock(monkeypatch, now):
    """The time of the views; clock(minutes=5) moves it on."""
    time = [now]

    def move(**by):
        time[0] += timedelta(**by)

    monkeypatch.setattr(timezone, "now", lambda: time[0])
    return move


@pytest.fixture
def lesson(course) -> Lesson:
    return factories.LessonFactory(edition__document__course=course, number=1)
