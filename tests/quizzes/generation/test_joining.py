"""What is joined in a list: names with what is said of them, beginnings with their ends."""

from dataclasses import replace

from tests.quizzes.generation import course
from tests.quizzes.generation.drafted import drafts


def test_items_built_around_one_word_are_matched_by_their_halves():
    halves = drafts(course.SUPPORTS)["list.halves"][0]
    rights = {row["id"]: row["text"] for row in halves.shown["rights"]}
    pairs = [(row["text"], rights[halves.key["pairs"][row["id"]]]) for row in halves.shown["lefts"]]
    assert halves.shown["stem"] == (
        "A mission must rely on the following, according to The Gazette. Match each with its role."
    )
    assert pairs == [
        ("courage", "compass"),
        ("trust", "a bridge of cooperation"),
        ("law", "anchor"),
    ]


def test_halves_of_items_built_alike_are_told_crossed():
    swapped = drafts(course.SUPPORTS)["list.swapped"]
    assert len(swapped) == 3
    for item in swapped:
        (right,) = item.key["instead"]
        assert item.key["wrong"] != right
        assert item.shown["stem"].endswith(f" as {item.key['wrong']}.")
        assert item.lit[0].text.endswith(f" as {right}")


def test_what_one_thing_is_done_for_is_not_told_of_another():
    items = ["Use old maps to find the hidden ports", "Use calm talks to win over the hosts"]
    text = f"Envoys\n\nThe council set two rules. {items[0]}. {items[1]}.\n"
    value = course.a_list(text, "two rules", items, intro="The council set two rules.", announced=2)
    assert "list.swapped" not in drafts(value, source=text)


HEADED = """Steps

The guide lists three parts. Goal: what the mission wants to reach. Means: whom it sends and what it costs. \
Limits: where the mission has to stop.
"""


def test_items_with_names_are_matched_with_what_is_said_of_them():
    value = course.a_list(
        HEADED,
        "three parts",
        [
            "Goal: what the mission wants to reach",
            "Means: whom it sends and what it costs",
            "Limits: where the mission has to stop",
        ],
        intro="The guide lists three parts.",
    )
    named = tuple(replace(item, head=course.span(HEADED, word)) for item, word in zip(value.items, HEADS, strict=True))
    heads = drafts(replace(value, items=named), source=HEADED)["list.heads"][0]
    rights = {row["id"]: row["text"] for row in heads.shown["rights"]}
    assert {row["text"]: rights[heads.key["pairs"][row["id"]]] for row in heads.shown["lefts"]} == {
        "Goal": "What the mission wants to reach",
        "Means": "Whom it sends and what it costs",
        "Limits": "Where the mission has to stop",
    }


HEADS = ("Goal", "Means", "Limits")
