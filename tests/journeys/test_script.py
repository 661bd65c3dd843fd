"""What app.js adds to pages that work without it."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def linh(db):
    return UserFactory(username="linh", display_name="Linh Trần", theme="auto")


@pytest.fixture
def at(page: Page, live_server):
    """at("privacy") opens the page of that name."""

    def at(name: str) -> Page:
        page.goto(live_server.url + reverse(name))
        return page

    return at


def put(page: Page, html: str) -> None:
    """Lays a piece of a page into #main, as htmx would."""
    page.evaluate("html => document.getElementById('main').insertAdjacentHTML('beforeend', html)", html)


def test_the_list_of_keys_opens_over_any_page_and_closes(at, look, press):
    page = at("privacy")
    press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_contain_text("again, hard, good, easy")
    look()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
    press("?")
    expect(dialog).to_be_visible()
    press("Escape")
    expect(dialog).to_have_count(0)


def test_the_list_of_keys_is_not_laid_over_itself(at, press):
    page = at("keyboard")
    with page.expect_response("**/keyboard/"):
        press("?")
    expect(page.get_by_role("heading", name="Keyboard", level=1)).to_have_count(1)


def test_g_and_a_letter_go_to_a_section(at, live_server, press):
    page = at("privacy")
    press("g")
    with page.expect_request(live_server.url + reverse("quizzes:leaderboard")):
        press("b")


def test_a_key_clicks_its_control_once_but_not_inside_a_field(at, press):
    page = at("privacy")
    put(page, '<button data-key="1 Enter" type="button">Again</button><label>Word <input></label>')
    page.evaluate(
        "document.querySelector('[data-key]').addEventListener('click', () => window.n = (window.n ?? 0) + 1)"
    )
    for key in ("1", "Enter"):
        press(key)
    assert page.evaluate("window.n") == 2
    page.get_by_label("Word").press_sequentially("11")
    press("Control+1")
    assert page.evaluate("window.n") == 2
    page.get_by_role("button", name="Again").press("Enter")
    assert page.evaluate("window.n") == 3


def test_keys_walk_through_a_text_and_copy_a_citation(at, press):
    page = at("privacy")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    number = '<p id="p{0}"><a class="pno" href="#p{0}">{0}</a> Words.</p>'
    parts = "".join(f'<section class="part">{"".join(map(number.format, part))}</section>' for part in ((1, 2), (3,)))
    put(page, f'<article data-walk="B" data-copied="Copied.">{parts}</article>')
    page.evaluate("document.querySelector('[data-walk]').scrollIntoView()")
    for key, there in (("j", "1"), ("j", "2"), ("k", "1"), ("k", "1"), ("n", "3"), ("n", "3"), ("j", "3"), ("k", "2")):
        press(key)
        expect(page.locator(".pno:focus")).to_have_text(there)
    press("c")
    expect(page.locator("#announcer")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"B ¶ 2 {page.url}#p2"
    assert page.url.endswith(reverse("privacy"))


def test_single_keys_can_be_switched_off(at, linh, sign_in, press):
    linh.single_keys = False
    linh.save()
    sign_in("linh")
    page = at("privacy")
    put(page, '<button data-key="1" type="button">Again</button><button data-key="Enter" type="button">Next</button>')
    page.evaluate("addEventListener('click', event => (window.clicked ??= []).push(event.target.textContent))")
    for key in ("1", "?", "Enter"):
        press(key)
    assert page.evaluate("window.clicked") == ["Next"]
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_theme_shows_at_once_and_is_kept(at, linh, sign_in):
    sign_in("linh")
    page = at("privacy")
    with page.expect_response(lambda response: response.status == 204):
        page.get_by_role("radio", name="Dark").check(force=True)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    linh.refresh_from_db()
    assert linh.theme == "dark"


def test_without_script_a_theme_is_saved_by_its_button(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + reverse("privacy"))
    page.get_by_role("radio", name="Dark").check(force=True)
    page.get_by_role("button", name="Save theme").click()
    assert page.url == live_server.url + reverse("privacy")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()


def test_the_account_menu_closes_by_escape_and_by_a_click_elsewhere(at, linh, sign_in, press):
    sign_in("linh")
    page = at("privacy")
    summary = page.locator("details.menu summary")
    link = page.locator(".menu__list").get_by_role("link", name="Profile and preferences", include_hidden=True)
    summary.click()
    expect(link).to_be_visible()
    press("Escape")
    expect(link).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.get_by_role("heading", level=1).click()
    expect(link).to_be_hidden()


def test_sign_up_starts_at_the_time_zone_of_the_browser(browser, live_server):
    context = browser.new_context(timezone_id="America/Lima")
    page = context.new_page()
    page.goto(live_server.url + reverse("sign_up"))
    expect(page.get_by_label("Time zone")).to_have_value("America/Lima")
    context.close()


def ordering() -> str:
    items = [{"id": letter, "text": f"Item {letter}"} for letter in "abc"]
    form = render_to_string("quizzes/kinds/ordering.html", {"item": {"items": items}})
    return f'<form id="quiz" action="/nowhere/"><h2 id="prompt">Order</h2>{form}</form>'


def order(page: Page) -> str:
    return page.evaluate("new FormData(document.getElementById('quiz')).getAll('order').join('')")


def test_rows_move_by_button_and_by_key_and_each_move_is_said(at, look, press):
    page = at("privacy")
    put(page, ordering())
    look()
    down = page.get_by_role("button", name="Move “Item a” down")
    down.click()
    assert order(page) == "bac"
    expect(page.locator("#announcer")).to_have_text("“Item a” is now 2 of 3.")
    expect(down).to_be_focused()
    press("Alt+ArrowDown")
    assert order(page) == "bca"
    expect(page.get_by_role("button", name="Move “Item a” up, now 3 of 3")).to_be_enabled()
    expect(page.get_by_role("button", name="Move “Item a” down, now 3 of 3")).to_be_disabled()
    press("Alt+ArrowUp")
    press("Alt+ArrowUp")
    press("Alt+ArrowUp")
    assert order(page) == "abc"
    assert page.url.endswith(reverse("privacy"))


def test_rows_move_by_dragging(at):
    page = at("privacy")
    put(page, ordering())
    page.get_by_text("Item a", exact=True).drag_to(page.get_by_text("Item c", exact=True))
    assert order(page) == "bca"
    expect(page.locator(".is-lifted")).to_have_count(0)


def test_a_clock_runs_down_and_sends_what_there_is(at):
    page = at("privacy")
    put(
        page,
        '<form id="quiz" action="/nowhere/"><input name="answer" value="k1"></form>'
        '<time data-deadline="2026-03-02T09:30:02Z" data-now="2026-03-02T09:30:00Z" data-deadline-form="quiz"></time>',
    )
    with page.expect_request("**/nowhere/?answer=k1"):
        expect(page.locator("time")).to_have_text("0:01")


def test_after_a_swap_the_focus_is_on_the_new_heading(at):
    page = at("privacy")
    put(
        page,
        f'<a href="#" hx-get="{reverse("keyboard")}" hx-target="#main" hx-select="#main" hx-swap="outerHTML">Go</a>',
    )
    page.evaluate("htmx.process(document.getElementById('main'))")
    page.get_by_role("link", name="Go").click()
    expect(page.get_by_role("heading", name="Keyboard", level=1)).to_be_focused()
    assert page.title() == "Keyboard · Pilcrow"


def test_a_server_that_does_not_answer_is_spoken_of(at):
    page = at("privacy")
    put(page, f'<a href="#" hx-get="{reverse("keyboard")}" hx-target="#main" hx-select="#main">Go</a>')
    page.evaluate("htmx.process(document.getElementById('main'))")
    page.route("**/keyboard/", lambda route: route.abort())
    page.get_by_role("link", name="Go").click()
    expect(page.get_by_role("alert")).to_contain_text("nothing was saved")
    page.unroute("**/keyboard/")
    page.get_by_role("link", name="Go").click()
    expect(page.locator("#trouble")).to_be_hidden()


def test_a_bad_answer_is_shown_in_place(at, linh, sign_in):
    sign_in("linh")
    page = at("profile")
    page.evaluate(
        """() => { const form = document.querySelector("#main form");
        for (const [name, value] of [["hx-post", form.action || location.href], ["hx-target", "#main"],
                                     ["hx-select", "#main"], ["hx-swap", "outerHTML"], ["novalidate", ""]])
          form.setAttribute(name, value);
        htmx.process(form); }"""
    )
    page.get_by_label("Display name", exact=True).fill("")
    page.get_by_role("button", name="Save profile").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
