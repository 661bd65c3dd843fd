import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.importing import import_document
from content.models import Citation
from quizzes.models import LedgerEntry, Reading
from tests.documents import GARDEN, NASTY, long_garden

HTMX = {"HX-Request": "true"}


@pytest.fixture
def edition(course, instructor, now):
    return import_document(course, "garden.txt", GARDEN.encode(), instructor, now)


@pytest.fixture
def lesson(edition):
    return edition.lessons.get()


@pytest.fixture
def url(lesson):
    return lesson.get_absolute_url()


@pytest.fixture
def reading(lesson):
    return reverse("quizzes:reading", args=[lesson.course.slug, lesson.number])


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


class TestReading:
    def test_a_learner_reads_the_lesson(self, sign_in, learner, url):
        page = sign_in(learner).get(url).content.decode()
        assert "water the beds early in the morning, before the sun is high." in words_of(page)
        for anchor in ("p1", "p1s1", "p5s2", "p6", "l1", "end"):
            assert page.count(f'id="{anchor}"') == 1

    def test_every_id_stands_once(self, sign_in, learner, course, instructor, now):
        edition = import_document(course, "long.txt", long_garden(60).encode(), instructor, now)
        page = sign_in(learner).get(edition.lessons.last().get_absolute_url()).content.decode()
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))

    def test_a_citation_lights_its_words(self, sign_in, learner, edition, url):
        citation = Citation.objects.get(edition=edition, paragraph=6, sentence=1)
        page = sign_in(learner).get(url, {"lit": citation.pk}).content.decode()
        lit = "".join(re.findall(r"<mark>(.*?)</mark>", page))
        assert words_of(lit) == citation.quote

    @pytest.mark.parametrize("lit", ["", "0", "999999", "-1", "x", "١", "9" * 40, "1 OR 1=1"])
    def test_an_address_that_lights_nothing_still_shows_the_lesson(self, sign_in, learner, url, lit):
        response = sign_in(learner).get(url, {"lit": lit})
        assert response.status_code == 200
        assert "<mark>" not in response.content.decode()

    def test_a_citation_of_another_source_lights_nothing(self, sign_in, learner, course, instructor, now, url):
        other = import_document(course, "other.txt", long_garden(2).encode(), instructor, now)
        page = sign_in(learner).get(url, {"lit": other.citations.first().pk}).content.decode()
        assert "<mark>" not in page

    def test_anonymous_people_sign_in_first(self, client, url):
        assert client.get(url)["Location"].startswith(reverse("login"))

    def test_a_stranger_finds_nothing(self, sign_in, stranger, url):
        assert sign_in(stranger).get(url).status_code == 404

    def test_a_lesson_that_is_not_there_is_not_found(self, sign_in, learner, lesson):
        missing = reverse("quizzes:lesson", args=[lesson.course.slug, 99])
        assert sign_in(learner).get(missing).status_code == 404

    def test_other_methods_are_refused(self, sign_in, learner, url):
        assert sign_in(learner).post(url).status_code == 405

    def test_what_a_document_says_is_never_run(self, sign_in, learner, course, instructor, now):
        edition = import_document(course, "nasty.txt", NASTY.encode(), instructor, now)
        page = sign_in(learner).get(edition.lessons.first().get_absolute_url()).content.decode()
        for words in ("<script>alert", "<script>nasty", "<img src=x", "<b>safe"):
            assert words not in page
        assert "&lt;img src=x onerror=alert(1)&gt; is shown as it was written." in page
        assert '{{ settings.SECRET_KEY }} and {% include "secret.html" %} are only words.' in words_of(page)

    def test_the_page_asks_no_more_of_the_database_for_a_longer_text(
        self, sign_in, learner, course, instructor, now, url, django_assert_num_queries
    ):
        long = import_document(course, "long.txt", long_garden(40).encode(), instructor, now).lessons.first()
        client, longer = sign_in(learner), long.get_absolute_url()
        client.get(url)  # from here on the session is known
        with CaptureQueriesContext(connection) as small:
            client.get(url)
        with django_assert_num_queries(len(small)):
            client.get(longer)
        assert len(small) <= 10


class TestMarkingAsRead:
    def test_it_is_kept_and_earns_its_points(self, sign_in, learner, lesson, url, reading):
        response = sign_in(learner).post(reading, {"paragraph": 3})
        assert response["Location"] == f"{url}#p4"
        kept = Reading.objects.get(learner=learner, lesson=lesson)
        assert (kept.paragraph, kept.finished_at) == (3, None)
        assert LedgerEntry.objects.get(learner=learner).points == 3

    def test_the_last_paragraph_finishes_the_lesson(self, sign_in, learner, lesson, url, reading):
        response = sign_in(learner).post(reading, {"paragraph": 6})
        assert response["Location"] == f"{url}#end"
        assert Reading.objects.get(learner=learner, lesson=lesson).finished_at
        assert "You finished this lesson" in sign_in(learner).get(url).content.decode()

    def test_twice_is_once(self, sign_in, learner, reading):
        for _ in range(2):
            sign_in(learner).post(reading, {"paragraph": 3})
        assert [entry.points for entry in LedgerEntry.objects.filter(learner=learner)] == [3]

    def test_htmx_gets_the_same_page(self, sign_in, learner, url, reading):
        response = sign_in(learner).post(reading, {"paragraph": 3}, headers=HTMX, follow=True)
        assert response.redirect_chain[-1][0] == f"{url}#p4"
        assert 'id="main"' in response.content.decode()

    @pytest.mark.parametrize("paragraph", ["", "0", "7", "-1", "abc", "3.5", "9" * 400])
    def test_a_paragraph_that_is_not_there_is_refused(self, sign_in, learner, reading, paragraph):
        response = sign_in(learner).post(reading, {"paragraph": paragraph})
        assert response.status_code == 422
        assert "This lesson has the paragraphs 1 to 6. Nothing was changed." in response.content.decode()
        assert not Reading.objects.exists()
        assert not LedgerEntry.objects.exists()

    def test_anonymous_people_sign_in_first(self, client, reading):
        assert client.post(reading, {"paragraph": 3})["Location"].startswith(reverse("login"))

    def test_a_stranger_finds_nothing(self, sign_in, stranger, reading):
        assert sign_in(stranger).post(reading, {"paragraph": 3}).status_code == 404

    def test_a_link_marks_nothing(self, sign_in, learner, reading):
        assert sign_in(learner).get(reading).status_code == 405
