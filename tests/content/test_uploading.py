"""An upload's way into its course."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from content.choosing import finds, is_proposed
from content.models import Edition, KeyPoint, Stage, Upload
from content.models.upload import ABANDONED_AFTER, KEPT_FOR
from content.reading.source import UnreadableFile
from content.uploading import QUICK_BYTES, choose, found_of, read_again, receive, resume, start, work, work_later
from tests.documents import GARDEN, long_garden

LONG = long_garden(QUICK_BYTES // 300).encode()
TOLD = {"title": "How to keep a garden", "source": "", "author": "", "date": "", "replaces": "own"}


@pytest.fixture
def upload(course, instructor, now):
    return receive(course, instructor, "garden.txt", GARDEN.encode(), now)


@pytest.fixture
def later(course, instructor, now):
    return receive(course, instructor, "long.txt", LONG, now)


class TestReading:
    def test_a_short_text_is_read_at_once_and_the_course_is_as_it_was(self, upload):
        assert upload.stage == Stage.READY
        assert upload.found["source"]["text"] == GARDEN
        assert not Edition.objects.exists()
        assert not DBTaskResult.objects.exists()

    def test_a_long_one_is_left_to_the_worker(self, later):
        assert len(LONG) > QUICK_BYTES
        assert (later.stage, later.taken_at) == (Stage.READING, None)
        (job,) = DBTaskResult.objects.all()
        job.task.call(*job.args_kwargs["args"])
        later.refresh_from_db()
        assert later.stage == Stage.READY

    def test_what_cannot_be_read_says_why(self, course, instructor, now):
        upload = receive(course, instructor, "blank.txt", b"  \n", now)
        assert upload.stage == Stage.FAILED
        assert upload.trouble.startswith("There is no text in this file.")

    def test_a_fault_of_the_program_is_owned_up_to(self, course, instructor, now, monkeypatch, caplog):
        monkeypatch.setattr("content.uploading.read", lambda name, data: 1 / 0)
        upload = receive(course, instructor, "garden.txt", b"Words.", now)
        assert upload.stage == Stage.FAILED
        assert "fault of this program" in upload.trouble
        assert "ZeroDivisionError" in caplog.text

    def test_another_language_reads_it_anew(self, upload, now):
        choose(upload, {"l0": True}, {"l0": "Mine"}, {**TOLD, "title": "Gardens"})
        read_again(upload, "vi", now)
        assert upload.stage == Stage.READY
        assert upload.found["outline"]["language"] == "vi"
        assert upload.choices["title"] == "Gardens"
        assert not {"flipped", "labels"} & upload.choices.keys()


class TestTakingTurns:
    def test_what_is_taken_is_not_taken_twice(self, later, now):
        assert Upload.objects.take(later.pk, now) == later
        assert Upload.objects.take(later.pk, now) is None

    def test_what_somebody_died_over_is_taken_again(self, later, now):
        Upload.objects.take(later.pk, now)
        assert Upload.objects.take(later.pk, now + ABANDONED_AFTER + timedelta(seconds=1)) == later

    def test_what_is_done_is_nobodys_turn(self, upload, now):
        assert Upload.objects.take(upload.pk, now) is None
        work(upload.pk, now)
        upload.refresh_from_db()
        assert upload.stage == Stage.READY

    def test_a_worker_that_is_stopped_gives_its_work_back(self, later, now, monkeypatch):
        def stop(name, data):
            raise SystemExit(1)

        monkeypatch.setattr("content.uploading.read", stop)
        with pytest.raises(SystemExit):
            work(later.pk, now)
        later.refresh_from_db()
        assert (later.stage, later.taken_at) == (Stage.READING, None)

    def test_after_a_restart_the_worker_is_asked_again(self, later, upload, now):
        DBTaskResult.objects.all().delete()
        resume()
        (job,) = DBTaskResult.objects.all()
        assert job.args_kwargs["args"] == [later.pk]

    def test_the_job_of_an_upload_that_was_removed_does_nothing(self, later):
        pk = later.pk
        later.delete()
        work_later.call(pk)


class TestImporting:
    def test_what_was_chosen_enters_the_course_with_its_questions(self, upload, course, instructor, now):
        start(upload, Stage.IMPORTING, now)
        assert upload.stage == Stage.DONE
        edition = upload.edition
        assert (edition.title, edition.imported_by, edition.letter) == ("How to keep a garden", instructor, "A")
        assert course.questions.exists()
        assert (bytes(upload.data), upload.found) == (b"", None)

    def test_what_was_unticked_stays_out_and_a_name_of_ones_own_is_marked(self, upload, course, now):
        facts = len(upload.found["outline"]["facts"])
        changed = {f"f{n}": True for n in range(facts)}
        choose(upload, changed | {"l0": False}, {"l0": "What gardens want"}, {**TOLD, "date": "2026-03-01"})
        start(upload, Stage.IMPORTING, now)
        assert facts
        assert not course.key_points.filter(kind="fact").exists()
        point = KeyPoint.objects.get(label="What gardens want")
        assert point.content["own_label"] is True
        assert point.content["label"]["text"] in GARDEN
        assert upload.edition.published == "2026-03-01"

    def test_when_nothing_is_left_it_can_be_chosen_anew(self, upload, now):
        choose(upload, {key: is_proposed(value) for key, value in finds(found_of(upload).outline)}, {}, TOLD)
        start(upload, Stage.IMPORTING, now)
        assert upload.stage == Stage.READY
        assert upload.trouble.startswith("Nothing to learn was found")
        assert not Edition.objects.exists()

    def test_twice_is_once(self, upload, course, now):
        start(upload, Stage.IMPORTING, now)
        again = receive(course, upload.by, "copy.txt", GARDEN.encode(), now)
        start(again, Stage.IMPORTING, now)
        assert again.edition == upload.edition
        assert course.documents.count() == 1

    def test_a_document_stays_when_no_questions_can_be_drafted(self, upload, now, settings, caplog):
        settings.AFTER_IMPORT = "tests.content.test_uploading.fail"
        start(upload, Stage.IMPORTING, now)
        assert upload.stage == Stage.DONE
        assert "no questions could be drafted" in upload.trouble


def fail(course, now):
    raise RuntimeError("no bank today")


class TestKeeping:
    def test_what_nobody_confirmed_goes_after_a_week(self, upload, course, instructor, now):
        receive(course, instructor, "other.txt", GARDEN.encode(), now + KEPT_FOR + timedelta(hours=1))
        assert not Upload.objects.filter(pk=upload.pk).exists()

    def test_what_came_into_the_course_stays(self, upload, course, instructor, now):
        start(upload, Stage.IMPORTING, now)
        receive(course, instructor, "other.txt", GARDEN.encode(), now + KEPT_FOR + timedelta(hours=1))
        assert Upload.objects.filter(pk=upload.pk).exists()

    def test_nobody_fills_the_database(self, upload, course, instructor, now, monkeypatch):
        monkeypatch.setattr("content.uploading.MOST_WAITING", 1)
        with pytest.raises(UnreadableFile, match="Confirm or remove some"):
            receive(course, instructor, "other.txt", GARDEN.encode(), now)
