"""The pages on which an instructor brings a document into a course."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from content.importing import import_document
from content.models import Citation, Document, Edition, KeyPoint, Stage, Upload
from content.uploading import QUICK_BYTES, receive, work
from tests.documents import GARDEN, NASTY, long_garden

HTMX = {"HX-Request": "true"}
ASKING = {**HTMX, "HX-Target": "progress"}
FRAMED = "Share\n\n" + GARDEN + "\nFeedback\n"
LONG = long_garden(QUICK_BYTES // 300).encode()


@pytest.fixture
def url(course):
    return reverse("content:uploads", args=[course.slug])


@pytest.fixture
def teacher(sign_in, instructor):
    return sign_in(instructor)


@pytest.fixture
def upload(course, instructor):
    return receive(course, instructor, "garden.txt", FRAMED.encode(), timezone.now())


@pytest.fixture
def later(course, instructor):
    return receive(course, instructor, "long.txt", LONG, timezone.now())


def address(upload, page="upload") -> str:
    return reverse(f"content:{page}", args=[upload.pk])


def file(name="garden.txt", data=GARDEN) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)}


def form_of(response) -> dict[str, object]:
    """What a browser would post of the page as it stands."""
    page, form = response.context["page"], response.context["form"]
    ticked = [find.key for find in (*page.lists, *page.concepts, *page.weaker, *page.facts) if find.is_taken]
    ticked += [line.key for line in page.removed if line.is_taken]
    labels = {f"label-{find.key}": find.label for find in page.lists}
    return {**form.initial, **labels, "find": ticked, "part": page.part, "go": "import"}


def words(response) -> str:
    return response.content.decode()


class TestAdding:
    def test_a_file_leads_to_what_was_read_of_it(self, teacher, url):
        response = teacher.post(url, file())
        assert response.status_code == 303
        upload = Upload.objects.get()
        assert response["Location"] == upload.get_absolute_url()
        assert (upload.stage, upload.file_name) == (Stage.READY, "garden.txt")

    def test_pasted_text_does_too(self, teacher, url):
        teacher.post(url, {"text": GARDEN, "name": "From the board"})
        assert Upload.objects.get().file_name == "From the board.txt"

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({}, "Choose a file, or paste the text."),
            ({**file(), "text": "Words."}, "Give a file or pasted text, not both."),
            (file(data=""), "The submitted file is empty."),
            ({**file(), "replaces": "999"}, "Select a valid choice."),
        ],
    )
    def test_what_was_not_given_is_asked_for(self, teacher, url, given, sentence):
        response = teacher.post(url, given)
        assert response.status_code == 422
        assert sentence in words(response)
        assert not Upload.objects.exists()

    def test_a_file_that_is_too_large_is_not_kept(self, teacher, url, monkeypatch):
        monkeypatch.setattr("content.forms.MAX_BYTES", 10)
        response = teacher.post(url, file())
        assert response.status_code == 422
        assert "larger than 20 MB" in words(response)
        assert not Upload.objects.exists()

    @pytest.mark.parametrize(
        ("name", "data", "sentence"),
        [
            ("talk.exe", "Words.", "This kind of file cannot be read."),
            ("blank.txt", " \n ", "There is no text in this file."),
            ("picture.txt", bytes(range(256)) * 9, "This file does not hold readable text."),
            ("hello.txt", "Hello there.\n", "Nothing to learn was found"),
        ],
    )
    def test_a_file_that_cannot_be_read_says_so_on_a_page(self, teacher, url, name, data, sentence):
        response = teacher.post(url, file(name, data), follow=True)
        assert sentence in words(response)
        assert "Nothing was added to the course." in words(response)
        assert sentence in words(teacher.get(url))

    def test_who_keeps_too_many_is_told(self, teacher, url, upload, monkeypatch):
        monkeypatch.setattr("content.uploading.MOST_WAITING", 1)
        response = teacher.post(url, file())
        assert response.status_code == 422
        assert "Confirm or remove some of them first." in words(response)


class TestWhoMayDoIt:
    PAGES = ("upload", "upload_choices", "upload_labour", "upload_removal")

    def test_anonymous_people_sign_in_first(self, client, url, upload):
        for page in (url, *(address(upload, name) for name in self.PAGES)):
            response = client.get(page) if page == address(upload) else client.post(page)
            assert response["Location"].startswith(reverse("login"))

    @pytest.mark.parametrize("who", ["learner", "reviewer", "stranger"])
    def test_others_find_nothing(self, sign_in, request, url, upload, who):
        client = sign_in(request.getfixturevalue(who))
        assert client.get(url).status_code == 404
        assert client.post(url, file()).status_code == 404
        for name in self.PAGES:
            method = client.get if name == "upload" else client.post
            assert method(address(upload, name)).status_code == 404
        assert Upload.objects.count() == 1

    def test_another_instructor_does_not_see_it_either(self, sign_in, course, upload, stranger, now, url):
        course.admit(stranger, now, "instructor")
        client = sign_in(stranger)
        assert client.get(address(upload)).status_code == 404
        assert "garden.txt" not in words(client.get(url))

    def test_who_teaches_no_more_finds_nothing(self, teacher, instructor, upload, now):
        instructor.memberships.get().leave(now)
        assert teacher.get(address(upload)).status_code == 404

    def test_other_methods_are_refused(self, teacher, url, upload):
        assert teacher.put(url).status_code == 405
        assert teacher.post(address(upload)).status_code == 405
        for name in self.PAGES[1:]:
            assert teacher.get(address(upload, name)).status_code == 405


class TestChecking:
    def test_the_page_shows_the_text_with_what_was_found(self, teacher, upload):
        response = teacher.get(address(upload))
        page = response.context["page"]
        (box,) = [box for box in page.boxes if box.find]
        assert (box.find.size, len(box.lines)) == (3, 4)
        assert "<mark>living library</mark>" in words(response)
        assert "<s>Feedback</s>" in words(response)
        assert "Nothing of this is in the course yet." in words(response)
        assert {find.key for find in (*page.lists, *page.facts)} <= page.boxes_to_tick.keys()

    def test_each_word_of_the_text_stands_on_the_page_once_and_in_order(self, teacher, upload):
        page = teacher.get(address(upload)).context["page"]
        shown = "".join(piece.text for box in page.boxes for line in box.lines for piece in line.pieces)
        assert shown.split() == FRAMED.split() or shown.replace("\n", "") == "".join(FRAMED.split("\n"))

    def test_words_of_a_document_are_never_run(self, teacher, course, instructor):
        upload = receive(course, instructor, "nasty.txt", NASTY.encode(), timezone.now())
        html = words(teacher.get(address(upload)))
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;img src=x" in html

    def test_confirmed_as_it_is_it_enters_the_course(self, teacher, upload, course):
        response = teacher.post(address(upload, "upload_choices"), form_of(teacher.get(address(upload))), follow=True)
        edition = Edition.objects.get()
        assert "is in the course" in words(response)
        assert edition.lessons.first().get_absolute_url() in words(response)
        assert course.questions.exists()

    def test_confirmed_twice_it_enters_once(self, teacher, upload):
        data = form_of(teacher.get(address(upload)))
        for _ in range(2):
            response = teacher.post(address(upload, "upload_choices"), data, follow=True)
            assert "is in the course" in words(response)
        assert Document.objects.count() == 1

    def test_what_is_unticked_stays_out(self, teacher, upload):
        response = teacher.get(address(upload))
        gone = response.context["page"].major[0]
        data = form_of(response)
        data["find"].remove(gone.key)
        teacher.post(address(upload, "upload_choices"), data)
        assert not KeyPoint.objects.filter(kind="list").exists()
        assert KeyPoint.objects.exists()

    def test_a_list_is_named_anew_and_its_citation_keeps_the_words_of_the_source(self, teacher, upload):
        response = teacher.get(address(upload))
        key = response.context["page"].major[0].key
        teacher.post(address(upload, "upload_choices"), {**form_of(response), f"label-{key}": " What gardens want "})
        point = KeyPoint.objects.select_related("citation__edition").get(label="What gardens want")
        assert point.content["own_label"]
        assert point.citation.holds()

    def test_a_line_that_was_left_out_is_put_back(self, teacher, upload):
        response = teacher.get(address(upload))
        line = next(line for line in response.context["page"].removed if line.pieces[0].text == "Feedback")
        data = form_of(response)
        data["find"].append(line.key)
        teacher.post(address(upload, "upload_choices"), data)
        assert Citation.objects.filter(quote="Feedback", paragraph__gt=0).exists()

    def test_choices_are_kept_for_later(self, teacher, upload, course):
        response = teacher.get(address(upload))
        gone = response.context["page"].major[0]
        data = {**form_of(response), "go": "", "title": "Gardens", "date": "--03-01"}
        data["find"].remove(gone.key)
        teacher.post(address(upload, "upload_choices"), data)
        again = teacher.get(address(upload))
        assert not again.context["page"].major[0].is_taken
        assert again.context["form"].initial["title"] == "Gardens"
        assert not course.documents.exists()

    @pytest.mark.parametrize(
        ("field", "value"),
        [("title", ""), ("date", "yesterday"), ("date", "2026-13-01"), ("date", "--13-01"), ("date", "-"),
         ("language", "xx"), ("replaces", "999")],
    )  # fmt: skip
    def test_what_cannot_be_is_refused_beside_its_field(self, teacher, upload, field, value):
        data = {**form_of(teacher.get(address(upload))), field: value}
        response = teacher.post(address(upload, "upload_choices"), data)
        assert response.status_code == 422
        assert response.context["form"].errors[field]
        assert not Edition.objects.exists()

    @pytest.mark.parametrize("go", ["import", "language", "", "2", "99", "²", "-1", "nonsense"])
    def test_htmx_and_plain_posts_lead_on_alike(self, teacher, upload, go):
        data = {**form_of(teacher.get(address(upload))), "go": go}
        response = teacher.post(address(upload, "upload_choices"), data, headers=HTMX)
        assert response.status_code == 303
        assert teacher.get(response["Location"], headers=HTMX).status_code == 200

    def test_another_language_is_read(self, teacher, upload):
        data = {**form_of(teacher.get(address(upload))), "go": "language", "language": "vi"}
        response = teacher.post(address(upload, "upload_choices"), data, follow=True)
        assert response.context["page"].found.outline.language == "vi"

    def test_what_is_no_find_of_the_page_is_passed_over(self, teacher, upload):
        data = form_of(teacher.get(address(upload)))
        data["find"] += ["l999", "x", "<b>"]
        teacher.post(address(upload, "upload_choices"), data)
        assert Upload.objects.get().stage == Stage.DONE

    def test_a_text_that_is_there_already_is_flagged_and_changes_nothing(self, teacher, course, instructor, now):
        import_document(course, "old.txt", GARDEN.encode(), instructor, now)
        upload = receive(course, instructor, "new.txt", GARDEN.encode(), timezone.now(), own=True)
        response = teacher.get(address(upload))
        assert "This text is in the course already." in words(response)
        teacher.post(address(upload, "upload_choices"), form_of(response))
        assert Document.objects.count() == 1

    def test_a_list_and_a_concept_that_the_course_has_are_flagged(self, teacher, course, instructor, now):
        import_document(course, "old.txt", GARDEN.encode(), instructor, now)
        other = GARDEN.replace("1986", "1999").replace("How to keep a garden", "Another garden")
        upload = receive(course, instructor, "new.txt", other.encode(), timezone.now(), own=True)
        response = teacher.get(address(upload))
        page = response.context["page"]
        assert page.major[0].known.edition.letter == "A"
        assert "Also in" in words(response)
        assert any(find.known for find in page.concepts)
        assert not any(find.known for find in page.facts)


class TestLongTexts:
    @pytest.fixture
    def long(self, later):
        work(later.pk, timezone.now())
        later.refresh_from_db()
        return later

    def test_a_long_text_is_shown_in_parts_and_none_is_lost(self, teacher, long):
        first = teacher.get(address(long)).context["page"]
        assert first.parts > 1
        pages = [teacher.get(f"{address(long)}?part={n}").context["page"] for n in range(1, first.parts + 1)]
        keys = [key for page in pages for key in page.boxes_to_tick]
        assert len(keys) == len(set(keys))
        outline = first.found.outline
        assert len([key for key in keys if key[0] != "b"]) == sum(
            map(len, (outline.lists, outline.concepts, outline.facts))
        )
        numbers = [line.number for page in pages for box in page.boxes for line in box.lines if line.number]
        assert numbers == list(range(1, first.paragraphs + 1))

    def test_choices_of_one_part_stand_when_another_is_looked_at(self, teacher, long):
        response = teacher.get(address(long))
        gone = response.context["page"].major[0]
        data = {**form_of(response), "go": "2"}
        data["find"].remove(gone.key)
        second = teacher.post(address(long, "upload_choices"), data, follow=True)
        assert second.context["page"].part == 2
        teacher.post(address(long, "upload_choices"), {**form_of(second), "go": "1"})
        assert not teacher.get(address(long)).context["page"].major[0].is_taken

    def test_the_page_takes_as_many_queries_however_long_the_text_is(self, teacher, upload, long):
        counts = []
        for one in (upload, long):
            teacher.get(address(one))
            with CaptureQueriesContext(connection) as queries:
                teacher.get(address(one))
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 12


class TestProgress:
    def test_it_says_that_it_waits_and_may_be_left(self, teacher, later, url):
        response = teacher.get(address(later))
        assert "waits for its turn" in words(response)
        assert "Look again" in words(response)
        assert "Follow it" in words(teacher.get(url))

    def test_who_asks_is_answered_only_when_there_is_news(self, teacher, later, now):
        assert teacher.get(f"{address(later)}?seen=waiting", headers=ASKING).status_code == 204
        Upload.objects.take(later.pk, timezone.now())
        news = teacher.get(f"{address(later)}?seen=waiting", headers=ASKING)
        assert "is being worked on" in words(news)
        assert "<html" not in words(news)

    def test_when_it_is_done_the_page_is_loaded_anew(self, teacher, upload):
        assert teacher.get(address(upload), headers=ASKING)["HX-Refresh"] == "true"

    def test_without_a_worker_it_says_so_and_can_be_done_here(self, teacher, later):
        Upload.objects.filter(pk=later.pk).update(asked_at=timezone.now() - timedelta(seconds=30))
        assert "the background worker is not running" in words(teacher.get(address(later)))
        response = teacher.post(address(later, "upload_labour"), follow=True)
        assert response.context["page"].parts > 1

    def test_choices_wait_while_it_is_at_work(self, teacher, later):
        response = teacher.post(address(later, "upload_choices"), {"go": "import"})
        assert response["Location"] == later.get_absolute_url()
        later.refresh_from_db()
        assert later.stage == Stage.READING

    def test_what_failed_can_be_tried_again(self, teacher, upload):
        upload.reach(Stage.FAILED, found=None, trouble="It stopped.")
        response = teacher.post(address(upload, "upload_labour"), follow=True)
        assert response.context["page"].major


class TestRemoving:
    def test_it_is_forgotten_with_its_bytes(self, teacher, upload, url):
        response = teacher.post(address(upload, "upload_removal"), follow=True)
        assert not Upload.objects.exists()
        assert "The course is as it was." in words(response)

    def test_what_came_of_it_stays(self, teacher, upload):
        teacher.post(address(upload, "upload_choices"), form_of(teacher.get(address(upload))))
        teacher.post(address(upload, "upload_removal"))
        assert Edition.objects.exists()
