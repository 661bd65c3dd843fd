from datetime import UTC, date, datetime, timedelta

import pytest

from content.models import Membership, Role
from quizzes.models import Decision, Rating, Ruling, Status
from quizzes.pages.board_offers import Excluded, excluded, home, offers, seats, untaken
from quizzes.pages.leaderboard import Gap, board
from quizzes.periods import ALL, MONTH, WEEK
from tests import factories
from tests.quizzes.boardroom import award, finished, member, reviewed, settled

MONDAY_MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def viewer(course):
    return member(course, "Vân Hồ")


def places(board) -> list[tuple[str | None, int | None, bool]]:
    return [(row.name, row.place, row.is_tied) for row in board.rows]


def sides(board) -> list[str | None]:
    return [row.name for row in board.around]


class TestRanking:
    def test_equal_points_share_a_place_and_the_next_is_skipped(self, course, viewer, now):
        for name, points in [("Amara", 1284), ("Minh", 1190), ("Thảo", 1190), ("Jonas", 902)]:
            award(course, member(course, name), points, now)
        award(course, viewer, 1126, now)
        assert places(board(course, WEEK, viewer, now)) == [
            ("Amara", 1, False),
            ("Thảo", 2, True),
            ("Minh", 2, True),
            ("Vân Hồ", 4, False),
            ("Jonas", 5, False),
        ]

    def test_who_has_no_points_is_not_listed(self, course, viewer, now):
        member(course, "Idle")
        award(course, viewer, 1, now)
        assert [row.name for row in board(course, WEEK, viewer, now).rows] == ["Vân Hồ"]

    def test_points_taken_back_to_nothing_count_as_none(self, course, viewer, classmate, now):
        award(course, classmate, 4, now)
        award(course, classmate, -4, now)
        assert board(course, WEEK, viewer, now).listed == 0

    def test_courses_are_known_apart(self, course, viewer, now):
        elsewhere = factories.CourseFactory()
        factories.MembershipFactory(course=elsewhere, user=viewer)
        award(elsewhere, viewer, 50, now)
        award(course, viewer, 5, now)
        assert board(course, ALL, viewer, now).mine.points == 5

    @pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.REVIEWER])
    def test_who_teaches_or_judges_is_not_ranked(self, course, viewer, now, role):
        staff = member(course, "Hà", role=role)
        award(course, staff, 10, now)
        seen = board(course, WEEK, staff, now)
        assert (seen.rows, seen.mine) == ((), None)

    def test_who_has_left_is_not_ranked(self, course, viewer, now):
        former = member(course, "Gone")
        award(course, former, 10, now)
        Membership.objects.get(user=former).leave(now)
        assert board(course, WEEK, viewer, now).listed == 0


class TestConsent:
    @pytest.mark.parametrize(
        ("choice", "name"), [("name", "Linh Trần"), ("initials", "LT"), ("anonymous", "A learner")]
    )
    def test_a_board_says_what_its_learners_allow(self, course, viewer, now, choice, name):
        award(course, member(course, "Linh Trần", choice), 10, now)
        assert [row.name for row in board(course, WEEK, viewer, now).rows if not row.is_me] == [name]

    def test_without_a_display_name_there_is_no_account_name_either(self, course, viewer, now):
        award(course, member(course, "", "name"), 10, now)
        assert [row.name for row in board(course, WEEK, viewer, now).rows if not row.is_me] == ["A learner"]

    def test_who_hides_is_not_listed_and_takes_no_place(self, course, viewer, now):
        award(course, member(course, "Hidden", "hidden"), 100, now)
        award(course, member(course, "Amara"), 50, now)
        award(course, viewer, 10, now)
        assert places(board(course, WEEK, viewer, now)) == [("Amara", 1, False), ("Vân Hồ", 2, False)]

    def test_who_hides_sees_their_own_place_and_moves_nobody(self, course, now):
        hidden = member(course, "Hidden", "hidden")
        for name, points in [("Amara", 50), ("Minh", 10)]:
            award(course, member(course, name), points, now)
        award(course, hidden, 20, now)
        seen = board(course, WEEK, hidden, now)
        assert places(seen) == [("Amara", 1, False), (None, 2, False), ("Minh", 2, False)]
        assert seen.listed == 2

    def test_a_hidden_viewer_can_be_level_with_another(self, course, now):
        hidden = member(course, "Hidden", "hidden")
        award(course, hidden, 20, now)
        award(course, member(course, "Amara"), 20, now)
        seen = board(course, WEEK, hidden, now)
        assert {(row.name, row.place, row.is_tied) for row in seen.rows} == {(None, 1, True), ("Amara", 1, False)}

    def test_the_viewer_is_there_even_without_points(self, course, viewer, now):
        mine = board(course, WEEK, viewer, now).mine
        assert (mine.place, mine.points, mine.is_tied, mine.movement) == (None, 0, False, None)


class TestPeriods:
    def test_a_week_begins_on_monday_at_midnight_of_the_course(self, course, viewer):
        award(course, viewer, 1, MONDAY_MIDNIGHT - timedelta(seconds=1))
        award(course, viewer, 10, MONDAY_MIDNIGHT)
        award(course, viewer, 100, MONDAY_MIDNIGHT + timedelta(days=7, seconds=-1))
        award(course, viewer, 1000, MONDAY_MIDNIGHT + timedelta(days=7))
        assert board(course, WEEK, viewer, MONDAY_MIDNIGHT).mine.points == 110

    def test_the_time_zone_of_the_course_decides(self, course, viewer):
        award(course, viewer, 5, MONDAY_MIDNIGHT - timedelta(hours=6))  # Monday, one o'clock, in Hanoi
        assert board(course, WEEK, viewer, MONDAY_MIDNIGHT).mine.points == 0
        course.time_zone = "Asia/Ho_Chi_Minh"
        assert board(course, WEEK, viewer, MONDAY_MIDNIGHT).mine.points == 5

    def test_a_month_and_all_time_reach_further_back(self, course, viewer, now):
        award(course, viewer, 1, datetime(2026, 2, 28, 23, 59, tzinfo=UTC))
        award(course, viewer, 10, datetime(2026, 3, 1, tzinfo=UTC))
        award(course, viewer, 100, now)
        points = [board(course, period, viewer, now).mine.points for period in (WEEK, MONTH, ALL)]
        assert points == [100, 110, 111]


class TestMovement:
    def test_tells_places_won_and_lost_since_last_week(self, course, viewer, now):
        other = member(course, "Amara")
        for learner, last_week, this_week in [(viewer, 10, 30), (other, 20, 20)]:
            award(course, learner, last_week, now - timedelta(days=7))
            award(course, learner, this_week, now)
        assert [(row.name, row.movement) for row in board(course, WEEK, viewer, now).rows] == [
            ("Vân Hồ", 1),
            ("Amara", -1),
        ]

    def test_has_nothing_to_say_of_a_newcomer(self, course, viewer, now):
        award(course, viewer, 10, now)
        assert board(course, WEEK, viewer, now).mine.movement is None

    @pytest.mark.parametrize("period", [MONTH, ALL])
    def test_belongs_to_the_week_alone(self, course, viewer, now, period):
        award(course, viewer, 10, now - timedelta(days=7))
        award(course, viewer, 10, now)
        assert board(course, period, viewer, now).mine.movement is None


class TestGap:
    def test_is_what_is_missing_to_the_next_place(self, course, viewer, now):
        for points in (90, 74, 74):
            award(course, member(course, "Somebody"), points, now)
        award(course, viewer, 10, now)
        assert board(course, WEEK, viewer, now).gap == Gap(points=64, place=2)

    def test_there_is_none_for_the_first_or_without_points(self, course, viewer, classmate, now):
        award(course, viewer, 10, now)
        assert board(course, WEEK, viewer, now).gap is None
        assert board(course, WEEK, classmate, now).gap is None


class TestStudy:
    @pytest.fixture
    def key_point(self, course):
        lesson = factories.LessonFactory(edition__document__course=course)
        return factories.KeyPointFactory(lesson=lesson)

    def test_recall_is_the_share_of_reviews_that_were_not_forgotten(self, course, viewer, key_point, now):
        for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD):
            reviewed(key_point, viewer, now, rating)
        mine = board(course, WEEK, viewer, now).mine
        assert (mine.recall, mine.days) == (67, 1)

    def test_days_are_those_of_reviews_readings_and_quizzes_each_once(self, course, viewer, key_point, now):
        reviewed(key_point, viewer, now)
        award(course, viewer, 3, now + timedelta(hours=1))
        award(course, viewer, 3, now + timedelta(days=2))
        settled(factories.QuizFactory(course=course), viewer, now + timedelta(days=4))
        mine = board(course, WEEK, viewer, now + timedelta(days=5)).mine
        assert (mine.days, mine.recall) == (3, 100)

    def test_reading_after_midnight_belongs_to_the_evening_before(self, course, viewer, now):
        award(course, viewer, 3, MONDAY_MIDNIGHT + timedelta(days=1, hours=23))
        award(course, viewer, 3, MONDAY_MIDNIGHT + timedelta(days=2, hours=1))
        assert board(course, WEEK, viewer, now).mine.days == 1

    def test_other_weeks_other_courses_and_undone_reviews_are_left_out(self, course, viewer, key_point, now):
        reviewed(key_point, viewer, now - timedelta(days=7))
        reviewed(factories.KeyPointFactory(), viewer, now)
        undone = reviewed(key_point, viewer, now)
        undone.undone_at = now
        undone.save()
        mine = board(course, WEEK, viewer, now).mine
        assert (mine.recall, mine.days) == (None, 0)


class TestRulings:
    def test_an_excluded_attempt_changes_the_board_and_restoring_brings_it_back(self, course, viewer, reviewer, now):
        attempt = settled(factories.QuizFactory(course=course), viewer, now)
        award(course, member(course, "Amara"), 20, now)
        before = places(board(course, WEEK, viewer, now))
        assert before == [("Vân Hồ", 1, False), ("Amara", 2, False)]
        Ruling.objects.decide(attempt, reviewer, Decision.EXCLUDE, "Too fast", now)
        assert places(board(course, WEEK, viewer, now)) == [("Amara", 1, False)]
        assert excluded(offers(course, viewer)) == [Excluded(attempt.quiz, attempt.pk, 1, "Too fast")]
        Ruling.objects.decide(attempt, reviewer, Decision.RESTORE, "A fault of ours", now)
        assert places(board(course, WEEK, viewer, now)) == before
        assert excluded(offers(course, viewer)) == []


class TestUntaken:
    def test_is_the_quiz_that_can_bring_most(self, course, viewer, now):
        taken, small, large = (factories.QuizFactory(course=course) for _ in range(3))
        small.slots.last().delete()
        finished(taken, viewer, now)
        best = untaken(offers(course, viewer))
        assert (best.quiz, best.worth) == (large, 30)

    def test_counts_only_questions_that_are_asked(self, course, viewer):
        quiz = factories.QuizFactory(course=course)
        question = quiz.questions.first()
        question.status = Status.RETIRED
        question.save()
        assert untaken(offers(course, viewer)).worth == 20

    def test_there_is_none_when_all_are_taken_closed_or_elsewhere(self, course, viewer, now):
        finished(factories.QuizFactory(course=course), viewer, now)
        factories.QuizFactory(course=course, is_open=False)
        factories.QuizFactory()
        assert untaken(offers(course, viewer)) is None


def test_home_is_where_points_came_last(course, viewer, now):
    other = factories.CourseFactory(title="Another")
    factories.MembershipFactory(course=other, user=viewer)
    assert home(seats(viewer)).course == other
    award(other, viewer, 1, now - timedelta(hours=1))
    award(course, viewer, 1, now)
    award(factories.CourseFactory(), viewer, 1, now + timedelta(hours=1))
    assert home(seats(viewer)).course == course


class TestPages:
    @pytest.fixture
    def crowd(self, course, viewer, now):
        """Thirty people with 10 to 39 points; the viewer with 20 and a half, as it were: level with the tenth."""
        for points in range(10, 40):
            award(course, member(course, f"Person {points}"), points, now)

    def test_the_viewer_stands_among_their_neighbours_below_the_first(self, course, crowd, viewer, now):
        award(course, viewer, 13, now)
        seen = board(course, WEEK, viewer, now)
        assert [row.place for row in seen.rows] == list(range(1, 13))
        # Of equals the older member stands below.
        assert sides(seen) == ["Person 15", "Person 14", "Person 13", "Vân Hồ", "Person 12", "Person 11"]
        assert [row.place for row in seen.around] == [25, 26, 27, 27, 29, 30]
        assert (seen.listed, seen.mine.place, seen.mine.is_tied) == (31, 27, True)

    def test_who_nobody_sees_stands_there_for_themselves(self, course, crowd, now):
        hidden = member(course, "Hidden", "hidden")
        award(course, hidden, 13, now)
        assert sides(board(course, WEEK, hidden, now))[3:] == [None, "Person 13", "Person 12"]

    def test_the_last_has_only_those_above(self, course, crowd, viewer, now):
        award(course, viewer, 1, now)
        assert sides(board(course, WEEK, viewer, now)) == ["Person 12", "Person 11", "Person 10", "Vân Hồ"]

    def test_pages_follow_each_other_without_a_gap(self, course, crowd, viewer, now):
        after, names = None, []
        while after is not False:
            page = board(course, WEEK, viewer, now, after)
            names += [(row.place, row.name) for row in page.rows]
            after = tuple(map(int, page.next.split("-"))) if page.next else False
        assert names == [(40 - points, f"Person {points}") for points in range(39, 9, -1)]

    def test_equal_points_with_fewer_attempts_stand_higher(self, course, viewer, now):
        quiz = factories.QuizFactory(course=course)
        for name, tries in [
            ("Once", [(1, 1, 1)]),
            ("Twice", [(1, 0, 0), (1, 1, 1)]),
            ("Again", [(1, 1, 1), (0, 0, 0)]),
        ]:
            learner = member(course, name)
            for marks in tries:
                settled(quiz, learner, now, marks)
        for period, own in [(WEEK, None), (ALL, quiz)]:
            seen = board(course, period, viewer, now, quiz=own)
            assert places(seen) == [("Once", 1, False), ("Again", 2, True), ("Twice", 2, True)]
            assert [row.attempts for row in seen.rows] == [1, 2, 2]

    def test_a_board_of_a_quiz_knows_its_points_alone(self, course, viewer, now):
        quiz, other = factories.QuizFactory(course=course), factories.QuizFactory(course=course)
        settled(quiz, viewer, now - timedelta(days=400), (1, 0, 0))
        settled(other, viewer, now)
        award(course, viewer, 50, now)
        assert board(course, ALL, viewer, now, quiz=quiz).mine.points == 10


def test_a_board_costs_as_many_queries_for_many_as_for_few(course, viewer, now, django_assert_num_queries):
    quiz = factories.QuizFactory(course=course)
    for number in range(8):
        learner = member(course, f"Person {number}")
        settled(quiz, learner, now - timedelta(days=number))
        reviewed(quiz.questions.first().key_point, learner, now)
    board(course, WEEK, viewer, now)
    with django_assert_num_queries(4):
        board(course, WEEK, viewer, now)


def test_the_span_names_its_days(course, viewer, now):
    week = board(course, WEEK, viewer, now).span
    assert (week.first, week.last) == (date(2026, 3, 2), date(2026, 3, 8))
