from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS

GROUPING = KINDS["grouping"]
EXAMPLES = GROUPING.examples()
SHOWN, KEY = EXAMPLES.shown, EXAMPLES.key
PLACED = st.fixed_dictionaries({one: st.sampled_from(["", "t9", "f2"]) for one in KEY["groups"]})


@given(PLACED.filter(lambda placed: any(placed.values())), st.integers(0, 99))
def test_each_item_earns_its_share_wherever_it_stands(placed, seed):
    shown = GROUPING.present(SHOWN, Random(seed), True)
    answer = GROUPING.parse(shown, {f"list-{one}": [group] for one, group in placed.items()})
    right = sum(placed[one] == group for one, group in KEY["groups"].items())
    assert GROUPING.mark(shown, KEY, answer).fraction == right / 4


def test_items_are_mixed_even_when_the_quiz_is_not():
    orders = {str(GROUPING.present(SHOWN, Random(seed), False)["items"]) for seed in range(60)}
    assert len(orders) > 15
    assert GROUPING.present(SHOWN, Random(1), False)["groups"] == SHOWN["groups"]


def test_the_marked_item_shows_each_list_with_what_belongs_to_it():
    pillars, steps = GROUPING.reveal(SHOWN, KEY, {"groups": {"p3": "t9", "d8": "f2"}})["groups"]
    assert [(row["text"], row["given"], row["right"]) for row in pillars["items"]] == [
        ("trust", "Pillars", True),
        ("patience", "Next steps", False),
    ]
    assert [row["given"] for row in steps["items"]] == ["", ""]


@pytest.mark.parametrize("ids", ["1234", "abcd"])
def test_ids_that_count_up_list_by_list_are_refused(ids):
    items = [{**item, "id": one} for item, one in zip(SHOWN["items"], ids, strict=True)]
    key = {"groups": dict(zip(ids, ["t9", "t9", "f2", "f2"], strict=True))}
    assert len(GROUPING.problems({**SHOWN, "items": items}, key)) == 1
