import re
from html import unescape

import pytest
from django.urls import reverse

from content.models import Role
from quizzes.models import Dispute, Notice, Objection, Question, Regrade, Response
from quizzes.pages.dry_run import dry_run
from quizzes.pages.leaderboard import board
from quizzes.regrading import plan, propose
from tests import factories
from tests.quizzes.regrading.scene import A, B, C, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

HTMX = {"HX-Request": "true"}


@pytest.fixture
def dispute(course, learner, classmate, now) -> Dispute:
    quiz = factories.QuizFactory(course=course, feedback="end", shuffle=False)
    for person in (learner, classmate):
        person.on_boards = "name"
        person.save()
    attempt = take(quiz, learner, now, A, B, B)
    take(quiz, classmate, now, B, B, A)
    take(quiz, factories.UserFactory(), now, C, B, A)
    return Dispute.objects.raise_for(attempt.responses.get(number=1), Objection.RIGHT, "¶ 1 says <so>.", now)


def url(name, course, *args):
    return reverse(f"quizzes:{name}", args=[course.slug, *args])


def seen(page):
    return re.search(r'name="seen" value="(\w+)"', page).group(1)


class TestTheList:
    def test_it_has_what_waits_and_what_was_decided(self, course, instructor, dispute, sign_in):
        client = sign_in(instructor)
        page = client.get(url("disputes", course)).content.decode()
        assert "Linh Trần" in page
        assert "My answer is right, too" in page
        assert "Nothing was decided yet" in client.get(url("disputes", course) + "?state=decided").content.decode()
        assert client.get(url("disputes", course) + "?state=odd").status_code == 404

    def test_the_course_page_leads_to_it(self, course, instructor, dispute, sign_in):
        assert "Decide 1 dispute" in sign_in(instructor).get(course.get_absolute_url()).content.decode()

    def test_a_withdrawn_dispute_is_none(self, course, instructor, dispute, sign_in):
        dispute.withdraw()
        assert "No dispute waits" in sign_in(instructor).get(url("disputes", course)).content.decode()
        assert sign_in(instructor).get(url("dispute_case", course, dispute.pk)).status_code == 404

    def test_the_queries_do_not_grow(self, course, instructor, dispute, sign_in, now, django_assert_max_num_queries):
        for response in Response.objects.exclude(pk=dispute.response_id):
            Dispute.objects.raise_for(response, Objection.OTHER, "", now)
        client = sign_in(instructor)
        with django_assert_max_num_queries(10):
            page = client.get(url("disputes", course)).content.decode()
        assert page.count("worklist__when") == 9


class TestOneDispute:
    def test_it_shows_the_words_the_source_and_every_answer(self, course, instructor, dispute, sign_in):
        page = sign_in(instructor).get(url("dispute_case", course, dispute.pk)).content.decode()
        assert "¶ 1 says &lt;so&gt;." in page
        assert "marker marker--soft" in page
        assert "3 answers to this version" in page
        assert page.count('<td class="n">33 %</td>') == 3
        assert "seen" not in page.split('id="decide"')[1].split("</section>")[0]

    def test_a_remedy_is_looked_at_before_it_is_decided(self, course, instructor, dispute, sign_in):
        client = sign_in(instructor)
        page = client.get(url("dispute_case", course, dispute.pk) + "?remedy=admit").content.decode()
        assert '<b class="num">1</b> score changes' in page
        assert "2/3" in page
        assert "3/3" in page
        assert not Regrade.objects.exists()
        assert Dispute.objects.get().is_open

    def test_another_answer_of_the_list_can_be_chosen(self, course, instructor, dispute, sign_in):
        other = Response.objects.get(number=1, answer={"choice": "k3"})
        address = url("dispute_case", course, dispute.pk) + f"?remedy=admit&answer={other.pk}"
        page = sign_in(instructor).get(address).content.decode()
        assert "Person" in page
        assert "1 answer again" in page

    @pytest.mark.parametrize("query", ["remedy=odd", "remedy=admit&answer=999", "remedy=admit&answer=x"])
    def test_what_cannot_be_shown_is_said(self, course, instructor, dispute, sign_in, query):
        page = sign_in(instructor).get(url("dispute_case", course, dispute.pk) + "?" + query)
        assert page.status_code == 200
        assert "What would change" not in page.content.decode()

    def test_a_remedy_that_changes_nothing_is_refused_in_a_sentence(self, course, instructor, dispute, sign_in):
        right = Response.objects.filter(number=1, fraction=1).get()
        address = url("dispute_case", course, dispute.pk) + f"?remedy=admit&answer={right.pk}"
        assert "counts as right already" in sign_in(instructor).get(address).content.decode()

    def test_it_takes_few_queries(self, course, instructor, dispute, sign_in, now, django_assert_max_num_queries):
        quiz = dispute.response.attempt.quiz
        for _ in range(9):
            take(quiz, factories.MembershipFactory(course=course).user, now, A, A, A)
        client = sign_in(instructor)
        with django_assert_max_num_queries(17):
            client.get(url("dispute_case", course, dispute.pk))
        with django_assert_max_num_queries(40):
            client.get(url("dispute_case", course, dispute.pk) + "?remedy=admit")


class TestDeciding:
    def decide(self, client, course, dispute, remedy="admit", **more):
        address = url("dispute_case", course, dispute.pk)
        page = client.get(f"{address}?remedy={remedy}").content.decode()
        form = {"remedy": remedy, "answer": "", "seen": seen(page), "reason": "The text says so."}
        return client.post(url("decision", course, dispute.pk), form | more)

    def test_it_is_done_and_said(self, course, instructor, learner, dispute, sign_in):
        client = sign_in(instructor)
        response = self.decide(client, course, dispute)
        assert (response.status_code, response.url) == (303, url("dispute_case", course, dispute.pk))
        page = client.get(response.url).content.decode()
        assert "3 answers were marked again." in page
        assert "Accepted" in page
        assert "Take it back" in page
        assert Notice.objects.filter(person=learner).count() == 2
        attempt = dispute.response.attempt
        attempt.refresh_from_db()
        assert attempt.score == 3

    def test_it_can_be_taken_back(self, course, instructor, dispute, sign_in):
        client = sign_in(instructor)
        self.decide(client, course, dispute, "void")
        row = Regrade.objects.get()
        page = client.post(url("regrade_undo", course, row.pk), follow=True).content.decode()
        assert "Taken back: 3 scores are as they were." in page
        assert Dispute.objects.get().is_open
        again = client.post(url("regrade_undo", course, row.pk), follow=True).content.decode()
        assert "taken back before" in again

    @pytest.mark.parametrize(
        ("more", "sentence"),
        [
            ({"reason": " "}, "This field is required."),
            ({"seen": "0" * 16}, "since you looked"),
            ({"answer": "999"}, "not given to this question"),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_is_done(self, course, instructor, dispute, sign_in, more, sentence):
        response = self.decide(sign_in(instructor), course, dispute, **more)
        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert not Regrade.objects.exists()

    def test_it_is_declined_with_a_reason(self, course, instructor, learner, dispute, sign_in):
        client = sign_in(instructor)
        address = url("refusal", course, dispute.pk)
        assert client.post(address, {"reply": ""}, headers=HTMX).status_code == 422
        page = client.post(address, {"reply": "The text names trust first."}, follow=True).content.decode()
        assert "Declined. The learner is told" in page
        assert "If the question is right" not in page
        assert Notice.objects.get().person == learner
        assert client.post(address, {"reply": "Again."}).status_code == 422

    def test_a_question_of_another_kind_of_answer_is_refused_in_words(self, course, instructor, dispute, sign_in):
        Response.objects.filter(pk=dispute.response_id).update(answer=None, fraction=None, answered_at=None)
        page = sign_in(instructor).get(url("dispute_case", course, dispute.pk) + "?remedy=rekey").content.decode()
        assert "another remedy" in page


@pytest.mark.parametrize("name", ["disputes", "dispute_case", "decision", "refusal"])
def test_only_those_who_teach_the_course_find_it(course, learner, reviewer, stranger, dispute, sign_in, client, name):
    address = url(name, course, *([] if name == "disputes" else [dispute.pk]))
    verb = "post" if name in ("decision", "refusal") else "get"
    assert getattr(client, verb)(address).url.startswith(reverse("login"))
    other = factories.MembershipFactory(course=factories.CourseFactory(), role=Role.INSTRUCTOR).user
    for person in (learner, reviewer, stranger, other):
        assert getattr(sign_in(person), verb)(address).status_code == 404


def test_methods_are_kept_apart(course, instructor, dispute, sign_in):
    client = sign_in(instructor)
    assert client.post(url("disputes", course)).status_code == 405
    assert client.get(url("decision", course, dispute.pk)).status_code == 405
    assert client.get(url("regrade_undo", course, 1)).status_code == 405


def test_the_places_that_are_told_are_those_that_the_boards_then_show(
    course, learner, classmate, dispute, instructor, sign_in, now
):
    run = dry_run(plan(propose(dispute.response, "admit").verdict), course, now)
    told = {(move.learner, move.period): (move.points, move.places) for move in run.moves if not move.quiz}
    assert {move.learner for move in run.moves if move.quiz} == {learner.pk, classmate.pk}
    before = {
        (row.learner_id, period): (row.points, row.place)
        for period in ("week", "month", "all")
        for row in board(course, period, instructor, now).rows
    }
    TestDeciding().decide(sign_in(instructor), course, dispute)
    after = {
        (row.learner_id, period): (row.points, row.place)
        for period in ("week", "month", "all")
        for row in board(course, period, instructor, now).rows
    }
    changed = {
        key: ((before[key][0], after[key][0]), (before[key][1], after[key][1]))
        for key in before
        if before[key] != after[key]
    }
    assert told == changed
    assert Question.objects.filter(version=2).count() == 1
    assert changed


def test_every_row_can_be_reached_page_by_page(course, learner, dispute, instructor, sign_in, monkeypatch, now):
    quiz = dispute.response.attempt.quiz
    for number in range(4):
        person = factories.UserFactory(display_name=f"Number {number}", on_boards="name")
        factories.MembershipFactory(course=course, user=person)
        take(quiz, person, now, A, A, B)
    monkeypatch.setattr("quizzes.pages.dry_run.PAGE", 2)
    run, client = dry_run(plan(propose(dispute.response, "admit").verdict), course, now), sign_in(instructor)
    start = url("dispute_case", course, dispute.pk) + "?remedy=admit"
    for name, rows in (("scores", run.scores), ("boards", run.moves), ("schedules", run.shifts)):
        address, found = start, []
        while address:
            page = unescape(client.get(address).content.decode())
            listed = page.split(f'id="run-{name}"')[1].split("</details>")[0]
            found += re.findall(r'<tr><th scope="row">([^<]*)', listed)
            following = re.search(rf'href="([^"]+)#run-{name}">Next', listed)
            address = following and following.group(1)
        assert len(rows) > 2
        assert found == [row.name for row in rows]
