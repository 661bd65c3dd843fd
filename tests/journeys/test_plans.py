"""What is a learner's own: exams, breaks, calendar, maps, data, the way out. By touch, in the dark, without scripts."""

import re
from datetime import timedelta
from zipfile import ZipFile

import icalendar
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from content.models import Role
from quizzes.models import Absence, Exam, Memory, Rating, Reading
from quizzes.reviewing import review_card
from quizzes.scheduling import learner_day
from tests import factories
from tests.conftest import member
from tests.journeys.browsers import in_browsers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    in_browsers("a desktop", "a dark phone", "a narrow page without scripts"),
]


@pytest.fixture
def linh(db):
    return member(factories.CourseFactory(title="Diplomacy"), Role.LEARNER, "linh", "Linh Trần")


@pytest.fixture
def cards(linh):
    """Six that were reviewed today, and as many that are new."""
    lesson = factories.LessonFactory(edition__document__course=linh.courses.get(), number=1)
    now = timezone.now()
    Reading.objects.advance(linh, lesson, 2, now)
    made = [factories.CardFactory(key_point__lesson=lesson) for _ in range(12)]
    for card in made[:6]:
        review_card(linh, card, Rating.EASY, now)
    return made


def fill_day(page, label, day):
    page.get_by_label(label).fill(day.isoformat())


def test_exams_and_breaks_are_planned_changed_and_taken_back(page, live_server, linh, cards, sign_in, look):
    today = learner_day(timezone.now(), linh.zone)  # before four in the morning it is still yesterday
    sign_in("linh")
    page.goto(f"{live_server.url}/review/plan/")
    look()

    # A break that ends before it begins is refused with what was written; then it moves the cards that lie in it.
    fill_day(page, "First day away", today + timedelta(days=6))
    fill_day(page, "Last day away", today + timedelta(days=3))
    page.get_by_role("button", name="Plan this break").click()
    expect(page.get_by_text("The last day lies before the first one.")).to_be_visible()
    look()
    fill_day(page, "Last day away", today + timedelta(days=9))
    page.get_by_role("button", name="Plan this break").click()
    expect(page.get_by_text("It moves 6 cards")).to_be_visible()
    assert not Memory.objects.filter(asked_from__range=(today + timedelta(days=6), today + timedelta(days=9))).exists()
    page.get_by_text("What a break does").click()
    look()

    page.get_by_role("link", name="Plan an exam in Diplomacy").click()
    expect(page.get_by_role("heading", name="Plan an exam", level=1)).to_be_visible()
    look()
    fill_day(page, "Day of the exam", today + timedelta(days=14))
    page.get_by_role("button", name="Plan this exam").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("you would recall about")
    expect(page.get_by_text("Your planned break is counted in")).to_be_visible()
    page.get_by_text("Show the days as a table").click()
    look()
    page.get_by_label("1. On diplomacy").check()
    page.get_by_role("button", name="Save the exam").click()
    expect(page.get_by_text(re.compile("Exam in Diplomacy on .*: lesson 1"))).to_be_visible()
    page.goto(f"{live_server.url}/")
    expect(page.get_by_text("Your exam in Diplomacy is in 14 days")).to_be_visible()
    look()

    page.goto(f"{live_server.url}/review/plan/")
    look()
    page.get_by_role("link", name="Diplomacy", exact=True).first.click()
    page.get_by_role("button", name="Remove the exam").click()
    expect(page.get_by_text("The exam is removed.")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Change")).click()
    expect(page.get_by_role("heading", name="Break from", level=1)).to_be_visible()
    look()
    page.get_by_role("button", name="Take the break back").click()
    expect(page.get_by_text("each card comes on its own day again")).to_be_visible()
    assert not Exam.objects.exists()
    assert not Absence.objects.exists()


def test_maps_and_the_schedule_tell_what_is_known(page, live_server, linh, cards, sign_in, look):
    sign_in("linh")
    page.goto(f"{live_server.url}/progress/")
    look()
    page.get_by_role("link", name="Maps of your documents").click()
    expect(page.get_by_role("heading", name="Maps of what you know", level=1)).to_be_visible()
    look()
    page.get_by_role("link", name="On diplomacy").click()
    expect(page.get_by_role("link", name=re.compile("three pillars.*New"))).to_be_visible()
    look()
    page.goto(f"{live_server.url}/review/schedule/")
    look()
    page.get_by_role("button", name="Fit the schedule to me").click()
    expect(page.get_by_text("A schedule is fitted to 400 reviews or more")).to_be_visible()
    look()


def test_the_calendar_opens_by_its_address_alone_until_it_is_closed(page, live_server, linh, cards, sign_in, look):
    sign_in("linh")
    page.goto(f"{live_server.url}/account/calendar/")
    look()
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Private address").input_value()
    look()
    anybody = page.context.browser.new_context().request
    calendar = icalendar.Calendar.from_ical(anybody.get(address).body())
    assert "Review 6 cards" in [str(event["summary"]) for event in calendar.walk("VEVENT")]
    page.get_by_role("button", name="Close the address").click()
    expect(page.get_by_text("The address is closed")).to_be_visible()
    assert anybody.get(address).status == 404


def test_data_is_taken_along_and_the_account_deleted(page, live_server, linh, cards, sign_in, look):
    sign_in("linh")
    page.goto(f"{live_server.url}/account/profile/")
    page.get_by_role("link", name="Your data").click()
    expect(page.get_by_role("heading", name="Your data", level=1)).to_be_visible()
    look()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download everything").click()
    with ZipFile(download.value.path()) as archive:
        assert len(archive.read("csv/reviews.csv").splitlines()) == 7

    page.get_by_role("link", name="Delete my account").click()
    expect(page.get_by_role("heading", name="Delete the account", level=1)).to_be_visible()
    look()
    page.get_by_label("Your password").fill("a guess")
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("That is not your password. Nothing was deleted.")).to_be_visible()
    look()
    page.get_by_label("Your password").fill("correct horse battery")
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("Your account is deleted, and you are signed out.")).to_be_visible()
    assert User.objects.get(pk=linh.pk).gone_at
    page.get_by_label("User name").fill("linh")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("That password does not match this name.")).to_be_visible()
