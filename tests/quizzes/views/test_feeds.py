from datetime import date, datetime, timedelta

import icalendar
import pytest
from django.urls import reverse

from quizzes.models import Absence, Exam, Feed, Memory, Override, Rating, Reading
from quizzes.models.feed import digest_of
from quizzes.planning import set_break
from tests import factories
from tests.conftest import NOW
from tests.quizzes.views.test_plan import words_of

pytestmark = pytest.mark.django_db

FEED = reverse("quizzes:feed")
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def token(learner):
    return Feed.objects.renew(learner, NOW)


def file_of(token):
    return reverse("quizzes:feed_file", args=[token])


def events(client, token):
    response = client.get(file_of(token))
    assert response.status_code == 200
    calendar = icalendar.Calendar.from_ical(response.content)
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


class TestAddress:
    def test_it_is_shown_once_and_only_a_digest_is_kept(self, learner, sign_in):
        client = sign_in(learner)
        assert "No address is open." in words_of(client.get(FEED))
        page = client.post(FEED)
        address = page.context["address"]
        assert address in page.content.decode()
        token = address.rsplit("/", 1)[1].removesuffix(".ics")
        feed = Feed.objects.get()
        assert len(token) >= 43
        assert feed.digest == digest_of(token)
        assert token not in str(vars(feed))
        again = client.get(FEED)
        assert token not in again.content.decode()
        assert "There is an address, made on 2 March 2026." in words_of(again)
        assert "no-store" in again["Cache-Control"]

    def test_a_new_one_closes_the_old_one(self, learner, token, sign_in, client):
        address = sign_in(learner).post(FEED).context["address"]
        assert client.get(file_of(token)).status_code == 404
        assert client.get(address).status_code == 200
        assert Feed.objects.count() == 1

    def test_it_can_be_closed(self, learner, token, sign_in):
        client = sign_in(learner)
        assert "The address is closed" in words_of(client.post(reverse("quizzes:feed_removal"), follow=True))
        assert client.get(file_of(token)).status_code == 404
        assert client.post(reverse("quizzes:feed_removal")).status_code == 303

    def test_anonymous_visitors_sign_in_first(self, client):
        assert client.get(FEED).url == f"{reverse('login')}?next={FEED}"


class TestFile:
    def test_who_knows_the_secret_reads_it_without_signing_in(self, token, client):
        response = client.get(file_of(token))
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert "private" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"

    def test_who_does_not_finds_nothing(self, token, client):
        for wrong in (token[:-1], token.swapcase(), "none", digest_of(token)):
            assert client.get(file_of(wrong)).status_code == 404

    def test_the_address_of_a_closed_account_is_closed(self, learner, token, client):
        learner.is_active = False
        learner.save()
        assert client.get(file_of(token)).status_code == 404

    def test_it_is_only_read(self, token, client):
        assert client.post(file_of(token)).status_code == 405

    def test_days_with_cards(self, learner, lesson, token, client):
        Reading.objects.advance(learner, lesson, 2, NOW)
        known, *_ = [factories.CardFactory(key_point__lesson=lesson) for _ in range(3)]
        Memory.objects.record(learner, known.key_point, Rating.GOOD, NOW, card=known)
        found = events(client, token)
        assert set(found) == {"Review 2 cards", "Review one card"}
        day = found["Review one card"]
        assert (day["dtstart"].dt, day["dtend"].dt) == (TODAY + 2 * DAY, TODAY + 3 * DAY)
        assert str(day["description"]) == "About 1 min."
        assert str(day["url"]) == "http://testserver/review/"
        assert known.key_point.label not in client.get(file_of(token)).content.decode()

    def test_its_names_stay_so_that_no_program_doubles_an_entry(self, learner, lesson, token, client):
        card = factories.CardFactory(key_point__lesson=lesson)
        Memory.objects.record(learner, card.key_point, Rating.GOOD, NOW, card=card)
        (first,), (second,) = (events(client, token).values() for _ in range(2))
        assert str(first["uid"]) == str(second["uid"]) == f"review-20260304-{learner.pk}@testserver"

    def test_quizzes_by_the_learners_own_dates(self, learner, course, token, client):
        quiz = factories.QuizFactory(course=course, opens_at=NOW + DAY, closes_at=NOW + 2 * DAY, with_questions=[])
        factories.QuizFactory(opens_at=NOW + DAY, with_questions=[])
        factories.QuizFactory(course=course, closes_at=NOW - 90 * DAY, with_questions=[])
        later = datetime(2026, 3, 9, 12, tzinfo=NOW.tzinfo)
        Override.objects.create(quiz=quiz, learner=learner, closes_at=later, reason="Ill.")
        found = events(client, token)
        assert set(found) == {"Quiz opens: Three pillars", "Quiz closes: Three pillars"}
        assert found["Quiz opens: Three pillars"]["dtstart"].dt == NOW + DAY
        assert found["Quiz closes: Three pillars"]["dtstart"].dt == later

    def test_exams_and_breaks(self, learner, course, token, client):
        Exam.objects.create(learner=learner, course=course, day=TODAY + 9 * DAY)
        set_break(learner, Absence(), TODAY + 3 * DAY, TODAY + 5 * DAY, TODAY)
        found = events(client, token)
        assert found["Exam: Diplomacy in a new era"]["dtstart"].dt == TODAY + 9 * DAY
        away = found["Break from cards"]
        assert (away["dtstart"].dt, away["dtend"].dt) == (TODAY + 3 * DAY, TODAY + 6 * DAY)
        assert str(away["transp"]) == "TRANSPARENT"

    def test_it_takes_few_queries(self, learner, course, lesson, token, client, django_assert_max_num_queries):
        Exam.objects.create(learner=learner, course=course, day=TODAY + 9 * DAY)
        Reading.objects.advance(learner, lesson, 2, NOW)
        factories.CardFactory(key_point__lesson=lesson)
        with django_assert_max_num_queries(10):
            client.get(file_of(token))
