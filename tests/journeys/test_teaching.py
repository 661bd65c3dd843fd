"""The other side of the desk: a question from the form to its first answer, an attempt taken off the board."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from content.models import Course, Role
from quizzes.management.commands.seed import seed_course, seed_people
from quizzes.models import Question
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seeded(db) -> Course:
    seed_people(timezone.now())
    course = seed_course(timezone.now())
    for username, role in (("teacher", Role.INSTRUCTOR), ("judge", Role.REVIEWER), ("pupil", Role.LEARNER)):
        course.admit(factories.UserFactory(username=username, display_name=username.title()), timezone.now(), role)
    return course


@pytest.fixture
def sign_in(page: Page, live_server, sign_in):
    """Whoever was signed in before is signed out."""

    def change_to(username: str) -> None:
        page.context.clear_cookies()
        sign_in(username)

    return change_to


def pick(page: Page, select: str, words: str) -> None:
    """Choose in a search field of the admin a row that shows these words."""
    page.locator(f"#{select} + .select2 .select2-selection").click()
    page.locator(".select2-search__field").fill(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def test_a_question_is_written_in_the_admin_published_and_answered(page, live_server, seeded, look, sign_in):
    sign_in("teacher")
    page.goto(f"{live_server.url}/admin/")
    look()
    page.goto(f"{live_server.url}/admin/quizzes/question/add/?kind=choice&course={seeded.pk}")
    look()
    page.get_by_label("Question").first.fill("What does the minister call the essence of diplomacy?")
    for number, text in enumerate(("internal strength", "speed"), start=1):
        page.get_by_label(f"Option {number}", exact=True).fill(text)
    page.get_by_label("Find the sentence by its words").fill("internal strength")
    page.get_by_role("radio", name=re.compile("^B ¶ 8.2")).check()

    # Without a right answer it is not kept, and says so.
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Mark one option as the right one.")).to_be_visible()
    look()
    page.get_by_label("Right: 1").check()
    page.get_by_role("button", name="Save", exact=True).click()
    question = Question.objects.get(shown__stem__startswith="What does the minister call")

    # Publish it in bulk.
    page.goto(f"{live_server.url}/admin/quizzes/question/?q=essence")
    look()
    page.locator(f'input[name="_selected_action"][value="{question.pk}"]').check()
    page.locator('select[name="action"]').select_option("approve")
    page.get_by_role("button", name="Go").click()
    expect(page.locator(".messagelist")).to_be_visible()
    question.refresh_from_db()
    assert question.status == "approved"

    # A quiz of one question.
    page.goto(f"{live_server.url}/admin/quizzes/quiz/add/?course={seeded.pk}")
    if page.locator("select#id_course").count():
        page.locator("select#id_course").select_option(str(seeded.pk))
    page.get_by_label("Title").fill("The essence")
    pick(page, "id_slots-0-question", "essence of diplomacy")
    look()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    sign_in("pupil")
    page.goto(f"{live_server.url}{seeded.get_absolute_url()}")
    page.get_by_role("row", name=re.compile("The essence")).get_by_role("link").last.click()
    page.get_by_role("button", name="Start").click()
    page.get_by_label("internal strength").check()
    page.get_by_role("button", name=re.compile("^Answer")).last.click()
    expect(page.get_by_role("status").first).to_contain_text("Correct")
    look()


def test_two_names_become_one_idea_and_part_again(page, live_server, seeded, look, sign_in):
    sign_in("teacher")
    page.goto(f"{live_server.url}{seeded.get_absolute_url()}")
    page.get_by_role("link", name="Same idea, other words?").click()
    look()
    pair = page.get_by_role("listitem").filter(has_text="“vital and regular” and “critical and ongoing”")
    pair.get_by_role("button", name="Treat as one concept").click()
    expect(page.get_by_text("are one concept now")).to_be_visible()
    look()
    page.goto(f"{live_server.url}{seeded.get_absolute_url()}")
    expect(page.locator(".index__see").filter(has_text="vital and regular").first).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("are open again")).to_be_visible()
    expect(pair).to_be_visible()


def test_the_map_of_a_document_tells_what_is_taught(page, live_server, seeded, look, sign_in):
    sign_in("teacher")
    page.goto(f"{live_server.url}{seeded.get_absolute_url()}")
    page.get_by_role("link", name=re.compile("What is taught of it.*B")).click()
    look()
    page.locator("#p9s1").click()
    expect(page.get_by_role("link", name="Write a question on it")).to_be_visible()
    look()
    item = page.locator(".covered__items li").first
    item.get_by_role("button", name="Retire").click()
    expect(page.get_by_text("Retired: learners meet it no more")).to_be_visible()
    expect(page.locator(".covered__items li").first.get_by_role("button", name="Approve")).to_be_visible()
    page.get_by_role("link", name="Why not more?").click()
    expect(page.get_by_role("heading", name="What the checks refuse")).to_be_visible()
    look()
    page.get_by_role("link", name="Write a question on it").click()
    page.get_by_role("button", name="Write it").click()
    expect(page.get_by_role("radio", name=re.compile("^B ¶ 9.1"))).to_be_checked()


@pytest.mark.once
def test_the_map_fits_a_dark_phone(page, live_server, seeded, look, sign_in):
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    sign_in("teacher")
    document = seeded.documents.get(letter="B")
    page.goto(f"{live_server.url}/documents/{document.pk}/coverage/?at=p9s1#p9s1")
    look()


def test_drafts_are_judged_by_keyboard_and_taken_back(page, live_server, seeded, look, sign_in, press):
    seeded.questions.update(status="draft")
    every = seeded.questions.count()

    sign_in("teacher")
    page.goto(f"{live_server.url}{seeded.get_absolute_url()}")
    page.get_by_role("link", name=f"Judge {every} drafts").click()
    expect(page.get_by_role("heading", name=f"Draft 1 of {every}")).to_be_visible()
    look()
    press("j")
    expect(page.get_by_role("heading", name=f"Draft 2 of {every}")).to_be_visible()
    press("a")
    expect(page.get_by_text("1 item accepted")).to_be_visible()
    press("r")
    page.get_by_label("Why").select_option(label="Too easy, or it gives itself away")
    look()
    page.get_by_role("button", name="Reject it").click()
    expect(page.get_by_text("1 item rejected")).to_be_visible()
    assert seeded.questions.filter(status="draft").count() == every - 2
    press("u")
    expect(page.get_by_text("1 item is back")).to_be_visible()
    press("x")
    page.get_by_role("button", name="Accept the ticked").click()
    expect(page.get_by_text("1 item accepted")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    look()
