from datetime import timedelta

import pytest

from quizzes.models import LedgerEntry, Reading
from quizzes.reading import mark_read
from tests.factories import EditionFactory, LessonFactory


@pytest.fixture
def lesson(course):
    edition = EditionFactory(document__course=course)
    return LessonFactory(edition=edition, first_paragraph=5, last_paragraph=9)


def test_reading_begins_at_the_first_paragraph_of_the_lesson(learner, lesson, now):
    reading, fresh = Reading.objects.advance(learner, lesson, 6, now)
    assert (reading.paragraph, fresh, reading.read_at, reading.finished_at) == (6, 2, now, None)


def test_reading_on_counts_only_what_is_new(learner, lesson, now):
    Reading.objects.advance(learner, lesson, 6, now)
    reading, fresh = Reading.objects.advance(learner, lesson, 8, now)
    assert (reading.paragraph, fresh) == (8, 2)


def test_going_back_forgets_nothing(learner, lesson, now):
    Reading.objects.advance(learner, lesson, 8, now)
    reading, fresh = Reading.objects.advance(learner, lesson, 5, now + timedelta(days=1))
    assert (reading.paragraph, fresh, reading.read_at) == (8, 0, now + timedelta(days=1))


def test_the_day_of_finishing_stays(learner, lesson, now):
    Reading.objects.advance(learner, lesson, 9, now)
    reading, _fresh = Reading.objects.advance(learner, lesson, 9, now + timedelta(days=1))
    assert reading.finished_at == now


def test_nobody_reads_beyond_the_lesson(learner, lesson, now):
    reading, fresh = Reading.objects.advance(learner, lesson, 99, now)
    assert (reading.paragraph, fresh, reading.finished_at) == (9, 5, now)


def test_each_learner_reads_for_themselves(learner, classmate, lesson, now):
    Reading.objects.advance(learner, lesson, 9, now)
    assert Reading.objects.of(classmate).count() == 0


def test_each_paragraph_earns_its_point_once(learner, lesson, now):
    for paragraph in (6, 6, 5, 9, 9):
        mark_read(learner, lesson, paragraph, now)
    assert [entry.points for entry in LedgerEntry.objects.filter(learner=learner)] == [2, 3]
