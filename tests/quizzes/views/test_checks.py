import re
from collections import Counter

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from content.models import Citation
from quizzes.kinds import KINDS
from quizzes.models import LedgerEntry, Memory, Question, Rating, Review, SelfCheck
from quizzes.pages.checks import BRIEF, CLICKED, chosen
from quizzes.sessions import graded_on, session
from tests import factories
from tests.quizzes.views.test_questions import HTMX
from tests.quizzes.views.test_quizzes import text_of

pytestmark = pytest.mark.usefixtures("clock")

RIGHT, WRONG = {"answer": "k2"}, {"answer": "k1"}


@pytest.fixture
def question(lesson) -> Question:
    question = factories.QuestionFactory(key_point=factories.KeyPointFactory(lesson=lesson))
    start = lesson.edition.text.index("trust")
    question.feedback = {"lit": [[start, start + 5]], "why": {"k1": {"text": "Speed is never named.", "citation": 0}}}
    question.save()
    return question


@pytest.fixture
def url(question, lesson) -> str:
    return reverse("quizzes:check", args=[lesson.course.slug, lesson.number, question.pk])


def page(client, lesson) -> str:
    return client.get(lesson.get_absolute_url()).content.decode()


class TestAsking:
    def test_it_stands_after_the_part_and_tells_no_answer(self, sign_in, learner, lesson, question):
        html = page(sign_in(learner), lesson)
        assert html.index('id="p2"') < html.index("Check yourself") < html.index("lesson-end")
        assert question.shown["stem"] in html
        assert "The answer is in ¶ 1." in html
        for told in ("The text names trust first.", "Speed is never named.", "choice--good"):
            assert told not in html
        assert len(set(re.findall(r' id="([^"]+)"', html))) == len(re.findall(r' id="([^"]+)"', html))

    @pytest.mark.parametrize(
        "change",
        [
            {"status": "draft"},
            {"kind": "date"},
            {"kind": "true_false", "shown": {"stem": "So?", "correction": "asked"}},
        ],
    )
    def test_only_what_a_click_or_a_word_answers_is_asked(self, sign_in, learner, lesson, question, url, change):
        Question.objects.filter(pk=question.pk).update(**change)
        assert "Check yourself" not in page(sign_in(learner), lesson)
        assert sign_in(learner).post(url, RIGHT).status_code == 404

    @pytest.mark.parametrize("kind", [kind for kind in BRIEF if kind not in CLICKED])
    def test_a_word_can_be_asked_for(self, sign_in, learner, lesson, question, url, kind):
        sample = KINDS[kind].examples()
        Question.objects.filter(pk=question.pk).update(kind=kind, shown=sample.shown, key=sample.key)
        client = sign_in(learner)
        html = page(client, lesson)
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(set(ids)) == len(ids)
        assert set(re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', html)) <= set(ids)
        assert "Correct" in client.post(url, sample.right, headers=HTMX).content.decode()
        assert "Correct" in page(client, lesson)

    def test_kinds_take_turns(self, now):
        def pair(kind, paragraph):
            return Question(pk=paragraph, kind=kind, citation=Citation(last_paragraph=paragraph), difficulty=0.5), None

        bank = [pair("choice", 1), pair("choice", 2), pair("cloze", 2), pair("true_false", 3), pair("numeric", 3)]
        asked: Counter[str] = Counter()
        for paragraph in (1, 2, 3):
            found, _none = chosen(bank, paragraph, paragraph, now.date(), asked)
            asked[found.kind] += 1
        assert list(asked) == ["choice", "cloze", "numeric"]

    def test_a_question_of_a_graded_quiz_is_not_given_away(self, sign_in, learner, course, lesson, question, url):
        factories.QuizFactory(course=course, with_questions=[question], feedback="end")
        assert "Check yourself" not in page(sign_in(learner), lesson)
        assert sign_in(learner).post(url, RIGHT).status_code == 404

    def test_others_take_their_turn_on_other_days(self, sign_in, learner, lesson, question, url, clock):
        other = factories.QuestionFactory(key_point=question.key_point, difficulty=0.9)
        client = sign_in(learner)
        client.post(url, RIGHT)
        assert other.shown["stem"] not in page(client, lesson)
        clock(days=1)
        html = page(client, lesson)
        assert other.shown["stem"] in html
        assert question.shown["stem"] not in html


class TestAnswering:
    def test_a_right_answer_is_marked_with_the_lit_source(self, sign_in, learner, lesson, question, url):
        client = sign_in(learner)
        response = client.post(url, RIGHT)
        assert response.url == f"{lesson.get_absolute_url()}#check-{question.pk}"
        html = page(client, lesson)
        assert "Your answer, correct" in text_of(client.get(lesson.get_absolute_url()))
        assert "<mark>trust</mark>" in html
        assert "The text names trust first." in html

    def test_a_wrong_one_explains_both(self, sign_in, learner, question, url):
        text = sign_in(learner).post(url, WRONG, headers=HTMX).content.decode()
        for told in ("Not quite", "Your answer", "Correct answer", "Speed is never named.", "<mark>trust</mark>"):
            assert told in text
        assert "<html" not in text

    @pytest.mark.parametrize("headers", [{}, HTMX])
    @pytest.mark.parametrize("posted", [{}, {"answer": "zz"}, {"answer": ["k1", "k2"]}])
    def test_no_answer_asks_again(self, sign_in, learner, question, url, posted, headers):
        response = sign_in(learner).post(url, posted, headers=headers)
        assert response.status_code == 422
        assert 'role="alert"' in response.content.decode()
        assert not SelfCheck.objects.exists()
        assert not Review.objects.exists()

    def test_it_goes_to_the_memory_once_a_day_and_earns_nothing(self, sign_in, learner, question, url, clock):
        client = sign_in(learner)
        for posted in (WRONG, RIGHT, RIGHT):
            client.post(url, posted)
        assert [(one.rating, one.in_lesson) for one in Review.objects.all()] == [(Rating.AGAIN, True)]
        assert Memory.objects.get(learner=learner).key_point == question.key_point
        assert SelfCheck.objects.get().answer == {"choice": "k1"}
        assert not LedgerEntry.objects.exists()
        clock(days=1)
        client.post(url, RIGHT)
        assert [one.rating for one in Review.objects.all()] == [Rating.AGAIN, Rating.GOOD]
        assert SelfCheck.objects.get().answer == {"choice": "k2"}

    def test_it_is_no_card_of_the_session(self, sign_in, learner, question, url, now):
        sign_in(learner).post(url, RIGHT)
        assert graded_on(learner, now.date()) == []
        assert session(learner, now).number == 1

    def test_a_question_that_was_changed_is_asked_anew(self, sign_in, learner, lesson, question, url):
        client = sign_in(learner)
        client.post(url, RIGHT)
        Question.objects.filter(pk=question.pk).update(version=2)
        assert "Your answer" not in page(client, lesson)

    def test_nobody_else_sees_it(self, sign_in, learner, classmate, lesson, url):
        sign_in(learner).post(url, RIGHT)
        assert "Your answer" not in page(sign_in(classmate), lesson)

    def test_strangers_find_nothing(self, client, sign_in, stranger, course, learner, url, question):
        assert client.post(url, RIGHT).status_code == 302
        assert sign_in(stranger).post(url, RIGHT).status_code == 404
        foreign = factories.QuestionFactory()
        assert sign_in(learner).post(url.replace(f"/{question.pk}/", f"/{foreign.pk}/"), RIGHT).status_code == 404
        assert sign_in(learner).get(url).status_code == 405
        assert not SelfCheck.objects.exists()


def test_a_share_is_a_share(sign_in, learner, url):
    sign_in(learner).post(url, RIGHT)
    with pytest.raises(IntegrityError, match="self_check_is_a_share"), transaction.atomic():
        SelfCheck.objects.update(fraction=2)
