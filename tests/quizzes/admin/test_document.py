"""A document comes in through the desk, and what can be asked about it is drafted."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from content.models import Document, Edition, Publishing
from quizzes.models import Card, Question, Quiz, Status
from tests import factories
from tests.desk import address, run_action, said

MODEL = "content_document"
SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))


@pytest.fixture
def upload(sign_in, instructor, course):
    def upload(file_name="", data=b"", **fields):
        file = {"file": SimpleUploadedFile(file_name, data)} if file_name else {}
        return sign_in(instructor).post(address(MODEL, "add"), {"course": course.pk, **file, **fields}, follow=True)

    return upload


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem[:3])
def test_a_seed_document_becomes_lessons_cards_and_questions(upload, course, instructor, seed):
    response = upload(seed.name, seed.read_bytes())
    (edition,) = Edition.objects.all()
    assert response.redirect_chain[-1][0] == address("content_edition", "change", edition.pk)
    assert edition.imported_by == instructor
    assert edition.title in said(response)[0]
    assert course.lessons.exists()
    assert course.key_points.filter(kind="list").exists()
    assert Question.objects.filter(course=course).approved().exists()
    assert Card.objects.filter(key_point__course=course).approved().exists()


def test_both_seeds_in_one_course(upload, course):
    for seed in SEEDS:
        upload(seed.name, seed.read_bytes())
    assert list(Document.objects.values_list("letter", flat=True)) == ["A", "B"]
    assert Question.objects.count() >= 20


def test_a_course_with_review_gets_drafts(upload, course):
    course.publishing = Publishing.REVIEWED
    course.save()
    upload(SEEDS[0].name, SEEDS[0].read_bytes())
    assert set(Question.objects.values_list("status", flat=True)) == {Status.DRAFT}
    assert set(Card.objects.values_list("status", flat=True)) == {Status.DRAFT}


def test_the_same_text_is_not_added_twice(upload):
    for _ in range(2):
        response = upload(SEEDS[0].name, SEEDS[0].read_bytes())
    assert said(response)[0] == "This text is in the course already; nothing was added."
    assert Document.objects.count() == 1


def test_pasted_text_is_read_too(upload):
    upload(text=SEEDS[1].read_text(), name="From the board")
    assert Edition.objects.get().file_name == "From the board.txt"


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({}, "__all__", "Choose a file, or paste the text."),
        ({"file_name": "talk.exe", "data": b"Words."}, "file", "This kind of file cannot be read."),
        ({"file_name": "empty.txt", "data": b""}, "file", "The submitted file is empty."),
        ({"file_name": "blank.txt", "data": b" \n "}, "file", "There is no text in this file."),
        ({"file_name": "picture.txt", "data": bytes(range(256)) * 9}, "file", "This file does not hold readable text."),
        (
            {"file_name": "a.txt", "data": b"Words.", "text": "Words."},
            "__all__",
            "Give a file or pasted text, not both.",
        ),
        ({"file_name": "hello.txt", "data": b"Hello there.\n"}, "file", "Nothing to learn was found"),
    ],
)
def test_what_cannot_be_taught_is_refused_in_a_sentence(upload, given, field, sentence):
    response = upload(**given)
    assert response.status_code == 422
    assert sentence in str(response.context["form"].errors[field])
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_not_even_read(upload, monkeypatch):
    monkeypatch.setattr("content.forms.MAX_BYTES", 10)
    response = upload("long.txt", b"More than ten bytes.")
    assert "larger than 20 MB" in str(response.context["form"].errors["file"])
    assert not Document.objects.exists()


def test_nothing_is_added_to_a_course_of_others(upload):
    other = factories.CourseFactory()
    response = upload(SEEDS[0].name, SEEDS[0].read_bytes(), course=other.pk)
    assert "course" in response.context["form"].errors
    assert not Document.objects.exists()


def test_drafting_again_adds_nothing_to_what_is_there(upload, sign_in, instructor):
    upload(SEEDS[0].name, SEEDS[0].read_bytes())
    before = Question.objects.count()
    response = run_action(sign_in(instructor), MODEL, "draft", Document.objects.all())
    assert said(response) == ["“Diplomacy in a new era”: 0 questions and 0 cards are new."]
    assert Question.objects.count() == before


def test_quizzes_are_composed_for_the_lessons(upload, sign_in, instructor, course):
    upload(SEEDS[0].name, SEEDS[0].read_bytes())
    response = run_action(sign_in(instructor), MODEL, "compose", Document.objects.all())
    n = Quiz.objects.filter(course=course).count()
    assert n > 1
    assert said(response) == [f"“Diplomacy in a new era”: {n} quizzes are new."]


def test_the_page_leads_to_where_a_document_can_be_checked_first(sign_in, instructor, course):
    page = sign_in(instructor).get(address(MODEL, "add")).content.decode()
    assert reverse("content:uploads", args=[course.slug]) in page
