import pytest
from django.urls import reverse

from quizzes.models import Status
from tests import factories

pytestmark = pytest.mark.django_db

CARDS = reverse("quizzes:cards", args=["diplomacy"])


@pytest.fixture
def lesson(course):
    return factories.LessonFactory(edition__document__course=course, edition__document__letter="B", number=1)


@pytest.fixture
def card(lesson):
    return factories.CardFactory(key_point__lesson=lesson)


def test_each_card_with_its_answer_and_citation(learner, card, sign_in):
    factories.CardFactory(key_point=card.key_point, prompt="A draft", status=Status.DRAFT)
    factories.CardFactory(prompt="Of another course")
    page = sign_in(learner).get(CARDS).content.decode()
    assert card.prompt in page
    assert "One card. Cut along the outer lines" in page
    assert "List of 3" in page
    assert "<li>patience</li>" in page
    assert "Source B, paragraph 1, sentence 1" in page
    assert "A draft" not in page
    assert "Of another course" not in page


def test_the_first_card_of_a_key_point_is_where_links_land(learner, card, sign_in):
    factories.CardFactory(key_point=card.key_point, face="order")
    page = sign_in(learner).get(CARDS).content.decode()
    assert page.count(f'id="k{card.key_point.pk}"') == 1


def test_of_one_lesson(learner, course, card, sign_in):
    other = factories.LessonFactory(edition__document__course=course, number=2)
    elsewhere = factories.CardFactory(key_point__lesson=other)
    page = sign_in(learner).get(CARDS, {"lesson": "2"}).content.decode()
    assert elsewhere.prompt in page
    assert card.prompt not in page
    assert sign_in(learner).get(CARDS, {"lesson": "3"}).status_code == 404


def test_without_cards_it_says_what_will_appear(learner, course, sign_in):
    assert "No cards yet" in sign_in(learner).get(CARDS).content.decode()


def test_it_is_not_there_for_strangers(stranger, card, sign_in):
    assert sign_in(stranger).get(CARDS).status_code == 404


def test_anonymous_visitors_sign_in_first(client, card):
    assert client.get(CARDS).url == f"{reverse('login')}?next={CARDS}"


def test_it_is_only_read(learner, card, sign_in):
    assert sign_in(learner).post(CARDS).status_code == 405


def test_the_queries_do_not_grow(learner, lesson, card, sign_in, django_assert_max_num_queries):
    for _ in range(5):
        factories.CardFactory(key_point__lesson=lesson)
    client = sign_in(learner)
    with django_assert_max_num_queries(8):
        client.get(CARDS)
