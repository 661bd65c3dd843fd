import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from content.importing import import_document
from content.models import KeyPoint
from quizzes.models import Card, Question, Status
from quizzes.pages.coverage import coverage
from tests.factories import (
    CardFactory,
    CitationFactory,
    CourseFactory,
    DocumentFactory,
    EditionFactory,
    KeyPointFactory,
    LessonFactory,
    QuestionFactory,
)

TEXT = "The law rests on three pillars: trust, patience and law.\n\nIt was signed on 4 May 1990.\n\nNobody objected."


@pytest.fixture
def edition(course):
    return EditionFactory(text=TEXT, document=DocumentFactory(course=course, letter="A"))


@pytest.fixture
def point(edition, course) -> KeyPoint:
    """The date in ¶ 2."""
    citation = CitationFactory(edition=edition, quote="It was signed on 4 May 1990.", paragraph=2)
    lesson = LessonFactory(edition=edition, course=course)
    start = TEXT.index("4 May 1990")
    said = {"text": "4 May 1990", "start": start, "end": start + 10}
    content = {"fact": "date", "value": "1990-05-04", "said": said}
    return KeyPointFactory(lesson=lesson, kind="fact", label="4 May 1990", citation=citation, content=content)


@pytest.fixture
def card(point) -> Card:
    return CardFactory(key_point=point, citation=point.citation)


@pytest.fixture
def url(edition):
    return reverse("quizzes:coverage", args=[edition.document.pk])


@pytest.fixture
def items_url(edition):
    return reverse("quizzes:coverage_items", args=[edition.document.pk])


def why_not(edition) -> list[str]:
    return [sentence.why_not for sentence in coverage(edition).sentences]


class TestTheMap:
    def test_a_sentence_is_taught_by_what_is_live(self, edition, card):
        first, second, third = coverage(edition).sentences
        assert (first.live, second.live, third.live) == (0, 1, 0)
        assert second.why_not == ""
        assert third.why_not == "No list, term, date or figure was found in it."

    @pytest.mark.parametrize(
        ("status", "reason"), [(Status.DRAFT, "waits for your word"), (Status.RETIRED, "was retired")]
    )
    def test_it_says_why_nothing_is_live(self, edition, card, status, reason):
        Card.objects.update(status=status)
        assert reason in why_not(edition)[1]

    def test_a_key_point_without_items_is_told_from_no_key_point(self, edition, point):
        assert "no rule asks this" in why_not(edition)[1]
        KeyPoint.objects.update(is_retired=True)
        assert why_not(edition)[1] == "What it says was retired."

    def test_a_list_teaches_its_items_and_not_what_lies_between(self, edition, course):
        citation = CitationFactory(edition=edition, quote=TEXT, last_paragraph=3)
        words = [TEXT.index(word) for word in ("trust", "patience")]
        items = [{"text": "x", "start": start, "end": start + 5} for start in words]
        lesson = LessonFactory(edition=edition, course=course)
        listed = KeyPointFactory(lesson=lesson, kind="list", citation=citation, content={"items": items})
        CardFactory(key_point=listed, citation=citation)
        assert [sentence.live for sentence in coverage(edition).sentences] == [1, 0, 0]

    def test_the_share_counts_words(self, edition, card):
        assert coverage(edition).share == round(100 * 7 / 19)

    def test_the_queries_do_not_grow_with_the_text(self, edition, course, django_assert_max_num_queries):
        lesson = LessonFactory(edition=edition, course=course)
        for number in range(5):
            point = KeyPointFactory(lesson=lesson, label=f"{number}")
            CardFactory(key_point=point, citation=point.citation)
        with django_assert_max_num_queries(4):
            coverage(edition)


class TestThePage:
    def test_a_sentence_opens_with_what_it_teaches(self, sign_in, instructor, url, card):
        page = sign_in(instructor).get(url, {"at": "p2s1"}).content.decode()
        assert card.prompt in page
        assert "Write a question on it" in page

    def test_what_the_checks_refuse_is_told_when_asked(self, sign_in, instructor, url, card):
        page = sign_in(instructor).get(url, {"at": "p2s1", "why": "1"}).content.decode()
        assert "What the checks refuse" in page

    @pytest.mark.parametrize("at", ["p99s1", "x", "<b>"])
    def test_an_unknown_sentence_opens_nothing(self, sign_in, instructor, url, card, at):
        response = sign_in(instructor).get(url, {"at": at})
        assert response.status_code == 200
        assert "Choose a sentence" in response.content.decode()

    def test_it_is_absent_for_who_does_not_teach(self, sign_in, learner, reviewer, stranger, url, items_url, edition):
        drafts = reverse("quizzes:drafts", args=[edition.document.pk])
        for user in (learner, reviewer, stranger):
            client = sign_in(user)
            assert [
                client.get(url).status_code,
                client.post(items_url).status_code,
                client.post(drafts).status_code,
            ] == [404] * 3

    def test_the_anonymous_sign_in_first(self, client, url):
        assert client.get(url).status_code == 302

    def test_a_wrong_method_is_refused(self, sign_in, instructor, url, items_url):
        assert sign_in(instructor).post(url).status_code == 405
        assert sign_in(instructor).get(items_url).status_code == 405


class TestChangingItems:
    def test_a_card_is_retired_and_the_page_comes_back_to_its_sentence(self, sign_in, instructor, items_url, card):
        response = sign_in(instructor).post(items_url, {"card": card.pk, "status": "retired", "at": "p2s1"})
        card.refresh_from_db()
        assert card.status == Status.RETIRED
        assert response["Location"].endswith("?at=p2s1#p2s1")

    def test_a_question_is_approved(self, sign_in, instructor, items_url, point):
        question = QuestionFactory(key_point=point, citation=point.citation, status=Status.DRAFT)
        sign_in(instructor).post(items_url, {"question": question.pk, "status": "approved"})
        question.refresh_from_db()
        assert question.status == Status.APPROVED

    def test_an_item_of_another_document_is_not_found(self, sign_in, instructor, items_url):
        foreign = CardFactory(key_point=KeyPointFactory(course=CourseFactory()))
        response = sign_in(instructor).post(items_url, {"card": foreign.pk, "status": "retired"}, follow=True)
        foreign.refresh_from_db()
        assert foreign.status == Status.APPROVED
        assert "Nothing was changed" in response.content.decode()

    @pytest.mark.parametrize("wrong", [{"status": "gone"}, {"card": ""}, {"card": "x"}])
    def test_a_tampered_form_changes_nothing(self, sign_in, instructor, items_url, card, wrong):
        sign_in(instructor).post(items_url, {"card": card.pk, "status": "retired"} | wrong)
        card.refresh_from_db()
        assert card.status == Status.APPROVED

    def test_an_address_cannot_be_smuggled_in(self, sign_in, instructor, items_url, card):
        response = sign_in(instructor).post(items_url, {"card": card.pk, "status": "draft", "at": "//evil.example"})
        assert "evil" not in response["Location"]

    def test_what_is_missing_is_drafted(self, sign_in, instructor, course, now):
        text = "The plan has three aims: cheaper trains, cleaner rivers and quieter streets.\n"
        edition = import_document(course, "plan.txt", text.encode(), instructor, now)
        url = reverse("quizzes:drafts", args=[edition.document_id])
        client = sign_in(instructor)
        page = client.post(url, follow=True).content.decode()
        new = Question.objects.count() + Card.objects.count()
        assert new
        assert re.search(rf"{new} items? (is|are) new", page)
        assert "Nothing new passed the checks" in client.post(url, follow=True).content.decode()


class TestTheCommand:
    def test_it_names_each_sentence_that_is_not_taught(self, edition, card, capsys):
        call_command("coverage", edition.document.course.slug)
        out = capsys.readouterr().out
        assert "37 % of the words, 1 of 3 sentences" in out
        assert "p3s1" in out
        assert "p2s1" not in out

    def test_a_summary_is_one_line_a_document(self, edition, card, capsys):
        call_command("coverage", "--summary")
        assert len(capsys.readouterr().out.splitlines()) == 1

    def test_an_unknown_course_is_named(self, db):
        with pytest.raises(CommandError, match="There is no course “x”"):
            call_command("coverage", "x")
