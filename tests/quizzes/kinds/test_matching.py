from random import Random

import pytest

from quizzes.kinds import KINDS

MATCHING = KINDS["matching"]
EXAMPLES = MATCHING.examples()
SHOWN, KEY = EXAMPLES.shown, EXAMPLES.key


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ({"g3": "n1", "w8": "e5"}, 1),
        ({"g3": "n1"}, 0.5),
        ({"g3": "n1", "w8": "n1"}, 0.5),
        ({"g3": "e5", "w8": "n1"}, 0),
    ],
)
def test_each_pair_earns_its_share(pairs, expected):
    assert MATCHING.mark(SHOWN, KEY, {"pairs": pairs}).fraction == expected


def test_the_right_side_is_shuffled_even_when_the_quiz_is_not():
    orders = {
        tuple(right["id"] for right in MATCHING.present(SHOWN, Random(seed), False)["rights"]) for seed in range(40)
    }
    assert len(orders) == 6
    assert MATCHING.present(SHOWN, Random(1), False)["lefts"] == SHOWN["lefts"]


def test_ids_that_count_up_side_by_side_are_refused():
    shown = {
        "stem": "Match.",
        "lefts": [{"id": "l1", "text": "trust"}, {"id": "l2", "text": "law"}],
        "rights": [{"id": "r1", "text": "compass"}, {"id": "r2", "text": "anchor"}],
    }
    assert len(MATCHING.problems(shown, {"pairs": {"l1": "r1", "l2": "r2"}})) == 1
    assert MATCHING.problems(shown, {"pairs": {"l1": "r2", "l2": "r1"}}) == []


def test_the_form_says_when_some_are_left_over():
    assert MATCHING.form(SHOWN, None)["spare"]
    assert not MATCHING.form({**SHOWN, "rights": SHOWN["rights"][:2]}, None)["spare"]


def test_the_marked_item_tells_what_was_chosen_beside_the_partner():
    rows = MATCHING.reveal(SHOWN, KEY, {"pairs": {"g3": "s6"}})["lefts"]
    assert [(row["text"], row["given"], row["expected"], row["right"]) for row in rows] == [
        ("trust", "anchor", "compass", False),
        ("patience", "", "bridge", False),
    ]
