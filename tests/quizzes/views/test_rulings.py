from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import Role
from quizzes.flagging import Thresholds
from quizzes.models import Attempt, Decision, Flag, LedgerEntry, Limits, Ruling
from tests import factories
from tests.quizzes.boardroom import finished, flagged, ledger_of, member, settled, text_of


@pytest.fixture(autouse=True)
def the_clock_stands_still(monkeypatch, now):
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def quiz(course):
    return factories.QuizFactory(course=course)


@pytest.fixture
def minh(course):
    return member(course, "Minh Phạm")


@pytest.fixture
def attempt(quiz, minh, now):
    return settled(quiz, minh, now - timedelta(minutes=5))


@pytest.fixture
def instructor_elsewhere(db):
    return member(factories.CourseFactory(), "Hương", role=Role.INSTRUCTOR)


LIST, ONE, RULINGS = "board_attempts", "board_attempt", "rulings"


def address(name, course, *keys) -> str:
    return reverse(f"quizzes:{name}", args=[course.slug, *keys])


@pytest.fixture(params=[LIST, ONE, RULINGS])
def door(request, course, attempt):
    """Each of the three addresses, by the method that it answers."""
    keys = [] if request.param == LIST else [attempt.pk]
    method = "post" if request.param == RULINGS else "get"
    return method, address(request.param, course, *keys)


class TestWhoMayCome:
    def test_anonymous_people_are_asked_to_sign_in(self, client, door):
        method, url = door
        assert getattr(client, method)(url).url.startswith(reverse("login"))

    @pytest.mark.parametrize("who", ["learner", "stranger", "instructor_elsewhere", "minh"])
    def test_others_find_nothing(self, request, sign_in, door, who):
        method, url = door
        client = sign_in(request.getfixturevalue(who))
        assert getattr(client, method)(url, {"decision": "exclude", "words": "No"}).status_code == 404
        assert not Ruling.objects.exists()

    @pytest.mark.parametrize("who", ["reviewer", "instructor"])
    def test_those_who_look_after_the_course_may(self, request, sign_in, door, who):
        method, url = door
        client = sign_in(request.getfixturevalue(who))
        assert getattr(client, method)(url, {"decision": "keep"}).status_code in (200, 302)

    def test_a_reviewer_who_has_left_finds_nothing(self, sign_in, reviewer, course, door, now):
        course.memberships.filter(user=reviewer).update(left_at=now)
        method, url = door
        assert getattr(sign_in(reviewer), method)(url).status_code == 404

    def test_the_other_method_is_refused(self, sign_in, reviewer, door):
        method, url = door
        other = "get" if method == "post" else "post"
        assert getattr(sign_in(reviewer), other)(url).status_code == 405

    def test_an_attempt_of_another_course_is_not_there(self, sign_in, reviewer, course, minh, now):
        elsewhere = finished(factories.QuizFactory(), minh, now)
        client = sign_in(reviewer)
        assert client.get(address(ONE, course, elsewhere.pk)).status_code == 404
        assert client.post(address(RULINGS, course, elsewhere.pk), {"decision": "keep"}).status_code == 404

    def test_an_attempt_that_is_not_handed_in_is_not_there(self, sign_in, reviewer, course, attempt):
        type(attempt).objects.filter(pk=attempt.pk).update(finished_at=None, score=None)
        assert sign_in(reviewer).get(address(ONE, course, attempt.pk)).status_code == 404


class TestList:
    def test_shows_what_waits_for_a_decision(self, sign_in, reviewer, course, attempt, now):
        flagged(attempt, now)
        response = sign_in(reviewer).get(address(LIST, course))
        text = text_of(response)
        assert "Minh Phạm Three pillars, attempt 1" in text
        assert "A leap" in text
        assert "in 30 s" in text
        assert "3/3" in text
        assert address(ONE, course, attempt.pk) in response.content.decode()

    def test_tabs_hold_what_was_decided(self, sign_in, reviewer, course, attempt, now):
        Ruling.objects.decide(attempt, reviewer, Decision.EXCLUDE, "Too fast", now)
        client = sign_in(reviewer)
        assert "No attempt waits for you" in text_of(client.get(address(LIST, course)))
        assert "Minh Phạm Three pillars" in text_of(client.get(address(LIST, course), {"state": "excluded"}))
        assert "No attempt was kept yet" in text_of(client.get(address(LIST, course), {"state": "kept"}))

    def test_a_rank_leads_to_the_attempts_of_its_learner(self, sign_in, reviewer, course, quiz, attempt, minh, now):
        settled(quiz, member(course, "Sofia Marín"), now)
        text = text_of(sign_in(reviewer).get(address(LIST, course), {"learner": minh.pk, "state": "all"}))
        assert "Minh Phạm Three pillars" in text
        assert "Sofia Marín Three pillars" not in text

    def test_never_shows_an_account_name_or_an_address(self, sign_in, reviewer, course, quiz, now):
        nameless = factories.UserFactory(username="secret.account", email="secret@example.org", display_name="")
        factories.MembershipFactory(course=course, user=nameless)
        attempt = settled(quiz, nameless, now)
        client = sign_in(reviewer)
        pages = [client.get(address(LIST, course)), client.get(address(ONE, course, attempt.pk))]
        assert all(f"Learner {nameless.pk}" in text_of(page) for page in pages)
        assert not any("secret" in page.content.decode() for page in pages)

    def test_attempts_that_no_rule_met_stand_under_all_alone(self, sign_in, reviewer, course, quiz, attempt):
        client = sign_in(reviewer)
        assert "No attempt waits for you" in text_of(client.get(address(LIST, course)))
        for query in ({"state": "all"}, {"state": "all", "quiz": quiz.pk}):
            assert "Minh Phạm Three pillars" in text_of(client.get(address(LIST, course), query))
        nowhere = text_of(client.get(address(LIST, course), {"state": "all", "quiz": "x"}))
        assert "Minh Phạm Three pillars" not in nowhere

    def test_knows_no_other_states(self, sign_in, reviewer, course):
        assert sign_in(reviewer).get(address(LIST, course), {"state": "burnt"}).status_code == 404

    @pytest.mark.parametrize("key", ["minh", "-1", "0", "9" * 30])
    def test_a_learner_who_never_was_has_no_attempts(self, sign_in, reviewer, course, attempt, key):
        response = sign_in(reviewer).get(address(LIST, course), {"learner": key})
        assert "No attempt waits for you" in text_of(response)

    def test_an_attempt_that_never_was_is_not_there(self, sign_in, reviewer, course):
        assert sign_in(reviewer).get(f"{address(LIST, course)}{'9' * 30}/").status_code == 404

    def test_goes_on_over_the_page(self, sign_in, reviewer, course, quiz, minh, now):
        for day in range(21):
            flagged(finished(quiz, minh, now - timedelta(days=day)), now)
        client = sign_in(reviewer)
        assert "Page 1 of 2" in text_of(client.get(address(LIST, course)))
        text = text_of(client.get(address(LIST, course), {"page": 2}))
        assert "attempt 21" in text
        assert "attempt 20" not in text

    def test_costs_as_many_queries_for_many_as_for_few(
        self, sign_in, reviewer, course, quiz, now, django_assert_max_num_queries
    ):
        for number in range(12):
            finished(quiz, member(course, f"Person {number}"), now)
        client = sign_in(reviewer)
        with django_assert_max_num_queries(11):
            client.get(address(LIST, course))


class TestAttempt:
    def test_tells_answers_times_and_what_excluding_would_change(
        self, sign_in, reviewer, course, quiz, minh, attempt, now
    ):
        settled(quiz, member(course, "Sofia Marín"), now, (1, 1, 0))
        text = text_of(sign_in(reviewer).get(address(ONE, course, attempt.pk)))
        assert "Minh Phạm, 3 of 3 in 30 s" in text
        assert "trust right" in text
        assert "If excluded, Minh Phạm has no attempt left that counts at this quiz." in text
        assert "This week: 30 to 0 points, place 1 to none" in text
        assert "No decision yet on an attempt of this learner" in text

    def test_draws_both_figures_without_a_style(self, sign_in, reviewer, course, attempt):
        page = sign_in(reviewer).get(address(ONE, course, attempt.pk)).content.decode()
        assert page.count('role="img"') == 2
        assert "style=" not in page

    def test_numbers_in_figures_keep_their_point_in_every_language(self, sign_in, reviewer, course, attempt, settings):
        settings.LANGUAGES = [("de", "Deutsch")]
        reviewer.language = "de"
        reviewer.save()
        page = sign_in(reviewer).get(address(ONE, course, attempt.pk)).content.decode()
        assert 'x1="118.0"' in page

    def test_shows_an_excluded_one_with_the_way_back(self, sign_in, reviewer, course, attempt, now):
        Ruling.objects.decide(attempt, reviewer, Decision.EXCLUDE, "Too fast", now, "Saw him do it")
        text = text_of(sign_in(reviewer).get(address(ONE, course, attempt.pk)))
        assert "If restored, Minh Phạm’s best at this quiz becomes 3/3" in text
        assert "Đặng Sơn excluded attempt 1 at Three pillars . “Too fast”" in text
        assert "Note: Saw him do it" in text
        assert "Keep the attempt" not in text

    def test_an_attempt_without_any_answer_can_be_looked_at(self, sign_in, reviewer, course, quiz, minh, now):
        empty = settled(quiz, minh, now, (None, None, None))
        text = text_of(sign_in(reviewer).get(address(ONE, course, empty.pk)))
        assert "Minh Phạm, 0 of 3" in text
        assert "left out" in text

    def test_costs_as_many_queries_for_many_as_for_few(
        self, sign_in, reviewer, course, quiz, minh, attempt, now, django_assert_max_num_queries
    ):
        for number in range(8):
            settled(quiz, member(course, f"Person {number}"), now)
            settled(quiz, minh, now - timedelta(days=number + 1))
        client = sign_in(reviewer)
        with django_assert_max_num_queries(29):
            client.get(address(ONE, course, attempt.pk))


class TestRulings:
    @pytest.fixture
    def post(self, sign_in, reviewer, course, attempt):
        def post(data, htmx=False, **query):
            headers = {"hx-request": "true"} if htmx else {}
            url = f"{address(RULINGS, course, attempt.pk)}?state=open"
            return sign_in(reviewer).post(url, data, headers=headers, follow=True)

        return post

    @pytest.mark.parametrize("htmx", [False, True])
    def test_excluding_takes_the_attempt_off_the_board_and_says_so(self, post, course, attempt, minh, reviewer, htmx):
        response = post({"decision": "exclude", "reason": "fast", "words": "All in a row.", "note": "Talk"}, htmx)
        ruling = Ruling.objects.get()
        assert (ruling.decision, ruling.by, ruling.note) == (Decision.EXCLUDE, reviewer, "Talk")
        assert ruling.reason == "Answered faster than the questions can be read. All in a row."
        assert ledger_of(minh) == 0
        assert response.redirect_chain == [(f"{address(ONE, course, attempt.pk)}?state=open", 302)]
        assert "Excluded. Minh Phạm reads the reason on their board" in text_of(response)

    def test_restoring_brings_it_back(self, post, minh):
        post({"decision": "exclude", "reason": "fault"})
        response = post({"decision": "restore", "words": "The connection had dropped"})
        assert ledger_of(minh) == 30
        assert "Restored. The attempt counts again" in text_of(response)
        assert "“The connection had dropped”" in text_of(response)

    def test_the_learner_is_told_of_what_changes_and_of_nothing_else(self, post, minh):
        post({"decision": "keep"})
        post({"decision": "exclude", "reason": "fault", "words": "It broke off.", "note": "Talk to him"})
        post({"decision": "restore", "words": "Checked together"})
        told = [str(notice) for notice in minh.notices.order_by("pk")]
        assert told == [
            "Attempt 1 at “Three pillars” does not count on the boards. The reason: “Technical fault. It broke off.”. "
            "Your score stays in your own progress; speak to your instructor if this is wrong.",
            "Attempt 1 at “Three pillars” counts on the boards again. The reason: “Checked together”.",
        ]

    def test_keeping_is_put_on_record(self, post, minh):
        response = post({"decision": "keep"})
        assert "Kept. The attempt counts as before" in text_of(response)
        assert (Ruling.objects.get().decision, ledger_of(minh)) == (Decision.KEEP, 30)

    @pytest.mark.parametrize(
        ("posted", "sentence"),
        [
            ({}, "Choose what to do with the attempt; nothing was changed."),
            ({"decision": "burn"}, "Somebody has ruled on this attempt since; nothing was changed."),
            ({"decision": "restore", "words": "x"}, "Somebody has ruled on this attempt since"),
            ({"decision": "exclude"}, "Give a reason"),
            ({"decision": "exclude", "reason": "other", "words": "  "}, "Give a reason"),
            ({"decision": "exclude", "reason": "mood"}, "Select a valid choice"),
            ({"decision": "exclude", "words": "x" * 201}, "at most 200 characters"),
        ],
    )
    @pytest.mark.parametrize("htmx", [False, True])
    def test_what_makes_no_sense_is_refused_in_a_sentence(self, post, posted, sentence, htmx):
        response = post(posted, htmx)
        assert response.status_code == 422
        assert sentence in text_of(response)
        assert (Ruling.objects.count(), LedgerEntry.objects.count()) == (0, 1)

    def test_what_was_written_is_kept_when_refused(self, post):
        page = post({"decision": "exclude", "note": "Remember this"}).content.decode()
        assert "Remember this" in page
        assert 'value="exclude" checked' in page

    def test_a_second_exclusion_is_refused(self, post):
        post({"decision": "exclude", "reason": "fast"})
        assert post({"decision": "exclude", "reason": "fast"}).status_code == 422
        assert Ruling.objects.count() == 1

    def test_restoring_needs_a_reason(self, post):
        post({"decision": "exclude", "reason": "fast"})
        response = post({"decision": "restore"})
        assert response.status_code == 422
        assert "Give a reason" in text_of(response)


class TestFlags:
    def test_a_flag_says_why_and_what_else_it_may_be(self, sign_in, reviewer, course, attempt, now):
        flagged(attempt, now)
        text = text_of(sign_in(reviewer).get(address(ONE, course, attempt.pk)))
        assert "The score is 100 %; that of 3 attempts before was 40 % on average." in text
        assert "It may be honest: this quiz may be an easier one" in text
        assert "The rule “A leap” flagged this attempt. Limit: 40 points of per cent." in text

    def test_one_that_is_like_another_leads_there(self, sign_in, reviewer, course, quiz, attempt, now):
        other = settled(quiz, member(course, "Sofia Marín"), now)
        figures = {"same": 3, "wrong": 3, "other": other.pk, "sharing": 2, "class": 9, "limit": 3}
        Flag.objects.raise_all([(attempt, {"alike": figures})], now)
        page = sign_in(reviewer).get(address(ONE, course, attempt.pk))
        assert "2 of 9 other attempts hold one of these answers." in text_of(page)
        assert f'href="{address(ONE, course, other.pk)}"' in page.content.decode()

    def test_it_hides_nothing(self, sign_in, learner, course, attempt, now):
        flagged(attempt, now)
        assert "Minh Phạm" in text_of(sign_in(learner).get(reverse("quizzes:leaderboard")))


class TestLimits:
    LIMITS = {"reading": 400, "fast": 90, "alike": 4, "switches": 0, "leap": 50}

    @pytest.fixture
    def url(self, course):
        return reverse("quizzes:board_limits", args=[course.slug])

    def test_are_saved_and_the_undecided_are_examined_anew(self, sign_in, reviewer, course, quiz, attempt, url, now):
        decided = settled(quiz, member(course, "Sofia Marín"), now)
        Ruling.objects.decide(decided, reviewer, Decision.KEEP, "", now)
        Attempt.objects.update(is_examined=True)
        response = sign_in(reviewer).post(url, self.LIMITS, follow=True)
        assert response.redirect_chain == [(url, 303)]
        assert "Saved. Attempts without a decision are looked at again" in text_of(response)
        assert Limits.of(course) == Thresholds(**self.LIMITS)
        assert list(Attempt.objects.filter(is_examined=False)) == [attempt]

    def test_what_makes_no_sense_is_refused_and_kept_in_the_form(self, sign_in, reviewer, course, url):
        response = sign_in(reviewer).post(url, self.LIMITS | {"reading": 5})
        assert response.status_code == 422
        assert 'value="5"' in response.content.decode()
        assert Limits.of(course) == Thresholds()

    def test_come_with_what_is_usual(self, sign_in, reviewer, url):
        assert 'value="500"' in sign_in(reviewer).get(url).content.decode()
