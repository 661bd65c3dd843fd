"""A server that is away during a timed quiz: what is answered meanwhile is kept, sent and counted."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quizzes.models import Attempt, Response
from tests.factories import CourseFactory, MembershipFactory, QuizFactory, UserFactory

ROOT = Path(__file__).parents[2]


class Server:
    """A server of its own on the database of the tests, that can be stopped and started."""

    def __init__(self, folder: Path, database_url: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        own = {"PILCROW_DATA": str(folder), "PILCROW_DEBUG": "true", "DATABASE_URL": database_url}
        self.environment = {**os.environ, **own}
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "manage.py", "runserver", "--noreload", "--insecure", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, **quiet)
        for _attempt in range(100):
            try:
                urllib.request.urlopen(f"{self.url}/account/sign-in/", timeout=5).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise AssertionError("The server did not start.")

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


@pytest.fixture
def server(tmp_path, database_url, settings):
    # As the server hashes passwords, which reads what the tests wrote.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    course = CourseFactory(slug="diplomacy")
    MembershipFactory(course=course, user=UserFactory(username="linh"))
    server = Server(tmp_path, database_url)
    server.quiz = QuizFactory(course=course, feedback="end", time_limit=20, shuffle=False).pk
    server.start()
    yield server
    server.stop()


def kept() -> list[tuple[int, str]]:
    answered = Response.objects.filter(answered_at__isnull=False).order_by("number")
    return list(answered.values_list("number", "answer__choice"))


def scores() -> list[tuple[str, str]]:
    return [(str(one.score), str(one.max_score)) for one in Attempt.objects.all()]


@pytest.fixture
def quiz(page: Page, server) -> Page:
    """The first of three questions, with a clock; all are kept for when the server is away."""
    page.goto(f"{server.url}/account/sign-in/")
    page.get_by_label("User name").fill("linh")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{server.url}/")
    page.goto(f"{server.url}/quizzes/{server.quiz}/")
    with page.expect_response("**/questions/") as sheet:
        page.get_by_role("button", name="Start the quiz").click()
    sheet.value.finished()
    expect(page.locator("#saving")).to_have_text("Saved")
    return page


def choose(page: Page, number: int, option: str = "trust") -> None:
    expect(page.get_by_text(f"Question {number} of 3")).to_be_visible()
    page.get_by_role("radio", name=option).check()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and").last.click()


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Finish and see the score").locator("visible=true").click()
    page.get_by_role("button", name="Hand in and see the score").click()
    expect(page.get_by_text("Your score is")).to_be_attached()


def test_answers_given_while_the_server_is_away_are_all_there_and_counted(server, quiz, look):
    page = quiz
    server.stop()
    choose(page, 1)
    expect(page.locator("#saving")).to_have_text("Waiting for the network. Kept on this device: 1.")
    look()
    go_on(page)
    choose(page, 2, "speed")
    go_on(page)
    choose(page, 3)
    expect(page.locator("#saving")).to_contain_text("Kept on this device: 3.")
    look()
    server.start()
    expect(page.locator("#saving")).to_have_text("Saved", timeout=20_000)
    assert kept() == [(1, "k2"), (2, "k1"), (3, "k2")]
    hand_in(page)
    assert scores() == [("2.00", "3.00")]


def test_they_survive_a_reload_in_between(server, quiz, look):
    page = quiz
    server.stop()
    choose(page, 1)
    go_on(page)
    choose(page, 2)
    go_on(page)
    choose(page, 3, "wealth")
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.reload()
    # The browser would go on with the page that failed, as soon as the server is back.
    page.wait_for_url("chrome-error://**")
    page.goto("about:blank")
    server.start()
    page.goto(f"{server.url}/quizzes/{server.quiz}/")
    page.get_by_role("button", name="Go on where you stopped").click()
    expect(page.get_by_text("Question 1, answered")).to_be_attached(timeout=20_000)
    expect(page.locator("#saving")).to_have_text("Saved")
    look()
    assert kept() == [(1, "k2"), (2, "k2"), (3, "k3")]
    hand_in(page)
    assert scores() == [("2.00", "3.00")]
