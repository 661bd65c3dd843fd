from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS

ORDERING = KINDS["ordering"]
ITEMS = [{"id": "h4", "text": "trust"}, {"id": "b9", "text": "patience"}, {"id": "t1", "text": "law"}]
SHOWN = {"stem": "Put them in order.", "items": ITEMS}
KEY = {"order": ["h4", "b9", "t1"]}


def test_each_item_in_its_place_earns_its_share():
    mark = ORDERING.mark(SHOWN, KEY, {"order": ["t1", "b9", "h4"]})
    assert mark.fraction == pytest.approx(1 / 3)
    assert [(part.id, part.given, part.expected, part.right) for part in mark.parts] == [
        ("h4", "3", "1", False),
        ("b9", "2", "2", True),
        ("t1", "1", "3", False),
    ]


@pytest.mark.parametrize("shuffle", [True, False])
def test_items_written_in_order_are_never_shown_in_order(shuffle):
    shown = [ORDERING.present(SHOWN, Random(seed), shuffle)["items"] for seed in range(60)]
    assert ITEMS not in shown
    assert len({tuple(item["id"] for item in items) for items in shown}) == 5


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ("b9:up", ["b9", "h4", "t1"]),
        ("b9:down", ["h4", "t1", "b9"]),
        ("h4:up", ["h4", "b9", "t1"]),
        ("t1:down", ["h4", "b9", "t1"]),
        ("zz:up", ["h4", "b9", "t1"]),
        ("b9:sideways", ["h4", "b9", "t1"]),
        ("", ["h4", "b9", "t1"]),
    ],
)
def test_a_button_moves_one_row_one_step(move, order):
    assert ORDERING.draft(SHOWN, {"order": ["h4", "b9", "t1"], "move": [move]})["order"] == order


def test_a_moved_row_is_named_to_be_announced():
    draft = ORDERING.draft(SHOWN, {"order": ["t1", "h4", "b9"], "move": ["h4:down"]})
    rows = ORDERING.form(SHOWN, draft)["items"]
    assert [(row["id"], row["moved"]) for row in rows] == [("t1", False), ("b9", False), ("h4", True)]


def test_rows_that_were_tampered_with_come_back_as_shown():
    assert ORDERING.draft(SHOWN, {"order": ["h4", "h4", "t1"]})["order"] == ["h4", "b9", "t1"]


@pytest.mark.parametrize("ids", [("1", "2", "3"), ("i0", "i1", "i2"), ("a", "b", "c")])
def test_ids_that_count_up_in_the_right_order_are_refused(ids):
    shown = {**SHOWN, "items": [{**item, "id": one} for item, one in zip(ITEMS, ids, strict=True)]}
    assert ["give it away" in str(problem) for problem in ORDERING.problems(shown, {"order": list(ids)})] == [True]


def test_the_marked_item_stands_in_the_right_order_and_tells_where_each_was_put():
    rows = ORDERING.reveal(SHOWN, KEY, {"order": ["b9", "h4", "t1"]})["items"]
    assert [(row["text"], row["place"], row["right"]) for row in rows] == [
        ("trust", 2, False),
        ("patience", 1, False),
        ("law", 3, True),
    ]


LETTERS = "hbtmzkr"


def share(order: str, marking: str) -> float:
    items = [{"id": one, "text": f"item {one}"} for one in sorted(LETTERS)]
    shown = {"stem": "Put them in order.", "items": items, "marking": marking}
    assert ORDERING.problems(shown, {"order": list(LETTERS)}) == []
    return ORDERING.mark(shown, {"order": list(LETTERS)}, {"order": list(order)}).fraction


@pytest.mark.parametrize(
    ("order", "position", "run", "exact"),
    [
        ("hbtmzkr", 1, 1, 1),
        ("rhbtmzk", 0, 5 / 6, 0),
        ("bhtmzkr", 5 / 7, 5 / 6, 0),
        ("rkzmtbh", 1 / 7, 0, 0),
    ],
)
def test_how_an_order_is_marked_is_chosen(order, position, run, exact):
    assert share(order, "position") == pytest.approx(position)
    assert share(order, "run") == pytest.approx(run)
    assert share(order, "exact") == exact


@given(st.permutations(LETTERS))
def test_the_run_is_the_longest_that_there_is(order):
    right = {one: place for place, one in enumerate(LETTERS)}
    places = [right[one] for one in order]
    longest = max(n for n in range(1, 8) if any(list(some) == sorted(some) for some in combinations(places, n)))
    assert share("".join(order), "run") == pytest.approx((longest - 1) / 6)


def test_items_out_of_the_run_are_told_apart():
    shown = {**SHOWN, "marking": "run"}
    rows = ORDERING.reveal(shown, KEY, {"order": ["t1", "h4", "b9"]})["items"]
    assert [(row["text"], row["right"]) for row in rows] == [("trust", True), ("patience", True), ("law", False)]
    assert str(ORDERING.mark(shown, KEY, {"order": ["t1", "h4", "b9"]}).note) == "2 of 3 stand in the right order."


def test_items_written_before_there_was_a_choice_are_marked_by_position():
    order = {"order": ["t1", "h4", "b9"]}
    assert ORDERING.mark(SHOWN, KEY, order) == ORDERING.mark({**SHOWN, "marking": "position"}, KEY, order)
