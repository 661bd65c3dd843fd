from random import Random

import pytest

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
