"""A real browser. Every page that a journey looks at is checked by axe and for CSP violations."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page, expect

from tests.conftest import is_one_browser_more
from tests.databases import is_second
from tests.journeys.browser import found
from tests.journeys.browsers import BROWSERS

BROWSER = found()
NO_BROWSER = "No browser could be had, so the journeys were not run: install Chromium and run make test again."
# Without preload: axe would put the text of imported style sheets into the page, which the policy refuses.
RULES = {
    "resultTypes": ["violations"],
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# Sent into each page once, and of what it finds only what is wrong comes back: both are dear.
AXE = f"() => {{ {AXE_SCRIPT} }}"
JUDGE = "async rules => (await axe.run(rules)).violations"
# The next page throws away what the compilers made of the scripts of this one.
SCRIPTS_AS_THEY_ARE = "--js-flags=--no-opt,--no-maglev"
PLAIN = ["--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", SCRIPTS_AS_THEY_ARE]
# Milliseconds: two browsers and what else is tested share the processors of a small machine.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
HARMLESS = (
    "ignore:Session-scoped fixtures defined as instance methods:pytest.PytestRemovedIn10Warning",  # pytest-base-url's
    "ignore:No directory at:UserWarning",  # static files need not be collected: the finders serve them
)
COLLECT = """
window.refused = [];
addEventListener("securitypolicyviolation", event =>
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile ?? ""}:${event.lineNumber}`));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The journeys come last. Without a browser they are skipped, but not in CI."""
    journeys = [item for item in items if "journeys" in item.nodeid]
    items[:] = [item for item in items if item not in journeys] + journeys
    for item in journeys:
        for warning in HARMLESS:
            item.add_marker(pytest.mark.filterwarnings(warning))
    if not BROWSER and os.environ.get("CI") != "true":
        for item in journeys:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not BROWSER:
        terminalreporter.section("JOURNEYS NOT RUN", red=True)
        terminalreporter.line(NO_BROWSER)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    if not BROWSER:
        pytest.fail(NO_BROWSER)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {
        **browser_type_launch_args,
        "executable_path": BROWSER,
        "args": [*sandbox, *PLAIN],
    }


@pytest.fixture
def browser_context_args(browser_context_args: dict, request: pytest.FixtureRequest) -> dict:
    """A journey that is walked in several browsers asks for `in_browsers(...)`."""
    wanted = getattr(request, "param", "a desktop")
    # Still: axe would measure the contrast of a card that is turning.
    return {**browser_context_args, "reduced_motion": "reduce", **BROWSERS[wanted]}


@pytest.fixture
def page(page: Page) -> Page:
    page.add_init_script(COLLECT)
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: pytest.fail(f"A script failed on {page.url}: {error}"))
    return page


@pytest.fixture
def scripts(browser_context_args: dict) -> bool:
    return browser_context_args.get("java_script_enabled", True)


def violations_of(page: Page) -> list[dict]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(JUDGE, RULES)


@contextmanager
def unrolled(page: Page) -> Iterator[None]:
    """The page in a window as tall as itself: axe takes what lies under a sticky bar, till one scrolls, for hidden."""
    window = page.viewport_size
    height = page.evaluate("Math.min(document.documentElement.scrollHeight, 15_000)")
    if height <= window["height"]:
        yield
        return
    page.set_viewport_size({"width": window["width"], "height": height})
    yield
    page.set_viewport_size(window)


@pytest.fixture
def look(page: Page, scripts: bool, request: pytest.FixtureRequest) -> Callable[[], None]:
    """look() asserts that the page as it stands has no axe and no CSP violation, and no sideways scroll.

    Without scripts it does nothing: axe is one itself. In a browser a page is judged by axe once, not again on the
    second database.
    """
    if not scripts:
        return lambda: None

    def look() -> None:
        page.wait_for_load_state("load")
        if not is_second() or is_one_browser_more(request.node):
            with unrolled(page):
                violations = violations_of(page)
            assert violations == [], f"{page.url}\n{AxeResults({'violations': violations}).generate_report()}"
        assert page.evaluate("window.refused") == [], page.url
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{page.url} scrolls sideways by {overflow} px"

    return look


@pytest.fixture
def press(page: Page) -> Callable[[str], None]:
    """press("x") once the page's script listens: what is pressed before is lost."""

    def press(key: str) -> None:
        page.wait_for_load_state("load")
        page.keyboard.press(key)

    return press


@pytest.fixture
def sign_in(page: Page, live_server) -> Callable[..., None]:
    def sign_in(username: str, password: str = "correct horse battery") -> None:
        page.goto(f"{live_server.url}/account/sign-in/")
        page.get_by_label("User name").fill(username)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{live_server.url}/")

    return sign_in
