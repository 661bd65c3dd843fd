"""Data of earlier releases, brought to this one: backups that each release left (see docs/operating.md)."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import User
from care.backup import check, restore
from care.doctor import CHECKS
from quizzes.models import Attempt, Note, Ruling

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.backup"))
KEPT = ("migrations", "database", "citations", "points", "boards", "memories")


def test_each_release_left_one_for_each_database():
    names = {path.stem for path in RELEASES}
    assert {f"0.1-{vendor}" for vendor in ("sqlite", "postgresql")} <= names


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_all_that_was_there_is_there_and_well(path, now):
    if not path.stem.endswith(connection.vendor):
        pytest.skip("a backup of the other database")
    applied = {tuple(key) for key in check(path).migrations}
    restore(path, replace=True)
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    assert applied <= set(executor.loader.applied_migrations)
    assert {name: list(CHECKS[name](now, False)) for name in KEPT} == {name: [] for name in KEPT}
    learner = User.objects.get(username="learner")
    finished = Attempt.objects.finished().get(learner=learner)
    assert finished.score == finished.max_score
    assert finished.responses.filter(answered_at__isnull=False).count() == 3
    assert Note.objects.get(learner=learner).text == "To be learnt."
    assert Ruling.objects.get(attempt=finished).reason == "Nothing odd."
    call_command("check", verbosity=0)
