from random import Random

import pytest

from quizzes.kinds import KINDS
from quizzes.kinds.base import BadAnswer

CLOZE = KINDS["cloze"]
SHOWN = {"stem": "Complete.", "parts": ["After ", " years, diplomacy rests on ", "."]}
KEY = {"blanks": [["96", "ninety-six"], ["patience"]]}
BANK = {**SHOWN, "bank": ["96", "patience", "patients"]}


def fraction(shown: dict, *blanks: str) -> float:
    posted = {f"blank-{number}": [blank] for number, blank in enumerate(blanks, 1)}
    return CLOZE.mark(shown, KEY, CLOZE.parse(shown, posted)).fraction


@pytest.mark.parametrize(
    ("blanks", "expected"),
    [
        (("96", "patience"), 1),
        (("Ninety six", "Patience."), 1),
        (("96", "pateince"), 1),
        (("95", "patience"), 0.5),
        (("96", ""), 0.5),
        (("69", "law"), 0),
    ],
)
def test_each_blank_earns_its_share(blanks, expected):
    assert fraction(SHOWN, *blanks) == expected


def test_a_word_of_the_bank_must_be_the_right_one_to_the_letter():
    assert fraction(BANK, "96", "patience") == 1
    assert fraction(BANK, "96", "patients") == 0.5


def test_a_word_that_is_not_in_the_bank_is_refused():
    with pytest.raises(BadAnswer, match="not in the list"):
        CLOZE.parse(BANK, {"blank-1": ["97"], "blank-2": ["patience"]})


def test_the_bank_does_not_stand_in_the_order_of_the_blanks():
    orders = {tuple(CLOZE.present(BANK, Random(seed), False)["bank"]) for seed in range(40)}
    assert len(orders) == 6


def test_a_faulty_item_is_described_once_for_each_fault():
    problems = CLOZE.problems({**SHOWN, "bank": ["96"]}, KEY)
    assert [str(problem) for problem in problems] == ["“patience” is not among the words to choose from."]


def test_blanks_left_open_show_their_answer():
    blanks = CLOZE.reveal(SHOWN, KEY, CLOZE.parse(SHOWN, {"blank-1": ["96"]}))["blanks"]
    assert [(blank["given"], blank["expected"], blank["right"]) for blank in blanks] == [
        ("96", "96", True),
        ("", "patience", False),
    ]
