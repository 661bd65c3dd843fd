"""The house plan, tested: who may import whom, and that every room lists its members."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
LINT = Path(sys.executable).with_name("lint-imports")


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin"},
    )


@pytest.fixture
def copy_of_the_house(tmp_path) -> Path:
    for name in ("config", "care", "accounts", "content", "quizzes", "pyproject.toml"):
        source = HOUSE / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def test_the_import_contracts_hold():
    result = contracts(HOUSE)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("content/models/course.py", "from quizzes.models import Question"),
        ("content/extraction/lessons.py", "from django.conf import settings"),
        ("quizzes/kinds/choice.py", "from quizzes.models import Question"),
        ("quizzes/models/quiz.py", "from quizzes.views import quizzes"),
        ("quizzes/finishing.py", "from care import logs"),
        ("quizzes/scoring.py", "import time"),
        ("quizzes/views/quizzes.py", "import fsrs"),
    ],
)
def test_a_planted_violation_breaks_them(copy_of_the_house, file, line):
    planted = copy_of_the_house / file
    planted.write_text(f"{line}\n{planted.read_text()}")
    result = contracts(copy_of_the_house)
    assert result.returncode != 0
    assert "BROKEN" in result.stdout, result.stdout


def members(room: str, apart: set[str]) -> set[str]:
    return {path.stem for path in (HOUSE / room).glob("*.py")} - {"__init__"} - apart


def test_every_kind_in_the_room_is_listed():
    from quizzes.kinds import KINDS

    listed = {type(kind).__module__.rsplit(".", 1)[-1] for kind in KINDS.values()}
    assert listed == members("quizzes/kinds", apart={"base", "checking", "figures", "proof", "wording"})


def test_every_language_pack_names_itself():
    for pack in (HOUSE / "content/extraction/packs").glob("*.toml"):
        assert re.search(r'^language = "' + pack.stem + '"', pack.read_text(), re.MULTILINE), pack.name
