"""One attempt, however it is gone about: by keys alone, in two tabs, back and again, clicked twice, elsewhere."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizzes.models import Attempt, Dispute, Quiz
from tests.factories import CourseFactory, MembershipFactory, QuizFactory, UserFactory
from tests.journeys.browsers import EVERYWHERE, in_browsers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def quiz(db) -> Quiz:
    course = CourseFactory(slug="diplomacy")
    MembershipFactory(course=course, user=UserFactory(username="linh"))
    return QuizFactory(course=course, feedback="end", time_limit=20, shuffle=False)


@pytest.fixture
def start(page: Page, live_server, quiz, sign_in) -> Page:
    sign_in("linh")
    page.goto(live_server.url + quiz.get_absolute_url())
    page.get_by_role("button", name="Start the quiz").click()
    asks(page, 1)
    return page


def asks(page: Page, number: int) -> None:
    expect(page.get_by_text(f"Question {number} of 3")).to_be_visible()


def choose(page: Page, option: str) -> None:
    page.get_by_role("radio", name=option).check()
    expect(page.locator("#saving")).to_have_text("Saved")


def answers() -> list[str | None]:
    attempt = Attempt.objects.get()
    return [response.answer and response.answer["choice"] for response in attempt.responses.order_by("number")]


def test_a_quiz_is_done_by_keys_alone(page, live_server, quiz, sign_in, look, press):
    sign_in("linh")
    page.goto(live_server.url + quiz.get_absolute_url())
    look()
    press("Enter")
    asks(page, 1)
    press("b")
    press("f")
    expect(page.get_by_role("button", name="Flagged for later")).to_be_focused()
    look()
    press("ArrowRight")
    asks(page, 2)
    press("ArrowLeft")
    asks(page, 1)
    expect(page.get_by_role("radio", name="trust")).to_be_checked()
    press("ArrowRight")
    asks(page, 2)
    press("a")
    press("Enter")
    asks(page, 3)
    press("b")
    press("Enter")
    expect(page.get_by_role("heading", name="Every question has an answer.")).to_be_visible()
    look()
    press("Enter")
    expect(page.get_by_text("Your score is 2 of 3.")).to_be_attached()
    look()


def test_two_tabs_and_the_back_button_are_one_attempt(start, context: BrowserContext, look):
    page, other = start, context.new_page()
    other.goto(page.url)
    choose(page, "speed")
    choose(other, "trust")
    page.get_by_role("button", name="Save and continue").click()
    asks(page, 2)
    page.go_back()
    asks(page, 1)
    page.get_by_text("Hide", exact=True).click()
    page.reload()
    asks(page, 1)
    expect(page.locator(".timer time")).to_be_hidden()
    choose(page, "wealth")
    assert answers() == ["k3", None, None]
    other.goto(other.url.replace("/questions/1/", "/submission/"))
    other.get_by_role("button", name="Hand in and see the score").click()
    expect(other.get_by_text("Your score is 0 of 3.")).to_be_attached()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("Your score is 0 of 3.")).to_be_attached()
    look()
    assert Attempt.objects.count() == 1


def test_a_double_click_is_one(start):
    page = start
    page.get_by_role("radio", name="trust").check()
    page.get_by_role("button", name="Save and continue").dblclick()
    asks(page, 2)
    page.get_by_role("button", name="Finish and see the score").locator("visible=true").click()
    page.get_by_role("button", name="Hand in and see the score").dblclick()
    expect(page.get_by_text("Your score is 1 of 3.")).to_be_attached()
    assert answers() == ["k2", None, None]
    assert Attempt.objects.get().is_finished


def test_another_device_goes_on_where_the_first_one_stopped(start, browser: Browser, live_server, quiz):
    choose(start, "trust")
    elsewhere = browser.new_context()
    page = elsewhere.new_page()
    page.goto(f"{live_server.url}/account/sign-in/")
    page.get_by_label("User name").fill("linh")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{live_server.url}/")
    page.goto(live_server.url + quiz.get_absolute_url())
    page.get_by_role("button", name="Go on where you stopped").click()
    asks(page, 2)
    choose(page, "speed")
    elsewhere.close()
    start.reload()
    expect(start.get_by_text("Question 2, answered")).to_be_attached()
    assert answers() == ["k2", "k1", None]


@in_browsers(*EVERYWHERE)
def test_a_question_is_disputed_and_the_dispute_withdrawn(page, live_server, quiz, sign_in, look):
    sign_in("linh")
    page.goto(live_server.url + quiz.get_absolute_url())
    page.get_by_role("button", name="Start the quiz").click()
    page.get_by_role("radio", name="speed").check(force=True)
    page.get_by_role("button", name="Finish and see the score").locator("visible=true").click()
    page.get_by_role("button", name="Hand in and see the score").click()
    look()
    page.get_by_role("link", name="Question 1, wrong").click()
    page.get_by_text("Dispute this question").click()
    look()
    page.get_by_label("Something else is wrong").check()
    page.get_by_role("button", name="Send to the instructor").click()
    expect(page.get_by_text("Say in your own words what is wrong.")).to_be_visible()
    look()
    page.get_by_label("My answer is right, too").check()
    page.get_by_role("textbox", name="In your own words").fill("Speed is a pillar of mine.")
    page.get_by_role("button", name="Send to the instructor").click()
    expect(page.get_by_text("Not decided yet")).to_be_visible()
    look()
    page.get_by_role("link", name="Back to the result").click()
    expect(page.get_by_role("link", name="Question 1, disputed")).to_be_visible()
    look()
    page.get_by_role("link", name="Question 1, disputed").click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("Withdrawn. You can dispute the question again.")).to_be_visible()
    assert Dispute.objects.get().state == "withdrawn"
