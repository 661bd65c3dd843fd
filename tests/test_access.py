"""Every address as everybody, by GET and by POST, against the table in tests/access/table.py."""

import logging
import re
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.models.course import CourseQuerySet
from tests.access.addresses import Address, addresses
from tests.access.scene import ROLES, scene
from tests.access.table import DESK, LOST, OURS, SIGN_IN, Code, Desk, Row

PAGES = ("changelist", "add", "change", "delete", "history")
MODEL = re.compile(rf"admin:(?P<model>\w+)_(?P<page>{'|'.join(PAGES)})$|admin/(?P<path>\w+/\w+)/<path:object_id>/$")
HOW = "Add it to OURS in tests/access/table.py; a model of the desk, to DESK. The head of that file says how."
WRITES = re.compile(r"INSERT|UPDATE|DELETE")
KEPT_OF_VISITS = re.compile("session|care_allowance")  # who is there, and what was tried how often
NO_SUCH = 999_999
REFUSALS = (SIGN_IN, LOST, 403, 404)


def row_of(address: Address) -> tuple[Row | Desk, str] | None:
    """The row of the table, and which page of its model it is when the desk made it."""
    if address.name in OURS:
        return OURS[address.name], ""
    found = MODEL.match(address.name)
    model = (found["model"] or found["path"].replace("/", "_")) if found else ""
    return (DESK[model], (found and found["page"]) or "object") if model in DESK else None


def expected(address: Address, role: str, method: str) -> Code:
    row, page = row_of(address)
    return row.expected(page, role, method) if isinstance(row, Desk) else row.expected(role, method)


def url_of(address: Address, there: dict[str, Any]) -> str:
    row = row_of(address)[0]
    named = there[row.of] if row.of else None
    key = str(named.pk if named else NO_SUCH)
    number = str(getattr(named, "number", 1) if row.of == "lesson" else 1)
    values = {"pk": key, "id": key, "object_id": key, "slug": "diplomacy", "number": number, "paragraph": "1"}
    values |= {"uidb64": "MQ", "token": "none", "app_label": "quizzes", "url": "nothing/", "name": "learners"}
    route = re.sub(r"\^?\(\?P<(\w+)>.*?\)", r"<\1>", address.route).rstrip("$")
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: values[part[1]], route)


def visit(client: Client, session: str, method: str, url: str, data: Any) -> tuple[Code, list[str]]:
    """What came back, and what was written meanwhile; all of it is taken back."""
    client.cookies.clear()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        response = client.get(url) if method == "GET" else client.post(url, data)
        if response.streaming:
            response.getvalue()  # read to its end, a file is closed
        transaction.set_rollback(True)
    wrote = [q["sql"] for q in queries if WRITES.match(q["sql"]) and not KEPT_OF_VISITS.search(q["sql"])]
    return code_of(response), wrote


def code_of(response: HttpResponse) -> Code:
    address = response.headers.get("Location", "").partition("?")[0]
    if address in (reverse("login"), reverse("admin:login")):
        return SIGN_IN
    return LOST if address == reverse("admin:index") else response.status_code


@pytest.fixture
def no_log():
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def disagreements(role: str, chosen: list[Address]) -> list[str]:
    """Where these addresses answer otherwise than the table says, or write although they refuse."""
    there, client = scene(), Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(there[role])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value if client.cookies else ""
    wrong = []
    for address in chosen:
        for method in ("GET", "POST"):
            row, wanted, url = row_of(address)[0], expected(address, role, method), url_of(address, there)
            got, wrote = visit(client, session, method, url, getattr(row, "data", {}))
            if got != wanted:
                wrong.append(f"{address.name}: {method} {url} gives {got}, the table says {wanted}")
            elif got in REFUSALS and wrote and address.name != "logout":
                wrong.append(f"{address.name}: {method} {url} gives {got}, and yet wrote: {wrote[0][:120]}")
    return wrong


@pytest.mark.usefixtures("no_log")
@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_what_the_table_says_at_every_address(db, role):
    wrong = disagreements(role, [address for address in addresses() if row_of(address)])
    assert not wrong, f"As {role}:\n" + "\n".join(wrong)


def test_every_address_has_a_row():
    missing = [f"{address.name}   ({address.route})" for address in addresses() if row_of(address) is None]
    assert not missing, f"Who may come here?\n{chr(10).join(missing)}\n{HOW}"


def test_every_row_has_an_address():
    names = {address.name for address in addresses()}
    gone = set(OURS) - names | {model for model in DESK if f"admin:{model}_changelist" not in names}
    assert not gone, f"These rows of tests/access/table.py name addresses that are not there: {sorted(gone)}"


def test_an_address_without_a_row_is_found(monkeypatch):
    monkeypatch.delitem(OURS, "quizzes:points")
    with pytest.raises(AssertionError, match="quizzes:points"):
        test_every_address_has_a_row()


@pytest.mark.usefixtures("no_log")
def test_a_door_left_open_is_found(db, monkeypatch):
    monkeypatch.setattr(CourseQuerySet, "reviewed_by", lambda courses, user: courses.all())
    wrong = disagreements("stranger", [one for one in addresses() if one.name == "quizzes:rulings"])
    assert len(wrong) == 1
    assert "gives 302, the table says 404" in wrong[0]
