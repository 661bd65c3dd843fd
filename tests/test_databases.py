"""How the suite is run: on which server, and what of it on both databases."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from django.db import connection

from tests import databases, postgres

ROOT = Path(__file__).parents[1]


@pytest.fixture
def no_address(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


def version(url: str) -> int:
    parts = urlsplit(url)
    host = unquote(parts.hostname)
    with psycopg.connect(host=host, user=parts.username, dbname=parts.path.removeprefix("/")) as server:
        return server.info.server_version


def test_a_server_that_is_named_is_taken(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@somewhere/something")
    with postgres.server() as url:
        assert url == "postgres://somebody@somewhere/something"


@pytest.mark.skipif(postgres.installed() is None, reason="PostgreSQL is not installed here")
def test_one_that_is_installed_is_started_and_thrown_away(no_address):
    with postgres.server() as url:
        assert version(url) >= 130_000
        folder = Path(unquote(urlsplit(url).hostname)).parent
        assert folder.is_dir()
    assert not folder.exists()


def test_one_comes_from_the_wheel(no_address, monkeypatch):
    monkeypatch.setattr(postgres, "installed", lambda: None)
    with postgres.server() as url:
        assert version(url) >= 130_000


def test_without_any_it_is_said_and_refused_in_ci(no_address, monkeypatch, capsys):
    monkeypatch.setattr(postgres, "installed", lambda: None)
    monkeypatch.setattr(postgres, "unpacked", lambda folder: None)
    monkeypatch.setenv("CI", "true")
    assert databases.main([]) == 1
    assert capsys.readouterr().out.startswith("No PostgreSQL could be had")


def test_the_tests_run_on_the_database_that_the_environment_names():
    """Had the settings chosen another, the second run would be a second run on SQLite."""
    named = os.environ.get("DATABASE_URL", "")
    assert (connection.vendor == "postgresql") == named.startswith("postgres")


def collected(worker: str) -> str:
    """What a process of that name would run of a file that touches a database and of one that does not."""
    files = (
        "tests/journeys/test_review.py",
        "tests/journeys/test_script.py",
        "tests/quizzes/test_points.py",
        "tests/quizzes/test_finishing.py",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *files],
        cwd=ROOT,
        env={**os.environ, "PYTEST_XDIST_WORKER": worker},
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_what_a_second_database_cannot_change_runs_once():
    first, second = collected("sqlite"), collected("postgres")
    assert "a narrow dark phone" not in first
    assert "a narrow dark phone" in second
    assert "a browser without scripts" in first
    assert "a browser without scripts" not in second
    assert "a desktop" in second
    assert "a desktop" in first
    assert first.index("test_finishing.py") < first.index("test_review.py"), "fast ones come first"
    assert "test_script.py" in first
    assert "test_script.py" not in second
    assert "test_points.py" in first
    assert "test_points.py" not in second
    alone = collected("alone")
    assert "a narrow dark phone" in alone
    assert "a browser without scripts" in alone
    assert "test_points.py" in alone
    assert first.count("test_finishing.py") == second.count("test_finishing.py") > 0


ASKS = ("connection.vendor", "settings.DATABASES", '"ENGINE"')


def test_only_the_settings_ask_which_database_it_is():
    rooms = ("accounts", "care", "config", "content", "quizzes")
    files = [path for room in rooms for path in (ROOT / room).rglob("*.py") if path != ROOT / "config/settings.py"]
    assert len(files) > 200
    assert [str(path) for path in files if any(ask in path.read_text() for ask in ASKS)] == []
