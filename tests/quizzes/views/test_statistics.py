import csv
import io
import re
from html import unescape

import pytest
from django.urls import reverse

from content.models import Role
from quizzes.measuring import measure
from quizzes.models import Judgement, Measure, Question, Status
from quizzes.pages.statistics import plain
from tests import factories
from tests.quizzes.regrading.scene import A, B, C, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(course, now):
    quiz = factories.QuizFactory(course=course, feedback="end", shuffle=False)
    for n in range(20):
        take(quiz, factories.UserFactory(), now, B, A, C if n % 2 else B)
    return quiz


@pytest.fixture
def fixes(course):
    return reverse("quizzes:fixes", args=[course.slug])


class TestOneQuiz:
    def test_its_figures_and_every_answer_stand_there(self, quiz, instructor, sign_in):
        page = sign_in(instructor).get(reverse("quizzes:statistics", args=[quiz.pk])).content.decode()
        assert "The first attempts of 20 learners." in page
        assert "Internal consistency" in page
        assert "100 % of 20 answers are right" in page
        assert page.count("look at it") == 2

    def test_every_attempt_can_be_looked_at(self, quiz, instructor, sign_in):
        page = sign_in(instructor).get(reverse("quizzes:statistics", args=[quiz.pk]) + "?attempts=all")
        assert "All 20 attempts" in page.content.decode()

    def test_without_attempts_it_says_when_figures_come(self, course, instructor, sign_in):
        empty = factories.QuizFactory(course=course)
        page = sign_in(instructor).get(reverse("quizzes:statistics", args=[empty.pk])).content.decode()
        assert "No figures yet" in page

    def test_the_table_has_all_digits(self, quiz, instructor, sign_in):
        response = sign_in(instructor).get(reverse("quizzes:quiz_table", args=[quiz.pk]))
        assert "attachment" in response["Content-Disposition"]
        rows = list(csv.DictReader(io.StringIO(response.content.decode())))
        assert [float(row["facility"]) for row in rows] == [1.0, 0.0, 0.5]
        assert float(rows[0]["random_guess_score"]) == pytest.approx(1 / 3, abs=1e-12)
        assert rows[0]["discrimination_index"] == ""

    def test_words_that_a_spreadsheet_would_run_are_set_off(self):
        assert [plain(text) for text in ("=1+1", "@sum", "Which?")] == ["'=1+1", "'@sum", "Which?"]

    def test_the_queries_do_not_grow(self, quiz, instructor, sign_in, django_assert_max_num_queries):
        client = sign_in(instructor)
        with django_assert_max_num_queries(8):
            client.get(reverse("quizzes:statistics", args=[quiz.pk]))


class TestTheFixQueue:
    def test_nothing_stands_there_before_it_is_measured(self, quiz, fixes, instructor, sign_in):
        client = sign_in(instructor)
        assert "No question needs you" in client.get(fixes).content.decode()
        page = client.post(f"{fixes}measures/", follow=True).content.decode()
        assert "1 quiz was measured anew." in page
        assert "Two questions to fix" in page
        assert "Nothing has changed" in client.post(f"{fixes}measures/", follow=True).content.decode()

    @pytest.fixture
    def measured(self, quiz, now):
        return measure(quiz, now)

    def test_the_gravest_is_open_beside_its_source(self, measured, fixes, instructor, sign_in):
        page = sign_in(instructor).get(fixes).content.decode()
        assert "is the key true?" in page
        assert "marker marker--soft" in page
        assert "All its figures" in page

    def test_the_list_says_why_and_the_next_is_a_key_away(self, measured, fixes, instructor, sign_in):
        client = sign_in(instructor)
        page = client.get(fixes).content.decode()
        assert "The best choose a wrong option" in page
        following = re.search(r'href="(\?state=open&amp;at=\d+)" data-key="J"', page).group(1)
        later = client.get(fixes + unescape(following)).content.decode()
        assert 'data-key="K"' in later
        assert 'data-key="J"' not in later

    def test_accepted_as_it_is_it_is_left_and_can_be_looked_at_again(self, measured, fixes, instructor, sign_in):
        client = sign_in(instructor)
        row = Measure.objects.to_fix().first()
        page = client.post(fixes, {"do": "leave", "measure": row.pk}, follow=True).content.decode()
        assert "Left as it is." in page
        assert "One question to fix" in page
        assert "Look at it again" in client.get(fixes + "?state=left").content.decode()
        client.post(fixes, {"do": "look", "measure": row.pk})
        assert Measure.objects.to_fix().count() == 2

    def test_retired_it_is_asked_no_more_and_that_is_on_record(self, measured, fixes, instructor, sign_in):
        row = Measure.objects.to_fix().first()
        page = sign_in(instructor).post(fixes, {"do": "retire", "measure": row.pk}, follow=True).content.decode()
        assert "Retired: nobody is asked it any more" in page
        assert Question.objects.get(pk=row.version.question_id).status == Status.RETIRED
        assert Judgement.objects.get().reason == row.reasons[0]

    @pytest.mark.parametrize("data", [{}, {"do": "burn", "measure": 1}, {"do": "leave", "measure": 999}])
    def test_what_is_not_there_changes_nothing(self, measured, fixes, instructor, sign_in, data):
        response = sign_in(instructor).post(fixes, data)
        assert response.status_code == 422
        assert "Nothing was changed" in response.content.decode()
        assert Measure.objects.to_fix().count() == 2

    def test_it_takes_few_queries(self, measured, fixes, instructor, sign_in, django_assert_max_num_queries):
        client = sign_in(instructor)
        with django_assert_max_num_queries(13):
            client.get(fixes)

    def test_an_unknown_state_is_lost(self, fixes, instructor, sign_in):
        assert sign_in(instructor).get(fixes + "?state=odd").status_code == 404


def test_only_those_who_teach_the_course_find_any_of_it(quiz, fixes, learner, reviewer, stranger, client, sign_in):
    other = factories.MembershipFactory(course=factories.CourseFactory(), role=Role.INSTRUCTOR).user
    pages = [fixes, *(reverse(f"quizzes:{name}", args=[quiz.pk]) for name in ("statistics", "quiz_table"))]
    for page in pages:
        assert client.get(page).url.startswith(reverse("login"))
    for person in (learner, reviewer, stranger, other):
        assert [sign_in(person).get(page).status_code for page in pages] == [404] * 3
        assert sign_in(person).post(f"{fixes}measures/").status_code == 404
