"""What every answer says to the browser."""

import re

import pytest
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def directives(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def test_only_scripts_with_the_nonce_of_this_answer_run(client):
    response = client.get(reverse("login"))
    policy = directives(response)
    nonce = re.fullmatch(r"'nonce-([^']+)' 'strict-dynamic'|'strict-dynamic' 'nonce-([^']+)'", policy["script-src"])
    scripts = re.findall(r"<script\b[^>]*>", response.content.decode())
    assert scripts
    assert all(f'nonce="{nonce[1] or nonce[2]}"' in script for script in scripts)
    assert directives(client.get(reverse("login")))["script-src"] != policy["script-src"]


def test_a_page_loads_and_sends_nothing_elsewhere(client):
    policy = directives(client.get(reverse("login")))
    assert (policy["default-src"], policy["object-src"], policy["base-uri"]) == ("'none'",) * 3
    assert (policy["style-src"], policy["connect-src"], policy["form-action"]) == ("'self'",) * 3


def test_the_admin_has_scripts_of_its_own(sign_in):
    response = sign_in(UserFactory(is_superuser=True)).get(reverse("admin:accounts_user_changelist"))
    assert response.status_code == 200
    assert directives(response)["script-src"] == "'self'"


def test_no_browser_keeps_a_page_of_somebody(client, sign_in):
    """Else it would be there for whoever goes back after they signed out."""
    assert "Cache-Control" not in client.get(reverse("privacy"))
    linh = sign_in(UserFactory())
    for page in ("privacy", "profile", "quizzes:library", "quizzes:progress"):
        assert "no-store" in linh.get(reverse(page))["Cache-Control"]


def test_nobody_frames_a_page_and_no_device_is_asked_for(client):
    response = client.get(reverse("login"))
    assert directives(response)["frame-ancestors"] == "'none'"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(response["Permissions-Policy"].split(", "))


def test_scripts_cannot_read_the_cookies(client):
    UserFactory(username="linh")
    client.post(reverse("login"), {"username": "linh", "password": "correct horse battery"})
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["csrftoken"]["httponly"]
