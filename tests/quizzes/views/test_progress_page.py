import re
from datetime import timedelta

import pytest
from django.urls import reverse

from quizzes.models import Memory, Rating, Reading
from tests import factories
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

PROGRESS = reverse("quizzes:progress")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def cards(lesson):
    labels = ("critical and ongoing", "strategic autonomy", "soft power")
    return [factories.CardFactory(key_point__lesson=lesson, key_point__label=label) for label in labels]


def record(learner, card, rating, days_ago, **more):
    return Memory.objects.record(learner, card.key_point, rating, NOW - timedelta(days=days_ago), card=card, **more)


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace(" .", ".").replace(" ,", ",")


def read(client, **query):
    return words_of(client.get(PROGRESS, query))


class TestLede:
    def test_what_is_remembered_and_mastered(self, learner, cards, sign_in):
        for days_ago in (60, 52):
            record(learner, cards[0], Rating.EASY, days_ago)
        for card, rating in ((cards[1], Rating.AGAIN), (cards[2], Rating.GOOD)):
            record(learner, card, Rating.GOOD, 9)
            record(learner, card, rating, 0)
        page = read(sign_in(learner))
        assert "You remember 50 % of what comes back, and one of three key points is mastered." in page

    def test_what_is_under_way(self, learner, cards, sign_in):
        record(learner, cards[0], Rating.GOOD, 0)
        assert "One of three key points is under way." in read(sign_in(learner))

    def test_what_waits(self, learner, cards, sign_in):
        assert "Three key points wait to be learnt. The first card begins it." in read(sign_in(learner))

    def test_who_has_no_course_is_told_what_will_appear(self, stranger, sign_in):
        page = read(sign_in(stranger))
        assert "Your progress begins with your first card." in page
        assert "Nothing to show yet" in page


class TestFigures:
    def test_in_short(self, learner, cards, sign_in):
        record(learner, cards[0], Rating.GOOD, 2, seconds=3600)  # 28 February
        record(learner, cards[0], Rating.GOOD, 1, seconds=100)
        record(learner, cards[0], Rating.GOOD, 0, seconds=3600)
        page = read(sign_in(learner))
        for figure in ("days in a row 3", "longest streak 3", "reviews this month 2", "hours this month 1:02"):
            assert figure in page
        assert "Three days of study in a row." in page

    def test_the_calendar_has_a_table_beside_it(self, learner, cards, sign_in):
        for days_ago in (0, 7, 7):
            record(learner, cards[0], Rating.GOOD, days_ago)
        page = sign_in(learner).get(PROGRESS).content.decode()
        assert "Reviews on each day of the last 40 weeks: 3 on 2 days." in page
        assert "<title>Mon 23 Feb: 2</title>" in page
        assert "Your steadiest day is Monday." in page
        assert re.search(r'<th scope="row">23 Feb</th><td class="n">2</td><td class="n">0</td>', page)

    def test_the_forecast_has_a_table_beside_it(self, learner, lesson, cards, sign_in):
        record(learner, cards[0], Rating.EASY, 0)
        Reading.objects.advance(learner, lesson, 1, NOW)
        page = sign_in(learner).get(PROGRESS).content.decode()
        assert "Today 2, at most 2." in page
        assert '<th scope="row">Mon 2 Mar</th><td class="n">0</td><td class="n">2</td>' in page
        assert '<th scope="row">Tue 10 Mar</th><td class="n">1</td><td class="n">0</td>' in page

    def test_without_cards_to_come_a_sentence_takes_the_place_of_the_forecast(self, learner, cards, sign_in):
        page = read(sign_in(learner))
        assert "Nothing comes back in the next two weeks." in page
        assert "Fig. 2." not in page


class TestKnown:
    def test_weakest_first_with_phase_and_how_long_it_lasts(self, learner, cards, sign_in):
        record(learner, cards[0], Rating.EASY, 0)
        record(learner, cards[1], Rating.GOOD, 0)
        page = read(sign_in(learner))
        assert "strategic autonomy Learning 2 days critical and ongoing Familiar 8 days soft power New not yet" in page
        assert "What the four words mean" in page

    def test_of_one_course(self, learner, course, cards, sign_in):
        other = factories.CardFactory(key_point__label="elsewhere")
        factories.MembershipFactory(course=other.key_point.course, user=learner)
        client = sign_in(learner)
        assert "elsewhere New" in read(client)
        page = read(client, course=course.slug)
        assert "elsewhere New" not in page
        assert "Only “Diplomacy in a new era” is shown." in page
        assert "soft power New" in page

    def test_in_pages(self, learner, lesson, sign_in):
        for _ in range(41):
            factories.CardFactory(key_point__lesson=lesson)
        client = sign_in(learner)
        assert "1 to 40 of 41" in read(client)
        assert "41 to 41 of 41" in read(client, page="2")
        assert "41 to 41 of 41" in read(client, page="9")
        assert "1 to 40 of 41" in read(client, page="x")

    def test_a_course_of_others_is_not_there(self, learner, sign_in):
        factories.CourseFactory(slug="elsewhere")
        assert sign_in(learner).get(PROGRESS, {"course": "elsewhere"}).status_code == 404


def test_anonymous_visitors_sign_in_first(client):
    assert client.get(PROGRESS).url == f"{reverse('login')}?next={PROGRESS}"


def test_it_is_only_read(learner, sign_in):
    assert sign_in(learner).post(PROGRESS).status_code == 405


def test_the_progress_of_others_is_theirs(learner, classmate, cards, sign_in):
    record(classmate, cards[0], Rating.GOOD, 0)
    assert "Three key points wait to be learnt." in read(sign_in(learner))


def test_the_queries_do_not_grow(learner, lesson, cards, sign_in, django_assert_max_num_queries):
    for _ in range(9):
        cards.append(factories.CardFactory(key_point__lesson=lesson))
    for card in cards:
        record(learner, card, Rating.GOOD, 3)
        record(learner, card, Rating.GOOD, 0)
    client = sign_in(learner)
    with django_assert_max_num_queries(10):
        client.get(PROGRESS)
