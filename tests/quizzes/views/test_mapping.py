import re
from datetime import timedelta

import pytest
from django.urls import reverse

from quizzes.models import Memory, Rating, Status
from tests import factories
from tests.conftest import NOW
from tests.quizzes.views.test_plan import words_of

pytestmark = pytest.mark.django_db

MAPS = reverse("quizzes:maps")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def lesson(course):
    return factories.LessonFactory(edition__document__course=course, number=1, title="Three pillars")


@pytest.fixture
def points(lesson):
    """¶ 1 has one that will be known and one that stays new; ¶ 2 has none that a card asks for."""
    draft = factories.CardFactory(key_point__lesson=lesson, status=Status.DRAFT)
    return [factories.CardFactory(key_point__lesson=lesson).key_point for _ in range(2)], draft


def address(lesson):
    return reverse("quizzes:lesson_map", args=[lesson.course.slug, lesson.number])


class TestMaps:
    def test_each_document_is_a_strip_with_its_counts_beside_it(self, learner, lesson, points, sign_in):
        Memory.objects.record(learner, points[0][0], Rating.EASY, NOW)
        response = sign_in(learner).get(MAPS)
        page = words_of(response)
        assert "Mastered 0 Familiar 1 Learning 0 New 1" in page
        assert address(lesson) in response.content.decode()
        assert re.findall(r'<rect class="(h\d)"', response.content.decode()) == ["h2", "h0"]

    def test_without_cards_there_is_none(self, learner, lesson, sign_in):
        assert "No maps yet" in words_of(sign_in(learner).get(MAPS))

    def test_courses_of_others_are_not_there(self, learner, sign_in):
        factories.CardFactory()
        assert "No maps yet" in words_of(sign_in(learner).get(MAPS))

    def test_it_takes_few_queries(self, learner, course, points, sign_in, django_assert_max_num_queries):
        for number in range(2, 6):
            lesson = factories.LessonFactory(edition__document__course=course, number=number)
            factories.CardFactory(key_point__lesson=lesson)
        client = sign_in(learner)
        with django_assert_max_num_queries(8):
            client.get(MAPS)


class TestLesson:
    def test_a_sentence_is_as_dark_as_the_least_known_point_in_it(self, learner, lesson, points, sign_in):
        client = sign_in(learner)
        for days_ago in (60, 52):
            Memory.objects.record(learner, points[0][0], Rating.EASY, NOW - timedelta(days=days_ago))
        assert 'covered__s heat-1" href="' in client.get(address(lesson)).content.decode()
        Memory.objects.record(learner, points[0][1], Rating.GOOD, NOW)
        page = client.get(address(lesson)).content.decode()
        assert f'covered__s heat-2" href="{lesson.get_absolute_url()}#p1s1"' in page
        assert "(Learning)" in page
        assert "Mastered 1 Familiar 0 Learning 1 New 0" in words_of(client.get(address(lesson)))

    def test_what_no_card_asks_about_is_plain(self, learner, lesson, points, sign_in):
        page = sign_in(learner).get(address(lesson)).content.decode()
        assert "It has 96 years of history." in page
        assert page.count("covered__s ") == 1

    def test_a_lesson_of_others_is_not_there(self, stranger, lesson, sign_in):
        assert sign_in(stranger).get(address(lesson)).status_code == 404

    def test_the_queries_do_not_grow(self, learner, lesson, points, sign_in, django_assert_max_num_queries):
        for _ in range(9):
            factories.CardFactory(key_point__lesson=lesson)
        client = sign_in(learner)
        with django_assert_max_num_queries(9):
            client.get(address(lesson))


@pytest.mark.parametrize("name", ["maps"])
def test_anonymous_visitors_sign_in_first(client, name):
    assert client.get(MAPS).url == f"{reverse('login')}?next={MAPS}"
