"""The seeds' pairs of statements that both articles make: which of them are suggested as one idea."""

import json
from pathlib import Path

import pytest

from content.extraction import extract
from content.reading import read
from content.sameness import Idea, suggestions

SHARED = Path(__file__).parents[3] / "shared"
OVERLAPS = SHARED / "evaluation/seeds/overlaps.json"

pytestmark = pytest.mark.skipif(not OVERLAPS.exists(), reason="the evaluation corpus is not beside this repository")


@pytest.fixture(scope="module")
def found() -> set[frozenset[str]]:
    ideas, sentences = [], []
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        source = read(path.name, path.read_bytes())
        outline = extract(source)
        sentences += [source.text[one.start : one.end] for block in outline.blocks for one in block.sentences]
        for concept in outline.concepts:
            spans = ((concept.start, concept.end), *concept.mentions)
            ideas.append(
                Idea(len(ideas), path.stem, "en", concept.term, source.text, concept.statement, tuple(set(spans)))
            )
    pairs = suggestions(ideas, sentences, "en")
    return {frozenset((ideas[pair.one].term, ideas[pair.other].term)) for pair in pairs}


@pytest.mark.parametrize("term", ["vital and regular", "key and regular"])
def test_one_task_under_three_names_is_suggested(found, term):
    assert frozenset((term, "critical and ongoing")) in found


def test_what_only_contrasts_is_not_suggested(found):
    pairs = json.loads(OVERLAPS.read_text())["pairs"]
    contrasts = [(pair["a"]["text"], pair["b"]["text"]) for pair in pairs if pair["relation"] == "contrast"]
    # The labels of the two tasks contrast in wording and are the same in meaning: the file says both of them.
    contrasts = [pair for pair in contrasts if "critical and ongoing" not in pair[1]]
    assert len(contrasts) >= 6
    for one, other in contrasts:
        held = [pair for pair in found if any(a in one and b in other for a, b in permuted(pair))]
        assert held == []


def permuted(pair: frozenset[str]) -> list[tuple[str, str]]:
    first, second = sorted(pair)
    return [(first, second), (second, first)]
