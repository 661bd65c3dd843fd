"""What is tried against any site, tried against this one. docs/security.md says which test shows what."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from content.models import Role
from tests.access.addresses import addresses
from tests.access.scene import scene
from tests.accounts.test_sign_up import FORM
from tests.factories import UserFactory
from tests.test_access import row_of, url_of

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"
QUERIES = [
    "' OR 1=1 --",
    "1; DROP TABLE accounts_user",
    "%' UNION SELECT password FROM accounts_user --",
    "\x00",
    "../../etc/passwd",
]
PARAMETERS = [
    "q",
    "page",
    "part",
    "sort",
    "order",
    "o",
    "status",
    "kind",
    "period",
    "course",
    "state",
    "next",
    "code",
    "of",
    "p",
]


def sign_in(client: Client, name: str = "linh", password: str = PASSWORD):
    return client.post(reverse("login"), {"username": name, "password": password})


# Injection ----------------------------------------------------------------------


def tried(name: str, number: int) -> list[dict[str, str]]:
    """What is said to an address: everything at once. The desk refuses parts that it does not know before it looks
    at others, so its lists are told each by itself too, and its search for a row beside what it needs.
    """
    if name == "admin:autocomplete":
        needed = {"app_label": "quizzes", "model_name": "card", "field_name": "key_point"}
        return [{**needed, "term": query, "course": query} for query in QUERIES]
    alone = PARAMETERS if name.endswith("_changelist") else []
    at_once = [dict.fromkeys(PARAMETERS, QUERIES[number % len(QUERIES)])]
    return at_once + [{one: QUERIES[(number + place) % len(QUERIES)]} for place, one in enumerate(alone)]


def test_nothing_in_an_address_reaches_the_database_as_sql_or_breaks_a_page():
    there, client = scene(), Client()
    client.force_login(there["superuser"])
    broken = []
    for number, address in enumerate(addresses()):
        if row_of(address):
            answers = [client.get(url_of(address, there), said) for said in tried(address.name, number)]
            broken += [address.name for answer in answers if answer.status_code >= 500]
    assert broken == []
    assert User.objects.filter(username="learner").exists()


# Forged requests ----------------------------------------------------------------


def test_no_address_takes_a_post_that_another_site_sent():
    there, client = scene(), Client(enforce_csrf_checks=True)
    client.force_login(there["superuser"])
    taken = {
        address.name
        for address in addresses()
        if row_of(address)
        and client.post(url_of(address, there), headers={"Origin": "https://evil.example"}).status_code != 403
    }
    assert taken == set()


# Sessions -----------------------------------------------------------------------


def test_a_session_that_somebody_planted_is_not_the_one_that_is_signed_in(client):
    UserFactory(username="linh")
    planted = Client()
    planted.cookies["sessionid"] = "p" * 32
    sign_in(planted)
    assert planted.cookies["sessionid"].value != "p" * 32
    again = Client()
    again.cookies["sessionid"] = "p" * 32
    assert again.get(reverse("profile")).status_code == 302


def test_signing_out_ends_the_session_for_whoever_holds_a_copy(client):
    UserFactory(username="linh")
    sign_in(client)
    copy = Client()
    copy.cookies["sessionid"] = client.cookies["sessionid"].value
    assert copy.get(reverse("profile")).status_code == 200
    client.post(reverse("logout"))
    assert copy.get(reverse("profile")).status_code == 302


def test_a_new_password_ends_all_other_sessions(client):
    UserFactory(username="linh")
    other = Client()
    sign_in(other)
    sign_in(client)
    new = {"old_password": PASSWORD, "new_password1": "seven quiet herons", "new_password2": "seven quiet herons"}
    client.post(reverse("password_change"), new)
    assert client.get(reverse("profile")).status_code == 200
    assert other.get(reverse("profile")).status_code == 302


def test_a_session_ends_after_its_time_and_with_its_account(client, settings):
    linh = UserFactory(username="linh")
    sign_in(client)
    assert settings.SESSION_COOKIE_AGE <= 30 * 24 * 3600
    User.objects.filter(pk=linh.pk).update(is_active=False)
    assert client.get(reverse("profile")).status_code == 302
    User.objects.filter(pk=linh.pk).update(is_active=True)
    sign_in(client)
    Session.objects.update(expire_date=timezone.now())
    assert client.get(reverse("profile")).status_code == 302


def test_cookies_are_for_us_alone(client, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    UserFactory(username="linh")
    client.get(reverse("login"))
    sign_in(client)
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")


# Passwords ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["linh", "nobody", "linh@example.edu", "nobody@example.edu"])
def test_a_wrong_name_takes_as_long_as_a_wrong_password(client, monkeypatch, name):
    """One hash each: that is what takes the time, some 200 ms of it with Argon2."""
    UserFactory(username="linh", email="linh@example.edu")
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append(1) or encode(*given))
    assert sign_in(client, name, "wrong").status_code == 200
    assert len(hashed) == 1


@pytest.mark.parametrize(
    "password", ["short", "password123", "qwertyuiop", "1234567890", "iloveyou123", "linh.tran.2026"]
)
def test_a_password_that_is_short_known_or_ones_own_name_is_refused(client, password):
    given = FORM | {"username": "linh.tran", "password1": password, "password2": password}
    assert client.post(reverse("sign_up"), given).status_code == 422


@pytest.mark.parametrize("password", ["a" * 5 + " b" * 60, "mật khẩu của tôi rất dài", "🦆 quacks at dawn"])
def test_a_password_may_be_long_and_of_any_signs(client, password):
    assert client.post(reverse("sign_up"), FORM | {"password1": password, "password2": password}).status_code == 303
    assert User.objects.get().check_password(password)


# Assignments that no form has ---------------------------------------------------

MORE = {
    "is_superuser": "on",
    "is_staff": "1",
    "is_demo": "1",
    "is_active": "on",
    "groups": "1",
    "fitted": "{}",
    "role": "instructor",
}


def test_nobody_makes_themselves_more_than_they_are(client, course):
    client.post(reverse("sign_up"), FORM | MORE)
    person = User.objects.get(username="en")
    client.post(
        reverse("profile"), {**FORM, **MORE, "language": "en-gb", "theme": "auto", "username": "root", "id": "1"}
    )
    client.post(reverse("content:memberships"), {"code": course.join_code, **MORE})
    person.refresh_from_db()
    assert (person.username, person.is_superuser, person.is_staff, person.is_demo) == ("en", False, False, False)
    assert course.memberships.get(user=person).role == Role.LEARNER


# Hosts, addresses, files ----------------------------------------------------------


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Host": "testserver@evil.example"}])
def test_a_host_that_is_not_ours_gets_no_page(client, headers):
    assert client.get(reverse("login"), headers=headers).status_code == 400


def test_a_letter_never_leads_to_a_host_that_somebody_forged(client):
    UserFactory(email="linh@example.edu")
    client.post(reverse("password_reset"), {"email": "linh@example.edu"}, headers={"X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in mail.outbox[0].body
    assert "http://testserver/" in mail.outbox[0].body


@pytest.mark.parametrize(
    "target", ["//evil.example", "https:evil.example", "/\\evil.example", "javascript:alert(1)", "\t//evil.example"]
)
def test_nobody_is_sent_to_another_site(client, target):
    UserFactory(username="linh")
    answers = [
        client.post(reverse("theme"), {"theme": "dark", "next": target}),
        client.post(reverse("login"), {"username": "linh", "password": PASSWORD, "next": target}),
    ]
    assert [answer.url for answer in answers] == [reverse("quizzes:library")] * 2


@pytest.mark.parametrize(
    "path",
    [
        "/static/../config/settings.py",
        "/static/%2e%2e/config/settings.py",
        "/static/..%2f..%2fmanage.py",
        "/static//etc/passwd",
    ],
)
def test_no_address_leads_out_of_the_static_files(client, path):
    assert client.get(path).status_code == 404


# Headers ------------------------------------------------------------------------


def test_headers_are_what_a_strict_observatory_asks_for(client, settings):
    """Each line is one that takes or gives points: Mozilla's Observatory, its tests of 2024."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    answer = client.get(reverse("login"), secure=True)
    policy = {
        name: value
        for name, _, value in (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    }
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert not re.search(r"https?:|\*", answer["Content-Security-Policy"])
    assert policy["form-action"] == "'self'"
    seconds = int(re.search(r"max-age=(\d+)", answer["Strict-Transport-Security"])[1])
    assert seconds >= 15_768_000
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer
    assert "Server" not in answer
    assert "X-Powered-By" not in answer


def test_pages_of_faults_carry_them_too(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


ASKED = """
import json
import django
from django.conf import settings
django.setup()
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG"]
names += ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_PATH"]
names += ["SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN"]
print(json.dumps([*(getattr(settings, name) for name in names), settings.PASSWORD_HASHERS[0].rpartition(".")[2]]))
"""


def test_one_setting_asks_tls_of_everything_and_the_rest_is_safe_by_itself(tmp_path):
    """As a server finds the settings: the tests have some of their own."""
    bare = {"PATH": os.environ["PATH"], "PILCROW_DATA": str(tmp_path), "PILCROW_HTTPS": "true"}
    environment = {**bare, "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run([sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=True)
    cookies = ["__Host-sessionid", "__Host-csrftoken", "/", None, None]
    assert json.loads(done.stdout) == [True, True, True, 31_536_000, False, *cookies, "Argon2PasswordHasher"]
    key = tmp_path / "secret_key"
    assert len(key.read_text()) >= 64
    assert key.stat().st_mode & 0o777 == 0o600


def test_http_is_left_for_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get(reverse("login"))
    assert (answer.status_code, answer.url) == (301, "https://testserver" + reverse("login"))


@pytest.mark.parametrize("address", ["/?q=a%00b", "/courses/a%00b/", "/admin/autocomplete/?term=%00"])
def test_an_address_with_a_nul_is_a_bad_request(client, learner, address):
    assert client.get(address).status_code == 400
    client.force_login(learner)
    assert client.get(address).status_code == 400
