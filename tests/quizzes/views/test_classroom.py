from datetime import timedelta

import pytest
from django.urls import reverse

from content.models import Membership
from quizzes.models import Memory, Note
from quizzes.pages.classroom import BACKLOG, signs_of
from quizzes.reviewing import review_card
from tests import factories
from tests.quizzes.boardroom import award, member, settled, text_of

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def quiz(course):
    return factories.QuizFactory(course=course)


@pytest.fixture
def point(quiz):
    """A key point that a card asks for."""
    point = quiz.questions.first().key_point
    factories.CardFactory(key_point=point)
    return point


@pytest.fixture
def linh(learner, point, now):
    """Knows the point, took the quiz, and noted something for herself."""
    knows(learner, point, 40, now)
    settled(point.questions.first().slots.first().quiz, learner, now)
    edition = point.lesson.edition
    Note.objects.write(learner, edition, edition.paragraphs.first(), "SECRET THOUGHT", now)
    return learner


def knows(learner, point, stability, now, due_in=10) -> None:
    day = now.date()
    Memory.objects.create(
        learner=learner,
        key_point=point,
        stability=stability,
        difficulty=5,
        last_day=day,
        reps=1,
        due=day + timedelta(days=due_in),
        asked_from=day + timedelta(days=due_in),
    )


def pages(course, learner) -> list[str]:
    tables = [
        reverse("quizzes:class_table", args=[course.slug, name])
        for name in ("learners", "memories", "attempts", "reviews")
    ]
    learners = reverse("quizzes:class_learner", args=[course.slug, learner.pk])
    return [reverse("quizzes:class", args=[course.slug]), learners, *tables]


def body(response) -> str:
    return b"".join(response).decode()


class TestWhoMayCome:
    def test_those_who_teach_the_course_alone(self, client, course, linh, reviewer, stranger, instructor):
        for url in pages(course, linh):
            assert client.get(url).url.startswith(reverse("login"))
        for person in (linh, reviewer, stranger):
            client.force_login(person)
            assert {client.get(url).status_code for url in pages(course, linh)} == {404}
        client.force_login(instructor)
        assert {client.get(url).status_code for url in pages(course, linh)} == {200}
        assert {client.post(url).status_code for url in pages(course, linh)} == {405}

    def test_no_page_holds_a_private_note(self, sign_in, course, linh, instructor):
        client = sign_in(instructor)
        assert Note.objects.get().text == "SECRET THOUGHT"
        assert not any("SECRET" in body(client.get(url)) for url in pages(course, linh))

    def test_who_left_or_teaches_has_no_page(self, sign_in, course, linh, instructor, now):
        client = sign_in(instructor)
        url = reverse("quizzes:class_learner", args=[course.slug, linh.pk])
        Membership.objects.get(user=linh).leave(now)
        assert client.get(url).status_code == 404
        assert client.get(reverse("quizzes:class_learner", args=[course.slug, instructor.pk])).status_code == 404

    def test_an_account_name_or_address_is_nowhere(self, sign_in, course, quiz, instructor, now):
        nameless = factories.UserFactory(username="secret.account", email="secret@example.org", display_name="")
        factories.MembershipFactory(course=course, user=nameless)
        settled(quiz, nameless, now)
        client = sign_in(instructor)
        found = [body(client.get(url)) for url in pages(course, nameless)]
        assert f"Learner {nameless.pk}" in found[0]
        assert not any("secret" in page for page in found)


class TestClass:
    def show(self, sign_in, instructor, course) -> str:
        return text_of(sign_in(instructor).get(reverse("quizzes:class", args=[course.slug])))

    def test_says_how_many_hold_each_key_point_under_its_heading(
        self, sign_in, course, linh, classmate, instructor, point, now
    ):
        knows(classmate, point, 3, now)
        member(course, "New Here")
        text = self.show(sign_in, instructor, course)
        assert f"{point.label} 33 % New 1 Learning 1 Familiar 0 Mastered 1" in text
        assert "33 % held" in text

    def test_names_who_may_want_a_word_in_the_order_of_names(self, sign_in, course, point, instructor, now):
        for name in ("Zoe", "Ann"):
            award(course, member(course, name), 5, now - timedelta(days=10))
        award(course, member(course, "Busy"), 500, now)
        text = self.show(sign_in, instructor, course)
        assert "2 learners may want a word." in text
        assert text.index("Ann Not seen since 20 February.") < text.index("Zoe Not seen since 20 February.")
        assert "Busy Not seen" not in text

    def test_is_content_when_everybody_keeps_up(self, sign_in, course, linh, instructor):
        assert "Everybody keeps up." in self.show(sign_in, instructor, course)

    def test_says_what_to_do_while_nobody_is_there(self, sign_in, course, instructor):
        assert "No learner yet" in self.show(sign_in, instructor, course)

    def test_costs_as_many_queries_for_many_as_for_few(
        self, sign_in, course, quiz, point, instructor, now, django_assert_max_num_queries
    ):
        for number in range(12):
            person = member(course, f"Person {number}")
            knows(person, point, number + 1, now)
            settled(quiz, person, now)
        client = sign_in(instructor)
        client.get(reverse("quizzes:class", args=[course.slug]))
        with django_assert_max_num_queries(15):
            client.get(reverse("quizzes:class", args=[course.slug]))


class TestLearner:
    def test_shows_what_they_know_took_and_reviewed(self, sign_in, course, linh, point, quiz, instructor, now):
        review_card(linh, point.cards.get(), 3, now)
        text = text_of(sign_in(instructor).get(reverse("quizzes:class_learner", args=[course.slug, linh.pk])))
        assert "Linh Trần Last seen on 2 March." in text
        assert "Three pillars, attempt 1" in text
        assert "Card Good" in text

    def test_a_long_log_comes_in_pages_by_few_queries(
        self, sign_in, course, linh, point, instructor, now, django_assert_max_num_queries
    ):
        for minutes in range(45):
            review_card(linh, point.cards.get(), 3, now - timedelta(minutes=minutes))
        client = sign_in(instructor)
        url = reverse("quizzes:class_learner", args=[course.slug, linh.pk])
        assert "1 to 40 of 45" in text_of(client.get(url))
        with django_assert_max_num_queries(17):
            assert "41 to 45 of 45" in text_of(client.get(url, {"page": 2}))


class TestTables:
    def table(self, sign_in, course, instructor, name) -> list[str]:
        response = sign_in(instructor).get(reverse("quizzes:class_table", args=[course.slug, name]))
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"] == f'attachment; filename="diplomacy-{name}.csv"'
        return body(response).splitlines()

    def test_rows_are_keyed_by_numbers_that_stay(self, sign_in, course, linh, instructor, point):
        head, row = self.table(sign_in, course, instructor, "memories")
        assert head == "learner,key_point,label,stability_days,difficulty,last_day,due,reviews,lapses"
        assert row == f"{linh.pk},{point.pk},{point.label},40.0,5.0,2026-03-02,2026-03-12,1,0"

    def test_attempts_and_who_left_are_kept(self, sign_in, course, linh, instructor, now):
        Membership.objects.get(user=linh).leave(now)
        assert "3.00,3.00,0" in self.table(sign_in, course, instructor, "attempts")[1]
        assert any(
            "Linh Trần" in line and "2026-03-02T09:30" in line
            for line in self.table(sign_in, course, instructor, "learners")
        )

    def test_a_name_is_no_formula(self, sign_in, course, instructor):
        member(course, "=HYPERLINK(1)")
        assert any("'=HYPERLINK" in line for line in self.table(sign_in, course, instructor, "learners"))

    def test_there_are_no_other_tables(self, sign_in, course, instructor):
        assert sign_in(instructor).get(reverse("quizzes:class_table", args=[course.slug, "notes"])).status_code == 404


@pytest.mark.parametrize(
    ("seen", "joined", "overdue", "failing", "signs"),
    [
        (0, 30, 0, False, ()),
        (8, 30, 0, False, ("quiet",)),
        (None, 30, 0, False, ("unseen",)),
        (None, 2, 0, False, ()),
        (0, 30, BACKLOG, True, ("behind", "failing")),
    ],
)
def test_signs_are_told_in_words_not_in_places(now, seen, joined, overdue, failing, signs):
    day = None if seen is None else now.date() - timedelta(days=seen)
    assert signs_of(day, now - timedelta(days=joined), overdue, failing, now) == signs
