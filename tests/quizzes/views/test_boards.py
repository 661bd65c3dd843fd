import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.models import Decision, Ruling
from tests import factories
from tests.quizzes.boardroom import award, member, settled, text_of

pytestmark = pytest.mark.usefixtures("clock")

BOARD = "/leaderboard/"
APPEARANCE = "/leaderboard/appearance/"


@pytest.fixture
def rivals(course, now):
    """Three learners that others may see, one that they may not."""
    for name, on_boards, points in [
        ("Amara Okafor", "name", 1284),
        ("Thảo Nguyễn", "initials", 1190),
        ("Đức Lê", "anonymous", 1190),
        ("Sofia Marín", "hidden", 2000),
    ]:
        award(course, member(course, name, on_boards), points, now)


class TestLeaderboard:
    def test_shows_the_week_of_the_course(self, sign_in, learner, course, rivals, now):
        award(course, learner, 64, now)
        response = sign_in(learner).get(BOARD)
        text = text_of(response)
        assert response.status_code == 200
        assert "This week in Diplomacy in a new era" in text
        assert "Monday 2 to Sunday 8 March. Closes on Sunday at midnight." in text
        assert "1,284" in text
        assert "2 = equal" in text
        assert "1,126 points behind place 2." in text

    def test_names_people_only_as_they_allow(self, sign_in, learner, rivals):
        page = sign_in(learner).get(BOARD).content.decode()
        assert "Amara Okafor" in page
        assert "TN" in page
        assert "A learner" in page
        for hidden in ("Thảo", "Đức Lê", "Sofia", "Marín"):
            assert hidden not in page

    def test_never_shows_an_account_name_or_an_address(self, sign_in, learner, course, now):
        for on_boards in ("name", "initials", "anonymous"):
            person = factories.UserFactory(
                username="secret.account", email="secret@example.org", display_name="", on_boards=on_boards
            )
            factories.MembershipFactory(course=course, user=person)
            award(course, person, 10, now)
            assert "secret" not in sign_in(learner).get(BOARD).content.decode()
            person.delete()

    def test_tells_the_viewer_what_a_quiz_could_bring(self, sign_in, learner, course, rivals):
        quiz = factories.QuizFactory(course=course)
        response = sign_in(learner).get(BOARD)
        assert "The quiz you have not taken yet is worth up to 30." in text_of(response)
        assert reverse("quizzes:quiz", args=[quiz.pk]) in response.content.decode()

    def test_tells_the_viewer_which_attempt_does_not_count_and_why(
        self, sign_in, learner, reviewer, course, rivals, now
    ):
        attempt = settled(factories.QuizFactory(course=course), learner, now)
        Ruling.objects.decide(attempt, reviewer, Decision.EXCLUDE, "Answered by two people", now, "ask him")
        text = text_of(sign_in(learner).get(BOARD))
        assert "“Three pillars”, attempt 1, does not count here. The reason: “Answered by two people”." in text
        assert "ask him" not in text

    @pytest.mark.parametrize(
        ("period", "title", "dates"),
        [
            ("month", "This month in", "Closes on 31 March at midnight."),
            ("all", "All time in", "Never closes."),
        ],
    )
    def test_a_tab_leads_to_another_period(self, sign_in, learner, course, rivals, period, title, dates):
        text = text_of(sign_in(learner).get(BOARD, {"course": course.slug, "period": period}))
        assert title in text
        assert dates in text
        assert "since last week" not in text

    def test_says_whose_midnight_it_is_when_that_is_not_the_viewers(self, sign_in, learner, course, rivals):
        course.time_zone = "Asia/Ho_Chi_Minh"
        course.save()
        assert "Midnight is that of Asia/Ho_Chi_Minh." in text_of(sign_in(learner).get(BOARD))

    def test_closes_tonight_on_a_sunday(self, sign_in, learner, rivals, monkeypatch):
        sunday = datetime(2026, 3, 8, 9, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: sunday)
        assert "Closes tonight at midnight." in text_of(sign_in(learner).get(BOARD))

    def test_another_course_can_be_chosen(self, sign_in, learner, course):
        other = factories.CourseFactory(slug="other", title="Other things")
        factories.MembershipFactory(course=other, user=learner)
        client = sign_in(learner)
        assert 'name="course"' in client.get(BOARD).content.decode()
        assert "This week in Other things" in text_of(client.get(BOARD, {"course": "other"}))

    def test_shows_the_first_dozen_and_the_rest_when_asked(self, sign_in, learner, course, now):
        for points in range(10, 25):
            award(course, member(course, f"Person {points}"), points, now)
        client = sign_in(learner)
        text = text_of(client.get(BOARD))
        assert "15 learners on this board" in text
        assert "Person 12" not in text
        link = re.search(r'href="(\?[^"]*after=[^"]*)"', client.get(BOARD).content.decode())[1]
        later = text_of(client.get(BOARD + link.replace("&amp;", "&")))
        assert "Person 12" in later
        assert "From the top" in later

    def test_says_what_will_be_here_while_nobody_is_seen(self, sign_in, learner, course, now):
        award(course, member(course, "Sofia", "hidden"), 10, now)
        assert "Nobody is on this board yet" in text_of(sign_in(learner).get(BOARD))

    def test_shows_a_hidden_viewer_their_own_row(self, sign_in, learner, course, now):
        award(course, learner, 10, now)
        text = text_of(sign_in(learner).get(BOARD))
        assert "You seen by nobody else" in text
        assert "Nobody in this course lets others see them" in text

    def test_sends_who_is_in_no_course_to_join_one(self, sign_in, stranger):
        response = sign_in(stranger).get(BOARD)
        assert "You are in no course yet" in text_of(response)
        assert reverse("content:memberships") in response.content.decode()

    @pytest.mark.parametrize("query", [{"course": "nowhere"}, {"period": "decade"}])
    def test_knows_no_other_boards(self, sign_in, learner, query):
        assert sign_in(learner).get(BOARD, query).status_code == 404

    def test_a_course_of_others_is_not_there(self, sign_in, stranger, course):
        factories.MembershipFactory(user=stranger)
        assert sign_in(stranger).get(BOARD, {"course": course.slug}).status_code == 404

    def test_links_names_to_attempts_for_those_who_judge_alone(self, sign_in, learner, reviewer, course, rivals):
        attempts = reverse("quizzes:board_attempts", args=[course.slug])
        assert attempts not in sign_in(learner).get(BOARD).content.decode().split("<main")[1]
        page = sign_in(reviewer).get(BOARD).content.decode().split("<main")[1]
        assert page.count(f"{attempts}?state=all&amp;learner=") == 3
        assert "How others see you" not in page

    def test_asks_who_it_is(self, client):
        response = client.get(BOARD)
        assert (response.status_code, response.url.split("?")[0]) == (302, reverse("login"))

    def test_can_only_be_looked_at(self, sign_in, learner):
        assert sign_in(learner).post(BOARD).status_code == 405

    def test_costs_as_many_queries_for_many_as_for_few(
        self, sign_in, learner, course, now, django_assert_max_num_queries
    ):
        client = sign_in(learner)
        for number in range(20):
            award(course, member(course, f"Person {number}"), number + 1, now)
        client.get(BOARD)
        with django_assert_max_num_queries(24):
            client.get(BOARD)


class TestAppearance:
    def test_is_saved_and_confirmed(self, sign_in, learner, rivals):
        response = sign_in(learner).post(APPEARANCE, {"on_boards": "initials"}, follow=True)
        learner.refresh_from_db()
        assert learner.on_boards == "initials"
        assert "Others now see you as “LT”." in text_of(response)

    def test_comes_back_to_the_same_board(self, sign_in, learner, course):
        response = sign_in(learner).post(f"{APPEARANCE}?course={course.slug}&period=all", {"on_boards": "name"})
        assert (response.status_code, response.url) == (302, f"{BOARD}?course={course.slug}&period=all")

    def test_by_htmx_it_comes_back_too(self, sign_in, learner, rivals):
        response = sign_in(learner).post(APPEARANCE, {"on_boards": "name"}, headers={"hx-request": "true"}, follow=True)
        assert 'id="main"' in response.content.decode()
        assert "Others now see you as “Linh Trần”." in text_of(response)

    def test_leaving_is_one_button_and_can_be_undone(self, sign_in, learner, course, classmate, now):
        award(course, learner, 10, now)
        client = sign_in(learner)
        client.post(APPEARANCE, {"on_boards": "name"})
        assert "Leave the boards" in text_of(client.get(BOARD))
        client.post(APPEARANCE, {"on_boards": "hidden"})
        assert "Linh" not in text_of(sign_in(classmate).get(BOARD))
        sign_in(learner).post(APPEARANCE, {"on_boards": "name"})
        assert "Linh Trần" in text_of(sign_in(classmate).get(BOARD))

    @pytest.mark.parametrize(
        ("posted", "sentence"),
        [
            ({}, "Choose how others see you; nothing was changed."),
            ({"on_boards": "king"}, "Choose one of these ways to be seen; nothing was changed."),
        ],
    )
    def test_anything_else_is_refused_in_a_sentence(self, sign_in, learner, posted, sentence):
        response = sign_in(learner).post(APPEARANCE, posted)
        learner.refresh_from_db()
        assert (response.status_code, learner.on_boards) == (422, "hidden")
        assert sentence in text_of(response)

    def test_needs_a_display_name_to_be_seen_by_it(self, sign_in, course):
        nameless = member(course, "", "hidden")
        client = sign_in(nameless)
        page = text_of(client.get(BOARD))
        assert "Give yourself a display name" in page
        assert nameless.username not in page
        assert client.post(APPEARANCE, {"on_boards": "name"}).status_code == 422
        assert client.post(APPEARANCE, {"on_boards": "anonymous"}).status_code == 302

    def test_changes_nothing_else(self, sign_in, learner):
        sign_in(learner).post(APPEARANCE, {"on_boards": "name", "display_name": "Root", "is_superuser": "on"})
        learner.refresh_from_db()
        assert (learner.display_name, learner.is_superuser) == ("Linh Trần", False)

    def test_asks_who_it_is(self, client):
        assert client.post(APPEARANCE, {"on_boards": "name"}).url.startswith(reverse("login"))

    def test_can_only_be_posted(self, sign_in, learner):
        assert sign_in(learner).get(APPEARANCE).status_code == 405


class TestPoints:
    def test_say_in_full_what_counts(self, sign_in, learner):
        text = text_of(sign_in(learner).get(reverse("quizzes:points")))
        assert "A card recalled on its due day 4" in text
        assert "A quiz question up to 10" in text
        assert "Speed. Taking your time costs no points" in text

    def test_are_open_to_everybody(self, client, db):
        assert client.get(reverse("quizzes:points")).status_code == 200
