import pytest
from django.urls import reverse

from tests.factories import CitationFactory, LessonFactory


@pytest.fixture
def follow(sign_in, learner, course):
    """follow(referer) is the page of a lesson with cited words lit, come to from there."""
    lesson = LessonFactory(edition__document__course=course, number=1)
    citation = CitationFactory(edition=lesson.edition)

    def follow(referer: str) -> str:
        url = reverse("content:citation", args=[citation.pk])
        return sign_in(learner).get(url, headers={"Referer": referer}, follow=True).content.decode()

    return follow


@pytest.mark.parametrize(
    ("path", "link", "label"),
    [
        ("/attempts/7/questions/2/feedback/", "/attempts/7/questions/2/feedback/", "Back to the question"),
        ("/review/?course=diplomacy", "/review/?course=diplomacy", "Back to the card"),
        ("/review/answers/", "/review/", "Back to the card"),
        ("/courses/diplomacy/lessons/1/?lit=3", "/courses/diplomacy/lessons/1/?lit=3", "Back to where you read"),
    ],
)
def test_a_citation_leads_back(follow, path, link, label):
    page = follow(f"http://testserver{path}")
    assert f'href="{link}" data-back' in page
    assert label in page


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://elsewhere.example/review/",
        "javascript:alert(1)",
        "http://testserver/nowhere/",
        "http://testserver/account/sign-in/",
        "//testserver@elsewhere.example/review/",
    ],
)
def test_it_leads_nowhere_else(follow, referer):
    assert "data-back" not in follow(referer)


def test_a_lesson_opened_by_itself_has_no_way_back(sign_in, learner, course):
    lesson = LessonFactory(edition__document__course=course, number=1)
    page = sign_in(learner).get(lesson.get_absolute_url(), headers={"Referer": "http://testserver/review/"})
    assert "data-back" not in page.content.decode()
