"""Cards beyond the grade: undo, setting aside, what keeps slipping, practice. By keys, by touch, without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from content.models import Role
from quizzes.models import Aside, Memory, Rating, Reading, Review
from tests import factories
from tests.conftest import member
from tests.journeys.browsers import in_browsers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    in_browsers("a desktop", "a narrow dark phone", "a browser without scripts"),
]


@pytest.fixture
def linh(db):
    return member(factories.CourseFactory(), Role.LEARNER, "linh", "Linh Trần")


@pytest.fixture
def cards(linh):
    lesson = factories.LessonFactory(edition__document__course=linh.courses.get(), number=1)
    Reading.objects.advance(linh, lesson, 2, timezone.now())
    return [factories.CardFactory(key_point__lesson=lesson, lit=[[34, 39]]) for _ in range(4)]


def test_cards_are_undone_set_aside_and_practised(page, live_server, linh, cards, sign_in, look, scripts):
    memory = Memory.objects.record(linh, cards[0].key_point, Rating.GOOD, timezone.now() - timedelta(days=9))
    Memory.objects.filter(key_point=memory.key_point).update(lapses=8)
    sign_in("linh")
    page.goto(f"{live_server.url}/review/")
    expect(page.get_by_text(cards[0].prompt)).to_be_visible()
    page.get_by_role("button", name="Show the answer").click()
    expect(page.get_by_text("You have forgotten this eight times.")).to_be_visible()
    look()
    page.get_by_role("button", name="Again").click()
    expect(page.get_by_text(cards[1].prompt)).to_be_visible()

    # Typed, ticked, and graded by the share.
    page.get_by_text("Type the answer").click()
    page.get_by_label("One thing a line").fill("law\npatience")
    look()
    page.get_by_role("button", name="Show the answer").click()
    expect(page.get_by_text("You named 2 of 3.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="patience")).to_be_checked()
    look()
    page.get_by_role("checkbox", name="trust").check()
    page.get_by_role("button", name="Grade by what I ticked").click()
    expect(page.get_by_text(cards[2].prompt)).to_be_visible()
    assert Review.objects.latest("pk").rating == Rating.GOOD

    # One step back after the other.
    expect(page.get_by_text(cards[2].prompt)).to_be_visible()
    for card in (cards[1], cards[0]):
        page.get_by_text("More, what else").click()
        look()
        page.get_by_role("button", name="Undo the last grade").click()
        expect(page.get_by_text(card.prompt)).to_be_visible()
    assert Review.objects.standing().count() == 1

    # Aside, and back.
    page.get_by_text("More, what else").click()
    page.get_by_role("button", name="Bury until tomorrow").click()
    expect(page.get_by_text("Buried until tomorrow.")).to_be_visible()
    look()
    page.get_by_text("More, what else").click()
    page.get_by_role("link", name="Cards set aside").click()
    expect(page.get_by_role("rowheader", name=cards[0].key_point.label)).to_be_visible()
    look()
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("Nothing is set aside")).to_be_visible()
    look()

    # Practice writes nothing.
    page.goto(f"{live_server.url}/review/practice/")
    look()
    for _ in cards:
        page.get_by_role("button", name="Show the answer").click()
        expect(page.get_by_role("button", name="Show the answer")).to_have_count(0)
        look()
        page.locator(".grades button").click()
        expect(page.locator(".source")).to_have_count(0)
    expect(page.get_by_text("You went through all four cards")).to_be_visible()
    look()
    assert Review.objects.standing().count() == 1


def test_all_of_it_by_keys(page, live_server, linh, cards, sign_in, scripts, press):
    if not scripts:
        pytest.skip("keys are read by the script")
    sign_in("linh")
    page.goto(f"{live_server.url}/review/")
    for card, grade in zip(cards, "334", strict=False):
        expect(page.get_by_text(card.prompt)).to_be_visible()
        press("Space")
        expect(page.locator(".source")).to_be_visible()
        press(grade)
    expect(page.get_by_text(cards[3].prompt)).to_be_visible()
    for card in (cards[2], cards[1]):
        press("z")
        expect(page.get_by_text(card.prompt)).to_be_visible()
    press("-")
    expect(page.get_by_text(cards[2].prompt)).to_be_visible()
    press("@")
    expect(page.get_by_text(cards[3].prompt)).to_be_visible()
    asides = Aside.objects.order_by("pk").values_list("key_point", "until")
    assert [(point, until is None) for point, until in asides] == [
        (cards[1].key_point_id, False),
        (cards[2].key_point_id, True),
    ]
