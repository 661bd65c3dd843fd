"""Writing a question with help: checked, looked at, duplicated, sorted, compared; nothing of it kept unasked."""

from random import Random

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from quizzes.finishing import finish
from quizzes.models import Measure, Question, Status, Tag
from quizzes.suspicion import ENOUGH
from tests import factories
from tests.desk import address, queries_of, run_action, said
from tests.quizzes.admin.test_question import MODEL, add, data_for

HTMX = {"headers": {"hx-request": "true"}}


@pytest.fixture
def point(course):
    return factories.KeyPointFactory(lesson__edition__document__course=course)


@pytest.fixture
def question(point) -> Question:
    return factories.QuestionFactory(key_point=point)


@pytest.fixture
def client(sign_in, instructor):
    return sign_in(instructor)


def listed(client, **query) -> set[int]:
    response = client.get(address(MODEL, "changelist"), query)
    return {row.pk for row in response.context["cl"].queryset}


class TestTriedOut:
    def test_the_checks_speak_while_it_is_written_and_nothing_is_saved(self, client, course, point):
        data = data_for("choice", point, stem="Which of these is not true of all of the above?", _check="1")
        response = client.post(add("choice", course), data, **HTMX)
        page = response.content.decode()
        assert "would look again" in page
        assert "<html" not in page
        assert not Question.objects.exists()

    def test_without_scripts_the_form_comes_back_as_it_was_written(self, client, course, point):
        response = client.post(add("choice", course), data_for("choice", point, stem="What is it?", _check="Check it"))
        page = response.content.decode()
        assert "What is it?" in page
        assert 'id="check"' in page
        assert "Please correct" not in page
        assert not Question.objects.exists()

    def test_what_is_missing_is_told_before_the_checks_are_asked(self, client, course, point):
        data = data_for("choice", point, stem="", _check="1")
        page = client.post(add("choice", course), data, **HTMX).content.decode()
        assert "Not complete yet" in page
        assert "The question has no text." in page

    def test_trying_out_an_edit_changes_nothing(self, client, question, point):
        data = data_for("choice", point, stem="Another stem", _check="1")
        client.post(address(MODEL, "change", question.pk), data)
        assert Question.objects.get().stem == question.stem
        assert question.versions.count() == 1

    def test_it_can_be_seen_as_a_learner_does_before_it_is_saved(self, client, course, point):
        response = client.post(add("choice", course), data_for("choice", point, stem="As written?", _preview="1"))
        page = response.content.decode()
        assert "As written?" in page
        assert "This is a preview" in page
        assert not Question.objects.exists()


class TestSource:
    def url(self, course):
        return reverse("admin:quizzes_question_sentences", args=[course.pk])

    def test_sentences_of_the_course_are_found_by_their_words_in_any_case(self, client, course, question):
        page = client.get(self.url(course), {"citation-words": "PILLARS trust"}).content.decode()
        assert f'value="{question.citation_id}"' in page

    def test_the_chosen_one_stays_chosen_and_is_not_offered_again(self, client, course, question):
        asked = {"citation-words": "pillars", "citation": question.citation_id}
        page = client.get(self.url(course), asked).content.decode()
        assert page.count(f'value="{question.citation_id}"') == 1
        assert f'id="citation-{question.citation_id}" checked' in page
        asked["citation-words"] = "quantum"
        assert f'id="citation-{question.citation_id}" checked' in client.get(self.url(course), asked).content.decode()

    def test_nothing_of_another_course_is_shown_as_chosen(self, client, course):
        foreign = factories.QuestionFactory().citation
        page = client.get(self.url(course), {"citation-words": "x", "citation": foreign.pk}).content.decode()
        assert "pillars" not in page

    def test_words_that_nobody_said_are_told_so(self, client, course, question):
        assert "No other sentence" in client.get(self.url(course), {"citation-words": "quantum"}).content.decode()

    def test_earlier_editions_and_other_courses_are_left_out(self, client, course, question):
        factories.KeyPointFactory()
        edition = question.citation.edition
        edition.is_current = False
        edition.save()
        assert "No other sentence" in client.get(self.url(course), {"citation-words": "pillars"}).content.decode()

    def test_without_scripts_the_form_searches_too(self, client, course, question, point):
        data = {**data_for("choice", point, citation=""), "citation-words": "pillars", "_check": "1"}
        page = client.post(add("choice", course), data).content.decode()
        assert f'value="{question.citation_id}"' in page

    def test_one_that_is_named_by_the_address_is_chosen(self, client, course, question):
        page = client.get(f"{add('choice', course)}&citation={question.citation_id}").content.decode()
        assert f'value="{question.citation_id}" id="citation-{question.citation_id}" checked' in page


class TestDuplicate:
    def test_a_copy_is_a_form_that_is_filled_and_kept_once_it_differs(self, client, course, question):
        url = f"{add('choice', course)}&copy={question.pk}"
        page = client.get(url).content.decode()
        assert question.stem in page
        assert 'value="wealth"' in page
        data = data_for("choice", question.key_point, stem=question.stem)
        again = {**data, "options-0-0": "speed", "options-1-0": "trust", "options-2-0": "wealth"}
        client.post(url, {**again, "stem": "Which one comes first?"})
        assert Question.objects.count() == 2
        assert Question.objects.latest("pk").status == Status.DRAFT

    def test_nothing_is_copied_from_another_course(self, client, course):
        foreign = factories.QuestionFactory()
        page = client.get(f"{add('choice', course)}&copy={foreign.pk}").content.decode()
        assert foreign.stem not in page


class TestSaved:
    def test_saving_leads_back_to_the_queue_that_led_here_and_to_no_other_site(self, client, course, question, point):
        url = address(MODEL, "change", question.pk)
        queue = reverse("quizzes:drafts_waiting", args=[course.slug]) + "?at=q1"
        assert client.post(f"{url}?{urlencode({'next': queue})}", data_for("choice", point))["Location"] == queue
        elsewhere = urlencode({"next": "https://evil.example/"})
        assert "evil" not in client.post(f"{url}?{elsewhere}", data_for("choice", point))["Location"]


class TestVersions:
    def test_an_edit_is_another_version_by_who_made_it(self, client, question, point, instructor):
        client.post(address(MODEL, "change", question.pk), data_for("choice", point, stem="Which one?"))
        assert [(one.number, one.by) for one in question.versions.all()] == [(1, None), (2, instructor)]
        page = client.get(address(MODEL, "history", question.pk)).content.decode()
        assert "Wrote version 2." in page
        assert instructor.display_name in page

    def test_two_versions_stand_side_by_side(self, client, question, point):
        client.post(address(MODEL, "change", question.pk), data_for("choice", point, stem="Name the first pillar."))
        url = reverse("admin:quizzes_question_versions", args=[question.pk])
        page = client.get(url).content.decode()
        assert "<ins>" in page
        assert "<del>" in page
        assert "Choose two different versions." in client.get(url, {"one": 1, "other": 1}).content.decode()
        assert "Choose two different versions." in client.get(url, {"one": 1, "other": 9}).content.decode()

    def test_what_another_saved_meanwhile_is_not_overwritten_unseen(self, client, question, point):
        url = address(MODEL, "change", question.pk)
        client.post(url, data_for("choice", point, stem="Mine", seen=1))
        response = client.post(url, data_for("choice", point, stem="Yours", seen=1))
        assert "Somebody saved another version" in response.content.decode()
        assert 'name="seen" value="2"' in response.content.decode()
        assert Question.objects.get().stem == "Mine"
        client.post(url, data_for("choice", point, stem="Yours", seen=2))
        assert Question.objects.get().stem == "Yours"


class TestSorted:
    def test_tags_are_written_with_it_and_listed_by(self, client, course, question, point):
        other = factories.QuestionFactory(key_point=point)
        data = data_for("choice", point, words="Exam,  exam , week  1")
        client.post(address(MODEL, "change", question.pk), data)
        assert [tag.name for tag in question.tags.all()] == ["exam", "week 1"]
        assert listed(client, tag="week 1") == {question.pk}
        assert listed(client) == {question.pk, other.pk}

    def test_many_are_tagged_at_once_and_the_tag_taken_away(self, client, course, question):
        url = address(MODEL, "changelist")
        chosen = {"_selected_action": [question.pk], "words": "exam"}
        client.post(url, {"action": "tag", **chosen})
        assert Tag.objects.get(course=course).questions.get() == question
        assert "Tagged: exam." in client.get(address(MODEL, "history", question.pk)).content.decode()
        client.post(url, {"action": "untag", **chosen, "words": "EXAM"})
        assert not question.tags.exists()

    def test_without_a_tag_nothing_is_tagged(self, client, question):
        assert said(run_action(client, MODEL, "tag", [question])) == [
            "Write the tags into the field beside the action first."
        ]

    def test_the_flaws_found_last_are_listed_by(self, client, question, point):
        good = factories.QuestionFactory(key_point=point)
        Question.objects.filter(pk=question.pk).update(flaws=" F07 F21 ")
        assert listed(client, flaw="F07") == listed(client, flaw="any") == {question.pk}
        assert listed(client, flaw="none") == {good.pk}
        assert listed(client, flaw="F2") == set()
        run_action(client, MODEL, "examine", [question])
        assert listed(client, flaw="F21") in (set(), {question.pk})
        assert Question.objects.get(pk=question.pk).flaws != " F07 F21 "

    def test_how_learners_did_is_listed_by(self, client, course, learner, point, now):
        quiz = factories.QuizFactory(course=course)
        easy, hard, open_ = quiz.questions.all()
        for number in range(ENOUGH):
            attempt = quiz.begin(learner, now, Random(number))
            for response in attempt.responses.exclude(question=open_):
                right = response.question == easy
                attempt.answer(response.number, {"answer": [response.key["right"] if right else "k1"]}, now)
            finish(attempt, now)
        assert listed(client, statistics="easy") == {easy.pk}
        assert listed(client, statistics="hard") == {hard.pk}
        assert listed(client, statistics="none") == {open_.pk}
        assert f"100 % of {ENOUGH}" in client.get(address(MODEL, "changelist")).content.decode()

    def test_what_the_figures_say_is_listed_by(self, client, course, instructor, now):
        quiz = factories.QuizFactory(course=course)
        odd, sound, new = quiz.questions.all()
        figures = [(odd, ENOUGH, [{"code": "easy", "text": "Easy.", "params": {}}]), (sound, ENOUGH, []), (new, 1, [])]
        for question, n, findings in reversed(figures):  # so that no measure has the number of its question
            version = question.versions.get()
            Measure.objects.create(quiz=quiz, version=version, n=n, facility=0.9, findings=findings, at=now)
        assert listed(client, statistics="fix") == {odd.pk}
        assert listed(client, statistics="left") == set()
        Measure.objects.get(version__question=odd).leave(instructor)
        assert listed(client, statistics="fix") == set()
        assert listed(client, statistics="left") == {odd.pk}
        assert listed(client, statistics="few") == {new.pk}
        assert listed(client, statistics="sound") == {sound.pk}

    def test_the_list_costs_the_same_for_more(self, client, point):
        factories.QuestionFactory(key_point=point)
        few = queries_of(client, address(MODEL, "changelist"))
        for _ in range(4):
            factories.QuestionFactory(key_point=point)
        assert queries_of(client, address(MODEL, "changelist")) == few
