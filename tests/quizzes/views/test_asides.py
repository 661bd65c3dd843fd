import re
from datetime import timedelta

import pytest
from django.urls import reverse

from quizzes import sessions
from quizzes.models import Aside, Rating, Reading, Review
from quizzes.pages.asking import Asked
from quizzes.reviewing import review_card
from tests import factories
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

REVIEW, ASIDES, RETURNS = (reverse(f"quizzes:{name}") for name in ("review", "asides", "aside_returns"))
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    times = [NOW]
    monkeypatch.setattr("django.utils.timezone.now", lambda: times[0])
    return times


@pytest.fixture
def cards(course, learner, now):
    lesson = factories.LessonFactory(edition__document__course=course, number=1)
    Reading.objects.advance(learner, lesson, 1, now)
    return [factories.CardFactory(key_point__lesson=lesson) for _ in range(2)]


def token(learner):
    return Asked.now(sessions.session(learner, NOW).turn, NOW).token


class TestSettingAside:
    def test_the_menu_of_a_card_offers_it(self, learner, cards, sign_in):
        page = sign_in(learner).get(REVIEW).content.decode()
        assert re.findall(r'name="way" value="(\w+)"', page) == ["bury", "suspend"]
        assert "Undo the last grade" not in page

    @pytest.mark.parametrize("way", ["bury", "suspend"])
    def test_the_next_card_comes_and_the_learner_is_told(self, learner, cards, sign_in, way):
        response = sign_in(learner).post(ASIDES, {"token": token(learner), "way": way}, follow=True)
        assert response.redirect_chain == [(REVIEW, 303)]
        assert cards[1].prompt in response.content.decode()
        assert "Cards set aside”" in response.content.decode()
        aside = Aside.objects.get()
        assert (aside.key_point, aside.is_suspended) == (cards[0].key_point, way == "suspend")
        assert not Review.objects.exists()

    def test_htmx_gets_the_next_card_at_once(self, learner, cards, sign_in):
        response = sign_in(learner).post(ASIDES, {"token": token(learner), "way": "bury"}, headers=HTMX)
        assert response.status_code == 200
        assert cards[1].prompt in response.content.decode()

    def test_a_session_of_one_course_stays_in_it(self, learner, course, cards, sign_in):
        address = f"{ASIDES}?course={course.slug}"
        response = sign_in(learner).post(address, {"token": token(learner), "way": "bury"})
        assert response.url == f"{REVIEW}?course={course.slug}"

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ({"way": ""}, "Bury the card until tomorrow, or suspend it."),
            ({"way": "burn"}, "Bury the card until tomorrow, or suspend it."),
            ({"token": "x"}, "The form was changed on its way."),
        ],
    )
    def test_a_tampered_form_gets_a_sentence_and_changes_nothing(self, learner, cards, sign_in, form, sentence):
        response = sign_in(learner).post(ASIDES, {"token": token(learner), "way": "bury"} | form)
        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert not Aside.objects.exists()

    def test_a_card_of_another_course_is_not_there(self, learner, stranger, cards, sign_in):
        asked = token(learner)
        assert sign_in(stranger).post(ASIDES, {"token": asked, "way": "bury"}).status_code == 404

    def test_anonymous_visitors_sign_in_first(self, client, learner, cards):
        assert client.post(ASIDES, {"token": token(learner), "way": "bury"}).status_code == 302
        assert not Aside.objects.exists()


class TestBringingBack:
    def test_the_list_names_what_is_set_aside_and_until_when(self, learner, cards, sign_in, now):
        Aside.objects.bury(learner, cards[0].key_point, now.date(), now)
        Aside.objects.suspend(learner, cards[1].key_point, now)
        page = sign_in(learner).get(ASIDES).content.decode()
        assert "3 March" in page
        assert "when you bring it back" in page
        assert page.count("Bring back") == 2

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_one_is_brought_back(self, learner, cards, sign_in, now, headers):
        aside = Aside.objects.suspend(learner, cards[0].key_point, now)
        response = sign_in(learner).post(RETURNS, {"aside": aside.pk}, headers=headers, follow=True)
        assert "Nothing is set aside" in response.content.decode()
        assert sessions.session(learner, now).turn.card == cards[0]

    def test_what_was_buried_yesterday_no_longer_stands_there(self, learner, cards, sign_in, now):
        Aside.objects.bury(learner, cards[0].key_point, now.date() - timedelta(days=1), now)
        assert "Nothing is set aside" in sign_in(learner).get(ASIDES).content.decode()

    @pytest.mark.parametrize("aside", ["", "x", "-1", "999", "9" * 30])
    def test_what_is_not_there_changes_nothing(self, learner, cards, sign_in, now, aside):
        Aside.objects.suspend(learner, cards[0].key_point, now)
        assert sign_in(learner).post(RETURNS, {"aside": aside}).status_code == 303
        assert Aside.objects.count() == 1

    def test_that_of_another_learner_stays(self, learner, classmate, cards, sign_in, now):
        aside = Aside.objects.suspend(learner, cards[0].key_point, now)
        sign_in(classmate).post(RETURNS, {"aside": aside.pk})
        assert Aside.objects.count() == 1

    def test_only_post_brings_back(self, learner, sign_in):
        assert sign_in(learner).get(RETURNS).status_code == 405

    def test_the_list_takes_few_queries(self, learner, cards, sign_in, now, django_assert_max_num_queries):
        for card in cards:
            Aside.objects.suspend(learner, card.key_point, now)
        client = sign_in(learner)
        with django_assert_max_num_queries(6):
            client.get(ASIDES)


class TestLeech:
    def forget(self, learner, card, times):
        """Known and forgotten so often, the last time today."""
        at = NOW - timedelta(days=2 * times)
        review_card(learner, card, Rating.GOOD, at)
        for _ in range(times):
            at += timedelta(days=2)
            review_card(learner, card, Rating.AGAIN, at - timedelta(hours=1))
            if at < NOW:
                review_card(learner, card, Rating.GOOD, at)

    @pytest.mark.parametrize(("times", "told"), [(7, False), (8, True), (9, True)])
    def test_from_the_eighth_time_on_it_is_told_beside_the_source(self, learner, cards, sign_in, times, told):
        Aside.objects.suspend(learner, cards[1].key_point, NOW)
        self.forget(learner, cards[0], times)
        page = sign_in(learner).get(REVIEW, {"show": "1"}).content.decode()
        assert ("You have forgotten this" in page) == told
        if told:
            assert page.index("You have forgotten this") < page.index("<blockquote")

    def test_the_question_gives_no_hint(self, learner, cards, sign_in):
        Aside.objects.suspend(learner, cards[1].key_point, NOW)
        self.forget(learner, cards[0], 8)
        assert "You have forgotten this" not in sign_in(learner).get(REVIEW).content.decode()
