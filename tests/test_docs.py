"""What docs and README say is there, is there; and what is there, they name."""

import re
from pathlib import Path

import pytest

from content.reading import READERS
from quizzes.kinds import KINDS

HOUSE = Path(__file__).resolve().parent.parent
PAGES = [HOUSE / "README.md", *sorted((HOUSE / "docs").rglob("*.md"))]


@pytest.mark.parametrize("doc", PAGES, ids=lambda doc: doc.name)
def test_every_path_that_a_page_names_is_there(doc):
    named = re.findall(
        r"`((?:accounts|config|content|quizzes|seeds|static|templates|tests|docs|benchmarks)/[\w./*]*)`",
        doc.read_text(),
    )
    missing = [path for path in named if not re.search(r"[/_]xx?\.", path) and not list(HOUSE.glob(path.rstrip("/")))]
    assert not missing


@pytest.mark.parametrize("doc", PAGES, ids=lambda doc: doc.name)
def test_every_link_to_a_file_leads_somewhere(doc):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", doc.read_text())
    assert [link for link in links if not (doc.parent / link).exists()] == []


def test_every_setting_of_the_environment_is_described():
    asked = set(re.findall(r'"(PILCROW_\w+|DATABASE_URL)"', (HOUSE / "config/settings.py").read_text()))
    described = (HOUSE / "docs/operating.md").read_text()
    described += "".join(f"PILCROW_EMAIL{end}" for end in re.findall(r"`(_[A-Z]+)`", described))
    assert {name for name in asked if name not in described} == set()


def test_the_readme_is_a_door_and_not_a_house():
    assert len((HOUSE / "README.md").read_text().splitlines()) < 120


def test_the_guide_names_every_kind_and_format():
    guide = (HOUSE / "docs/adding.md").read_text()
    assert [name for name in [*KINDS, *READERS.values()] if f"`{name}`" not in guide] == []
