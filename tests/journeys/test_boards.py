"""A board from all sides: its learners, who teaches them, and who looks after it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from content.models import Course, Role
from quizzes.examining import examine_new
from quizzes.models import LedgerEntry
from tests import factories
from tests.journeys.browsers import in_browsers
from tests.quizzes.boardroom import award, finished, member, reviewed, settled

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def course(course) -> Course:
    """Twenty who are seen, Pupil below them all, and one attempt that was faster than it can be read."""
    now = timezone.now()
    quiz = factories.QuizFactory(course=course)
    point = quiz.questions.first().key_point
    factories.CardFactory(key_point=point)
    for number in range(20):
        award(course, member(course, f"Person {number}"), 100 + number, now)
    for username, role in (("teacher", Role.INSTRUCTOR), ("judge", Role.REVIEWER), ("pupil", Role.LEARNER)):
        person = factories.UserFactory(username=username, display_name=username.title(), on_boards="name")
        factories.MembershipFactory(course=course, user=person, role=role, joined_at=now - timedelta(days=30))
    settled(quiz, person, now - timedelta(days=8), (1, 0, 0))
    reviewed(point, person, now - timedelta(days=8))
    finished(quiz, person, now, (1, 1, 1), seconds=(0.4, 0.4, 0.4))
    settled(factories.QuizFactory(course=course, title="Another quiz"), person, now, (1, 0, 0))
    LedgerEntry.objects.settle(person, quiz, now)
    examine_new(now)
    return course


@pytest.fixture
def sign_in(page: Page, sign_in):
    """Whoever was signed in before is signed out."""

    def change_to(username: str) -> None:
        page.context.clear_cookies()
        sign_in(username)

    return change_to


@in_browsers("a desktop", "a dark phone", "a browser without scripts")
def test_a_learner_finds_themselves_leaves_and_comes_back(page, live_server, course, look, sign_in):
    sign_in("pupil")
    page.goto(f"{live_server.url}/leaderboard/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Around you")
    expect(main.locator(".is-me")).to_contain_text("You as Pupil")
    look()
    page.get_by_role("link", name="Show the next").click()
    expect(main).to_contain_text("From the top")
    expect(main).to_contain_text("Person 0")
    look()
    page.get_by_role("link", name="All time").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("All time in")
    page.get_by_label("Board of").select_option(label="Three pillars")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("All attempts at Three pillars")
    expect(main.locator(".is-me")).to_contain_text("30")
    look()

    page.get_by_role("button", name="Leave the boards").click()
    expect(main).to_contain_text("You are off the boards. Your points are kept")
    expect(main.locator(".is-me")).to_contain_text("seen by nobody else")
    look()
    page.get_by_label("A learner").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(main).to_contain_text("Others now see you as “A learner”.")
    page.goto(f"{live_server.url}/leaderboard/points/")
    expect(main).to_contain_text("Of equal points, those with fewer attempts stand higher")
    look()


@in_browsers("a desktop", "a narrow dark phone")
def test_who_teaches_sees_what_the_class_knows(page, live_server, course, look, sign_in):
    sign_in("teacher")
    page.goto(f"{live_server.url}/courses/{course.slug}/class/")
    expect(page.get_by_role("main")).to_contain_text("The class")
    look()
    page.get_by_role("link", name="Pupil").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pupil")
    look()
    page.go_back()
    with page.expect_download() as download:
        page.get_by_role("link", name="What they know").click()
    assert download.value.suggested_filename == "diplomacy-memories.csv"


@in_browsers("a desktop", "a dark phone", "a browser without scripts")
def test_a_flag_is_weighed_and_the_learner_told(page, live_server, course, look, sign_in, scripts):
    sign_in("judge")
    main = page.get_by_role("main")
    page.goto(f"{live_server.url}/boards/{course.slug}/attempts/")
    expect(main).to_contain_text("Very fast")
    look()
    page.get_by_role("link", name="What is flagged").click()
    page.get_by_label("Very fast, from so many per cent of answers on").fill("90")
    page.get_by_role("button", name="Save the limits").click()
    expect(main).to_contain_text("Saved. Attempts without a decision are looked at again")
    look()

    page.get_by_role("link", name="Back to the attempts").click()
    main.locator(".worklist li a").first.click()
    expect(main).to_contain_text("Why this was flagged. 3 of 3 answers came sooner than the questions can be read")
    expect(main).to_contain_text("It may be honest: 3 of these questions were seen in an earlier attempt.")
    expect(main).to_contain_text("If excluded, Pupil’s best at this quiz becomes 1/3.")
    look()
    # A decision needs its reason.
    page.get_by_label("Exclude it from the leaderboard").check()
    page.get_by_role("button", name="Exclude and tell Pupil").click()
    expect(page.locator(".field__error, [role=alert]").first).to_be_visible()
    look()
    page.get_by_label(re.compile("^Reason")).select_option(index=1)
    page.get_by_role("button", name="Exclude and tell Pupil").click()
    expect(page.get_by_text("Excluded. Pupil reads the reason")).to_be_visible()
    look()
    page.get_by_label("Reason to restore").fill("Checked with Pupil")
    page.get_by_role("button", name="Restore the attempt").click()
    expect(main).to_contain_text("Restored. The attempt counts again")

    sign_in("pupil")
    page.goto(f"{live_server.url}/notices/")
    expect(main).to_contain_text("does not count on the boards. The reason: “Answered faster")
    expect(main).to_contain_text("counts on the boards again. The reason: “Checked with Pupil”")


def test_the_trail_can_be_read_on_the_desk_and_not_edited(page, live_server, course, look, sign_in):
    sign_in("teacher")
    for model in ("ruling", "flag", "ledgerentry"):
        page.goto(f"{live_server.url}/admin/quizzes/{model}/")
        look()
        expect(page.get_by_role("link", name=re.compile("^Add"))).to_have_count(0)
        if model != "ruling":
            page.locator("#result_list tbody a").first.click()
            expect(page.get_by_role("heading", level=1, name=re.compile("^View"))).to_be_visible()
            expect(page.get_by_role("button", name=re.compile("Save"))).to_have_count(0)
            look()
