from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS

MULTIPLE = KINDS["multiple"]
OPTIONS = [{"id": one, "text": f"option {one}"} for one in "vkqzt"]
SHOWN = {"stem": "Which fit?", "options": [{"id": one["id"], "text": f"the {one['id']}"} for one in OPTIONS]}
KEY = {"right": ["v", "q", "t"]}
CHOICES = st.lists(st.sampled_from("vkqzt"), min_size=1, unique=True)


def mark(*chosen: str):
    return MULTIPLE.mark(SHOWN, KEY, MULTIPLE.parse(SHOWN, {"answer": list(chosen)}))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("vqt", 1),
        ("vq", 2 / 3),
        ("vqk", 1 / 3),
        ("vqtk", 2 / 3),
        ("vkqzt", 1 / 3),
        ("vk", 0),
        ("vkz", 0),
        ("kz", 0),
    ],
)
def test_right_minus_wrong_and_never_below_zero(chosen, expected):
    assert mark(*chosen).fraction == pytest.approx(expected)


@given(CHOICES, st.randoms(use_true_random=False))
def test_the_order_of_the_boxes_does_not_matter(chosen, rng):
    assert mark(*chosen) == mark(*rng.sample(chosen, len(chosen)))


@given(CHOICES)
def test_only_all_that_fit_and_no_other_is_worth_everything(chosen):
    share = mark(*chosen).fraction
    assert 0 <= share <= 1
    assert (share == 1) == (set(chosen) == set(KEY["right"]))


@given(CHOICES, st.sampled_from("kz"))
def test_one_more_wrong_choice_never_helps(chosen, wrong):
    assert mark(*{*chosen, wrong}).fraction <= mark(*chosen).fraction


def test_the_mark_says_how_its_share_came_about():
    assert str(mark("v", "q").note) == "You found 2 of the 3 that fit."
    assert str(mark("v", "q", "k").note) == "You found 2 of the 3 that fit, less 1 for what does not."


def test_each_option_is_a_part_so_that_its_reason_is_found():
    parts = {part.id: part.right for part in mark("v", "k").parts}
    assert parts == {"v": True, "k": False, "q": False, "z": True, "t": False}


def test_numbers_keep_their_sequence_and_other_options_do_not():
    numbers = {"stem": "Which?", "options": [{"id": one, "text": f"{n} years"} for n, one in enumerate("vkqzt")]}
    assert MULTIPLE.present(numbers, Random(1), True) == numbers
    orders = {str(MULTIPLE.present(SHOWN, Random(seed), False)) for seed in range(20)}
    assert len(orders) > 10
