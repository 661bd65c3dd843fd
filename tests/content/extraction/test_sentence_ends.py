"""Sentence ends on texts full of traps, in every language that has such a text."""

from pathlib import Path

import pytest

from content.extraction.pack import load
from content.extraction.sentences import sentences
from content.extraction.view import match_view

SIGN = "⏎"
LEAST = 0.98
FEWEST = {"en": 150, "vi": 60}


def marked(language: str) -> list[tuple[str, set[int]]]:
    """Each paragraph without its signs, and where its sentences end but for the last."""
    found = []
    for line in (Path(__file__).parent / f"sentences_{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        # A sign between spaces stands for one of them; one without marks an end that lost its space.
        first, *parts = line.replace(f" {SIGN} ", f"{SIGN} ").split(SIGN)
        text, ends = first, set()
        for part in parts:
            ends.add(len(text))
            text += part
        found.append((text, ends))
    return found


def found_ends(text: str, language: str) -> set[int]:
    spans = sentences(match_view(text), 0, len(text), load(language))
    return {span.end for span in spans} - {len(text)}


@pytest.mark.parametrize("language", FEWEST)
def test_sentences_end_where_a_reader_ends_them(language):
    right = missed = wrong = 0
    errors = []
    for text, ends in marked(language):
        found = found_ends(text, language)
        right, missed, wrong = right + len(found & ends), missed + len(ends - found), wrong + len(found - ends)
        errors += [text for _ in range(found != ends)]
    assert right + missed >= FEWEST[language]
    assert 2 * right / (2 * right + missed + wrong) >= LEAST, errors
