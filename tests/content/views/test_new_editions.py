"""A changed document on its way into the place of the one before it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from content.choosing import Choices
from content.editions import bring_in_edition
from content.importing import find, import_document
from content.models import Document, Edition, KeyPoint, Stage, Upload
from content.reading import read
from content.uploading import receive
from tests.content.views.test_uploads import address, file, form_of, words
from tests.documents import GARDEN
from tests.factories import CourseFactory

REWORDED = GARDEN.replace("340 trees", "350 trees")
SHORTER = GARDEN[: GARDEN.index("A good")] + GARDEN[GARDEN.index("In 1986") :]


@pytest.fixture
def old(course, instructor, now):
    return import_document(course, "garden.txt", GARDEN.encode(), instructor, now)


@pytest.fixture
def teacher(sign_in, instructor):
    return sign_in(instructor)


@pytest.fixture
def url(course):
    return reverse("content:uploads", args=[course.slug])


@pytest.fixture
def compared(teacher, old, url):
    """compared(text) brings a changed text as far as the comparison."""

    def compared(text=REWORDED):
        teacher.post(url, file(data=text))
        upload = Upload.objects.get()
        response = teacher.post(address(upload, "upload_choices"), form_of(teacher.get(address(upload))), follow=True)
        upload.refresh_from_db()
        return upload, response

    return compared


class TestWhichDocument:
    def test_the_same_name_or_title_is_taken_for_a_new_edition(self, teacher, old, url):
        for name in ("garden.txt", "anything.txt"):
            page = teacher.post(url, file(name, REWORDED), follow=True)
            assert "This is taken for a new edition of source A." in words(page)
            assert page.context["form"].initial["replaces"] == str(old.document.pk)

    def test_another_text_is_a_document_of_its_own(self, teacher, old, url):
        other = REWORDED.replace("How to keep a garden", "Another garden")
        page = teacher.post(url, file("other.txt", other), follow=True)
        assert page.context["form"].initial["replaces"] == "own"

    def test_one_can_say_that_it_is_none(self, teacher, old, url, course):
        page = teacher.post(url, {**file(data=REWORDED), "replaces": "own"}, follow=True)
        upload = Upload.objects.get()
        teacher.post(address(upload, "upload_choices"), form_of(page))
        assert course.documents.count() == 2

    def test_one_can_say_so_on_the_preview_too(self, teacher, old, url, course):
        page = teacher.post(url, file(data=REWORDED), follow=True)
        teacher.post(address(Upload.objects.get(), "upload_choices"), {**form_of(page), "replaces": "own"})
        assert course.documents.count() == 2

    def test_one_can_name_the_document_that_it_replaces(self, teacher, old, url):
        other = REWORDED.replace("How to keep a garden", "Another garden")
        given = {**file("other.txt", other), "replaces": str(old.document.pk)}
        page = teacher.post(url, given, follow=True)
        assert page.context["form"].initial["replaces"] == str(old.document.pk)

    def test_documents_of_other_courses_are_not_offered(self, teacher, url, now, instructor):
        other = import_document(CourseFactory(), "garden.txt", GARDEN.encode(), None, now)
        assert teacher.post(url, {**file(), "replaces": str(other.document.pk)}).status_code == 422


class TestComparison:
    def test_it_shows_both_wordings_and_changes_nothing(self, compared, old):
        upload, response = compared()
        assert upload.stage == Stage.COMPARED
        assert "<del>340</del>" in words(response)
        assert "<ins>350</ins>" in words(response)
        assert "Nothing of this is done yet." in words(response)
        assert Edition.objects.get() == old

    def test_it_tells_what_goes(self, compared):
        _upload, response = compared(SHORTER)
        assert "Retired, never deleted" in words(response)

    def test_the_same_text_has_nothing_to_bring_in(self, teacher, old, course, instructor):
        upload = receive(course, instructor, "garden.txt", GARDEN.encode(), timezone.now(), replaces=old.document)
        data = form_of(teacher.get(address(upload)))
        page = teacher.post(address(upload, "upload_choices"), data, follow=True)
        assert "there is nothing to bring in" in words(page)

    def test_one_can_go_back_to_what_was_read(self, compared, teacher):
        upload, _response = compared()
        assert "Check what was read" in words(teacher.get(f"{address(upload)}?part=1"))


class TestApplying:
    def test_it_replaces_the_edition_and_tells_what_became_of_it(self, compared, teacher, old):
        upload, _response = compared()
        page = teacher.post(address(upload, "upload_edition"), follow=True)
        assert "is in the course" in words(page)
        assert "<ins>350</ins>" in words(page)
        edition = Edition.objects.current().get()
        assert (edition.document, edition.number) == (old.document, 2)

    def test_twice_is_once(self, compared, teacher):
        upload, _response = compared()
        for _ in range(2):
            teacher.post(address(upload, "upload_edition"))
        assert Edition.objects.count() == 2

    def test_what_was_not_compared_is_not_applied(self, teacher, old, url):
        teacher.post(url, file(data=REWORDED))
        teacher.post(address(Upload.objects.get(), "upload_edition"))
        assert Edition.objects.get() == old

    def test_an_edition_that_came_in_between_asks_to_compare_again(self, compared, teacher, old, instructor, now):
        upload, _response = compared()
        between = find("garden.txt", read("garden.txt", SHORTER.encode()))
        bring_in_edition(old.document, "garden.txt", between, Choices(), instructor, now)
        page = teacher.post(address(upload, "upload_edition"), follow=True)
        assert "compare again" in words(page)
        assert Edition.objects.count() == 2

    def test_a_document_that_went_in_between_asks_to_compare_again(self, compared, teacher, old):
        upload, _response = compared()
        KeyPoint.objects.all().delete()
        Document.objects.all().delete()
        page = teacher.post(address(upload, "upload_edition"), follow=True)
        assert "compare again" in words(page)
        assert not Edition.objects.exists()

    def test_others_find_nothing_and_other_methods_are_refused(self, compared, teacher, sign_in, learner, client):
        upload, _response = compared()
        assert teacher.get(address(upload, "upload_edition")).status_code == 405
        assert sign_in(learner).post(address(upload, "upload_edition")).status_code == 404
        client.logout()
        assert client.post(address(upload, "upload_edition"))["Location"].startswith(reverse("login"))
