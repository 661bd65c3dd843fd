import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from quizzes.models import Absence, Exam, Memory, Rating, Reading
from quizzes.planning import set_break, set_exam
from tests import factories
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

PLAN, BREAKS = reverse("quizzes:plan"), reverse("quizzes:breaks")
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def lesson(course):
    return factories.LessonFactory(edition__document__course=course, number=1, title="Three pillars")


@pytest.fixture
def cards(lesson):
    return [factories.CardFactory(key_point__lesson=lesson) for _ in range(12)]


@pytest.fixture
def absence(learner):
    return set_break(learner, Absence(), TODAY + 5 * DAY, TODAY + 9 * DAY, TODAY)


@pytest.fixture
def exam(learner, course):
    exam = Exam(learner=learner, course=course)
    set_exam(exam, TODAY + 10 * DAY, [])
    return exam


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).strip()


def days(first, last):
    return {"first": TODAY + first * DAY, "last": TODAY + last * DAY}


class TestPlan:
    def test_it_lists_exams_and_breaks(self, learner, exam, absence, sign_in):
        page = words_of(sign_in(learner).get(PLAN))
        assert "Diplomacy in a new era 12 Mar 2026 the whole course" in page
        assert "7 Mar 2026 11 Mar 2026 0 0 Change" in page

    def test_what_is_over_is_apart(self, learner, exam, sign_in):
        Exam.objects.update(day=TODAY - DAY)
        page = words_of(sign_in(learner).get(PLAN))
        assert "No exam is planned." in page
        assert "Exams that are over" in page

    def test_without_a_course_one_is_to_be_joined(self, stranger, sign_in):
        assert "Join a course first" in words_of(sign_in(stranger).get(PLAN))

    def test_plans_of_others_are_theirs(self, classmate, exam, absence, sign_in):
        client = sign_in(classmate)
        page = words_of(client.get(PLAN))
        assert "12 Mar" not in page
        assert "7 Mar" not in page
        for name, row in (("exam", exam), ("break", absence)):
            assert client.get(reverse(f"quizzes:{name}", args=[row.pk])).status_code == 404
            assert client.post(reverse(f"quizzes:{name}_removal", args=[row.pk])).status_code == 404

    def test_it_takes_few_queries(self, learner, course, lesson, cards, exam, sign_in, django_assert_max_num_queries):
        set_exam(Exam(learner=learner, course=course), TODAY + 20 * DAY, [lesson.pk])
        for first in (5, 20, 40):
            set_break(learner, Absence(), TODAY + first * DAY, TODAY + (first + 3) * DAY, TODAY)
        client = sign_in(learner)
        with django_assert_max_num_queries(10):
            client.get(PLAN)


class TestBreak:
    def test_a_break_is_planned_and_told(self, learner, cards, sign_in):
        Memory.objects.record(learner, cards[0].key_point, Rating.GOOD, NOW, card=cards[0])
        response = sign_in(learner).post(BREAKS, days(1, 3), follow=True)
        assert response.redirect_chain == [(PLAN, 303)]
        assert "It moves one card: 0 before it, 1 after it." in words_of(response)
        assert Memory.objects.get().asked_from == TODAY + 4 * DAY

    @pytest.mark.parametrize(
        ("posted", "sentence"),
        [
            (days(5, 3), "The last day lies before the first one."),
            (days(-1, 3), "A break begins today or later"),
            (days(1, 200), "A break lasts 90 days at most."),
            (days(400, 401), "A break can be planned up to a year ahead."),
            (days(9, 12), "It meets the break from 7 March 2026 to 11 March 2026. Change that one instead."),
            ({"first": "soon", "last": ""}, "That is no day of the calendar. Write it as 2026-03-09."),
        ],
    )
    def test_what_cannot_be_a_break_is_told_and_nothing_is_lost(self, learner, absence, sign_in, posted, sentence):
        response = sign_in(learner).post(BREAKS, posted)
        assert response.status_code == 422
        assert sentence in words_of(response)
        assert f'value="{posted["first"]}"' in response.content.decode()
        assert Absence.objects.count() == 1

    def test_it_is_changed_also_once_it_has_begun(self, learner, absence, sign_in):
        Absence.objects.update(first=TODAY - 3 * DAY)
        url = reverse("quizzes:break", args=[absence.pk])
        client = sign_in(learner)
        assert 'value="2026-02-27"' in client.get(url).content.decode()
        assert client.post(url, days(-3, 1)).status_code == 303
        assert Absence.objects.get().last == TODAY + DAY

    def test_it_is_taken_back(self, learner, absence, sign_in):
        response = sign_in(learner).post(reverse("quizzes:break_removal", args=[absence.pk]), follow=True)
        assert "each card comes on its own day again" in words_of(response)
        assert not Absence.objects.exists()

    def test_on_its_days_the_answer_page_says_when_the_card_comes_back(self, learner, lesson, cards, sign_in):
        Reading.objects.advance(learner, lesson, 2, NOW)
        set_break(learner, Absence(), TODAY + DAY, TODAY + 19 * DAY, TODAY)
        shown = words_of(sign_in(learner).get(reverse("quizzes:review"), {"show": "1"}))
        assert "Good , comes back: 20 days" in shown


class TestExam:
    def test_an_exam_is_planned_for_a_course(self, learner, course, cards, sign_in):
        url, client = reverse("quizzes:exams", args=[course.slug]), sign_in(learner)
        assert "1. Three pillars" in words_of(client.get(url))
        page = words_of(client.post(url, {"day": TODAY + 6 * DAY}, follow=True))
        exam = Exam.objects.get()
        assert (exam.learner, exam.day, exam.is_whole) == (learner, TODAY + 6 * DAY, True)
        assert "Exam in Diplomacy in a new era on Sunday 8 March 2026: the whole course" in page
        assert "when you stop now 0 %" in page

    def test_of_some_lessons(self, learner, course, lesson, cards, sign_in):
        url = reverse("quizzes:exams", args=[course.slug])
        page = words_of(sign_in(learner).post(url, {"day": TODAY + DAY, "lessons": [lesson.pk]}, follow=True))
        exam = Exam.objects.get()
        assert (exam.is_whole, list(exam.lessons.all())) == (False, [lesson])
        assert "lesson 1" in page

    def test_what_it_says(self, learner, lesson, cards, exam, sign_in):
        Reading.objects.advance(learner, lesson, 2, NOW)
        for card in cards[:4]:
            Memory.objects.record(learner, card.key_point, Rating.GOOD, NOW, card=card)
        page = words_of(sign_in(learner).get(exam.get_absolute_url()))
        assert "Two cards a day , about 1 min, and you would recall about 94 % ." in page
        assert "days of study left 10" in page
        assert "of them new 1" in page
        assert "key points in all 12" in page
        assert "in paragraphs that you have not read" not in page
        assert re.search(r"when you stop now \d\d %", page)

    def test_unread_ones_are_told(self, learner, cards, exam, sign_in):
        assert "12 of them stand in paragraphs that you have not read" in words_of(
            sign_in(learner).get(exam.get_absolute_url())
        )

    def test_what_cannot_be_begun_in_time_is_told(self, learner, exam, cards, sign_in, monkeypatch):
        monkeypatch.setattr("quizzes.exams.MOST_NEW", 1)
        page = words_of(sign_in(learner).get(exam.get_absolute_url()))
        assert "At 1 new cards a day, 2 key points will not be begun by then." in page

    def test_a_break_until_the_exam_is_told(self, learner, exam, cards, sign_in):
        set_break(learner, Absence(), TODAY, TODAY + 10 * DAY, TODAY)
        page = words_of(sign_in(learner).get(exam.get_absolute_url()))
        assert "Your break lasts until this exam, and you would recall about 0 % of it." in page

    def test_without_cards_it_asks_nothing(self, learner, exam, sign_in):
        assert "This exam asks nothing yet" in words_of(sign_in(learner).get(exam.get_absolute_url()))

    def test_it_is_over_afterwards(self, learner, exam, cards, sign_in):
        Exam.objects.update(day=TODAY - DAY)
        page = words_of(sign_in(learner).get(exam.get_absolute_url()))
        assert "This exam is over." in page
        assert "Each day" not in page

    @pytest.mark.parametrize(
        ("posted", "sentence"),
        [
            ({"day": TODAY}, "Give a day after today"),
            ({"day": TODAY + 400 * DAY}, "An exam can be planned up to a year ahead."),
            ({"day": TODAY + 10 * DAY}, "You have an exam in this course on that day."),
            ({"day": ""}, "Give the day, such as 2026-03-09."),
            ({"day": TODAY + DAY, "lessons": [99999]}, "One of these lessons is not there any more."),
        ],
    )
    def test_what_cannot_be_an_exam_is_told(self, learner, course, exam, lesson, sign_in, posted, sentence):
        response = sign_in(learner).post(reverse("quizzes:exams", args=[course.slug]), posted)
        assert response.status_code == 422
        assert sentence in words_of(response)
        assert Exam.objects.count() == 1

    def test_it_is_changed_and_removed(self, learner, lesson, exam, sign_in):
        client = sign_in(learner)
        client.post(exam.get_absolute_url(), {"day": TODAY + 12 * DAY, "lessons": [lesson.pk]})
        exam.refresh_from_db()
        assert (exam.day, exam.is_whole) == (TODAY + 12 * DAY, False)
        page = words_of(client.post(reverse("quizzes:exam_removal", args=[exam.pk]), follow=True))
        assert "The exam is removed." in page
        assert not Exam.objects.exists()

    def test_of_a_course_that_was_left_it_is_gone(self, learner, course, exam, now, sign_in):
        course.memberships.get(user=learner).leave(now)
        client = sign_in(learner)
        assert client.get(exam.get_absolute_url()).status_code == 404
        assert client.get(reverse("quizzes:exams", args=[course.slug])).status_code == 404

    def test_it_takes_few_queries(self, learner, lesson, cards, exam, absence, sign_in, django_assert_max_num_queries):
        for card in cards:
            Memory.objects.record(learner, card.key_point, Rating.GOOD, NOW, card=card)
        client = sign_in(learner)
        with django_assert_max_num_queries(10):
            client.get(exam.get_absolute_url())


def test_anonymous_visitors_sign_in_first(client):
    assert client.get(PLAN).url == f"{reverse('login')}?next={PLAN}"
