"""A document is checked beside its text, comes in, and is replaced by a new edition without losing what is known."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from content.models import KeyPoint, Role
from quizzes.models import Memory
from tests import factories
from tests.journeys.browsers import EVERYWHERE, in_browsers

pytestmark = [pytest.mark.django_db(transaction=True), in_browsers(*EVERYWHERE)]

FIRST = """# The river plan

The council adopted the river plan on 4 May 2021.

The plan has three aims: cleaner water, safer banks and quieter streets.

A flood plain is the land beside a river that is under water when the river is high.
"""
SECOND = FIRST.replace("4 May 2021", "4 June 2021").replace(
    "# The river plan\n", "# The river plan\n\nA new word first.\n"
)


def hand_over(page, text: str) -> None:
    page.locator('input[type="file"]').set_input_files(
        {"name": "river.md", "mimeType": "text/markdown", "buffer": text.encode()}
    )


def test_a_document_comes_in_and_a_new_edition_keeps_what_is_known(page, live_server, course, look, sign_in):
    teacher = factories.UserFactory(username="teacher")
    course.admit(teacher, timezone.now(), Role.INSTRUCTOR)
    sign_in("teacher")

    # Nothing chosen: one sentence. Then the file, checked beside its text.
    page.goto(f"{live_server.url}/courses/{course.slug}/uploads/")
    look()
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".notice--bad, .field__error, .errorlist").first).to_be_visible()
    look()
    hand_over(page, FIRST)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1, name="Check what was read")).to_be_visible()
    look()
    assert not KeyPoint.objects.exists()
    page.get_by_text("2 dates, figures, people and sayings").click()
    page.get_by_role("checkbox", name="4 May 2021").uncheck()
    page.get_by_role("button", name="Looks right, add it to the course").click()
    expect(page.get_by_role("heading", level=1, name="is in the course")).to_be_visible()
    look()
    assert not KeyPoint.objects.filter(label="4 May 2021").exists()
    page.get_by_role("link", name="Lesson 1").click()
    expect(page.get_by_text("cleaner water").first).to_be_visible()

    # What somebody remembers of the list.
    listed = KeyPoint.objects.get(kind="list")
    today = timezone.now().date()
    days = {"due": today, "asked_from": today, "last_day": today}
    memory = Memory.objects.create(learner=teacher, key_point=listed, stability=9, difficulty=5, reps=3, **days)

    # The new edition is compared before it is applied, and the memory stays.
    page.goto(f"{live_server.url}/courses/{course.slug}/uploads/")
    hand_over(page, SECOND)
    page.get_by_label("In the course it is").select_option(index=1)
    page.get_by_role("button", name="Read it").click()
    look()
    page.get_by_role("button", name="Compare with the edition before").click()
    expect(page.get_by_role("heading", level=1, name="What the new edition of")).to_be_visible()
    look()
    assert course.documents.get().editions.count() == 1
    page.get_by_role("button", name="Replace the edition before").click()
    expect(page.get_by_role("heading", level=1, name="is in the course")).to_be_visible()
    look()
    listed.refresh_from_db()
    memory.refresh_from_db()
    assert course.documents.get().editions.count() == 2
    assert (listed.is_retired, memory.key_point_id) == (False, listed.pk)
    assert listed.citation.edition.number == 2
    assert listed.citation.holds()
