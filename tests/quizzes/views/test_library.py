import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from quizzes.models import Absence, Board, Memory, Rating, Reading
from quizzes.models.standing import key_at, keys_at
from quizzes.periods import WEEK
from quizzes.planning import set_break
from tests import factories
from tests.conftest import NOW
from tests.quizzes.boardroom import award, member

pytestmark = pytest.mark.django_db

LIBRARY = reverse("quizzes:library")
TEXT = "\n\n".join(
    [
        "Diplomacy rests on three pillars: trust, patience and law. It is slow. It lasts.",
        "It has 96 years of history.",
        "It goes on.",
    ]
)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    times = [NOW]
    monkeypatch.setattr("django.utils.timezone.now", lambda: times[0])
    return times


@pytest.fixture
def lesson(course):
    edition = factories.EditionFactory(document__course=course, document__letter="B", text=TEXT)
    first = edition.paragraphs.get(number=1)
    first.sentences = [[0, 58], [59, 70], [71, 80]]
    first.save()
    return factories.LessonFactory(edition=edition, number=1, title="Slow work", last_paragraph=3)


@pytest.fixture
def card(lesson):
    return factories.CardFactory(key_point__lesson=lesson, key_point__label="three pillars")


def words_of(response):
    """The page as a person reads it, without marks and doubled spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def read(client):
    return words_of(client.get(LIBRARY))


class TestSentence:
    def test_cards_and_paragraphs_wait(self, learner, lesson, card, sign_in, now):
        Reading.objects.advance(learner, lesson, 1, now)
        page = read(sign_in(learner))
        assert "Good morning, Linh. One card waits for you, and two paragraphs of lesson 1 are still unread." in page
        assert "Review 1 card about 1 min" in page
        assert "Continue reading" in page

    def test_nothing_read_yet(self, learner, lesson, card, sign_in):
        page = read(sign_in(learner))
        assert "No card waits, but lesson 1 is still to be read." in page
        assert "Read lesson 1" in page
        assert "Cards appear here once you have read what they ask about." in page

    def test_all_is_done(self, learner, lesson, sign_in, now):
        Reading.objects.advance(learner, lesson, 3, now)
        page = read(sign_in(learner))
        assert "Nothing waits for you today." in page
        assert "Continue" not in page

    @pytest.mark.parametrize(
        ("hour", "zone", "greeting"),
        [
            (4, "UTC", "Good evening"),
            (5, "UTC", "Good morning"),
            (12, "UTC", "Good afternoon"),
            (18, "UTC", "Good evening"),
            (12, "Asia/Ho_Chi_Minh", "Good evening"),
        ],
    )
    def test_the_greeting_goes_by_the_learners_clock(self, learner, sign_in, clock, hour, zone, greeting):
        learner.time_zone = zone
        learner.save()
        clock[0] = NOW.replace(hour=hour)
        assert greeting in read(sign_in(learner))


class TestContinue:
    def test_the_last_sentence_read_with_its_place(self, learner, lesson, sign_in, now):
        Reading.objects.advance(learner, lesson, 1, now)
        response = sign_in(learner).get(LIBRARY)
        assert "“It lasts.” Source B, paragraph 1, sentence 3" in words_of(response)
        assert "1 of 3 paragraphs" in words_of(response)
        assert f'href="{lesson.get_absolute_url()}#p1s3"' in response.content.decode()
        assert f'href="{lesson.get_absolute_url()}#p2"' in response.content.decode()

    def test_the_lesson_read_last_comes_first(self, learner, course, lesson, sign_in, now):
        other = factories.LessonFactory(edition__document__course=course, number=2, title="Another")
        Reading.objects.advance(learner, other, 1, now - timedelta(days=1))
        Reading.objects.advance(learner, lesson, 1, now)
        assert "lesson 1 are still unread" in read(sign_in(learner))
        Reading.objects.advance(learner, lesson, 3, now)
        assert "lesson 2 is still unread" in read(sign_in(learner))


class TestDue:
    def test_what_is_due_stands_with_its_source_and_chance_of_recall(self, learner, card, sign_in, now):
        Memory.objects.record(learner, card.key_point, Rating.GOOD, now - timedelta(days=2), card=card)
        page = read(sign_in(learner))
        assert re.search(r"9\d&nbsp;% ?three pillars ?list, Source B, paragraph 1, sentence 1", page)
        assert "Cards due: Today 1, Tue 0," in sign_in(learner).get(LIBRARY).content.decode().replace("\n", " ")
        assert "If you skip today, tomorrow will be 1." in page


class TestStreak:
    def test_days_in_a_row_and_the_rest_day(self, learner, card, sign_in, now):
        for days_ago in (5, 4, 3, 1):
            Memory.objects.record(learner, card.key_point, Rating.GOOD, now - timedelta(days=days_ago), card=card)
        page = read(sign_in(learner))
        assert "4 days" in page
        assert "You rested on Saturday, and the streak kept. One rest day is left for this week." in page
        assert "Today counts after your first card." in page


class TestShelf:
    @pytest.mark.parametrize(
        ("first", "sentence"),
        [
            (0, "You are on a break until Thursday 5 March: no card comes."),
            (2, "Your break is from Wednesday 4 March to Thursday 5 March."),
        ],
    )
    def test_a_break_is_named(self, learner, classmate, card, sign_in, now, first, sentence):
        today = now.date()
        for days in (first, 20):
            last = today + timedelta(days=max(3, days))
            set_break(learner, Absence(), today + timedelta(days=days), last, today)
        assert sentence in words_of(sign_in(learner).get(LIBRARY))
        others = words_of(sign_in(classmate).get(LIBRARY))
        assert "on a break" not in others
        assert "Your break" not in others

    def test_what_was_forgotten_today_has_no_chance_yet(self, learner, card, sign_in, now):
        Memory.objects.record(learner, card.key_point, Rating.AGAIN, now, card=card)
        page = words_of(sign_in(learner).get(LIBRARY))
        assert "again" in page
        assert "100" not in page

    def test_the_courses_of_the_learner(self, learner, course, card, instructor, sign_in, now):
        factories.CourseFactory(title="Not mine")
        page = read(sign_in(learner))
        assert "Taught by Hà Vũ. 1 lesson, 1 key point, 0 quizzes." in page
        assert "Not started" in page
        assert "Not mine" not in page
        Memory.objects.record(learner, card.key_point, Rating.GOOD, now, card=card)
        assert "0 mastered of 1 key points" in read(sign_in(learner))

    def test_the_place_of_this_week_where_others_see_the_learner(self, learner, course, lesson, sign_in, now):
        learner.on_boards = "name"
        learner.save()
        client = sign_in(learner)
        award(course, learner, 7, now)
        award(course, learner, 20, now - timedelta(days=7))
        Board.objects.open(course, [key_at(course, WEEK, now - timedelta(days=7)), *keys_at(course, now)])
        assert "this week of" not in read(client), "nobody else is on the board"
        for points in (9, 5):
            award(course, member(course, f"Has {points}"), points, now)
        for board in course.boards.all():
            board.rebuild()
        response = client.get(LIBRARY)
        assert "2nd this week of 3 learners" in words_of(response)
        assert f'href="{reverse("quizzes:leaderboard")}?course={course.slug}"' in response.content.decode()

    def test_who_left_the_boards_is_told_no_place(self, learner, course, lesson, sign_in, now):
        for person in (learner, member(course, "Other"), member(course, "Another")):
            award(course, person, 7, now)
        Board.objects.open(course, keys_at(course, now))
        learner.on_boards = "hidden"
        learner.save()
        assert "this week of" not in read(sign_in(learner))

    def test_without_a_course_the_shelf_says_how_to_fill_it(self, stranger, sign_in):
        response = sign_in(stranger).get(LIBRARY)
        assert "Your shelf is empty" in words_of(response)
        assert f'action="{reverse("content:memberships")}"' in response.content.decode()

    def test_a_code_joins_a_course(self, stranger, course, sign_in):
        client = sign_in(stranger)
        client.post(reverse("content:memberships"), {"code": course.join_code})
        assert "Diplomacy in a new era" in read(client)


class TestMasthead:
    def test_the_count_of_waiting_cards_is_on_other_pages_too(self, learner, lesson, card, sign_in, now):
        Reading.objects.advance(learner, lesson, 1, now)
        client = sign_in(learner)
        assert ", 1 waiting" in read(client)
        assert ", 1 waiting" in words_of(client.get(reverse("quizzes:leaderboard")))

    def test_it_is_not_there_when_nothing_waits(self, learner, sign_in):
        assert "waiting" not in read(sign_in(learner))


def test_anonymous_visitors_sign_in_first(client):
    assert client.get(LIBRARY).url == f"{reverse('login')}?next={LIBRARY}"


def test_it_is_only_read(learner, sign_in):
    assert sign_in(learner).post(LIBRARY).status_code == 405


def test_the_queries_do_not_grow(learner, lesson, card, sign_in, now, django_assert_max_num_queries):
    Reading.objects.advance(learner, lesson, 1, now)
    Memory.objects.record(learner, card.key_point, Rating.GOOD, now - timedelta(days=9), card=card)
    for _ in range(3):
        course = factories.LessonFactory().course
        factories.MembershipFactory(course=course, user=learner)
    for _ in range(6):
        factories.CardFactory(key_point__lesson=lesson)
    client = sign_in(learner)
    with django_assert_max_num_queries(10):
        client.get(LIBRARY)


def test_days_hold_over_the_change_of_clocks(learner, card, sign_in, clock):
    zone = ZoneInfo("America/New_York")
    learner.time_zone = "America/New_York"
    learner.save()
    for day in (7, 8, 9):
        at = datetime(2026, 3, day, 23, 30, tzinfo=zone)
        Memory.objects.record(learner, card.key_point, Rating.GOOD, at, card=card)
    clock[0] = datetime(2026, 3, 10, 2, 0, tzinfo=zone)  # still the 9th
    page = read(sign_in(learner))
    assert "3 days" in page
    assert "Monday 9 March" in page
