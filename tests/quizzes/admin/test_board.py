"""The ledger and the rulings can be read on the desk, and nothing else."""

from datetime import timedelta

import pytest

from quizzes.models import Decision, LedgerEntry, Ruling
from tests import factories
from tests.desk import address, queries_of
from tests.quizzes.boardroom import member, settled

MODELS = {"quizzes_ledgerentry": LedgerEntry, "quizzes_ruling": Ruling}


@pytest.fixture
def attempt(course, reviewer, now):
    attempt = settled(factories.QuizFactory(course=course), member(course, "Minh Phạm"), now)
    Ruling.objects.decide(attempt, reviewer, Decision.KEEP, "Saw nothing odd", now, "Ask again in May")
    return attempt


@pytest.fixture
def desk(client, instructor, attempt):
    client.force_login(instructor)
    return client


@pytest.mark.parametrize("model", MODELS)
def test_rows_are_listed_and_shown(desk, model):
    assert "Minh Phạm" in desk.get(address(model, "changelist")).content.decode()
    row = MODELS[model].objects.get()
    assert "Minh Phạm" in desk.get(address(model, "change", row.pk)).content.decode()


@pytest.mark.parametrize("model", MODELS)
def test_nobody_adds_changes_or_deletes_one(desk, admin_client, model):
    row = MODELS[model].objects.get()
    before = MODELS[model].objects.values().get()
    for client in (desk, admin_client):
        assert client.get(address(model, "add")).status_code == 403
        assert client.post(address(model, "change", row.pk), {"points": 999, "reason": "Other"}).status_code == 403
        assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
        client.post(address(model, "changelist"), {"action": "delete_selected", "_selected_action": [row.pk]})
    assert MODELS[model].objects.values().get() == before


def test_account_names_are_kept_out(desk, course, reviewer, now):
    nameless = factories.UserFactory(username="secret.account", display_name="")
    factories.MembershipFactory(course=course, user=nameless)
    row = settled(factories.QuizFactory(course=course), nameless, now)
    Ruling.objects.decide(row, nameless, Decision.KEEP, "", now)
    for model, rows in MODELS.items():
        pages = [address(model, "changelist"), *(address(model, "change", row.pk) for row in rows.objects.all())]
        assert not any("secret" in desk.get(page).content.decode() for page in pages)


@pytest.mark.parametrize("model", MODELS)
def test_a_list_costs_as_many_queries_for_many_rows_as_for_one(desk, course, reviewer, now, model):
    before = queries_of(desk, address(model, "changelist"))
    for number in range(5):
        learner = member(course, f"Person {number}")
        row = settled(factories.QuizFactory(course=course), learner, now + timedelta(days=number))
        Ruling.objects.decide(row, reviewer, Decision.KEEP, "", now)
    assert queries_of(desk, address(model, "changelist")) == before
