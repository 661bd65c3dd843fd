"""Files from the command line into a course."""

import io

import pytest
from django.core.management import CommandError, call_command

from content.models import Document, Edition
from quizzes.models import Question
from tests.documents import GARDEN

REWORDED = GARDEN.replace("340 trees", "350 trees")
BRIDGE = "The bridge was opened on 4 May 1931. It cost 340 million dollars, said the mayor, Anna Berg.\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def ingest(course):
    """ingest("a.txt") gives (exit status, output, errors)."""

    def ingest(*args, errors=None):
        out, errors = io.StringIO(), errors or io.StringIO()
        status = 0
        try:
            call_command("ingest", course.slug, *map(str, args), stdout=out, stderr=errors)
        except SystemExit as end:
            status = end.code
        return status, out.getvalue(), errors.getvalue()

    return ingest


@pytest.fixture
def put(tmp_path):
    def put(name, text=GARDEN):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put


def test_files_become_documents_with_questions(ingest, put, course):
    status, out, errors = ingest(put("garden.txt"), put("bridge.txt", BRIDGE))
    assert (status, errors) == (0, "")
    assert "garden.txt: A “How to keep a garden”, 1 lesson," in out
    assert f"“{course}”: 2 of 2 files are in the course." in out
    assert list(course.documents.values_list("letter", flat=True)) == ["A", "B"]
    assert Question.objects.filter(course=course).exists()


def test_each_file_that_fails_gets_one_sentence_and_the_others_come_in(ingest, put, tmp_path, course):
    bad = [put("talk.exe", "Words."), put("blank.txt", " \n"), put("hello.txt", "Hello there.\n"), tmp_path / "no.txt"]
    status, out, errors = ingest(*bad, put("garden.txt"), tmp_path)
    assert status == 1
    assert len(errors.splitlines()) == 5
    for line in errors.splitlines():
        assert line.endswith(".")
    assert "no.txt: It cannot be opened (No such file or directory): check its name." in errors
    assert "1 of 6 files are in the course." in out
    assert course.documents.count() == 1


def test_a_file_that_is_too_large_is_not_even_read(ingest, put, monkeypatch):
    monkeypatch.setattr("content.management.commands.ingest.MAX_BYTES", 10)
    status, _out, errors = ingest(put("garden.txt"))
    assert status == 1
    assert "larger than 20 MB" in errors


def test_the_same_again_changes_nothing(ingest, put):
    ingest(put("garden.txt"))
    status, out, _errors = ingest(put("garden.txt"), put("copy.txt"))
    assert status == 0
    assert out.count("A has this text already; nothing was changed.") == 2
    assert Edition.objects.count() == 1


def test_a_changed_file_replaces_nothing_unasked(ingest, put):
    ingest(put("garden.txt"))
    status, _out, errors = ingest(put("garden.txt", REWORDED))
    assert status == 1
    assert "3 reworded" in errors
    assert "add --new-editions" in errors
    assert Edition.objects.count() == 1


def test_asked_to_it_does(ingest, put):
    ingest(put("garden.txt"))
    status, out, _errors = ingest(put("garden.txt", REWORDED), "--new-editions")
    assert status == 0
    assert "reworded" in out
    assert Document.objects.count() == 1
    assert Edition.objects.current().get().number == 2


def test_an_earlier_text_comes_back_as_a_new_edition(ingest, put):
    ingest(put("garden.txt"))
    ingest(put("garden.txt", REWORDED), "--new-editions")
    ingest(put("garden.txt"), "--new-editions")
    edition = Edition.objects.current().get()
    assert (edition.number, edition.text) == (3, GARDEN)


def test_who_imported_them_is_kept(ingest, put, instructor):
    ingest(put("garden.txt"), "--by", instructor.username)
    assert Edition.objects.get().imported_by == instructor


def test_a_bar_is_shown_to_who_watches_and_nobody_else(ingest, put):
    _status, _out, errors = ingest(put("garden.txt"), errors=Terminal())
    assert "[........................] 0/1 garden.txt" in errors
    _status, _out, errors = ingest(put("garden.txt"))
    assert errors == ""


def test_what_is_not_there_is_named(put, course):
    with pytest.raises(CommandError, match="There is no course “nowhere”"):
        call_command("ingest", "nowhere", str(put("garden.txt")))
    with pytest.raises(CommandError, match="nobody with the user name “nobody”"):
        call_command("ingest", course.slug, str(put("garden.txt")), "--by", "nobody")
