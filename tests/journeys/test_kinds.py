"""Every kind asked and marked in a browser: answered with the native controls of its form, the keyboard among them."""

import re
from random import Random

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.kinds import KINDS
from quizzes.kinds.base import Kind
from quizzes.models import Attempt
from tests import factories
from tests.journeys.filling import fill

pytestmark = pytest.mark.django_db(transaction=True)

SETTINGS = {
    "a desktop": {"viewport": {"width": 1280, "height": 900}},
    "a dark phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True},
    "a narrow page without scripts": {"viewport": {"width": 320, "height": 700}, "java_script_enabled": False},
}


@pytest.fixture(params=SETTINGS)
def browser_context_args(browser_context_args, request):
    return {**browser_context_args, "reduced_motion": "reduce", **SETTINGS[request.param]}


@pytest.fixture
def look(look, browser_context_args):
    """axe is a script itself."""
    return look if browser_context_args.get("java_script_enabled", True) else lambda: None


@pytest.fixture
def attempt(db) -> Attempt:
    """One question of each kind, its own example, in the order of the table."""
    course = factories.CourseFactory()
    learner = factories.UserFactory(username="linh")
    factories.MembershipFactory(course=course, user=learner)
    citation = factories.CitationFactory(edition__document__course=course)
    questions = [
        factories.QuestionFactory(
            key_point=None, course=course, citation=citation, kind=name, shown=example.shown, key=example.key
        )
        for name, example in ((name, kind.examples()) for name, kind in KINDS.items())
    ]
    quiz = factories.QuizFactory(course=course, with_questions=questions, feedback="now", shuffle=False)
    return quiz.begin(learner, timezone.now(), Random(1))


def answer(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Answer")).last.click()


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
