import re
from datetime import timedelta

import pytest
from django.urls import reverse

from quizzes.models import Aside, LedgerEntry, Memory, Rating, Reading, Review
from tests import factories
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

PRACTICE = reverse("quizzes:practice")


@pytest.fixture
def lesson(course, learner, now):
    lesson = factories.LessonFactory(edition__document__course=course, number=1)
    Reading.objects.advance(learner, lesson, 1, now)
    return lesson


@pytest.fixture
def cards(lesson, learner, now):
    """Known well, known badly, and new."""
    cards = [factories.CardFactory(key_point__lesson=lesson) for _ in range(3)]
    for card, rating in zip(cards, (Rating.EASY, Rating.HARD), strict=False):
        Memory.objects.record(learner, card.key_point, rating, now - timedelta(days=1), card=card)
    return cards


def test_the_weakest_comes_first_due_or_not_and_the_new_last(learner, cards, sign_in):
    client = sign_in(learner)
    for number, card in enumerate((cards[1], cards[0], cards[2]), start=1):
        page = client.get(PRACTICE, {"card": number}).content.decode()
        assert card.prompt in page
        assert f"<b>{number}</b> of 3" in page
        assert "patience" not in page.replace(card.prompt, "")
        assert "<li>patience</li>" in client.get(PRACTICE, {"card": number, "show": 1}).content.decode()
    assert "You went through all three cards" in client.get(PRACTICE, {"card": 4}).content.decode()


def test_nothing_is_written(learner, cards, sign_in):
    before = list(Memory.objects.order_by("pk").values())
    client = sign_in(learner)
    for number in range(1, 5):
        client.get(PRACTICE, {"card": number, "show": 1})
    assert list(Memory.objects.order_by("pk").values()) == before
    assert Review.objects.count() == 2
    assert not LedgerEntry.objects.exists()


def test_no_button_grades(learner, cards, sign_in):
    page = sign_in(learner).get(PRACTICE, {"show": 1}).content.decode()
    assert 'name="rating"' not in page
    assert 'method="post"' not in page


def test_it_may_keep_to_a_course_or_a_lesson(learner, course, lesson, cards, sign_in):
    factories.CardFactory()  # of a course of others
    other = factories.LessonFactory(edition__document__course=course, number=2)
    Reading.objects.advance(learner, other, 1, NOW)
    (elsewhere,) = [factories.CardFactory(key_point__lesson=other)]
    client = sign_in(learner)
    totals = [
        re.search(r"</b> of (\d+)", client.get(PRACTICE, scope).content.decode())[1]
        for scope in ({}, {"course": course.slug}, {"course": course.slug, "lesson": 2})
    ]
    assert totals == ["4", "4", "1"]
    page = client.get(PRACTICE, {"course": course.slug, "lesson": 2}).content.decode()
    assert elsewhere.prompt in page
    assert 'name="lesson" value="2"' in page


def test_what_was_not_read_or_is_suspended_does_not_come(learner, cards, lesson, sign_in):
    beyond = factories.CitationFactory(edition=lesson.edition, quote="96 years", paragraph=2)
    factories.CardFactory(key_point=factories.KeyPointFactory(lesson=lesson, citation=beyond))
    Aside.objects.suspend(learner, cards[0].key_point, NOW)
    assert "<b>1</b> of 2" in sign_in(learner).get(PRACTICE).content.decode()


@pytest.mark.parametrize("card", ["", "0", "-1", "x", "9" * 40])
def test_an_address_that_names_no_card_begins_anew(learner, cards, sign_in, card):
    assert cards[1].prompt in sign_in(learner).get(PRACTICE, {"card": card}).content.decode()


def test_with_nothing_read_it_says_so(stranger, sign_in):
    assert "Nothing to practise yet" in sign_in(stranger).get(PRACTICE).content.decode()


def test_a_course_of_others_is_not_there(stranger, course, sign_in):
    assert sign_in(stranger).get(PRACTICE, {"course": course.slug}).status_code == 404


def test_it_is_only_looked_at(client, learner, sign_in):
    assert client.get(PRACTICE).status_code == 302
    assert sign_in(learner).post(PRACTICE).status_code == 405


def test_it_takes_few_queries(learner, course, cards, sign_in, django_assert_max_num_queries):
    client = sign_in(learner)
    with django_assert_max_num_queries(8):
        client.get(PRACTICE, {"course": course.slug, "show": 1})
