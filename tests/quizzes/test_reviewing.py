from datetime import timedelta

import pytest
from django.db.models import Sum

from quizzes.models import LedgerEntry, Memory, Rating, Review
from quizzes.reviewing import review_card, undo_review
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(course):
    return factories.CardFactory(key_point__lesson__edition__document__course=course)


def points(learner):
    return LedgerEntry.objects.filter(learner=learner).aggregate(Sum("points"))["points__sum"] or 0


def test_a_card_recalled_on_its_day_earns_points_once(learner, card, now):
    review_card(learner, card, Rating.GOOD, now)
    assert points(learner) == 0  # it was not due yet
    due = now + timedelta(days=2)
    review_card(learner, card, Rating.GOOD, due)
    review_card(learner, card, Rating.GOOD, due)
    assert points(learner) == 4


def test_a_form_sent_twice_counts_once(learner, card, now):
    assert review_card(learner, card, Rating.GOOD, now, seen=0) is not None
    assert review_card(learner, card, Rating.EASY, now, seen=0) is None
    assert Review.objects.get().rating == Rating.GOOD
    assert Memory.objects.get().reps == 1


def test_undoing_takes_the_memory_and_the_points_back(learner, card, now):
    review_card(learner, card, Rating.GOOD, now)
    before = Memory.objects.get().state
    due = now + timedelta(days=2)
    review = review_card(learner, card, Rating.GOOD, due)
    undo_review(review, due)
    assert Memory.objects.get().state == before
    assert points(learner) == 0
    review_card(learner, card, Rating.GOOD, due, seen=1)
    assert points(learner) == 4
