from dataclasses import replace

import pytest

from quizzes.generation import all_faces
from quizzes.generation.gate import examine_card
from tests.quizzes.generation import course

INDEX = course.indexed()
SAYS, TERM = (next(card for card in all_faces(INDEX) if card.rule == rule) for rule in ("card.says", "card.term"))


def flaws(card):
    return {id for id, _ in examine_card(card, INDEX)}


@pytest.mark.parametrize("card", [SAYS, TERM], ids=lambda card: card.rule)
def test_a_sound_card_passes(card):
    assert flaws(card) == set()


@pytest.mark.parametrize(
    ("flaw", "change"),
    [
        ("F19", {"lines": ("This describes a vital tool",)}),
        ("F19", {"prompt": "Which words fill the blank? The Gazette: They see ____ as a vital tool of every embassy."}),
        ("F22", {"lines": ("The Gazette",)}),
        ("F20", {"prompt": "Which words fill the blank? The Gazette: Discuss ____.", "face": "term"}),
        ("F23", {"lines": ("word " * 121,)}),
        ("F24", {"lines": ("The report describes a vital tool of",)}),
        ("F24", {"prompt": "What does The Gazette say of “quiet channels?"}),
    ],
)
def test_a_flawed_card_is_refused(flaw, change):
    assert flaw in flaws(replace(SAYS, **change))


def test_a_misquoting_card_is_refused():
    assert "F28" in flaws(replace(SAYS, evidence=replace(SAYS.evidence, text="other words")))


def test_a_card_about_a_heading_is_refused():
    title = course.gazette().quote((0, 6))
    assert "F29" in flaws(replace(SAYS, evidence=title, lit=(title,)))
