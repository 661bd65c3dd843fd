import pytest
from django.urls import reverse

from tests.factories import CitationFactory, EditionFactory, LessonFactory


@pytest.fixture
def citation(course):
    edition = EditionFactory(document__course=course)
    LessonFactory(edition=edition, number=4, end=60)
    LessonFactory(edition=edition, number=5, start=60, first_paragraph=2)
    return CitationFactory(edition=edition, quote="96 years", paragraph=2)


def test_a_citation_leads_to_its_words_in_place(sign_in, learner, course, citation):
    response = sign_in(learner).get(citation.get_absolute_url())
    assert response.status_code == 302
    lesson = reverse("quizzes:lesson", args=[course.slug, 5])
    assert response["Location"] == f"{lesson}?lit={citation.pk}#p2s1"


def test_anonymous_people_sign_in_first(client, citation):
    response = client.get(citation.get_absolute_url())
    assert response["Location"].startswith(reverse("login"))


def test_a_stranger_finds_nothing(sign_in, stranger, citation):
    assert sign_in(stranger).get(citation.get_absolute_url()).status_code == 404


def test_an_unknown_citation_is_not_found(sign_in, learner):
    assert sign_in(learner).get(reverse("content:citation", args=[999_999])).status_code == 404


def test_other_methods_are_refused(sign_in, learner, citation):
    assert sign_in(learner).post(citation.get_absolute_url()).status_code == 405


class TestAnEarlierEdition:
    @pytest.fixture
    def replaced(self, citation):
        citation.edition.is_current = False
        citation.edition.save()
        return citation

    def test_its_words_are_shown_where_they_stood(self, sign_in, learner, replaced):
        response = sign_in(learner).get(replaced.get_absolute_url())
        page = response.content.decode()
        assert response.status_code == 200
        assert "<mark>96 years</mark>" in page
        assert "It has been replaced since." in page
        assert "does not say this in these words" in page

    def test_it_leads_to_the_same_words_of_today(self, sign_in, learner, replaced):
        now = EditionFactory(document=replaced.edition.document, number=2)
        same = CitationFactory(edition=now, quote="96 years", paragraph=2)
        page = sign_in(learner).get(replaced.get_absolute_url()).content.decode()
        assert same.get_absolute_url() in page

    def test_a_stranger_finds_nothing(self, sign_in, stranger, replaced):
        assert sign_in(stranger).get(replaced.get_absolute_url()).status_code == 404
