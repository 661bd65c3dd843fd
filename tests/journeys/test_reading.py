"""A lesson read with a pencil: check oneself, write notes, follow a citation and come back."""

import pytest
from playwright.sync_api import Page, expect

from content.importing import import_document
from content.models import Course
from quizzes.models import Note, Review
from tests.documents import GARDEN
from tests.factories import CardFactory, CourseFactory, MembershipFactory, QuestionFactory, UserFactory
from tests.journeys.browsers import EVERYWHERE, in_browsers

pytestmark = [pytest.mark.django_db(transaction=True), in_browsers(*EVERYWHERE)]


@pytest.fixture
def course(db, now) -> Course:
    course = CourseFactory(slug="gardens", title="Gardens")
    teacher = UserFactory(username="ha")
    for user, role in ((teacher, "instructor"), (UserFactory(username="linh"), "learner")):
        MembershipFactory(course=course, user=user, role=role)
    edition = import_document(course, "garden.txt", GARDEN.encode(), teacher, now)
    course.questions.all().delete()
    point = course.key_points.get(kind="list", content__form="ordinal")
    start = edition.text.index("feed the soil")
    question = QuestionFactory(
        key_point=point,
        course=course,
        citation=point.citation,
        shown={
            "stem": "What does a good garden do?",
            "options": [{"id": "k1", "text": "feed the birds"}, {"id": "k2", "text": "feed the soil"}],
        },
        key={"right": "k2"},
        explanation="It is the second of three rules.",
    )
    question.feedback = {"lit": [[start, start + len("feed the soil")]]}
    question.save()
    CardFactory(key_point=point)
    return course


@pytest.fixture
def lesson(course, page: Page, live_server, sign_in) -> Page:
    sign_in("linh")
    page.goto(live_server.url + course.lessons.get().get_absolute_url())
    return page


def test_a_reader_checks_what_they_have_read(lesson, look):
    page = lesson
    look()
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("Choose one of the options.")).to_be_visible()
    look()
    page.get_by_role("radio", name="feed the birds").check(force=True)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("Not quite")).to_be_visible()
    expect(page.locator(".ask mark", has_text="feed the soil")).to_be_visible()
    look()
    assert [(review.rating, review.in_lesson) for review in Review.objects.all()] == [(1, True)]
    page.reload()
    expect(page.get_by_text("It is the second of three rules.")).to_be_visible()


def test_a_note_is_written_changed_removed_and_brought_back(lesson, look):
    page = lesson
    page.get_by_role("link", name="Write a note on ¶ 2").click()
    field = page.get_by_role("textbox", name="Your note on ¶ 2")
    expect(field).to_be_visible()
    look()
    field.fill("Like my grandmother’s.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("Like my grandmother’s.")).to_be_visible()
    look()
    page.get_by_role("link", name="Change your note on ¶ 2").click()
    field.fill("Like my neighbour’s.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text("Like my neighbour’s.")).to_be_visible()
    page.get_by_role("button", name="Remove your note on ¶ 2").click()
    expect(page.get_by_text("The note is removed.")).to_be_visible()
    look()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Like my neighbour’s.")).to_be_visible()
    assert Note.objects.get().removed_at is None


def test_a_citation_leads_to_its_sentence_and_back(lesson, course, live_server, look):
    page = lesson
    page.goto(live_server.url + course.get_absolute_url())
    page.locator(".listcard .cite").first.click()
    expect(page.locator("article mark, article .marker--soft").first).to_be_visible()
    look()
    back = page.get_by_role("link", name="Back to the course")
    page.set_viewport_size({"width": 390, "height": 844})
    bar, button = page.locator(".nav").bounding_box(), back.bounding_box()
    assert button["y"] + button["height"] <= bar["y"]
    back.click()
    expect(page.get_by_role("heading", level=1, name="Gardens")).to_be_visible()
