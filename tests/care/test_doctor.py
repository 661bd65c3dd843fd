"""Each check finds what is planted, says how to mend it, and mends what it can."""

from datetime import timedelta
from io import StringIO
from random import Random

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from care.doctor import CHECKS
from care.doctor.machine import LEAST_FREE
from content.models import Citation
from content.uploading import work_later
from quizzes.finishing import finish
from quizzes.models import Attempt, LedgerEntry, Memory, Quiz, Standing
from tests.factories import QuizFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def well(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def attempt(course, learner) -> Attempt:
    """One that was handed in, with a right answer: it has points, a memory and a place on the boards."""
    now = timezone.now() - timedelta(minutes=1)
    quiz: Quiz = QuizFactory(course=course, feedback="end", shuffle=False)
    attempt = quiz.begin(learner, now, Random(1))
    attempt.answer(1, {"answer": ["k2"]}, now)
    finish(attempt, now)
    return attempt


def doctor(*words: str, **options: bool) -> tuple[int, str]:
    """The exit status and what was said."""
    said = StringIO()
    try:
        call_command("doctor", *words, stdout=said, **options)
    except SystemExit as end:
        return end.code, said.getvalue()
    return 0, said.getvalue()


def test_a_course_in_use_is_well(attempt):
    status, said = doctor()
    assert [line for line in said.splitlines() if not line.startswith("well")] == []
    assert status == 0
    assert len(said.splitlines()) == len(CHECKS)


def wrong(name: str) -> str:
    status, said = doctor(name)
    assert status == 1
    assert said.startswith(f"WRONG   {name}: ")
    return said


def mended(name: str) -> None:
    """It mends what it found, and then finds it well."""
    assert "manage.py doctor --mend" in wrong(name)
    status, said = doctor(name, mend=True)
    assert (status, said.partition(":")[0]) == (0, f"mended  {name}")
    assert doctor(name) == (0, f"well    {name}\n")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"DEBUG": True}, "Unset PILCROW_DEBUG."),
        ({"HOST": "0.0.0.0"}, "Passwords travel unencrypted to 0.0.0.0."),
        ({"HTTPS": True}, "Set PILCROW_EMAIL_HOST."),
        ({"HTTPS": True, "SECURE_HSTS_SECONDS": 0}, "SECURE_HSTS_SECONDS"),
    ],
)
def test_settings_that_do_harm(settings, changes, sentence):
    for name, value in changes.items():
        setattr(settings, name, value)
    assert sentence in wrong("settings")


def test_a_key_that_others_can_read(settings):
    key = settings.DATA_DIR / "secret_key"
    key.write_text("x")
    key.chmod(0o644)
    assert f"chmod 600 {key}" in wrong("settings")


def test_a_disk_that_fills(monkeypatch):
    monkeypatch.setattr("care.doctor.machine.LEAST_FREE", 10**18)
    assert "MB left. Make room" in wrong("room")
    assert LEAST_FREE < 10**18


def test_a_database_of_an_earlier_release():
    MigrationRecorder(connection).record_unapplied("care", "0001_allowance")
    assert "1 migrations are not applied. Take a backup, then run manage.py migrate." in wrong("migrations")


def test_files_that_were_not_collected(monkeypatch):
    monkeypatch.setattr(staticfiles_storage, "hashed_files", {}, raising=False)
    assert "manage.py collectstatic" in wrong("static files")


def test_a_citation_of_other_words(attempt):
    Citation.objects.filter(pk=Citation.objects.first().pk).update(quote="something else")
    assert "1 citations of “Diplomacy in a new era” say other words" in wrong("citations")


def test_points_that_were_not_given(attempt):
    LedgerEntry.objects.filter(attempt=attempt)._raw_delete("default")
    mended("points")
    assert LedgerEntry.objects.get(attempt=attempt).points == 10


def test_a_board_that_does_not_add_up(attempt):
    Standing.objects.update(points=99)
    mended("boards")
    assert not Standing.objects.filter(points=99).exists()


@pytest.mark.parametrize("harm", [{"stability": 99.0}, {"reps": 7}, None])
def test_a_memory_that_its_reviews_did_not_make(attempt, harm):
    memory = Memory.objects.get()
    Memory.objects.update(**harm) if harm else Memory.objects.all().delete()
    mended("memories")
    assert Memory.objects.get().state == memory.state


def test_an_attempt_that_nobody_hands_in(course, learner):
    quiz = QuizFactory(course=course, time_limit=10)
    quiz.begin(learner, timezone.now() - timedelta(hours=1), Random(1))
    mended("deadlines")
    assert not Attempt.objects.open().exists()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"status": "READY", "enqueued_at": timedelta(hours=2)}, "1 tasks wait for more than ten minutes. See that"),
        ({"status": "RUNNING", "started_at": timedelta(hours=2)}, "1 tasks were begun more than an hour ago"),
        ({"status": "FAILED", "finished_at": timedelta(days=2)}, "1 tasks failed in the last week. Read the log"),
    ],
)
def test_work_that_nobody_does(state, sentence):
    work_later.enqueue(404)
    when = {name: timezone.now() - value for name, value in state.items() if name != "status"}
    DBTaskResult.objects.update(status=state["status"], **when)
    assert sentence in wrong("tasks")


def test_a_row_that_refers_to_nothing(attempt):
    Attempt.objects.update(quiz=404)
    said = wrong("database")
    Attempt.objects.update(quiz=Quiz.objects.get())
    assert "1 rows of quizzes_attempt.quiz_id refer to one that is not there. Stop the server" in said
    assert "restore the newest backup" in said


def test_what_the_database_does_not_let_it_see_stops_no_other_check(monkeypatch):
    monkeypatch.setitem(CHECKS, "points", failing(IntegrityError("no such key point\nDETAIL: 404")))
    status, said = doctor()
    assert status == 1
    assert "WRONG   points: This could not be looked at: no such key point. Mend" in said
    assert "well    tasks" in said


def failing(error: Exception):
    def check(*_given):
        raise error

    return check


def test_a_database_that_is_away_is_not_taken_for_a_broken_one(monkeypatch):
    monkeypatch.setattr(connection, "cursor", failing(OperationalError("connection refused")))
    status, said = doctor("settings", "database", "tasks")
    assert (status, said.splitlines()[1:]) == (
        1,
        ["WRONG   database: The database does not answer. Start it, or see that DATABASE_URL names it, and ask again."],
    )
