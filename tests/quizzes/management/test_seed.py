"""The course that fills an empty library."""

import stat

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db.models import Count

from accounts.models import User
from content.models import Citation, Course, KeyPoint, Role
from quizzes.kinds import KINDS
from quizzes.management.commands import seed
from quizzes.models import Card, Question, Quiz

MODELS = (User, Course, Citation, KeyPoint, Card, Question, Quiz)


@pytest.fixture
def accounts(tmp_path, monkeypatch):
    monkeypatch.setattr(seed, "ACCOUNTS", tmp_path / "data" / "demo-accounts.txt")
    return seed.ACCOUNTS


@pytest.fixture
def seeded(db, accounts) -> Course:
    call_command("seed", demo=False)
    return Course.objects.get()


def test_the_course_holds_both_documents(seeded):
    assert [document.letter for document in seeded.documents.all()] == ["A", "B"]
    assert seeded.lessons.exists()
    assert seeded.title == "Vietnamese diplomacy in a new era"


def test_it_has_questions_of_all_kinds_but_three_and_quizzes(seeded):
    approved = seeded.questions.approved()
    # The one day that the seeds give is chosen, their numbers are filled in; and no document has two lists of one form.
    assert set(approved.values_list("kind", flat=True)) == KINDS.keys() - {"date", "grouping", "numeric"}
    assert approved.count() >= 20
    assert all(quiz.size for quiz in seeded.quizzes.annotate(size=Count("slots")))
    assert seeded.quizzes.exists()


def test_every_major_list_and_quoted_term_has_a_card(seeded):
    for point in seeded.key_points.annotate(asked=Count("cards")):
        if point.is_major or (point.kind == "concept" and point.content["source"] == "quoted"):
            assert point.asked, point


def test_everybody_can_sign_in_with_the_password_that_was_kept(seeded, accounts, rf):
    lines = dict(line.split() for line in accounts.read_text().splitlines())
    assert set(lines) == {"learner", "instructor", "reviewer"}
    for username, password in lines.items():
        user = User.objects.get(username=username)
        assert user.check_password(password)
        assert authenticate(rf.post("/"), username=username, password=password) == user


def test_nobody_else_can_read_the_passwords(seeded, accounts):
    assert stat.S_IMODE(accounts.stat().st_mode) == 0o600


def test_each_has_a_role(seeded):
    roles = {membership.user.username: membership.role for membership in seeded.memberships.select_related("user")}
    assert roles == {"learner": Role.LEARNER, "instructor": Role.INSTRUCTOR, "reviewer": Role.REVIEWER}


def test_a_second_run_changes_nothing(seeded, accounts):
    before = [model.objects.count() for model in MODELS], accounts.read_text(), User.objects.get(username="learner")
    call_command("seed", demo=False)
    after = [model.objects.count() for model in MODELS], accounts.read_text(), User.objects.get(username="learner")
    assert before == after
    assert before[2].password == after[2].password


def test_an_account_that_is_there_keeps_its_password(db, accounts):
    own = User.objects.create_user("learner", password="my own words")
    call_command("seed", demo=False)
    own.refresh_from_db()
    assert own.check_password("my own words")
    assert "learner" not in accounts.read_text()


def test_a_run_that_fails_leaves_nothing(db, accounts, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(seed, "sample_quizzes", fail)
    with pytest.raises(RuntimeError):
        call_command("seed", demo=False)
    assert [model.objects.count() for model in MODELS] == [0] * len(MODELS)
    assert not accounts.exists()


def test_the_class_is_played_once_and_the_learner_takes_part(db, accounts, monkeypatch):
    played = []

    def play(course, now, joined_by):
        played.append((course.slug, joined_by.username))
        User.objects.create_user("demo-ngoc", is_demo=True)

    monkeypatch.setattr(seed, "play_class", play)
    call_command("seed")
    call_command("seed")
    assert played == [("vietnamese-diplomacy", "learner")]
