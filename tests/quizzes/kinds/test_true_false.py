import pytest
from django.template.loader import render_to_string

from quizzes.kinds import KINDS

TRUE_FALSE = KINDS["true_false"]
STEM = "The Congress marks a new era after 80 years under the Party’s leadership."
ASKED = {"stem": STEM, "correction": "asked"}
SHOWN = {"stem": STEM, "correction": "shown"}
KEY = {"true": False, "wrong": "80", "instead": ["96", "ninety-six"]}


def fraction(shown: dict, key: dict, verdict: str, instead: str = "") -> float:
    posted = {"answer": [verdict], "instead": [instead]}
    return TRUE_FALSE.mark(shown, key, TRUE_FALSE.parse(shown, posted)).fraction


@pytest.mark.parametrize(
    ("instead", "expected"),
    [
        ("96", 1),
        (" Ninety six.", 1),
        ("96 years", 1),
        ("after 96 years under the Party's leadership", 1),
        ("", 0.5),
        ("86", 0.5),
        ("80", 0.5),
        ("80 or 96", 0.5),
        ("96 97 98", 0.5),
        ("after years", 0.5),
        ("not 80 but 96", 0.5),
    ],
)
def test_the_verdict_and_the_correction_earn_half_each(instead, expected):
    assert fraction(ASKED, KEY, "false", instead) == expected


def test_a_correction_of_what_was_called_true_counts_for_nothing():
    assert fraction(ASKED, KEY, "true", "96") == 0


def test_where_the_correction_is_shown_the_verdict_is_all():
    assert fraction(SHOWN, KEY, "false") == 1
    assert fraction(SHOWN, KEY, "true") == 0
    assert TRUE_FALSE.form(ASKED, None)["asks"]
    assert not TRUE_FALSE.form(SHOWN, None)["asks"]


def test_a_true_statement_is_right_or_not_and_asks_for_the_same():
    key = {"true": True}
    assert TRUE_FALSE.problems(ASKED, key) == []
    assert fraction(ASKED, key, "true") == 1
    assert fraction(ASKED, key, "false", "96") == 0
    assert TRUE_FALSE.form(ASKED, None)["asks"]


def test_the_marked_statement_has_its_false_words_apart():
    item = TRUE_FALSE.reveal(ASKED, KEY, {"verdict": "false", "instead": "96 years"})
    assert (item["before"] + item["wrong"] + item["after"], item["expected"]) == (STEM, "96")
    assert item["mended"]


def test_what_is_claimed_is_told_with_its_worth():
    roles = [(piece.role, piece.text) for piece in TRUE_FALSE.pieces(ASKED, KEY)]
    assert roles == [("wrong", STEM), ("right", STEM.replace("80", "96")), ("right", "96")]
    assert [piece.role for piece in TRUE_FALSE.pieces(ASKED, {"true": True})] == ["right"]


def test_an_explanation_is_told_beside_the_statement():
    shown = {"stem": "Speed is one of the four points.", "correction": "shown"}
    key = {"true": False, "wrong": "Speed", "instead": ["That is not one of the four points."], "explains": True}
    revealed = TRUE_FALSE.reveal(shown, key, {"verdict": "false", "instead": ""})
    page = render_to_string("quizzes/kinds/true_false.html", {"item": revealed, "marked": True, "lang": "en"})
    assert "That is not one of the four points." in page
    assert "<ins" not in page
