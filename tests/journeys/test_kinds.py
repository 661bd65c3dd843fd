"""Every kind asked and marked in a browser: answered with the native controls of its form, the keyboard among them."""

import re
from random import Random

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from content.models import Course, Role
from quizzes.kinds import KINDS
from quizzes.kinds.base import Kind
from quizzes.models import Attempt
from tests import factories
from tests.journeys.browsers import in_browsers
from tests.journeys.filling import fill

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def course(db) -> Course:
    course = factories.CourseFactory()
    for username, role in (("linh", Role.LEARNER), ("ha", Role.INSTRUCTOR)):
        factories.MembershipFactory(course=course, user=factories.UserFactory(username=username), role=role)
    return course


@pytest.fixture
def attempt(course) -> Attempt:
    """One question of each kind, its own example, in the order of the table."""
    citation = factories.CitationFactory(edition__document__course=course)
    questions = [
        factories.QuestionFactory(
            key_point=None, course=course, citation=citation, kind=name, shown=example.shown, key=example.key
        )
        for name, example in ((name, kind.examples()) for name, kind in KINDS.items())
    ]
    quiz = factories.QuizFactory(course=course, with_questions=questions, feedback="now", shuffle=False)
    return quiz.begin(User.objects.get(username="linh"), timezone.now(), Random(1))


def answer(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Answer")).last.click()


@in_browsers("a desktop", "a dark phone", "a narrow page without scripts")
def test_every_kind_can_be_answered_and_is_marked(page, live_server, attempt, look, sign_in):
    sign_in("linh")
    for response in attempt.responses.order_by("number"):
        kind: Kind = KINDS[response.kind]
        examples = kind.examples()
        address = f"{live_server.url}/attempts/{attempt.pk}/questions/{response.number}/"
        page.goto(address)
        look()
        if kind.name != "ordering":
            # Nothing at all is asked again, and said so.
            answer(page)
            expect(page.get_by_role("alert")).to_be_visible()
            look()
            fill(page, examples.partly or examples.wrong)
        answer(page)
        page.wait_for_url(re.compile("/feedback/"))
        expect(page.get_by_role("status").first).to_be_visible()
        look()
        response.refresh_from_db()
        assert response.fraction is not None
        assert response.fraction < 1
        if examples.partly and kind.name != "ordering":
            assert response.fraction > 0, kind.name


@in_browsers("a desktop", "a dark phone")
def test_every_kind_is_written_and_previewed_at_the_desk(page, live_server, course, attempt, look, sign_in):
    sign_in("ha")
    for response in attempt.responses.order_by("number"):
        desk = f"{live_server.url}/admin/quizzes/question"
        for address in (
            f"{desk}/add/?kind={response.kind}&course={course.pk}",
            f"{desk}/{response.question_id}/change/",
            f"{desk}/{response.question_id}/preview/",
        ):
            page.goto(address)
            expect(page.get_by_role("heading", level=1).first).to_be_visible()
            look()


def test_boxes_and_answers_have_their_keys(page, live_server, attempt, sign_in, press):
    sign_in("linh")
    response = attempt.responses.get(kind="multiple")
    page.goto(f"{live_server.url}/attempts/{attempt.pk}/questions/{response.number}/")
    for letter, option in zip("abcd", response.shown["options"], strict=False):
        if option["id"] in response.key["right"]:
            press(letter)
    press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Correct")
