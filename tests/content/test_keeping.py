"""Values as JSON keeps them."""

import json
from dataclasses import dataclass

import pytest

from content.choosing import Found
from content.extraction import extract
from content.keeping import kept, restored
from content.reading import read
from tests.documents import GARDEN, NASTY


@pytest.mark.parametrize("text", [GARDEN, NASTY])
def test_what_was_found_in_a_document_comes_back_whole_from_json(text):
    source = read("garden.md", text.encode())
    found = Found(source, extract(source))
    assert restored(Found, json.loads(json.dumps(kept(found)))) == found


@dataclass(frozen=True)
class Newer:
    name: str
    spans: tuple[tuple[int, int], ...] = ()
    inner: "Inner | None" = None


@dataclass(frozen=True)
class Inner:
    at: int


def test_what_was_kept_by_an_earlier_program_is_read_by_a_later_one():
    assert restored(Newer, {"name": "a", "gone": 1}) == Newer("a")


def test_an_optional_value_comes_back_as_what_it_was():
    assert restored(Newer, {"name": "a", "spans": [[1, 2]], "inner": {"at": 3}}) == Newer("a", ((1, 2),), Inner(3))
    assert restored(Newer, {"name": "a", "inner": None}).inner is None
