import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.importing import import_document
from content.models import KeyPoint
from quizzes.models import Measure
from tests.documents import GARDEN, NASTY, long_garden
from tests.factories import CardFactory, QuestionFactory, QuizFactory


@pytest.fixture
def url(course):
    return course.get_absolute_url()


@pytest.fixture
def edition(course, instructor, now):
    return import_document(course, "garden.txt", GARDEN.encode(), instructor, now)


def test_a_learner_sees_the_course(sign_in, learner, course, edition, url):
    point = KeyPoint.objects.get(kind="list", content__form="ordinal")
    CardFactory(key_point=point)
    quiz = QuizFactory(course=course, title="On gardens", with_questions=[QuestionFactory(key_point=point)])
    page = sign_in(learner).get(url).content.decode()
    assert course.title in page
    assert "How to keep a garden" in page
    assert "living library" in page
    assert quiz.get_absolute_url() in page
    assert "Read lesson 1" in page
    assert 'class="arc arc--new"' in page


def test_instructors_and_reviewers_see_it_too(sign_in, instructor, reviewer, edition, url):
    for member in (instructor, reviewer):
        assert sign_in(member).get(url).status_code == 200


def test_only_instructors_see_the_join_code(sign_in, learner, instructor, course, edition, url):
    assert course.join_code not in sign_in(learner).get(url).content.decode()
    assert course.join_code in sign_in(instructor).get(url).content.decode()


def test_only_instructors_are_led_to_where_documents_are_added(sign_in, learner, instructor, course, url, now):
    uploads = reverse("content:uploads", args=[course.slug])
    assert uploads in sign_in(instructor).get(url).content.decode()
    import_document(course, "garden.txt", GARDEN.encode(), instructor, now)
    assert uploads in sign_in(instructor).get(url).content.decode()
    assert uploads not in sign_in(learner).get(url).content.decode()


def test_a_course_without_documents_says_what_will_come(sign_in, learner, url):
    assert "Nothing to read yet" in sign_in(learner).get(url).content.decode()


def test_anonymous_people_sign_in_first(client, url):
    response = client.get(url)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("login"))


def test_a_stranger_finds_nothing(sign_in, stranger, url):
    assert sign_in(stranger).get(url).status_code == 404


def test_a_course_that_is_not_there_is_not_found(sign_in, learner):
    assert sign_in(learner).get(reverse("quizzes:course", args=["nowhere"])).status_code == 404


def test_other_methods_are_refused(sign_in, learner, url):
    assert sign_in(learner).post(url).status_code == 405


def test_what_a_document_says_is_never_run(sign_in, learner, course, instructor, now, url):
    course.title, course.description = "<script>title</script>", "{{ user }}<script>description</script>"
    course.save()
    import_document(course, "nasty.txt", NASTY.encode(), instructor, now)
    page = sign_in(learner).get(url).content.decode()
    for words in (
        "<script>title",
        "<script>description",
        "<script>alert",
        "<script>nasty",
        "<img src=x",
        "onmouseover=alert",
    ):
        assert words not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ user }}" in page


def test_the_page_asks_no_more_of_the_database_for_a_larger_course(
    sign_in, learner, course, instructor, edition, url, now, django_assert_num_queries
):
    client = sign_in(learner)
    client.get(url)  # from here on the session is known
    with CaptureQueriesContext(connection) as small:
        client.get(url)
    import_document(course, "long.txt", long_garden(40).encode(), instructor, now)
    with django_assert_num_queries(len(small)):
        client.get(url)
    assert len(small) <= 10


def test_only_who_teaches_is_led_to_what_teaching_needs(sign_in, learner, instructor, course, edition, url, now):
    quiz = QuizFactory(course=course, with_questions=[QuestionFactory(key_point=KeyPoint.objects.first())])
    Measure.objects.create(
        quiz=quiz,
        version=quiz.questions.first().versions.get(),
        n=30,
        facility=1.0,
        findings=[{"code": "easy", "text": "Easy.", "params": {}}],
        at=now,
    )
    doors = [
        *(reverse(f"quizzes:{name}", args=[course.slug]) for name in ("class", "fixes", "disputes", "board_attempts")),
        *(reverse(f"quizzes:{name}", args=[quiz.pk]) for name in ("rehearsal", "statistics")),
        reverse("admin:quizzes_quiz_change", args=[quiz.pk]),
        reverse("admin:quizzes_question_changelist"),
        "Fix 1 question",
    ]
    pages = [sign_in(person).get(url).content.decode() for person in (instructor, learner)]
    assert [door for door in doors if door not in pages[0]] == []
    assert [door for door in doors if door in pages[1]] == []
