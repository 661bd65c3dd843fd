"""From nothing to a place on the board: sign up, join, read, review, take a quiz, see what came of it."""

import re
from random import Random

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from content.models import Course
from quizzes.kinds import KINDS
from quizzes.management.commands.seed import seed_course, seed_people
from quizzes.models import Response
from tests.journeys.browsers import EVERYWHERE, in_browsers
from tests.journeys.filling import fill

pytestmark = [pytest.mark.django_db(transaction=True), in_browsers(*EVERYWHERE)]


@pytest.fixture
def seeded(db) -> Course:
    seed_people(timezone.now())
    return seed_course(timezone.now())


def sign_up(page: Page, address: str) -> None:
    page.goto(f"{address}/account/sign-up/")
    page.get_by_role("textbox", name="Display name").fill("Mai Nguyễn")
    page.get_by_label("User name").fill("mai")
    page.get_by_label("Password", exact=True).fill("correct horse battery")
    page.get_by_label("Password once more").fill("correct horse battery")
    page.get_by_label("By my display name").check()
    page.get_by_role("button", name="Create account").click()
    page.wait_for_url(f"{address}/")


def fill_in(page: Page, *, knows: bool) -> None:
    """Answer the question on the page, as somebody who knows or with a guess."""
    attempt, number = map(int, re.search(r"/attempts/(\d+)/questions/(\d+)/", page.url).groups())
    response = Response.objects.get(attempt=attempt, number=number)
    kind = KINDS[response.kind]
    match kind.name:
        case "choice":
            right = response.key["right"]
            wrong = next(option["id"] for option in response.shown["options"] if option["id"] != right)
            page.locator(f'input[name="answer"][value="{right if knows else wrong}"]').check()
        case "ordering":
            if knows:
                put_in_order(page, response.key["order"])
        case "matching":
            for field, [value] in kind.solve(response.shown, response.key).items():
                page.locator(f'select[name="{field}"]').select_option(value)
        case "cloze" if not response.shown.get("bank"):
            for field, [value] in kind.solve(response.shown, response.key).items():
                page.locator(f'[name="{field}"]').fill(value if knows else "nothing")
        case "recall":
            for line, value in zip(page.locator('[name="item"]').all(), response.key["items"], strict=False):
                line.fill(value["text"] if knows else "nothing")
        case _:
            fill(page, kind.solve(response.shown, response.key) if knows else kind.guess(response.shown, Random(1)))


def put_in_order(page: Page, order: list[str]) -> None:
    """With the arrow buttons, one step at a time."""
    for place, item in enumerate(order):
        while (rows := row_order(page)).index(item) > place:
            page.locator(f'button[name="move"][value="{item}:up"]').click()
            expect(page.locator('input[name="order"]').nth(rows.index(item) - 1)).to_have_value(item)


def row_order(page: Page) -> list[str]:
    return [row.get_attribute("value") for row in page.locator('input[name="order"]').all()]


def test_a_newcomer_studies_and_gets_on_the_board(page, live_server, seeded, look, scripts):
    sign_up(page, live_server.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    look()

    # A code that nobody gave out, then the right one.
    page.get_by_role("textbox", name="code").fill("XXX-999")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("No course has the code")).to_be_visible()
    look()
    page.get_by_role("textbox").fill(seeded.join_code)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", level=1, name=seeded.title)).to_be_visible()
    look()

    # Read.
    page.goto(f"{live_server.url}{seeded.lessons.get(number=1).get_absolute_url()}")
    look()
    page.get_by_role("button", name="Mark as read up to here").click()
    expect(page.get_by_text("You finished this lesson")).to_be_visible()
    look()

    # Review: three cards, the last grade undone.
    page.goto(f"{live_server.url}/review/")
    look()
    for grade in ("Good", "Again", "Easy"):
        page.get_by_role("button", name="Show the answer").click()
        expect(page.get_by_role("button", name=grade)).to_be_visible()
        look()
        page.get_by_role("button", name=grade).click()
        expect(page.get_by_role("button", name="Show the answer")).to_be_visible()
    page.get_by_text("More, what else to do with this card").click()
    look()
    page.get_by_role("button", name="Undo the last grade").click()
    # What the reply puts in place closes the menu.
    expect(page.get_by_role("button", name="Undo the last grade")).to_be_hidden()
    look()

    # One card is suspended, and brought back.
    page.get_by_text("More, what else to do with this card").click()
    page.get_by_role("button", name="Suspend this card").click()
    expect(page.get_by_text("Suspended. You can bring it back")).to_be_visible()
    look()
    page.goto(f"{live_server.url}/review/aside/")
    look()
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("Nothing is set aside")).to_be_visible()
    look()

    # A quiz: the first answer is wrong, all others right.
    page.goto(f"{live_server.url}{seeded.quizzes.first().get_absolute_url()}")
    look()
    page.get_by_role("button", name="Start").click()
    take_quiz(page, look)
    expect(page.get_by_text(re.compile("Your score is"))).to_be_visible()
    look()

    # What came of it.
    page.goto(f"{live_server.url}/progress/")
    look()
    page.goto(f"{live_server.url}/leaderboard/")
    expect(page.get_by_role("main").get_by_text("Mai Nguyễn").first).to_be_visible()
    look()
    page.goto(f"{live_server.url}/")
    look()


def take_quiz(page: Page, look) -> None:
    first = True
    while "/questions/" in page.url:
        look()
        fill_in(page, knows=not first)
        page.get_by_role("button", name=re.compile("^(Answer|Save and)")).last.click()
        page.wait_for_url(re.compile("/feedback/"))
        expect(page.get_by_role("status").first).to_be_visible()
        look()
        onward = page.get_by_role("link", name="Next question")
        if not onward.count():
            break
        before, first = page.url, False
        onward.click()
        expect(page).not_to_have_url(before)
    page.get_by_role("button", name="Hand in and see the score").click()
    page.wait_for_url(re.compile(r"/attempts/\d+/$"))
