"""An instructor at the desk: people, questions, quizzes."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from content.admin.scope import ReadOnlyAdmin, Scoped
from content.models import Course, Edition, KeyPoint, Membership, Role
from quizzes.management.commands.seed import seed_course, seed_people
from quizzes.models import Question
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seeded(db) -> Course:
    seed_people(timezone.now())
    course = seed_course(timezone.now())
    course.admit(factories.UserFactory(username="teacher", display_name="Teacher"), timezone.now(), Role.INSTRUCTOR)
    return course


def on_a_dark_phone(page: Page, look) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    look()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")


def test_a_question_is_tried_out_reworded_compared_and_copied(page, live_server, seeded, look, sign_in, press):
    desk = f"{live_server.url}/admin/quizzes/question"
    question = seeded.questions.filter(kind="choice").first()
    sign_in("teacher")

    # The checks speak as soon as a field is left, and Enter saves nothing.
    page.goto(f"{desk}/{question.pk}/change/")
    stem = page.locator("textarea[name=stem]")
    stem.fill("Which of these is not all of the above?")
    stem.blur()
    expect(page.locator("#check")).to_contain_text("would look again")
    on_a_dark_phone(page, look)
    page.locator("input[name=words]").fill("exam")
    page.locator("input[name=words]").press("Enter")
    expect(page.locator("#check")).to_contain_text("would look again")
    assert question.versions.count() == 1

    # As a learner sees it, before it is saved.
    with page.expect_popup() as opened:
        page.get_by_role("button", name="See it as a learner does").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Which of these is not all of the above?")
    opened.value.close()

    # Another sentence proves it, found and chosen by keyboard alone.
    page.get_by_label("Find another sentence").focus()
    page.keyboard.type("internal strength")
    expect(page.locator("#citation-count")).to_have_text("2 sentences to choose from")
    press("Tab")
    press("Tab")
    press("ArrowDown")
    look()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert "nternal strength" in question.versions.get(number=2).citation.quote

    page.goto(f"{desk}/{question.pk}/history/")
    look()
    page.get_by_role("link", name=re.compile("What changed")).click()
    expect(page.locator("ins").first).to_be_visible()
    on_a_dark_phone(page, look)

    page.goto(f"{desk}/?tag=exam")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    page.goto(f"{desk}/{question.pk}/change/")
    page.get_by_role("link", name="Duplicate").click()
    expect(page.locator("textarea[name=stem]")).to_have_value("Which of these is not all of the above?")
    page.locator("textarea[name=stem]").fill("And which of these?")
    page.get_by_role("button", name="Save", exact=True).click()
    assert Question.objects.filter(shown__stem="And which of these?").exists()


def test_a_quiz_is_rehearsed_and_nothing_of_it_is_kept(page, live_server, seeded, look, sign_in, press):
    quiz = seeded.quizzes.first()
    sign_in("teacher")
    page.goto(f"{live_server.url}/admin/quizzes/quiz/{quiz.pk}/change/")
    look()
    before = {model: model._default_manager.count() for model in apps.get_models(include_auto_created=True)}
    page.get_by_role("link", name="Dry run").click()
    expect(page.get_by_text("Question 1 of")).to_be_visible()
    on_a_dark_phone(page, look)
    for _question in range(quiz.slots.count()):
        page.get_by_role("button", name="Leave it open").click()
        expect(page.get_by_role("heading", name="Left open")).to_be_visible()
        press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("not passed")
    on_a_dark_phone(page, look)
    assert before == {model: model._default_manager.count() for model in before}


def test_a_class_list_is_looked_through_mended_and_taken_in(page, live_server, seeded, look, sign_in, settings):
    settings.EMAIL_HOST = ""
    sign_in("teacher")
    page.goto(f"{live_server.url}{seeded.get_absolute_url()}")
    page.get_by_role("link", name="Class list").click()
    look()
    page.locator("input[type=file]").set_input_files(
        {"name": "class.csv", "mimeType": "text/csv", "buffer": b"email,name\nana@example.org,Ana\nbad,Bo\n"}
    )
    page.get_by_role("button", name="Look it through").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 line can be taken in, 1 cannot")
    on_a_dark_phone(page, look)
    page.get_by_label("The list").fill("email,name\nana@example.org,Ana\nbo@example.org,Bo\n")
    page.get_by_role("button", name="Look it through again").click()
    page.get_by_role("button", name="Take in these 2 people").click()
    expect(page.get_by_text("Done: 2 new accounts.")).to_be_visible()
    assert Membership.objects.filter(course=seeded, user__email__in=["ana@example.org", "bo@example.org"]).count() == 2
    page.get_by_role("button", name="Give these 2 people their links").click()
    expect(page.locator("code")).to_have_count(2)
    on_a_dark_phone(page, look)
    link = page.locator("code").first.inner_text()
    page.context.clear_cookies()
    page.goto(link)
    expect(page.get_by_role("heading", name="Choose a new password")).to_be_visible()


def test_drafts_are_ticked_on_the_way_and_accepted_together(page, live_server, seeded, look, sign_in, press):
    seeded.questions.update(status="draft")
    every = seeded.questions.count()
    sign_in("teacher")
    page.goto(f"{live_server.url}/courses/{seeded.slug}/drafts/")
    for number in (2, 3):
        press("x")
        press("j")
        expect(page.get_by_role("heading", name=f"Draft {number} of {every}")).to_be_visible()
    expect(page.locator("[data-ticked]")).to_have_text("2")
    look()
    press("y")
    expect(page.get_by_text("2 items accepted")).to_be_visible()
    expect(page.locator("[data-ticked]")).to_have_text("0")
    assert seeded.questions.filter(status="draft").count() == every - 2
    press("t")
    expect(page.locator("[data-ticked]")).not_to_have_text("0")


def addresses_of_the_desk(course: Course) -> dict[str, list[str]]:
    """The lists and histories, and the forms, of every model that an instructor finds there."""
    found: dict[str, list[str]] = {"lists": [reverse("admin:index")], "forms": []}
    for model, page in admin.site._registry.items():
        if not isinstance(page, Scoped):
            continue
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.filter(**{page.course_path: course.pk}).order_by("pk").first()
        found["lists"].append(reverse(f"{name}_changelist"))
        if row:
            found["lists"].append(reverse(f"{name}_history", args=[row.pk]))
            found["forms"].append(reverse(f"{name}_change", args=[row.pk]))
        if issubclass(type(page), ReadOnlyAdmin) or model is KeyPoint or model is Edition:
            continue
        found["forms"].append(f"{reverse(f'{name}_add')}?course={course.pk}")
    return found


@pytest.mark.once
def test_every_page_of_the_desk_can_be_read_by_everybody(page, live_server, seeded, look, sign_in):
    pages = addresses_of_the_desk(seeded)
    assert len(pages["lists"]) > 20
    sign_in("teacher")
    for address in pages["forms"]:
        page.goto(live_server.url + address)
        look()
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for address in pages["lists"]:
        page.goto(live_server.url + address)
        look()
