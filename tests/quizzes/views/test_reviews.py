import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes import sessions
from quizzes.models import Board, LedgerEntry, Memory, Rating, Reading, Review
from quizzes.models.standing import keys_at
from quizzes.pages.asking import Asked
from quizzes.wording import interval
from tests import factories
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

REVIEW, REVIEWS, UNDO = (reverse(f"quizzes:{name}") for name in ("review", "reviews", "review_undo"))


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The time in the views; `clock[0] = ...` moves it."""
    times = [NOW]
    monkeypatch.setattr("django.utils.timezone.now", lambda: times[0])
    return times


@pytest.fixture
def cards(lesson, learner, now):
    Reading.objects.advance(learner, lesson, 1, now)
    return [
        factories.CardFactory(key_point__lesson=lesson, lit=[[34, 39]]),
        factories.CardFactory(key_point__lesson=lesson, answer={"lines": ["trust"], "ordered": False}),
    ]


def token(learner, now=NOW):
    return Asked.now(sessions.session(learner, now).turn, now).token


def grade(client, learner, rating=Rating.GOOD, **more):
    return client.post(REVIEWS, {"token": token(learner), "rating": rating.value}, **more)


class TestAsking:
    def test_the_question_comes_without_its_answer(self, learner, cards, sign_in):
        page = sign_in(learner).get(REVIEW).content.decode()
        assert cards[0].prompt in page
        assert "Show the answer" in page
        assert "<b>1</b> of 2" in page
        assert "patience" not in page.replace(cards[0].prompt, "")
        assert "Three things, in any order." in page

    def test_the_answer_shows_source_and_intervals(self, learner, cards, sign_in):
        page = sign_in(learner).get(REVIEW, {"show": "1", "asked": token(learner)}).content.decode()
        assert ">patience</span>" in page
        assert "<mark>trust</mark>" in page
        assert re.findall(r"</span>([^<]+)</span></button>", page) == ["today", "1 day", "2 days", "8 days"]

    def test_the_answer_shows_without_a_token_too(self, learner, cards, sign_in):
        assert ">patience</span>" in sign_in(learner).get(REVIEW, {"show": "1"}).content.decode()

    def test_the_answer_is_of_the_card_that_was_asked(self, learner, cards, sign_in, now):
        asked = token(learner)
        early = now - timedelta(days=5)
        Memory.objects.record(learner, cards[1].key_point, Rating.GOOD, early, card=cards[1])
        assert cards[0].prompt in sign_in(learner).get(REVIEW, {"show": "1", "asked": asked}).content.decode()

    def test_a_card_that_was_graded_meanwhile_gives_way_to_the_next_question(self, learner, cards, sign_in):
        client, asked = sign_in(learner), token(learner)
        grade(client, learner)
        page = client.get(REVIEW, {"show": "1", "asked": asked}).content.decode()
        assert cards[1].prompt in page
        assert "Show the answer" in page

    def test_the_back_button_asks_anew(self, learner, cards, sign_in):
        assert "no-store" in sign_in(learner).get(REVIEW).headers["Cache-Control"]

    def test_a_session_may_keep_to_one_course(self, learner, course, cards, sign_in):
        page = sign_in(learner).get(REVIEW, {"course": course.slug}).content.decode()
        assert f"/review/answers/?course={course.slug}" in page

    def test_a_course_of_others_is_not_there(self, learner, sign_in):
        factories.CourseFactory(slug="elsewhere")
        assert sign_in(learner).get(REVIEW, {"course": "elsewhere"}).status_code == 404

    def test_who_has_no_cards_is_told_where_they_come_from(self, stranger, sign_in):
        assert "No cards yet" in sign_in(stranger).get(REVIEW).content.decode()

    def test_anonymous_visitors_sign_in_first(self, client):
        assert client.get(REVIEW).url == f"{reverse('login')}?next={REVIEW}"

    def test_the_question_takes_few_queries(self, learner, cards, sign_in, django_assert_max_num_queries):
        client, asked = sign_in(learner), token(learner)
        for address, most in ((REVIEW, 7), (f"{REVIEW}?show=1&asked={asked}", 8)):
            with django_assert_max_num_queries(most):
                client.get(address)


class TestGrading:
    def test_a_grade_is_recorded_and_the_next_card_comes(self, learner, cards, sign_in, clock, now):
        asked = token(learner)
        clock[0] += timedelta(seconds=12)
        response = sign_in(learner).post(REVIEWS, {"token": asked, "rating": "3"})
        assert (response.status_code, response.url) == (303, REVIEW)
        review = Review.objects.get()
        assert (review.card, review.rating, review.seconds) == (cards[0], Rating.GOOD, 12)
        assert Memory.objects.get(learner=learner).due == now.date() + timedelta(days=2)

    def test_htmx_gets_the_next_card_at_once(self, learner, cards, sign_in):
        response = grade(sign_in(learner), learner, headers={"HX-Request": "true"})
        assert response.status_code == 200
        assert cards[1].prompt in response.content.decode()
        assert "<b>2</b> of 2" in response.content.decode()

    def test_the_buttons_keep_their_word(self, learner, cards, sign_in):
        client = sign_in(learner)
        for rating, days in ((Rating.AGAIN, 0), (Rating.EASY, 8)):
            asked = token(learner)
            shown = client.get(REVIEW, {"show": "1", "asked": asked}).content.decode()
            assert ("today" if days == 0 else f"{days} days") in shown
            client.post(REVIEWS, {"token": asked, "rating": rating.value})
            review = Review.objects.order_by("pk").last()
            memory = Memory.objects.get(key_point=review.key_point)
            assert (memory.due - memory.last_day).days == days

    @pytest.mark.parametrize("retention", [80, 97])
    def test_they_keep_it_for_any_wish_of_the_learner(self, learner, cards, sign_in, retention):
        learner.retention = retention
        learner.save()
        Memory.objects.record(learner, cards[0].key_point, Rating.GOOD, NOW - timedelta(days=30), card=cards[0])
        client, asked = sign_in(learner), token(learner)
        shown = client.get(REVIEW, {"show": "1", "asked": asked}).content.decode()
        client.post(REVIEWS, {"token": asked, "rating": "2"})
        memory = Memory.objects.get()
        days = (memory.due - memory.last_day).days
        assert days == {80: 78, 97: 5}[retention]
        assert f"</span>{interval(days)}</span></button>" in shown

    def test_sent_twice_it_counts_once(self, learner, cards, sign_in):
        client, form = sign_in(learner), {"token": token(learner), "rating": "3"}
        assert [client.post(REVIEWS, form).status_code for _ in range(2)] == [303, 303]
        assert Review.objects.count() == 1

    def test_a_long_absence_is_not_counted_as_study(self, learner, cards, sign_in, clock):
        asked = token(learner)
        clock[0] += timedelta(hours=2)
        sign_in(learner).post(REVIEWS, {"token": asked, "rating": "3"})
        assert Review.objects.get().seconds == 120

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ({"rating": "5"}, "Grade it Again, Hard, Good or Easy."),
            ({"rating": "good"}, "Grade it Again, Hard, Good or Easy."),
            ({"rating": ""}, "Say how well you recalled it"),
            ({"token": ""}, "The form came without its card."),
            ({"token": "1:x:y"}, "The form was changed on its way."),
        ],
    )
    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
    def test_a_tampered_form_gets_a_sentence_and_writes_nothing(self, learner, cards, sign_in, form, sentence, headers):
        response = sign_in(learner).post(REVIEWS, {"token": token(learner), "rating": "3"} | form, headers=headers)
        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert not Review.objects.exists()

    def test_a_card_of_another_course_is_not_there(self, learner, stranger, cards, sign_in):
        asked = token(learner)
        assert sign_in(stranger).post(REVIEWS, {"token": asked, "rating": "3"}).status_code == 404
        assert not Review.objects.exists()

    @pytest.mark.parametrize("address", [REVIEWS, UNDO])
    def test_only_post_writes(self, learner, sign_in, address):
        assert sign_in(learner).get(address).status_code == 405

    def test_anonymous_visitors_grade_nothing(self, client, learner, cards):
        assert grade(client, learner).status_code == 302
        assert not Review.objects.exists()

    @pytest.mark.parametrize("days", [0, 5], ids=["new", "due"])
    def test_a_grade_takes_few_queries(self, learner, cards, sign_in, now, days):
        if days:
            Memory.objects.record(learner, cards[0].key_point, Rating.GOOD, now - timedelta(days=days), card=cards[0])
        course = cards[0].key_point.course
        Board.objects.open(course, keys_at(course, now))  # the first points of a week open its boards
        client, asked = sign_in(learner), token(learner)
        counted = 2 if days else 0  # a card recalled when it was due counts on the boards
        for headers, most in (({"HX-Request": "true"}, 13 + counted), ({}, 8 + counted)):
            with CaptureQueriesContext(connection) as queries:
                client.post(REVIEWS, {"token": asked, "rating": "3"}, headers=headers)
            assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) <= most
            Review.objects.standing().get(day=now.date()).undo(now)


class TestTyping:
    ANSWERS = reverse("quizzes:review_answers")

    def show(self, client, learner, typed, **more):
        return client.post(self.ANSWERS, {"token": token(learner), "typed": typed}, **more).content.decode()

    @pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
    def test_a_list_comes_with_what_was_named_ticked(self, learner, cards, sign_in, headers):
        page = self.show(sign_in(learner), learner, "The law\nspeed\n patience ", headers=headers)
        ticked = re.findall(r'name="ticked" value="(\d)" form="grades"( checked)?', page)
        assert ticked == [("0", ""), ("1", " checked"), ("2", " checked")]
        assert "You named 2 of 3." in page
        assert "You wrote “The law”" in page
        assert "name none of them: “speed”" in page
        assert not Review.objects.exists()

    def test_with_nothing_typed_the_learner_ticks(self, learner, cards, sign_in):
        page = self.show(sign_in(learner), learner, "  ")
        assert "Tick what you recalled." in page
        assert " checked" not in page

    @pytest.mark.parametrize(("typed", "said"), [("Trust!", "which names it"), ("wealth", "You decide")])
    def test_a_single_line_is_laid_beside_what_was_written(self, learner, cards, sign_in, typed, said):
        grade(sign_in(learner), learner)
        page = self.show(sign_in(learner), learner, typed)
        assert said in page
        assert 'name="ticked"' not in page

    def test_what_is_typed_is_never_run(self, learner, cards, sign_in):
        page = self.show(sign_in(learner), learner, "<script>alert(1)</script>")
        assert "<script>alert" not in page

    @pytest.mark.parametrize(
        ("ticked", "rating", "days"),
        [([], 1, 0), ([0], 1, 0), ([0, 2], 2, 1), ([2, 2, 2], 1, 0), ([0, 1, 2], 3, 2), ([0, 1, 2, 7], 3, 2)],
    )
    def test_a_list_is_graded_by_the_share_that_was_ticked(self, learner, cards, sign_in, ticked, rating, days):
        client, asked = sign_in(learner), token(learner)
        shown = client.get(REVIEW, {"show": "1", "asked": asked}).content.decode()
        assert "all: 2 days, half: 1 day, fewer: today" in shown
        client.post(REVIEWS, {"token": asked, "rating": "0", "ticked": ticked})
        memory = Memory.objects.get()
        assert Review.objects.get().rating == rating
        assert (memory.due - memory.last_day).days == days

    @pytest.mark.parametrize("ticked", ["x", "-1", "1e3"])
    def test_tampered_ticks_get_a_sentence_and_write_nothing(self, learner, cards, sign_in, ticked):
        form = {"token": token(learner), "rating": "0", "ticked": [ticked]}
        assert sign_in(learner).post(REVIEWS, form).status_code == 422
        assert not Review.objects.exists()

    def test_who_wants_to_type_finds_the_field_open(self, learner, cards, sign_in):
        field = re.compile(r'<details class="disclose"( open)?>')
        assert field.search(sign_in(learner).get(REVIEW).content.decode())[1] is None
        learner.types_answers = True
        learner.save()
        assert field.search(sign_in(learner).get(REVIEW).content.decode())[1]

    def test_too_much_gets_a_sentence(self, learner, cards, sign_in):
        response = sign_in(learner).post(self.ANSWERS, {"token": token(learner), "typed": "x" * 3001})
        assert response.status_code == 422
        assert "at most 3000 characters" in response.content.decode()

    def test_the_card_of_a_course_of_others_shows_nothing(self, learner, stranger, cards, sign_in):
        asked = token(learner)
        page = sign_in(stranger).post(self.ANSWERS, {"token": asked, "typed": ""}).content.decode()
        assert "patience" not in page
        assert cards[0].prompt not in page

    def test_the_answer_takes_few_queries(self, learner, cards, sign_in, django_assert_max_num_queries):
        client, asked = sign_in(learner), token(learner)
        with django_assert_max_num_queries(8):
            client.post(self.ANSWERS, {"token": asked, "typed": "law"})


class TestUndo:
    def test_the_last_grade_is_taken_back_and_its_card_comes_again(self, learner, cards, sign_in):
        client = sign_in(learner)
        grade(client, learner)
        response = client.post(UNDO, {"review": Review.objects.get().pk})
        assert (response.status_code, response.url) == (303, REVIEW)
        assert not Memory.objects.exists()
        assert cards[0].prompt in client.get(REVIEW).content.decode()

    def test_one_after_the_other(self, learner, cards, sign_in):
        client = sign_in(learner)
        grade(client, learner)
        grade(client, learner)
        for review in Review.objects.order_by("-pk"):
            client.post(UNDO, {"review": review.pk}, headers={"HX-Request": "true"})
        assert not Review.objects.standing().exists()

    def test_twice_is_once(self, learner, cards, sign_in):
        client = sign_in(learner)
        grade(client, learner)
        grade(client, learner)
        last = Review.objects.order_by("pk").last()
        for _ in range(2):
            assert client.post(UNDO, {"review": last.pk}).status_code == 303
        assert Review.objects.standing().count() == 1

    def test_it_takes_the_points_back(self, learner, cards, sign_in, now):
        Memory.objects.record(learner, cards[0].key_point, Rating.GOOD, now - timedelta(days=5), card=cards[0])
        client = sign_in(learner)
        grade(client, learner)
        assert sum(LedgerEntry.objects.values_list("points", flat=True)) == 4
        client.post(UNDO, {"review": Review.objects.order_by("pk").last().pk})
        assert sum(LedgerEntry.objects.values_list("points", flat=True)) == 0

    def test_an_older_grade_stays_and_the_learner_is_told(self, learner, cards, sign_in):
        client = sign_in(learner)
        grade(client, learner)
        grade(client, learner)
        first = Review.objects.order_by("pk").first()
        response = client.post(UNDO, {"review": first.pk}, follow=True)
        assert "Only the last grade of a session can be undone." in response.content.decode()
        assert Review.objects.standing().count() == 2

    def test_the_grade_of_another_learner_is_not_there(self, learner, classmate, cards, sign_in):
        grade(sign_in(learner), learner)
        assert sign_in(classmate).post(UNDO, {"review": Review.objects.get().pk}).status_code == 404

    @pytest.mark.parametrize("review", ["", "abc", "-1", "1e9"])
    def test_a_tampered_form_gets_a_sentence(self, learner, cards, sign_in, review):
        response = sign_in(learner).post(UNDO, {"review": review})
        assert response.status_code == 422
        assert "Nothing was changed." in response.content.decode()


class TestEnd:
    def test_it_says_what_was_done_what_comes_and_where_to_go_on(self, learner, cards, sign_in):
        client = sign_in(learner)
        grade(client, learner, Rating.HARD)
        grade(client, learner, Rating.AGAIN)
        grade(client, learner, Rating.HARD)
        page = client.get(REVIEW).content.decode()
        assert "All two done" in page
        assert "You recalled one at the first try, the other one on the way back." in page
        assert "The next cards come back tomorrow: two of them, about 1 min." in page
        assert "Read on at ¶ 2" in page
        assert "Undo the last grade" in page

    def test_with_nothing_due_it_says_when_cards_come_back(self, learner, cards, sign_in, now):
        for card in cards:
            Memory.objects.record(learner, card.key_point, Rating.EASY, now - timedelta(days=1), card=card)
        page = sign_in(learner).get(REVIEW).content.decode()
        assert "Nothing is due now" in page
        assert "The next cards come back on 9 March." in page
