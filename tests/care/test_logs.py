"""What the log says, and what it never says."""

import io
import json
import logging

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from care.faults import fault_of
from care.logs import Json, Line, request_id
from content.models import Role
from quizzes.models import Quiz
from tests.factories import MembershipFactory, QuestionFactory, QuizFactory, UserFactory

SECRETS = ["Ngọc", "ngoc", "example.edu", "four plain words here", "seven quiet herons", "patience of saints"]


@pytest.fixture
def log(monkeypatch):
    """Every line that a logger would write, the more talkative for the test, in JSON; log() gives them as objects."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Json())
    for name, level in (
        ("root", "DEBUG"),
        ("pilcrow.request", "INFO"),
        ("pilcrow.account", "INFO"),
        ("django", "INFO"),
        ("django.request", "INFO"),
    ):
        monkeypatch.setattr(logging.getLogger(name), "level", getattr(logging, level))
    root.addHandler(handler)
    root.manager._clear_cache()
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.manager._clear_cache()


def requests(log) -> list[dict]:
    return [line for line in log() if line["logger"] == "pilcrow.request"]


@pytest.mark.django_db
def test_each_request_is_one_line_with_its_route_and_what_it_took(client, log):
    answer = client.get(reverse("login"))
    (line,) = requests(log)
    assert {name: line[name] for name in ("method", "route", "status", "level", "event")} == {
        "method": "GET",
        "route": "/account/sign-in/",
        "status": 200,
        "level": "info",
        "event": "request",
    }
    assert line["request"] == answer["X-Request-ID"]
    assert (line["ms"] > 0, line["queries"], line["query_ms"]) == (True, 0, 0)


@pytest.mark.django_db
def test_who_comes_and_goes_is_told_by_number_alone(client, log):
    ngoc = UserFactory(username="ngoc")
    for password in ["wrong"] * 5 + ["correct horse battery"]:
        client.post(reverse("login"), {"username": "ngoc", "password": password})
    Client().post(reverse("login"), {"username": "nobody", "password": "wrong"})
    other = UserFactory(username="other")
    client.post(reverse("login"), {"username": "other", "password": "correct horse battery"})
    client.post(reverse("logout"))
    told = [(line["event"], line.get("account")) for line in log() if line["logger"] == "pilcrow.account"]
    refused = ("sign-in refused", None)
    assert told[:4] == [refused] * 4
    assert ("sign-in closed for a while", None) in told[4:]
    assert told[-3:] == [refused, ("signed in", other.pk), ("signed out", other.pk)]
    assert ngoc.pk not in [account for _event, account in told]
    assert all(line["request"] for line in log() if line["logger"] == "pilcrow.account")


@pytest.mark.django_db
def test_queries_are_counted(sign_in, learner, log):
    sign_in(learner).get(reverse("quizzes:library"))
    (line,) = requests(log)
    assert line["queries"] > 0
    assert 0 < line["query_ms"] < line["ms"]


@pytest.mark.parametrize(
    ("given", "behind", "taken"),
    [("abcdef-1234", True, True), ("abcdef-1234", False, False), ("a b\n{evil}", True, False), ("x" * 65, True, False)],
)
def test_the_id_of_a_request_comes_from_the_proxy_or_is_made(client, settings, given, behind, taken):
    settings.BEHIND_PROXY = behind
    answer = client.get("/health/live/", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) is taken
    assert len(answer["X-Request-ID"]) == (len(given) if taken else 16)
    assert request_id.get() == ""


def test_behind_a_proxy_the_address_is_the_one_it_wrote_down(rf, settings):
    from care.middleware import behind_proxy

    seen = []
    asks = behind_proxy(lambda request: seen.append(request.META["REMOTE_ADDR"]))
    forged = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.7"})
    settings.BEHIND_PROXY = False
    asks(forged)
    settings.BEHIND_PROXY = True
    asks(forged)
    asks(rf.get("/"))
    assert seen == ["127.0.0.1", "192.0.2.7", "127.0.0.1"]


@pytest.mark.django_db
def test_a_slow_query_is_told_with_its_text_and_without_its_values(client, settings, log):
    UserFactory(username="ngoc")
    settings.SLOW_QUERY_MS = 0
    client.post(reverse("login"), {"username": "ngoc", "password": "wrong"})
    slow = [line for line in log() if line["event"] == "slow query"]
    assert any('FROM "accounts_user"' in line["sql"] for line in slow)
    assert {line["route"] for line in slow} == {"/account/sign-in/"}
    assert "ngoc" not in json.dumps(slow)


@pytest.mark.django_db
def test_a_journey_leaves_no_name_address_answer_or_token(course, log, settings):
    """Everything at the most talkative level, through doors that go wrong too."""
    settings.SLOW_QUERY_MS = 0
    client = Client(raise_request_exception=False)
    person = {"display_name": "Ngọc Ánh", "username": "ngoc", "email": "ngoc@example.edu", "time_zone": "UTC"}
    passwords = {"password1": "four plain words here", "password2": "four plain words here"}
    client.post(reverse("sign_up"), {**person, **passwords, "on_boards": "hidden"})
    MembershipFactory(course=course, user=User.objects.get(), role=Role.LEARNER)
    client.logout()
    for _ in range(5):
        client.post(reverse("login"), {"username": "ngoc", "password": "seven quiet herons"})
    client.post(reverse("password_reset"), {"email": "ngoc@example.edu"})
    link = next(word for word in mail.outbox[0].body.split() if "/password/new/" in word)
    token = link.rstrip("/").rpartition("/")[2]
    form = client.get(link.removeprefix("http://testserver"), follow=True).request["PATH_INFO"]
    client.post(form, {"new_password1": "seven quiet herons", "new_password2": "seven quiet herons"})
    client.force_login(User.objects.get())
    answer_a_quiz(client, course)
    client.get("/courses/ngoc@example.edu/nowhere/")
    told = json.dumps(log(), ensure_ascii=False)
    assert len(requests(log)) > 12
    assert "/account/password/new/<uidb64>/<token>/" in told
    assert [secret for secret in [*SECRETS, token, client.session.session_key] if secret in told] == []


def answer_a_quiz(client: Client, course) -> None:
    shown = {"stem": "Which virtue?", "similarity": 80, "minds_case": False, "minds_accents": False}
    question = QuestionFactory(
        kind="short_answer", shown=shown, key={"accepted": ["patience"]}, key_point__course=course
    )
    quiz: Quiz = QuizFactory(course=course, with_questions=[question])
    client.post(reverse("quizzes:attempts", args=[quiz.pk]))
    attempt = quiz.attempts.get()
    client.post(reverse("quizzes:answer", args=[attempt.pk, 1]), {"answer": "patience of saints", "go": "next"})
    assert "patience of saints" in str(attempt.responses.get().answer)
    client.post(reverse("quizzes:submission", args=[attempt.pk]))


def broken(error: Exception) -> logging.LogRecord:
    try:
        raise error from ValueError("Ngọc")
    except Exception as caught:
        return logging.LogRecord("x", logging.ERROR, __file__, 1, "stopped", (), (type(caught), caught, None))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (IntegrityError("Key (email)=(ngoc@example.edu) already exists."), "IntegrityError from ValueError"),
        (KeyError("Ngọc"), "KeyError from ValueError"),
        (OperationalError("connection refused\nDETAIL: x"), "OperationalError: connection refused from ValueError"),
    ],
)
def test_an_exception_is_told_by_its_type_and_place(error, told):
    said = json.loads(Json().format(broken(error)))
    assert said["error"] == told
    if fault_of(error) is None:
        assert said["frames"][-1].startswith("tests/care/test_logs.py:")
        assert said["frames"][-1].endswith(" broken")
    else:
        assert "frames" not in said


def test_a_line_of_text_says_the_same_and_shows_the_frames_below():
    first, frame = Line().format(broken(FileNotFoundError(2, "No such file"))).splitlines()
    assert " error x stopped error=FileNotFoundError: [Errno 2] No such file" in first
    assert frame.strip().startswith("tests/care/test_logs.py:")


@pytest.mark.django_db
def test_a_fault_is_logged_under_the_reference_that_its_page_shows(sign_in, learner, monkeypatch, log):
    client = sign_in(learner)
    client.raise_request_exception = False
    monkeypatch.setattr("quizzes.views.library.timezone", None)
    answer = client.get(reverse("quizzes:library"))
    assert answer.status_code == 500
    (line,) = [line for line in log() if line.get("error")]
    assert f"reference {line['request']}." in answer.content.decode()
    assert (line["event"], line["error"]) == ("Internal Server Error: /", "AttributeError")
    assert any(frame.startswith("quizzes/views/library.py:") for frame in line["frames"])


def test_no_connection_is_opened_to_count_queries(client, monkeypatch):
    monkeypatch.setattr(connection, "ensure_connection", lambda: pytest.fail("opened"))
    assert client.get("/health/live/").json() == {"live": True}
    assert issubclass(OperationalError, DatabaseError)
