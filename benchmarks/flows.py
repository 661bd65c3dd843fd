"""What people do in a quiz, as generators for client.play()."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from benchmarks.client import HANG_UP, Browser, Person, Reply

OPTION = re.compile(r'name="answer" value="([^"]+)"')
ADDRESS = re.compile(r"/attempts/(\d+)/(?:questions/(\d+)/)?")


class Broken(Exception):
    """A reply that no learner should get."""


def expect(reply: Reply | None, *statuses: int) -> Reply:
    assert reply
    if reply.status not in statuses:
        raise Broken(f"{reply.status} {reply.head[:200]} {reply.body[:300]}")
    return reply


def looking(browser: Browser, path: str, times: list[float]) -> Person:
    """One page over and over."""
    while True:
        times.append(expect((yield browser.get(path)), 200).seconds)


def answering(browser: Browser, attempt: int, questions: int, times: list[float]) -> Person:
    """All questions in turn, over and over with another option; each reply asks the next."""
    turn = 0
    while True:
        turn += 1
        for number in range(1, questions):
            answer = {"go": "next", "answer": f"k{turn % 4 + 1}", "came_with": ""}
            reply = expect((yield browser.post(f"/attempts/{attempt}/questions/{number}/", answer, htmx=True)), 200)
            times.append(reply.seconds)


def inserting(browser: Browser, path: str, times: list[float]) -> Person:
    """What `answering` is to the bare view."""
    while True:
        times.append(expect((yield browser.post(path, {"answer": "k2"}, htmx=True)), 200).seconds)


def attempting(browsers: Iterable[Browser], quiz: int, chance: Random, done: list[float]) -> Person:
    """Whole attempts, one after the other, as these learners in turn, each on a connection of their own: start, ten
    questions, hand in, result, one answer looked at again.

    A few connections that are kept can all be with one of the server's processes, and the other one idle.
    """
    for browser in browsers:
        seconds: list[float] = []
        yield from attempt_at(browser, quiz, chance, seconds, answers=[])
        done.append(sum(seconds))
        yield HANG_UP


def attempt_at(
    browser: Browser,
    quiz: int,
    chance: Random,
    seconds: list[float],
    answers: list[float],
    pause: float = 0.0,
    chosen: dict[int, str] | None = None,
) -> Person:
    """`seconds` takes what each request took, `answers` the answers among them; `chosen` what was answered.

    `pause`: between two answers up to twice as long is thought.
    """

    def took(reply: Reply | None, *statuses: int) -> Reply:
        seconds.append(expect(reply, *statuses).seconds)
        assert reply
        return reply

    started = took((yield browser.post(f"/quizzes/{quiz}/attempts/", {})), 303)
    where = started.header("location")
    page, attempt = took((yield browser.get(where)), 200), ADDRESS.search(where)
    assert attempt
    # One that was left open goes on where it stopped.
    here, number = f"/attempts/{attempt[1]}", int(attempt[2] or 1)
    while options := OPTION.findall(page.body):
        if pause:
            yield pause * 2 * chance.random()
        option = chance.choice(options)
        last = 'value="last"' in page.body
        form = {"go": "last" if last else "next", "answer": option, "came_with": ""}
        page = took((yield browser.post(f"{here}/questions/{number}/", form, htmx=True)), 200)
        answers.append(page.seconds)
        if chosen is not None:
            chosen[number] = option
        number += 1
    took((yield browser.post(f"{here}/submission/", {}, htmx=True)), 200)
    took((yield browser.get(f"{here}/")), 200)
    took((yield browser.get(f"{here}/questions/1/feedback/")), 200)


def signing_in(browser: Browser, username: str, password: str) -> Person:
    reply = expect((yield browser.post("/account/sign-in/", {"username": username, "password": password})), 302)
    browser.remember(reply)


def sitting(browser: Browser, quiz: int, chance: Random, pause: float, within: float, sat: "Sat") -> Person:
    """From the start of a quiz, at some moment of the first seconds, to its result and the board."""
    yield within * chance.random()
    yield from attempt_at(browser, quiz, chance, sat.seconds, sat.answers, pause, sat.chosen)
    sat.seconds.append(expect((yield browser.get("/leaderboard/")), 200).seconds)
    sat.is_done = True


@dataclass
class Sat:
    """What one learner did and how long they waited: for each request, and for the answers among them."""

    seconds: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    chosen: dict[int, str] = field(default_factory=dict)
    is_done: bool = False
