"""docs/security.md names tests that are there, for every chapter of the standard."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
CHAPTER = re.compile(r"^\| (V\d+) (.+?) \| (.+?) \| (.*?) ?\|$", re.MULTILINE)
CHAPTERS = CHAPTER.findall((HOUSE / "docs/security.md").read_text())


def missing(shown: str) -> list[str]:
    """Which of the tests that a cell names are not there."""
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", shown)
    return [f"{path}::{test}" for path, test in named if not is_there(HOUSE / path, test)]


def is_there(path: Path, test: str) -> bool:
    return path.exists() and (not test or f"def {test}(" in path.read_text())


def test_all_seventeen_chapters_stand_in_order():
    assert [number for number, *_rest in CHAPTERS] == [f"V{number}" for number in range(1, 18)]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter[0])
def test_each_chapter_is_shown_by_tests_that_are_there(chapter):
    _number, _name, promise, shown = chapter
    assert missing(shown) == []
    assert promise.startswith("Does not apply") != ("`tests/" in shown)


def test_a_test_that_went_is_missed():
    assert missing("`tests/test_rooms.py::test_that_went`, `tests/gone.py`") == [
        "tests/test_rooms.py::test_that_went",
        "tests/gone.py::",
    ]
