import pytest
from django.urls import reverse

from content.models import SameIdea
from quizzes.models import Card, Judgement, Question, Status
from tests.content.views.test_ideas import ONE, TWO, concept
from tests.factories import CardFactory, KeyPointFactory, LessonFactory, QuestionFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def point(course):
    return KeyPointFactory(lesson=LessonFactory(edition__document__course=course))


@pytest.fixture
def question(point) -> Question:
    return QuestionFactory(key_point=point, status=Status.DRAFT)


@pytest.fixture
def card(point) -> Card:
    return CardFactory(key_point=point, status=Status.DRAFT)


@pytest.fixture
def url(course):
    return reverse("quizzes:drafts_waiting", args=[course.slug])


@pytest.fixture
def judge(course):
    return reverse("quizzes:judgements", args=[course.slug])


@pytest.fixture
def undo(course):
    return reverse("quizzes:judgements_undo", args=[course.slug])


def status_of(item) -> str:
    return type(item).objects.get(pk=item.pk).status


class TestTheQueue:
    def test_a_draft_stands_beside_its_source_with_the_answer_lit(self, sign_in, instructor, url, question, card):
        Question.objects.update(feedback={"lit": [[30, 35]]})
        page = sign_in(instructor).get(url, {"at": f"q{question.pk}"}).content.decode()
        assert "Two drafts to review" in page
        assert question.shown["stem"] in page
        assert f"<mark>{question.citation.edition.text[30:35]}</mark>" in page
        assert "Correct answer" in page

    def test_one_kind_can_be_shown_alone(self, sign_in, instructor, url, question, card):
        page = sign_in(instructor).get(url, {"kind": "cards"}).content.decode()
        assert card.prompt in page
        assert question.shown["stem"] not in page

    def test_what_is_decided_is_not_in_it(self, sign_in, instructor, url, question):
        Question.objects.update(status=Status.APPROVED)
        assert "Nothing waits for you" in sign_in(instructor).get(url).content.decode()

    @pytest.mark.parametrize("at", ["q99999", "x", ""])
    def test_without_an_open_draft_the_first_is_open(self, sign_in, instructor, url, question, at):
        assert "Draft 1 of 1" in sign_in(instructor).get(url, {"at": at}).content.decode()

    def test_an_unknown_kind_is_not_found(self, sign_in, instructor, url):
        assert sign_in(instructor).get(url, {"kind": "riddle"}).status_code == 404

    def test_it_is_absent_for_who_does_not_teach(self, sign_in, learner, reviewer, stranger, url, judge, undo):
        for user in (learner, reviewer, stranger):
            client = sign_in(user)
            assert [client.get(url).status_code, client.post(judge).status_code, client.post(undo).status_code] == [
                404,
                404,
                404,
            ]

    def test_the_anonymous_sign_in_first(self, client, url):
        assert client.get(url).status_code == 302

    def test_wrong_methods_are_refused(self, sign_in, instructor, url, judge, undo):
        client = sign_in(instructor)
        assert [client.post(url).status_code, client.get(judge).status_code, client.get(undo).status_code] == [405] * 3

    def test_the_queries_do_not_grow(self, sign_in, instructor, url, point, django_assert_max_num_queries):
        for _number in range(6):
            QuestionFactory(key_point=point, status=Status.DRAFT)
            CardFactory(key_point=point, status=Status.DRAFT)
        client = sign_in(instructor)
        with django_assert_max_num_queries(20):
            client.get(url)

    def test_the_course_leads_to_it(self, sign_in, instructor, learner, course, question, card):
        assert "Judge 2 drafts" in sign_in(instructor).get(course.get_absolute_url()).content.decode()
        assert "Judge 2 drafts" not in sign_in(learner).get(course.get_absolute_url()).content.decode()


class TestTicked:
    def test_ticks_stay_while_one_goes_from_draft_to_draft(self, sign_in, instructor, url, question, card):
        page = sign_in(instructor).get(url, {"item": f"c{card.pk}", "at": f"q{question.pk}"}).content.decode()
        assert f'value="c{card.pk}" form="bulk" checked' in page
        assert f'value="q{question.pk}" form="bulk" checked' not in page
        assert '<b class="num" data-ticked="bulk">1</b>' in page

    def test_all_of_a_kind_can_be_ticked(self, sign_in, instructor, url, question, card):
        page = sign_in(instructor).get(url, {"all": 1, "kind": "cards"})
        assert page.context["page"].ticked == {f"c{card.pk}"}
        assert len(sign_in(instructor).get(url, {"all": 1}).context["page"].ticked) == 2

    def test_what_is_no_draft_here_is_not_ticked(self, sign_in, instructor, url, question):
        foreign = QuestionFactory(status=Status.DRAFT)
        page = sign_in(instructor).get(url, {"item": [f"q{foreign.pk}", "x"]})
        assert page.context["page"].ticked == frozenset()


class TestBeside:
    def test_what_the_checks_held_against_it_is_told_in_the_list(self, sign_in, instructor, url, question):
        told = "The checks hold something against it"
        assert told not in sign_in(instructor).get(url).content.decode()
        Question.objects.update(flaws=" F05 ")
        assert told in sign_in(instructor).get(url).content.decode()

    def test_an_idea_in_other_words_is_decided_beside_its_draft(self, sign_in, instructor, course, url):
        one, other = concept(course, "A", ONE, "pressing and steady"), concept(course, "B", TWO, "urgent and lasting")
        question = QuestionFactory(key_point=other, status=Status.DRAFT)
        client = sign_in(instructor)
        page = client.get(url, {"at": f"q{question.pk}"}).content.decode()
        assert "Same idea, other words?" in page
        sent = {"one": one.pk, "other": other.pk, "verdict": "same", "next": f"{url}?at=q{question.pk}"}
        response = client.post(reverse("content:ideas", args=[course.slug]), sent, follow=True)
        assert response.redirect_chain == [(sent["next"], 303)]
        assert "Same idea, other words?" not in response.content.decode()
        assert SameIdea.objects.get().is_same

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
    def test_the_decision_leads_to_no_other_site(self, sign_in, instructor, course, elsewhere):
        one, other = concept(course, "A", ONE, "pressing and steady"), concept(course, "B", TWO, "urgent and lasting")
        url = reverse("content:ideas", args=[course.slug])
        sent = {"one": one.pk, "other": other.pk, "verdict": "same", "next": elsewhere}
        assert sign_in(instructor).post(url, sent)["Location"] == url

    def test_the_rule_of_the_course_is_told_and_changed(self, sign_in, instructor, course, url, question):
        page = sign_in(instructor).get(url).content.decode()
        assert "passes every check is published by itself" in page
        course.publishing = "reviewed"
        course.save()
        page = sign_in(instructor).get(url).content.decode()
        assert "Whatever is drafted waits here" in page
        assert reverse("admin:content_course_change", args=[course.pk]) in page


class TestJudging:
    def test_accepting_goes_on_to_the_next(self, sign_in, instructor, judge, question, card):
        sent = {"item": f"q{question.pk}", "do": "accept", "next": f"c{card.pk}"}
        response = sign_in(instructor).post(judge, sent)
        assert status_of(question) == Status.APPROVED
        assert response["Location"].endswith(f"?at=c{card.pk}")

    def test_rejecting_keeps_the_reason(self, sign_in, instructor, judge, card):
        sent = {"item": f"c{card.pk}", "do": "reject", "reason": "easy", "words": "Everybody knows"}
        sign_in(instructor).post(judge, sent)
        assert status_of(card) == Status.RETIRED
        assert Judgement.objects.get().reason == "Too easy, or it gives itself away. Everybody knows"

    def test_several_are_judged_at_once_and_come_back_at_once(self, sign_in, instructor, judge, undo, question, card):
        client = sign_in(instructor)
        response = client.post(judge, {"item": [f"q{question.pk}", f"c{card.pk}"], "do": "accept"}, follow=True)
        assert "2 items accepted" in response.content.decode()
        assert "2 items are back" in client.post(undo, follow=True).content.decode()
        assert [status_of(question), status_of(card)] == [Status.DRAFT, Status.DRAFT]
        assert Judgement.objects.filter(undone_at=None).count() == 0

    def test_what_somebody_decided_since_is_not_undone(self, sign_in, instructor, judge, undo, question):
        client = sign_in(instructor)
        client.post(judge, {"item": f"q{question.pk}", "do": "accept"})
        Question.objects.update(status=Status.RETIRED)
        client.post(undo)
        assert status_of(question) == Status.RETIRED

    def test_without_a_decision_there_is_nothing_to_take_back(self, sign_in, instructor, undo):
        assert "nothing to take back" in sign_in(instructor).post(undo, follow=True).content.decode()

    def test_judging_twice_is_judging_once(self, sign_in, instructor, judge, question):
        for _time in range(2):
            sign_in(instructor).post(judge, {"item": f"q{question.pk}", "do": "accept"})
        assert Judgement.objects.count() == 1

    @pytest.mark.parametrize(
        "wrong", [{"item": "q99999"}, {"item": "x"}, {"item": "q" + "9" * 30}, {"do": "burn"}, {"words": "x" * 201}]
    )
    def test_a_tampered_form_changes_nothing(self, sign_in, instructor, judge, question, wrong):
        sent = {"item": f"q{question.pk}", "do": "reject"} | wrong
        response = sign_in(instructor).post(judge, sent, headers=HTMX)
        assert response.status_code == 422
        assert "Nothing was changed" in response.content.decode()
        assert status_of(question) == Status.DRAFT

    def test_a_draft_of_another_course_is_not_found(self, sign_in, instructor, judge, question):
        foreign = QuestionFactory(status=Status.DRAFT)
        sent = {"item": [f"q{question.pk}", f"q{foreign.pk}"], "do": "accept"}
        assert sign_in(instructor).post(judge, sent).status_code == 422
        assert [status_of(question), status_of(foreign)] == [Status.DRAFT, Status.DRAFT]
