"""A learner disputes a question, the instructor looks at what would change and accepts, the learner is told; undone."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from content.models import Role
from quizzes.models import Attempt, Measure, Memory, Regrade
from tests import factories
from tests.conftest import member
from tests.journeys.browsers import in_browsers
from tests.quizzes.regrading.scene import A, B, C, take

pytestmark = [
    pytest.mark.django_db(transaction=True),
    in_browsers("a desktop", "a narrow dark phone", "a browser without scripts"),
]


@pytest.fixture
def course(db):
    return factories.CourseFactory()


@pytest.fixture
def attempt(course) -> Attempt:
    """Linh gave an answer that could be right; twenty others took the quiz, one of them gave the same."""
    linh = member(course, Role.LEARNER, "linh", "Linh Trần")
    linh.on_boards = "name"
    linh.save()
    quiz = factories.QuizFactory(course=course, feedback="end", shuffle=False)
    now = timezone.now()
    for n in range(20):
        take(
            quiz,
            member(course, Role.LEARNER, f"person{n}", f"Person {n}"),
            now,
            A if n == 0 else B,
            B,
            C if n % 2 else B,
        )
    return take(quiz, linh, now, A, B, B)


@pytest.fixture
def become(page, sign_in):
    """Another person at the same browser."""

    def become(username: str) -> None:
        page.context.clear_cookies()
        sign_in(username)

    return become


def test_a_dispute_is_accepted_and_taken_back(page, live_server, attempt, course, become, look):
    member(course, Role.INSTRUCTOR, "ha", "Hà Vũ")
    learnt = Memory.objects.get(learner=attempt.learner, key_point=attempt.responses.get(number=1).question.key_point)

    # The learner objects.
    become("linh")
    page.goto(f"{live_server.url}/attempts/{attempt.pk}/questions/1/feedback/")
    page.get_by_text("Dispute this question").click()
    page.get_by_label("My answer is right, too").check()
    page.get_by_label("In your own words").fill("The text names both.")
    page.get_by_role("button", name="Send to the instructor").click()
    expect(page.get_by_text("Not decided yet")).to_be_visible()

    # The instructor sees it with every answer, and what each remedy would change.
    become("ha")
    page.goto(f"{live_server.url}/courses/{course.slug}/")
    page.get_by_role("link", name="Decide 1 dispute").click()
    expect(page.get_by_role("heading", name="Disputed questions")).to_be_visible()
    look()
    page.get_by_role("link", name="Linh Trần").click()
    expect(page.get_by_text("The text names both.")).to_be_visible()
    expect(page.get_by_text("21 answers to this version")).to_be_visible()
    look()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("2 scores change")).to_be_visible()
    expect(page.get_by_role("cell", name="3/3").first).to_be_visible()
    look()
    assert not Regrade.objects.exists()

    # Decided: scores and notices follow.
    page.get_by_label("Why", exact=True).fill("Paragraph 1 says so.")
    page.get_by_role("button", name="Accept, and mark 2 answers again").click()
    expect(page.get_by_text("21 answers were marked again.")).to_be_visible()
    look()
    attempt.refresh_from_db()
    assert attempt.score == 3
    again = Memory.objects.get(pk=learnt.pk)
    assert again.due > learnt.due

    become("linh")
    page.goto(f"{live_server.url}/")
    page.get_by_role("link", name="Notices").click()
    expect(page.get_by_text("your score is now 3 of 3").first).to_be_visible()
    expect(page.get_by_text("was accepted. Paragraph 1 says so.").first).to_be_visible()
    look()
    page.get_by_role("button", name="Show me").first.click()
    page.goto(f"{live_server.url}/notices/")
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_role("button", name="Mark all as read")).to_have_count(0)

    # Taken back: all is as it was.
    become("ha")
    page.goto(f"{live_server.url}/courses/{course.slug}/disputes/?state=decided")
    page.get_by_role("link", name="Linh Trần").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back: 2 scores are as they were.")).to_be_visible()
    look()
    attempt.refresh_from_db()
    assert attempt.score == 2
    assert Memory.objects.get(pk=learnt.pk).state == learnt.state

    # Or declined with a reason.
    page.get_by_label("Why the question stays as it is").fill("The text names trust first.")
    page.get_by_role("button", name="Decline, and tell the learner").click()
    expect(page.get_by_text("Declined. The learner is told, with your reason.")).to_be_visible()


def test_figures_open_a_queue_of_questions_to_fix(page, live_server, attempt, course, become, look):
    member(course, Role.INSTRUCTOR, "ha", "Hà Vũ")
    become("ha")
    page.goto(f"{live_server.url}/courses/{course.slug}/fixes/")
    look()
    page.get_by_role("button", name="Count in what came since").click()
    expect(page.get_by_text("1 quiz was measured anew.")).to_be_visible()
    expect(page.get_by_role("heading", name="to fix")).to_be_visible()
    expect(page.get_by_text("discrimination")).to_be_visible()
    look()
    page.get_by_role("link", name="All its figures").click()
    expect(page.get_by_text("The first attempts of 21 learners.")).to_be_visible()
    page.get_by_text("What these figures mean").click()
    look()
    page.go_back()
    page.get_by_role("button", name="Accept as it is").click()
    expect(page.get_by_text("It comes up again when half as many answers more have come.")).to_be_visible()
    assert Measure.objects.left().count() == 1
